import ExperimentDiary
import ExperimentText

/// Who gives the rating.
package enum Rater: String, Sendable, Hashable, CaseIterable {
    case participant
    case clinician
    case either
}

/// A way to turn a day's answers into a score: its items, range, direction and scoring rule, and what
/// is known of them.
///
/// An instrument is a value, so that one of the catalogue and one defined in a plan are the same
/// kind of thing. Only keys, ranges and rules are stored, never the wording of a questionnaire.
package struct Instrument: Sendable, Identifiable {
    /// Short name in plans and commands, as `pp-nrs`.
    package let id: String
    package let name: String
    /// What it measures, in one line.
    package let summary: String
    package let items: [InstrumentItem]
    package let range: ClosedRange<Double>
    /// Distance of neighbouring totals; nil on a continuous scale.
    package let step: Double?
    package let unit: String
    package let direction: ScoreDirection
    package let recall: RecallWindow
    /// Least days from one record to the next, at least the recall window; 0 for one record an event.
    package let minimumDaysBetween: Int
    package let smallestWorthwhileChange: SmallestWorthwhileChange
    package let bands: SeverityBands?
    package let licence: String
    package let rater: Rater
    /// A count of things, whose spread grows with its mean.
    package let isCount: Bool
    /// Fit to be the primary outcome of a daily diary.
    package let isDailySuitable: Bool
    package let blankItems: BlankItemRule
    /// An item ticked twice takes the higher value instead of being refused.
    package let takesHigherOfTwo: Bool
    /// Traps and sources worth a line in `n1 instruments NAME`.
    package let notes: [String]
    package let rule: any ScoringRule

    package init(
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
    package var wholeNumberLevels: Int? {
        guard step == 1 else { return nil }
        return Int(exactly: (range.upperBound - range.lowerBound).rounded(.down)).map { $0 + 1 }
    }

    /// Whether a day has it or not: 0 or 1, nothing between.
    package var isYesNo: Bool { range.lowerBound == 0 && wholeNumberLevels == 2 }

    /// The values that a total can take.
    package var allowedTotals: AllowedValues { .range(range, step: step) }

    /// Raising any one item never lowers the total.
    package var isMonotone: Bool { rule.isMonotone }

    /// Whether a point is the same on both: the same range, steps, unit and direction.
    package func sharesScale(with other: Instrument) -> Bool {
        range == other.range && step == other.step && unit == other.unit
            && direction == other.direction && isCount == other.isCount
    }

    /// Nil when the instrument has no bands, or none at this value.
    package func band(of value: Double) -> SeverityBand? { bands?.band(of: value) }
}

extension Instrument: CustomStringConvertible {
    /// `Peak Pruritus NRS (pp-nrs)`.
    package var description: String { "\(name) (\(id))" }
}
