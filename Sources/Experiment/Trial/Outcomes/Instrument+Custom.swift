import ExperimentDiary
import ExperimentText

extension Instrument {
    /// A numeric range that a plan defines for itself, as "redness of the left cheek, 0 to 10".
    ///
    /// The id is also the key of its only item; `step` is nil when any number of the range can occur;
    /// `smallestWorthwhileChange` is in points, nil when the person set none; `daysBetween` is the
    /// least from one record to the next, the recall window unless given. Without a `unit` a scale of yes
    /// and no is told as a share of the days, every other in points.
    /// - Throws: `InstrumentError` for a range without width or end, a step or a change that does not
    ///   fit into it, or records that overlap in their recall.
    package static func custom(
        id: String, name: String? = nil, range: ClosedRange<Double>, step: Double? = 1,
        direction: ScoreDirection = .higherIsWorse, smallestWorthwhileChange: Double? = nil,
        unit: String? = nil, recall: RecallWindow = .days(1), daysBetween: Int? = nil,
        isCount: Bool = false
    ) throws(InstrumentError) -> Instrument {
        try check(id: id, range: range, step: step, direction, smallestWorthwhileChange)
        let instrument = Instrument(
            id: id, name: name ?? id, summary: name ?? id,
            items: [InstrumentItem(id, .range(range, step: step))], range: range, step: step,
            unit: unit ?? (range == 0...1 && step == 1 ? "of the days" : "points"),
            direction: direction, recall: recall,
            minimumDaysBetween: daysBetween ?? recall.lengthInDays,
            smallestWorthwhileChange: SmallestWorthwhileChange(
                smallestWorthwhileChange,
                Evidence(
                    .designDefault,
                    smallestWorthwhileChange == nil ? "none set in the plan" : "set in the plan")),
            licence: "Defined in the plan.", isCount: isCount,
            isDailySuitable: recall.lengthInDays == 1, rule: SingleItem(key: id))
        try instrument.checkCadence(every: instrument.minimumDaysBetween)
        return instrument
    }

    private static func check(
        id: String, range: ClosedRange<Double>, step: Double?, _ direction: ScoreDirection,
        _ change: Double?
    ) throws(InstrumentError) {
        let width = range.upperBound - range.lowerBound
        guard width.isFinite, width > 0 else {
            throw .emptyRange(instrument: id, lower: range.lowerBound, upper: range.upperBound)
        }
        if let step, !(step > 0 && step <= width) {
            throw .stepOutsideRange(instrument: id, found: step, width: width)
        }
        if let change, !(change > 0 && change <= width) {
            throw .changeOutsideRange(instrument: id, found: change, width: width)
        }
        if case .target(let band) = direction,
            !(range.contains(band.lowerBound) && range.contains(band.upperBound))
        {
            throw .targetOutsideRange(instrument: id, found: band, range: range)
        }
    }
}
