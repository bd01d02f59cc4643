public import Stats

/// A plan that was checked: what is compared, on which days, by what measure, and how it will be
/// analysed. It was all fixed before the data were seen, or says that it was not.
///
/// Made from a plan file by `DraftPlan.validated()`; there is no other way to one.
public struct TrialPlan: Sendable {
    public let title: String
    public let question: String
    public let outcomes: [PlannedOutcome]
    public let covariates: [PlannedCovariate]
    public let conditions: [Condition]
    public let schedule: Schedule
    public let diary: DiaryMapping
    public let analysis: AnalysisPlan
    /// How exported files feed the series, beside the diary's own columns.
    public let imports: [PlannedImport]
    /// Fixes every random number that the plan or its report ever draws.
    public let seed: UInt64
    /// A sentence about where the data come from, such as "simulated"; shown with every result.
    public let source: String?

    public var primaryOutcome: PlannedOutcome {
        // validated() refuses a plan without exactly one primary outcome.
        outcomes.first(where: \.isPrimary) ?? outcomes[0]
    }

    public func condition(_ id: String) -> Condition? { conditions.first { $0.id == id } }

    /// The conditions that are compared with another one, in the order of the plan.
    public var testedConditions: [Condition] { conditions.filter { $0.reference != nil } }
}

/// One measure of the person's state.
public struct PlannedOutcome: Sendable {
    public let id: String
    public let name: String
    public let instrument: Instrument
    /// The smallest change that this person would call worth having, in points; nil when none is
    /// known.
    public let worthwhile: Double?
    public let isPrimary: Bool
    /// How several measurements of one day become the day's score; nil when there is one a day.
    public let combining: CombiningRule?
    /// Items of the instrument and their series, when the diary holds items instead of totals.
    public let items: [ItemSeries]

    public struct ItemSeries: Sendable, Equatable {
        public let item: String
        public let series: String
    }
}

/// How several measurements of one day become the day's score.
public enum CombiningRule: String, Sendable, CaseIterable {
    case mean, worst, last
}

/// A measure beside the outcome that the regression takes into account.
public struct PlannedCovariate: Sendable, Equatable {
    public let id: String
    public let name: String
    /// 1 when yesterday's value is what matters today.
    public let lagInDays: Int
    public let combining: CombiningRule?
}

/// One way of living that the trial compares.
public struct Condition: Sendable, Equatable {
    public let id: String
    public let name: String
    /// The id of the condition that it is compared with; nil for a reference.
    public let reference: String?
}

/// How the plan's own analysis is done.
public struct AnalysisPlan: Sendable, Equatable {
    /// Nil: chosen by the declared type of each outcome.
    public let method: RegressionMethod?
    /// Probability that the intervals are to contain the true effect.
    public let level: Double
    /// Days at the start of a tested phase that are left out, while the effect builds up.
    public let onsetLagInDays: Int
    /// Days at the start of a reference phase, after a tested one, that are left out.
    public let washoutInDays: Int
    public let hasTrend: Bool
    public let hasWeekday: Bool
}
