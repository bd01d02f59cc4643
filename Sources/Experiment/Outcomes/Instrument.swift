/// Who gives the rating.
public enum Rater: String, Sendable, Hashable, CaseIterable {
    case participant
    case clinician
    case either
}

/// A way to turn a day's answers into a score: its items, range, direction and scoring rule, and what
/// is known of them.
///
/// An instrument is a value, so that one of the catalogue and one defined in a plan are the same
/// kind of thing. Only keys, ranges and rules are stored, never the wording of a questionnaire.
public struct Instrument: Sendable, Identifiable {
    /// Short name in plans and commands, as `pp-nrs`.
    public let id: String
    public let name: String
    /// What it measures, in one line.
    public let summary: String
    public let items: [InstrumentItem]
    public let range: ClosedRange<Double>
    /// Distance of neighbouring totals; nil on a continuous scale.
    public let step: Double?
    public let unit: String
    public let direction: ScoreDirection
    public let recall: RecallWindow
    /// Least days from one record to the next, at least the recall window; 0 for one record an event.
    public let minimumDaysBetween: Int
    public let smallestWorthwhileChange: SmallestWorthwhileChange
    public let bands: SeverityBands?
    public let licence: String
    public let rater: Rater
    /// A count of things, whose spread grows with its mean.
    public let isCount: Bool
    /// Fit to be the primary outcome of a daily diary.
    public let isDailySuitable: Bool
    public let blankItems: BlankItemRule
    /// An item ticked twice takes the higher value instead of being refused.
    public let takesHigherOfTwo: Bool
    /// Traps and sources worth a line in `n1 instruments NAME`.
    public let notes: [String]
    let rule: any ScoringRule

    init(
        id: String, name: String, summary: String, items: [InstrumentItem],
        range: ClosedRange<Double>, step: Double? = 1, unit: String = "points",
        direction: ScoreDirection = .higherIsWorse, recall: RecallWindow, minimumDaysBetween: Int,
        smallestWorthwhileChange: SmallestWorthwhileChange, bands: SeverityBands? = nil,
        licence: String, rater: Rater = .participant, isCount: Bool = false,
        isDailySuitable: Bool = false, blankItems: BlankItemRule = .refuse,
        takesHigherOfTwo: Bool = false, notes: [String] = [], rule: any ScoringRule
    ) {
        self.id = id
        self.name = name
        self.summary = summary
        self.items = items
        self.range = range
        self.step = step
        self.unit = unit
        self.direction = direction
        self.recall = recall
        self.minimumDaysBetween = minimumDaysBetween
        self.smallestWorthwhileChange = smallestWorthwhileChange
        self.bands = bands
        self.licence = licence
        self.rater = rater
        self.isCount = isCount
        self.isDailySuitable = isDailySuitable
        self.blankItems = blankItems
        self.takesHigherOfTwo = takesHigherOfTwo
        self.notes = notes
        self.rule = rule
    }

    /// How many whole numbers the total can be; nil when it moves in other steps or
    /// there are more than an `Int` can count.
    public var wholeNumberLevels: Int? {
        guard step == 1 else { return nil }
        return Int(exactly: (range.upperBound - range.lowerBound).rounded(.down)).map { $0 + 1 }
    }

    /// The values that a total can take.
    public var allowedTotals: AllowedValues { .range(range, step: step) }

    /// Raising any one item never lowers the total.
    public var isMonotone: Bool { rule.isMonotone }

    /// Whether a point is the same on both: the same range, steps, unit and direction.
    public func sharesScale(with other: Instrument) -> Bool {
        range == other.range && step == other.step && unit == other.unit
            && direction == other.direction && isCount == other.isCount
    }

    /// Nil when the instrument has no bands, or none at this value.
    public func band(of value: Double) -> SeverityBand? { bands?.band(of: value) }
}

extension Instrument: CustomStringConvertible {
    /// `Peak Pruritus NRS (pp-nrs)`.
    public var description: String { "\(name) (\(id))" }
}
