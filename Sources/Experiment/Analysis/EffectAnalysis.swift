public import Stats

/// The plan's own analysis of one outcome: a regression with autocorrelated errors on the real time
/// axis, and each tested condition against its reference.
public struct EffectAnalysis: Sendable {
    public let data: TrialData
    public let fit: RegressionFit
    /// One a tested condition, in the order of the plan.
    public let effects: [EffectEstimate]
    public let phases: [PhaseSummary]
    public let conditions: [ConditionSummary]

    /// - Throws: `AnalysisError` when the data cannot carry the plan's regression.
    public init(_ data: TrialData, method: RegressionMethod? = nil) throws(AnalysisError) {
        self.data = data
        let plan = data.plan
        try Self.requireScoresUnderEveryCondition(data)
        do {
            let rows = try TrialDesignMatrix(data)
            let fit = try Regression(
                method ?? plan.analysis.method,
                options: RegressionOptions(level: plan.analysis.level)
            ).fit(rows.responses, on: rows.design)
            self.fit = fit
            effects = try Self.effects(fit, data)
        } catch {
            throw .regression(outcome: data.outcome.name, error)
        }
        phases = plan.schedule.phases.map { PhaseSummary($0, in: data) }
        conditions = plan.conditions.map { ConditionSummary($0, in: data) }
    }

    private static func requireScoresUnderEveryCondition(
        _ data: TrialData
    ) throws(AnalysisError) {
        guard !data.analysed.isEmpty else {
            throw .noAnalysedDays(
                outcome: data.outcome.name, scored: data.days.count { $0.score != nil })
        }
        for condition in data.plan.conditions where ConditionSummary(condition, in: data).scores == nil {
            let index = data.plan.testedConditions.firstIndex { $0.id == condition.id }
            let isPartlyThere = index.map { index in
                data.analysed.contains { $0.exposures[index] > 0 }
            }
            guard isPartlyThere != true else { continue }
            throw .noDaysUnder(
                condition: condition.name, outcome: data.outcome.name,
                analysed: data.analysed.count)
        }
    }

    private static func effects(
        _ fit: RegressionFit, _ data: TrialData
    ) throws(RegressionError) -> [EffectEstimate] {
        var effects: [EffectEstimate] = []
        for condition in data.plan.testedConditions {
            guard let reference = condition.reference.flatMap(data.plan.condition) else { continue }
            var terms = [(column: TrialDesignMatrix.column(of: condition), weight: 1.0)]
            if reference.reference != nil {
                terms.append((TrialDesignMatrix.column(of: reference), -1))
            }
            let contrast = try fit.estimate(of: Contrast(terms, columns: fit.columns))
            effects.append(
                EffectEstimate(
                    contrast, of: condition, against: reference, outcome: data.outcome,
                    level: data.plan.analysis.level))
        }
        return effects
    }
}

/// Why the data of a trial cannot answer its question.
public enum AnalysisError: Error, Sendable, CustomStringConvertible {
    case noAnalysedDays(outcome: String, scored: Int)
    case noDaysUnder(condition: String, outcome: String, analysed: Int)
    case regression(outcome: String, RegressionError)
    case scoring(outcome: String, ScoringError)

    public var description: String {
        switch self {
        case .noAnalysedDays(let outcome, let scored):
            "\(outcome): found no day to analyse (\(scored) with a score); expected scores inside "
                + "the phases, after the onset lag. Run n1 check to see why each day was left out."
        case .noDaysUnder(let condition, let outcome, let analysed):
            "\(outcome): found no analysed day under \"\(condition)\" (\(analysed) in all); "
                + "expected days under every condition, or there is nothing to compare. Keep "
                + "logging, or correct the plan."
        case .regression(let outcome, let error):
            "\(outcome): \(error)"
        case .scoring(let outcome, let error):
            "\(outcome): \(error)"
        }
    }
}
