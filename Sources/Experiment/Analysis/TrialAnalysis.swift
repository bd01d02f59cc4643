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
    /// Where outcomes are treated from different days on, all of them together: the only ground on which
    /// any of them is answered. Nil where there is one schedule, or the days do not carry it.
    package let joint: JointSites?

    /// An outcome beside the primary one; it may lack the data that the primary one has.
    package enum SecondaryOutcome: Sendable {
        case analysed(EffectAnalysis)
        case notEstimable(PlannedOutcome, AnalysisError)
    }

    /// - `today`: the day of asking; nil takes the whole schedule as past.
    ///
    /// Throws `AnalysisError` when the primary outcome cannot be analysed.
    package init(
        _ plan: TrialPlan, diary: Diary, today: CalendarDay? = nil
    ) throws(AnalysisError) {
        self.plan = plan
        self.diary = diary
        self.today = today
        let first = try Self.analysis(of: plan.primaryOutcome, plan, diary, today)
        let others = plan.outcomes.filter { !$0.isPrimary }.map { outcome -> SecondaryOutcome in
            do throws(AnalysisError) {
                return .analysed(try Self.analysis(of: outcome, plan, diary, today))
            } catch {
                return .notEstimable(outcome, error)
            }
        }
        let joint = Self.joint(first, others)
        primary = first.answered(by: joint)
        secondary = others.map { outcome in
            guard case .analysed(let analysis) = outcome else { return outcome }
            return .analysed(analysis.answered(by: joint))
        }
        self.joint = joint
    }

    private static func joint(
        _ primary: EffectAnalysis, _ others: [SecondaryOutcome]
    ) -> JointSites? {
        let analyses = [primary] + others.compactMap(\.analysis)
        let plan = primary.data.plan
        let sites = analyses.filter { analysis in
            plan.staggered.contains { $0.outcome == analysis.data.outcome.id }
        }
        guard sites.count >= 2, sites.first?.data.outcome.isPrimary == true,
            let effect = primary.effects.first
        else { return nil }
        return try? JointSites(
            sites.map(\.data), of: effect.condition, against: effect.reference,
            halfLife: plan.halfLife)
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

extension TrialAnalysis.SecondaryOutcome {
    package var analysis: EffectAnalysis? {
        if case .analysed(let analysis) = self { analysis } else { nil }
    }
}

extension EffectAnalysis {
    /// An outcome that is among the sites is answered by all of them together.
    fileprivate func answered(by joint: JointSites?) -> EffectAnalysis {
        guard let joint,
            let place = joint.outcomes.firstIndex(where: { $0.id == data.outcome.id })
        else { return self }
        return answering(place == 0 ? joint.effect : joint.siteEffects[place])
    }
}
