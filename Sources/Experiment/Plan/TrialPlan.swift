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
    public internal(set) var conditions: [Condition]
    /// The phases as they are now, every amendment laid in.
    public internal(set) var schedule: Schedule
    /// The phases as they were planned; the same where nothing was amended.
    public internal(set) var plannedSchedule: Schedule
    /// One for each outcome where they are treated from different days on, the primary one first; empty
    /// where all follow `schedule`.
    public internal(set) var staggered: [StaggeredSchedule]
    /// In the order of the days on which they were made.
    public let amendments: [Amendment]
    public let diary: DiaryMapping
    public private(set) var analysis: AnalysisPlan
    /// How exported files feed the series, beside the diary's own columns.
    public let imports: [PlannedImport]
    /// Fixes every random number that the plan or its report ever draws.
    public let seed: UInt64
    /// A sentence about where the data come from, such as "simulated"; shown with every result.
    public let source: String?
    /// What assigned the schedule; nil when the phases were written by hand.
    public let design: AssignedDesign?
    /// The template that it was made from; nil for one of the person's own.
    public let template: Template?
    public let complaint: Complaint?
    public let reintroduction: Reintroduction?
    /// Nil when the questions were not asked.
    public let safety: SafetyRecord?
    public let stopRules: [StopRule]
    /// Whether it was started because things were bad, which regression to the mean feeds on.
    public let startedBecauseBad: Bool?
    /// What else is known to change meanwhile.
    public let alsoChanging: [ExpectedChange]
    public let primaryAnalysis: PrimaryAnalysis
    public let blinding: Blinding?

    public var primaryOutcome: PlannedOutcome {
        // validated() refuses a plan without exactly one primary outcome.
        outcomes.first(where: \.isPrimary) ?? outcomes[0]
    }

    public func condition(_ id: String) -> Condition? { conditions.first { $0.id == id } }

    /// The conditions that are compared with another one, in the order of the plan.
    public var testedConditions: [Condition] { conditions.filter { $0.reference != nil } }

    /// The same plan, analysed with another engine than it declares.
    public func analysed(by method: RegressionMethod) -> TrialPlan {
        var plan = self
        plan.analysis = AnalysisPlan(
            method: method, level: analysis.level, onsetLagInDays: analysis.onsetLagInDays,
            washoutInDays: analysis.washoutInDays, hasTrend: analysis.hasTrend,
            hasWeekday: analysis.hasWeekday, cycle: analysis.cycle, lags: analysis.lags,
            looks: analysis.looks)
        return plan
    }
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
    /// Days from one record to the next; 1 is daily.
    public let daysBetween: Int
    /// Days at the start of a tested phase that are left out for this outcome; nil for those of the
    /// analysis.
    public let onsetLagInDays: Int?
    /// Days at the start of a reference phase after a tested one; nil for those of the analysis.
    public let washoutInDays: Int?
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
    /// Nil: its value of one day counts.
    public let lags: DistributedLag?
    public let combining: CombiningRule?
}

/// One way of living that the trial compares.
public struct Condition: Sendable, Equatable {
    public let id: String
    public let name: String
    /// The id of the condition that it is compared with; nil for a reference.
    public let reference: String?
    /// What is done on its days, in a sentence; nil when the name says it.
    public let instruction: String?
    /// Groups of food that are left out under it.
    public let leavesOut: [FoodGroup]
    /// Foods or products that come in under it, in the person's words.
    public let bringsIn: [String]
    /// Nil when it is all or nothing.
    public var amount: LoggedAmount?
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
    public let cycle: PlannedCycle?
    /// The tested conditions as doses whose effect is spread over the days after; nil as a rule.
    public let lags: DistributedLag?
    /// Days on which the plan looks at the data before the end, in order; none by default.
    public let looks: [CalendarDay]
}
