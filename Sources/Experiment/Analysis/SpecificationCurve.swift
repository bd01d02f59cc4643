public import Stats

/// The primary outcome analysed in every way of the plan's fixed list, all of them shown.
public struct SpecificationCurve: Sendable {
    public let points: [Point]
    /// What the analysis that averages over onset curves learned about the course; nil where it is the
    /// declared one, or could not be made.
    public let onset: OnsetSummary?
    /// What the analysis with a straight trend saw beside the conditions; nil without a clear drift, and
    /// where the declared analysis has the trend itself.
    public let drift: Drift?

    public struct Point: Sendable {
        public let specification: Specification
        /// One a tested condition.
        public let result: Result<[EffectEstimate], AnalysisError>
    }

    /// The declared analysis first, then the others in the order of the list.
    /// - Complexity: about ten fits; the `onset` and `robust` ones take most of the time.
    public init(_ analysis: TrialAnalysis) {
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
                        of: outcome, analysis.plan, analysis.diary, by: specification)
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
}
