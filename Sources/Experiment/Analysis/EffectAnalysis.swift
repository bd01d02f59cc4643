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

    /// - Throws: `AnalysisError` when the data cannot carry the regression.
    public init(_ data: TrialData) throws(AnalysisError) {
        self.data = data
        try Self.requireScoresUnderEveryCondition(data)
        let conditions = data.plan.conditions.map { ConditionSummary($0, in: data) }
        do throws(RegressionError) {
            let fits = try ConditionFits(data)
            fit = fits.first
            effects = try fits.effects(conditions)
        } catch {
            throw .regression(outcome: data.outcome.name, error)
        }
        phases = data.plan.schedule.phases.map { PhaseSummary($0, in: data) }
        self.conditions = conditions
    }

    static func requireScoresUnderEveryCondition(
        _ data: TrialData
    ) throws(AnalysisError) {
        guard !data.analysed.isEmpty else {
            throw .noAnalysedDays(
                outcome: data.outcome.name, scored: data.days.count { $0.score != nil })
        }
        for condition in data.plan.conditions
        where ConditionSummary(condition, in: data).scores == nil {
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
}

/// The regressions behind the effects: one for all conditions, or one for each where the engine follows
/// the course of a single exposure.
private struct ConditionFits {
    let data: TrialData
    let first: RegressionFit
    private let rows: TrialDesignMatrix

    init(_ data: TrialData) throws(RegressionError) {
        self.data = data
        rows = try TrialDesignMatrix(data)
        first = try Self.fit(rows, data, data.plan.testedConditions.first)
    }

    func effects(_ summaries: [ConditionSummary]) throws(RegressionError) -> [EffectEstimate] {
        var effects: [EffectEstimate] = []
        for condition in data.plan.testedConditions {
            guard let reference = condition.reference.flatMap(data.plan.condition) else { continue }
            let mean = summaries.first { $0.condition.id == reference.id }?.scores?.mean
            effects.append(
                data.effect(
                    try contrast(condition, reference), of: condition, against: reference,
                    referenceMean: mean))
        }
        return effects
    }

    private func contrast(
        _ condition: Condition, _ reference: Condition
    ) throws(RegressionError) -> ContrastEstimate {
        let isFirst = condition.id == data.plan.testedConditions.first?.id
        let fit =
            isFirst || !data.specification.method.followsExposure
            ? first : try Self.fit(rows, data, condition)
        return try fit.estimate(
            of: data.contrast(of: condition, against: reference, columns: fit.columns))
    }

    private static func fit(
        _ rows: TrialDesignMatrix, _ data: TrialData, _ condition: Condition?
    ) throws(RegressionError) -> RegressionFit {
        try data.regression(for: condition).fit(rows.responses, on: rows.design)
    }
}

extension PlannedOutcome {
    /// The smallest worthwhile change in points: the plan's, or the instrument's share of the
    /// reference mean.
    func worthwhile(referenceMean: Double?) -> Double? {
        worthwhile
            ?? referenceMean.flatMap {
                instrument.smallestWorthwhileChange.points(baselineMean: $0)
            }
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
