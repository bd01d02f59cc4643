import ExperimentDiary
import ExperimentText
import Stats

/// A plan that was checked: what is compared, on which days, by what measure, and how it will be
/// analysed. It was all fixed before the data were seen, or says that it was not.
///
/// Made from a plan file by `DraftPlan.validated()`; there is no other way to one.
package struct TrialPlan: Sendable {
    package let title: String
    package let question: String
    package let outcomes: [PlannedOutcome]
    package let covariates: [PlannedCovariate]
    package internal(set) var conditions: [Condition]
    /// The phases as they are now, every amendment laid in.
    package internal(set) var schedule: Schedule
    /// The phases as they were planned; the same where nothing was amended.
    package internal(set) var plannedSchedule: Schedule
    /// One for each outcome where they are treated from different days on, the primary one first; empty
    /// where all follow `schedule`.
    package internal(set) var staggered: [StaggeredSchedule]
    /// In the order of the days on which they were made.
    package let amendments: [Amendment]
    /// What ended the trial before its time; nil where nothing did.
    package var stop: Amendment? { amendments.inForce.first { $0.change == .stop } }
    package let diary: DiaryMapping
    package private(set) var analysis: AnalysisPlan
    /// How exported files feed the series, beside the diary's own columns.
    package let imports: [PlannedImport]
    /// Fixes every random number that the plan or its report ever draws.
    package let seed: UInt64
    /// A sentence about where the data come from, such as "simulated"; shown with every result.
    package let source: String?
    /// What assigned the schedule; nil when the phases were written by hand.
    package let design: AssignedDesign?
    /// The template that it was made from; nil for one of the person's own.
    package let template: Template?
    package let complaint: Complaint?
    package let reintroduction: Reintroduction?
    /// Nil when the questions were not asked.
    package let safety: SafetyRecord?
    package let stopRules: [StopRule]
    /// Whether it was started because things were bad, which regression to the mean feeds on.
    package let startedBecauseBad: Bool?
    /// What else is known to change meanwhile.
    package let alsoChanging: [ExpectedChange]
    /// Which days the plan says that its primary analysis goes by; nil where it leaves that to the
    /// draw and the diary (`TrialRecord.primaryAnalysis`).
    package let declaredAnalysis: PrimaryAnalysis?
    /// The rule by which somebody else drew the order, empty where only that is known; nil where the
    /// order was not drawn elsewhere.
    package let drawnElsewhere: String?
    /// Whether somebody else hid from the person which days were which.
    package let blindedElsewhere: Bool
    /// Whether the plan says that no monthly rhythm applies to this person.
    package let hasNoMonthlyRhythm: Bool
    package let blinding: Blinding?

    package var primaryOutcome: PlannedOutcome {
        // validated() refuses a plan without exactly one primary outcome.
        outcomes.first(where: \.isPrimary) ?? outcomes[0]
    }

    package func condition(_ id: String) -> Condition? { conditions.first { $0.id == id } }

    package func isTested(_ phase: Phase) -> Bool { condition(phase.condition)?.reference != nil }

    /// The conditions that are compared with another one, in the order of the plan.
    package var testedConditions: [Condition] { conditions.filter { $0.reference != nil } }

    /// The same plan, analysed with another engine than it declares.
    package func analysed(by method: RegressionMethod) -> TrialPlan {
        var plan = self
        plan.analysis = AnalysisPlan(
            method: method, level: analysis.level, onsetLagInDays: analysis.onsetLagInDays,
            washoutInDays: analysis.washoutInDays, rest: analysis.rest,
            isInHours: analysis.isInHours, hasTrend: analysis.hasTrend,
            hasWeekday: analysis.hasWeekday, cycle: analysis.cycle, lags: analysis.lags,
            looks: analysis.looks)
        return plan
    }
}

/// One measure of the person's state.
package struct PlannedOutcome: Sendable {
    package let id: String
    package let name: String
    package let instrument: Instrument
    /// The smallest change that this person would call worth having, in points; nil when none is
    /// known.
    package let worthwhile: Double?
    package let isPrimary: Bool
    /// How several measurements of one day become the day's score; nil when there is one a day.
    package let combining: CombiningRule?
    /// Days from one record to the next; 1 is daily.
    package let daysBetween: Int
    /// Days at the start of a tested phase that are left out for this outcome; nil for those of the
    /// analysis.
    package let onsetLagInDays: Int?
    /// Days at the start of a reference phase after a tested one; nil for those of the analysis.
    package let washoutInDays: Int?
    /// Items of the instrument and their series, when the diary holds items instead of totals.
    package let items: [ItemSeries]

    package struct ItemSeries: Sendable, Equatable {
        package let item: String
        package let series: String
    }
}

/// How several measurements of one day become the day's score.
package enum CombiningRule: String, Sendable, CaseIterable {
    case mean, worst, last
}

/// A measure beside the outcome that the regression takes into account.
package struct PlannedCovariate: Sendable, Equatable {
    package let id: String
    package let name: String
    /// 1 when yesterday's value is what matters today.
    package let lagInDays: Int
    /// Nil: its value of one day counts.
    package let lags: DistributedLag?
    package let combining: CombiningRule?
}

/// One way of living that the trial compares.
package struct Condition: Sendable, Equatable {
    package let id: String
    package let name: String
    /// The id of the condition that it is compared with; nil for a reference.
    package let reference: String?
    /// What is done on its days, in a sentence; nil when the name says it.
    package let instruction: String?
    /// Groups of food that are left out under it.
    package let leavesOut: [FoodGroup]
    /// Foods or products that come in under it, in the person's words.
    package let bringsIn: [String]
    /// Nil when it is all or nothing.
    package var amount: LoggedAmount?

    package init(
        id: String, name: String, reference: String?, instruction: String?, leavesOut: [FoodGroup],
        bringsIn: [String], amount: LoggedAmount? = nil
    ) {
        self.id = id
        self.name = name
        self.reference = reference
        self.instruction = instruction
        self.leavesOut = leavesOut
        self.bringsIn = bringsIn
        self.amount = amount
    }
}

/// How the plan's own analysis is done.
package struct AnalysisPlan: Sendable, Equatable {
    /// Nil: chosen by the declared type of each outcome.
    package let method: RegressionMethod?
    /// Probability that the intervals are to contain the true effect.
    package let level: Double
    /// Days at the start of a tested phase that are left out, while the effect builds up.
    package let onsetLagInDays: Int
    /// Days at the start of a reference phase, after a tested one, that are left out.
    package let washoutInDays: Int
    /// Hours beyond those days.
    package let rest: LagRest
    /// Whether the plan says its lags in hours.
    package let isInHours: Bool
    package let hasTrend: Bool
    package let hasWeekday: Bool
    package let cycle: PlannedCycle?
    /// The tested conditions as doses whose effect is spread over the days after; nil as a rule.
    package let lags: DistributedLag?
    /// Days on which the plan looks at the data before the end, in order; none by default.
    package let looks: [CalendarDay]
}
