import ExperimentDiary
import ExperimentText

extension Instrument {
    /// Hours slept in the last night: best in a band, so neither more nor less is simply better.
    package static let sleepHours = Instrument(
        id: "sleep-hours", name: "Sleep hours", summary: "hours slept in the last night",
        items: [InstrumentItem("hours", .range(0...24, step: nil))], range: 0...24, step: nil,
        unit: "hours", direction: .target(7...9), recall: .days(1), minimumDaysBetween: 1,
        smallestWorthwhileChange: SmallestWorthwhileChange(
            0.5, Evidence(.designDefault, "half an hour")),
        bands: SeverityBands(
            [
                .below(0..<6, "short"), .below(6..<7, "a little short"),
                .through(7...9, "in the band"),
                .above(9, through: 24, "long"),
            ],
            Evidence(.designDefault, "under 6, 6-7, 7-9, over 9 hours")),
        licence: "Free.", isDailySuitable: true,
        notes: ["The night belongs to the day of waking."], rule: SingleItem(key: "hours"))
}
