import ExperimentDiary
import ExperimentText

extension Instrument {
    private static let stoolItem = InstrumentItem(
        "type", .whole(1, 7), "stool type, 1-2 hard, 3-5 normal, 6-7 loose")
    private static let stoolTypes = InstrumentItem(
        "type", .whole(1, 7), "one for each stool of the day: 1-2 hard, 3-5 normal, 6-7 loose",
        repeats: true)
    private static let bristolLicence =
        "(c) Rome Foundation; the labels 1 to 7 are ours, no picture or wording is stored."
    private static let noStoolChange = SmallestWorthwhileChange.none(
        Evidence(.designDefault, "none found; set one in the plan"))
    private static let stoolNote =
        "A day without a stool has a count of 0 and no share: a share of nothing is missing, not 0."

    /// The form of one stool. Not a severity: both ends are worse than the middle.
    package static let bristol = Instrument(
        id: "bristol", name: "Stool type 1-7", summary: "the form of one stool",
        items: [stoolItem], range: 1...7, unit: "type", direction: .target(3...5), recall: .now,
        minimumDaysBetween: 0, smallestWorthwhileChange: noStoolChange,
        bands: .starting(
            at: [1, 3, 6], end: 7, labels: ["hard", "normal", "loose"],
            Evidence(.verified, "guideline pocket card on constipation")),
        licence: bristolLicence,
        notes: ["Never average types: log each stool and analyse a series derived from a day."],
        rule: SingleItem(key: "type"))

    private static func stoolShare(
        _ id: String, _ name: String, _ form: String, _ types: ClosedRange<Double>
    ) -> Instrument {
        Instrument(
            id: id, name: name, summary: "share of the day's stools that were \(form), 0 to 1",
            items: [stoolTypes], range: 0...1, step: nil, unit: "share", recall: .days(1),
            minimumDaysBetween: 1, smallestWorthwhileChange: noStoolChange, licence: bristolLicence,
            isDailySuitable: true, notes: [stoolNote], rule: StoolShare(types: types))
    }

    /// Share of the day's stools that were loose, types 6 and 7.
    package static let stoolLooseShare = stoolShare(
        "stool.loose_share", "Loose stools", "loose, types 6 and 7", 6...7)

    /// Share of the day's stools that were hard, types 1 and 2.
    package static let stoolHardShare = stoolShare(
        "stool.hard_share", "Hard stools", "hard, types 1 and 2", 1...2)

    /// Mean distance of the day's stools from type 4.
    package static let stoolDistance = Instrument(
        id: "stool.distance", name: "Distance from a normal stool",
        summary: "mean distance of the day's stools from type 4", items: [stoolTypes], range: 0...3,
        step: nil, recall: .days(1), minimumDaysBetween: 1, smallestWorthwhileChange: noStoolChange,
        licence: bristolLicence, isDailySuitable: true,
        notes: [
            "A series of this project [D]: hard and loose stools both count as distance.",
            stoolNote,
        ],
        rule: StoolDistance())

    /// Stools of a day.
    package static let stoolCount = Instrument(
        id: "stool.count", name: "Stools a day", summary: "number of stools of the day",
        items: [InstrumentItem("count", .whole(0, 40))], range: 0...40, unit: "stools",
        direction: .target(1...3), recall: .days(1), minimumDaysBetween: 1,
        smallestWorthwhileChange: noStoolChange, licence: "Free.", isCount: true,
        isDailySuitable: true,
        notes: [
            "Three a day to three a week is usual [M]; the target band 1-3 is of this project "
                + "[D], so that "
                + "a day without a stool is no best day. For constipation choose the share of "
                + "hard stools."
        ],
        rule: SingleItem(key: "count"))

    /// The series of one day from the types of its stools: count, loose and hard share, distance.
    /// - Parameter types: one entry a stool, each 1...7; empty for a day that is known to have had
    /// none,
    ///   which yields the count alone.
    /// - Returns: Scores of `stool.count`, `stool.loose_share`, `stool.hard_share`,
    /// `stool.distance`.
    /// - Throws: `ScoringError.valueNotAllowed` for a type that is none.
    package static func stoolSeries(types: [Double]) throws(ScoringError) -> [Score] {
        let count = try stoolCount.score(["count": Double(types.count)])
        if types.isEmpty { return [count] }
        let answers = ItemAnswers(types.map { .init("type", $0) })
        return [
            count, try stoolLooseShare.score(answers), try stoolHardShare.score(answers),
            try stoolDistance.score(answers),
        ]
    }
}

/// The share of a day's stools whose type lies in `types`.
struct StoolShare: ScoringRule {
    let types: ClosedRange<Double>
    package var isMonotone: Bool { false }

    package func value(of answers: CheckedAnswers) -> Double {
        Double(answers.all.count { types.contains($0) }) / Double(answers.all.count)
    }
}

/// Mean of |type - 4|.
struct StoolDistance: ScoringRule {
    package var isMonotone: Bool { false }

    package func value(of answers: CheckedAnswers) -> Double {
        answers.all.reduce(0) { $0 + ($1 - 4).magnitude } / Double(answers.all.count)
    }
}
