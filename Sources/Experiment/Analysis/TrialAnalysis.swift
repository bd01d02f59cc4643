import ExperimentDiary
import ExperimentText
import ExperimentTrial

/// The whole analysis of a trial: its primary outcome, and the others as far as they can be analysed.
package struct TrialAnalysis: Sendable {
    package let plan: TrialPlan
    package let diary: Diary
    /// The day of asking; nil takes the whole schedule as past.
    package let today: CalendarDay?
    package let primary: EffectAnalysis
    /// The other outcomes, in the order of the plan.
    package let secondary: [SecondaryOutcome]

    /// An outcome beside the primary one; it may lack the data that the primary one has.
    package enum SecondaryOutcome: Sendable {
        case analysed(EffectAnalysis)
        case notEstimable(PlannedOutcome, AnalysisError)
    }

    /// - Parameter today: the day of asking; nil takes the whole schedule as past.
    /// - Throws: `AnalysisError` when the primary outcome cannot be analysed.
    package init(
        _ plan: TrialPlan, diary: Diary, today: CalendarDay? = nil
    ) throws(AnalysisError) {
        self.plan = plan
        self.diary = diary
        self.today = today
        primary = try Self.analysis(of: plan.primaryOutcome, plan, diary, today)
        secondary = plan.outcomes.filter { !$0.isPrimary }.map { outcome in
            do throws(AnalysisError) {
                return .analysed(try Self.analysis(of: outcome, plan, diary, today))
            } catch {
                return .notEstimable(outcome, error)
            }
        }
    }

    package static func analysis(
        of outcome: PlannedOutcome, _ plan: TrialPlan, _ diary: Diary, _ today: CalendarDay?,
        by specification: Specification? = nil
    ) throws(AnalysisError) -> EffectAnalysis {
        let data: TrialData
        do {
            data = try TrialData(
                plan, outcome: outcome, diary: diary, today: today, specification: specification)
        } catch {
            throw .scoring(outcome: outcome.name, error)
        }
        return try EffectAnalysis(data)
    }
}
