import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// The declared analysis on the days of one pattern, ready for many series of scores.
///
/// `ar1` prepares the design once for all series; the other engines fit each one anew.
struct PreparedAnalysis: Sendable {
    package let pattern: TrialPattern
    /// One a comparison; nil where the pattern's days cannot tell its effect from another's.
    private let engines: [Engine?]

    private struct Engine: Sendable {
        let estimand: Estimand
        let contrast: Contrast
        let prepared: PreparedAR1?
        let regression: Regression
    }

    /// - Throws: `RegressionError` when the design does not carry the analysis.
    package init(_ pattern: TrialPattern) throws(RegressionError) {
        self.pattern = pattern
        // Days too few for any engine are refused here, once, and not with every made-up series.
        let checked = try PreparedAR1(design: pattern.design)
        let prepared = pattern.data.specification.method == .ar1 ? checked : nil
        let confounding = Confounding(pattern.data, pattern.columns)
        var engines: [Engine?] = []
        for comparison in pattern.comparisons {
            guard
                let estimand = confounding.estimand(
                    of: comparison.condition, against: comparison.reference)
            else {
                engines.append(nil)
                continue
            }
            let followed =
                pattern.data.specification.method.followsExposure
                ? comparison.condition : pattern.data.plan.testedConditions.first
            engines.append(
                Engine(
                    estimand: estimand,
                    contrast: try Contrast(estimand.terms, columns: pattern.design.names),
                    prepared: prepared, regression: pattern.data.regression(for: followed)))
        }
        self.engines = engines
    }

    /// - Parameter series: scores on the pattern's scored days, one list a trial.
    /// - Returns: for each comparison one claim a series; nil where the data were refused.
    func claims(_ series: [[Double]]) -> [[TrialClaim?]] {
        let scores = series.map { scores in pattern.rows.map { scores[$0] } }
        return zip(engines, pattern.comparisons).map { engine, comparison in
            guard let engine else { return series.map { _ in nil } }
            return zip(estimates(engine, scores), scores).map { estimate, scores in
                estimate.map { claim($0, engine.estimand, comparison, scores) }
            }
        }
    }

    private func estimates(_ engine: Engine, _ responses: [[Double]]) -> [ContrastEstimate?] {
        guard let prepared = engine.prepared else {
            return responses.map { response in
                guard !Task.isCancelled else { return nil }
                return try? engine.regression.fit(response, on: pattern.design)
                    .estimate(of: engine.contrast)
            }
        }
        if let all = try? prepared.estimates(
            of: engine.contrast, responses: Matrix(columns: responses))
        {
            return all
        }
        // One refused series refuses the whole matrix; alone, the others still have answers.
        return responses.map { response in
            try? prepared.estimates(of: engine.contrast, responses: Matrix(columns: [response]))
                .first
        }
    }

    private func claim(
        _ estimate: ContrastEstimate, _ estimand: Estimand,
        _ comparison: TrialPattern.Comparison, _ scores: [Double]
    ) -> TrialClaim {
        let rows = comparison.referenceRows
        let sum = rows.reduce(0) { $0 + scores[$1] }
        let effect = pattern.data.effect(
            estimate, of: estimand,
            referenceMean: rows.isEmpty ? nil : sum / Double(rows.count))
        return TrialClaim(
            estimate: effect.estimate, interval: effect.interval,
            verdict: Verdict(Chances(effect)))
    }
}
