import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// The primary outcome analysed in every way of the plan's fixed list, all of them shown.
package struct SpecificationCurve: Sendable {
    package let points: [Point]
    /// What the analysis that averages over onset curves learned about the course; nil where it is the
    /// declared one, or could not be made.
    package let onset: OnsetSummary?
    /// What the analysis with a straight trend saw beside the conditions; nil without a clear drift, and
    /// where the declared analysis has the trend itself.
    package let drift: Drift?

    package struct Point: Sendable {
        package let specification: Specification
        /// One a tested condition.
        package let result: Result<[EffectEstimate], AnalysisError>

        package init(
            specification: Specification, result: Result<[EffectEstimate], AnalysisError>
        ) {
            self.specification = specification
            self.result = result
        }
    }

    /// The declared analysis first, then the others in the order of the list.
    /// - Complexity: about ten fits; the `onset` and `robust` ones take most of the time.
    package init(_ analysis: TrialAnalysis) {
        if let joint = analysis.joint {
            points = Self.points(of: joint, analysis.plan)
            onset = nil
            drift = nil
            return
        }
        let outcome = analysis.plan.primaryOutcome
        let declared = Point(
            specification: analysis.plan.specification(for: outcome),
            result: .success(analysis.primary.effects))
        var onset: OnsetSummary?
        var drift: Drift?
        let others = analysis.plan.sensitivity(for: outcome).map { specification in
            Point(
                specification: specification,
                result: Result { () throws(AnalysisError) in
                    let found = try TrialAnalysis.analysis(
                        of: outcome, analysis.plan, analysis.diary, analysis.today,
                        by: specification)
                    onset = onset ?? found.fit.onset
                    if specification.hasTrend, !declared.specification.hasTrend {
                        drift = drift ?? Drift(found)
                    }
                    return found.effects
                })
        }
        points = [declared] + others
        self.onset = onset
        self.drift = drift
    }

    /// Of sites analysed together: the same joint model in other forms.
    private static func points(of joint: JointSites, _ plan: TrialPlan) -> [Point] {
        let forms = [
            ("all sites together", joint.effect),
            ("with a straight trend of each site's own", joint.effectWithTrends),
            ("averaged over slow and fast onset", joint.effectOverOnset),
        ]
        return forms.compactMap { name, effect in
            effect.map {
                var specification = plan.specification(for: plan.primaryOutcome)
                specification.name = name
                return Point(specification: specification, result: .success([$0]))
            }
        }
    }
}
