import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// The plan's own analysis of one outcome: a regression with autocorrelated errors on the real time
/// axis, and each tested condition against its reference.
package struct EffectAnalysis: Sendable {
    package let data: TrialData
    package let fit: RegressionFit
    /// One a tested condition, in the order of the plan; those that cannot be told apart have one
    /// between them. At least one.
    package private(set) var effects: [EffectEstimate]
    /// The tested conditions without a number of their own.
    package let unanswered: [UnansweredCondition]
    /// Covariates and terms of time that equal others on the analysed days, by the name that a
    /// reader knows them by; they stand in the regression once.
    package let countedOnce: [String]
    package let phases: [PhaseSummary]
    package let conditions: [ConditionSummary]

    /// - Throws: `AnalysisError` when the data cannot carry the regression.
    package init(_ data: TrialData) throws(AnalysisError) {
        self.data = data
        try Self.requireScoresUnderEveryCondition(data)
        let conditions = data.plan.conditions.map { ConditionSummary($0, in: data) }
        do throws(RegressionError) {
            let fits = try ConditionFits(data)
            fit = fits.first
            effects = try fits.effects(conditions)
            unanswered = fits.unanswered
            countedOnce = fits.countedOnce
        } catch {
            throw .regression(outcome: data.outcome.name, error)
        }
        phases = data.plan.schedule.phases.map { PhaseSummary($0, in: data) }
        self.conditions = conditions
    }

    /// The same days with the answer of an analysis of several outcomes together.
    func answering(_ effect: EffectEstimate) -> EffectAnalysis {
        var other = self
        other.effects = [effect]
        return other
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

/// A tested condition whose effect the analysed days do not tell.
package struct UnansweredCondition: Sendable {
    package let condition: Condition
    /// What it cannot be told from; empty when it never changes.
    package let obstacles: [String]
    package let reason: AnalysisError
}

/// The regressions behind the effects: one for all conditions, or one for each where the engine follows
/// the course of a single exposure.
private struct ConditionFits {
    let data: TrialData
    let first: RegressionFit
    private let rows: TrialDesignMatrix
    private let confounding: Confounding
    private let estimands: [Estimand]

    /// - Throws: `RegressionError`; `.rankDeficient` when no effect can be told at all.
    init(_ data: TrialData) throws(RegressionError) {
        self.data = data
        rows = try TrialDesignMatrix(data)
        let confounding = Confounding(data, rows)
        self.confounding = confounding
        estimands = data.plan.comparisons.compactMap { condition, reference in
            var estimand = confounding.estimand(of: condition, against: reference)
            estimand?.entanglements = confounding.entanglements(condition)
            return estimand
        }
        guard let leading = estimands.first else { throw .rankDeficient(aliases: rows.aliases) }
        first = try Self.fit(rows, data, leading.condition)
    }

    func effects(_ summaries: [ConditionSummary]) throws(RegressionError) -> [EffectEstimate] {
        var effects: [EffectEstimate] = []
        for estimand in estimands {
            func scores(_ condition: Condition) -> ScoreSummary? {
                summaries.first { $0.condition.id == condition.id }?.scores
            }
            let contrast = try estimate(estimand)
            let reference = scores(estimand.reference)
            let ratio =
                data.outcome.instrument.isCount
                ? EffectEstimate.Ratio(
                    contrast, of: scores(estimand.condition), to: reference,
                    level: data.plan.analysis.level) : nil
            effects.append(
                data.effect(contrast, of: estimand, referenceMean: reference?.mean, ratio: ratio))
        }
        return effects
    }

    var unanswered: [UnansweredCondition] {
        data.plan.comparisons.compactMap { condition, _ in
            guard !estimands.contains(where: { $0.condition.id == condition.id }) else {
                return nil
            }
            let obstacles = confounding.obstacles(to: condition)
            return UnansweredCondition(
                condition: condition, obstacles: obstacles,
                reason: .cannotBeTold(
                    condition: condition.name, outcome: data.outcome.name, from: obstacles,
                    days: rows.declared.rows))
        }
    }

    var countedOnce: [String] { confounding.countedOnce }

    private func estimate(_ estimand: Estimand) throws(RegressionError) -> ContrastEstimate {
        let isFirst = estimand.condition.id == estimands.first?.condition.id
        let fit =
            isFirst || !data.specification.method.followsExposure
            ? first : try Self.fit(rows, data, estimand.condition)
        return try fit.estimate(of: Contrast(estimand.terms, columns: fit.columns))
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
    package func worthwhile(referenceMean: Double?) -> Double? {
        worthwhile
            ?? referenceMean.flatMap {
                instrument.smallestWorthwhileChange.points(baselineMean: $0)
            }
    }
}

/// Why the data of a trial cannot answer its question.
package enum AnalysisError: Error, Sendable, CustomStringConvertible {
    case noAnalysedDays(outcome: String, scored: Int)
    case noDaysUnder(condition: String, outcome: String, analysed: Int)
    /// Its days cannot be told from those of something else.
    case cannotBeTold(condition: String, outcome: String, from: [String], days: Int)
    case regression(outcome: String, RegressionError)
    case scoring(outcome: String, ScoringError)

    /// Whether more days would make it go away.
    package var isOfTooFewDays: Bool {
        switch self {
        case .noAnalysedDays, .noDaysUnder: true
        case .regression(_, .tooFewRows), .regression(_, .constantResponse),
            .regression(_, .perfectFit), .regression(_, .rankDeficient):
            true
        case .cannotBeTold, .regression, .scoring: false
        }
    }

    package var description: String {
        switch self {
        case .noAnalysedDays(let outcome, let scored):
            "\(outcome): found no day to analyse (\(scored) with a score); expected scores inside "
                + "the phases, after the onset lag. Run n1 check to see why each day was left out."
        case .noDaysUnder(let condition, let outcome, let analysed):
            "\(outcome): found no analysed day under \"\(condition)\" (\(analysed) in all); "
                + "expected days under every condition, or there is nothing to compare. Keep "
                + "logging, or correct the plan."
        case .cannotBeTold(let condition, let outcome, let others, let days):
            "\(outcome): \"\(condition)\" cannot be told from "
                + "\(others.isEmpty ? "what is always there" : listed(others)) on these \(days) "
                + "days, whatever the analysis; what they did together is one number. Add a phase "
                + "with only one of them."
        case .regression(let outcome, .constantResponse(_, let days)):
            "\(outcome): found the same score on all \(days) analysed days; expected scores that differ, "
                + "because what never changes cannot be compared. Check the column, if that surprises "
                + "you."
        case .regression(let outcome, .tooFewChanges(_, let found, let rows)):
            "\(outcome): the score changes its value \(found) times on \(rows) analysed days; expected at "
                + "least 5 changes, because with fewer a single odd day would decide everything. "
                + "Keep logging, or use a finer scale."
        case .regression(let outcome, .tooFewRows(let rows, let columns)):
            "\(outcome): found \(rows) analysed days for \(columns) numbers to estimate; expected at least "
                + "\(columns + 5) days. Keep logging, or take terms out of the analysis."
        case .regression(let outcome, let error):
            "\(outcome): \(error)"
        case .scoring(let outcome, let error):
            "\(outcome): \(error)"
        }
    }
}
