import ExperimentDiary
import ExperimentText
import ExperimentTrial

/// The whole analysis of a trial: its primary outcome, and the others as far as they can be analysed.
package struct TrialAnalysis: Sendable {
    package let plan: TrialPlan
    package let diary: Diary
    package let primary: EffectAnalysis
    /// The other outcomes, in the order of the plan.
    package let secondary: [SecondaryOutcome]

    /// An outcome beside the primary one; it may lack the data that the primary one has.
    package enum SecondaryOutcome: Sendable {
        case analysed(EffectAnalysis)
        case notEstimable(PlannedOutcome, AnalysisError)
    }

    /// - Throws: `AnalysisError` when the primary outcome cannot be analysed.
    package init(_ plan: TrialPlan, diary: Diary) throws(AnalysisError) {
        self.plan = plan
        self.diary = diary
        primary = try Self.analysis(of: plan.primaryOutcome, plan, diary)
        secondary = plan.outcomes.filter { !$0.isPrimary }.map { outcome in
            do throws(AnalysisError) {
                return .analysed(try Self.analysis(of: outcome, plan, diary))
            } catch {
                return .notEstimable(outcome, error)
            }
        }
    }

    package static func analysis(
        of outcome: PlannedOutcome, _ plan: TrialPlan, _ diary: Diary,
        by specification: Specification? = nil
    ) throws(AnalysisError) -> EffectAnalysis {
        let data: TrialData
        do {
            data = try TrialData(
                plan, outcome: outcome, diary: diary, specification: specification)
        } catch {
            throw .scoring(outcome: outcome.name, error)
        }
        return try EffectAnalysis(data)
    }
}
