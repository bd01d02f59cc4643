/// The primary outcome analysed in every way of the plan's fixed list, all of them shown.
public struct SpecificationCurve: Sendable {
    public let points: [Point]

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
        points =
            [declared]
            + analysis.plan.sensitivity(for: outcome).map { specification in
                Point(
                    specification: specification,
                    result: Result { () throws(AnalysisError) in
                        try TrialAnalysis.analysis(
                            of: outcome, analysis.plan, analysis.diary, by: specification
                        ).effects
                    })
            }
    }
}
