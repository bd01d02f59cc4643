import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// The effect sizes of single-case research for reference days against tested days, each with its
/// formula, and the engine's interval of the standardised effect.
///
/// None of them has its textbook interval here: those take days for independent and hold the truth
/// in 70 to 77 % of series at an autocorrelation of 0.6, where 95 % is promised.
package struct EffectSizeTable: Sendable {
    package let condition: Condition
    package let reference: Condition
    package let referenceDays: Int
    package let testedDays: Int
    package let rows: [Row]
    /// Effect in standard deviations of the day-to-day swings; nil where the engine has no answer.
    package let standardized: Standardized?

    package struct Row: Sendable {
        package let measure: EffectSizeMeasure
        package let value: Result<Double, EffectSizeError>

        package init(measure: EffectSizeMeasure, value: Result<Double, EffectSizeError>) {
            self.measure = measure
            self.value = value
        }
    }

    package struct Standardized: Sendable, Equatable {
        package let median: Double
        package let interval: Interval
        /// Chance that a tested day is better than a reference day, as the model has it.
        package let nonOverlap: Double
        package let nonOverlapInterval: Interval
    }

    /// Nil when a condition has no analysed day of its own.
    package init?(_ effect: EffectEstimate, in analysis: EffectAnalysis) {
        let data = analysis.data
        let (base, tested) = data.days(of: effect)
        guard
            let scores = try? PhaseScores(
                baseline: base.map(\.score), treated: tested.map(\.score),
                improvement: effect.benefit == .lower ? .decrease : .increase,
                times: (base + tested).map { Double($0.day) })
        else { return nil }
        condition = effect.condition
        reference = effect.reference
        referenceDays = base.count
        testedDays = tested.count
        rows = EffectSizeMeasure.fitting(data.outcome, effect.worthwhile).map { measure in
            Row(measure: measure, value: measure.value(of: scores, effect))
        }
        standardized = Self.standardized(effect, data)
    }

    /// By the engine `ar1` on the rows of the plan's own analysis.
    private static func standardized(
        _ effect: EffectEstimate, _ data: TrialData
    ) -> Standardized? {
        guard let rows = try? TrialDesignMatrix(data),
            let fit = try? Regression(.ar1).fit(rows.responses, on: rows.design),
            let contrast = try? fit.estimate(of: effect.contrast(columns: fit.columns))
        else { return nil }
        let distribution = contrast.standardized
        let level = data.plan.analysis.level
        let (median, interval) = (distribution.quantile(0.5), distribution.interval(level: level))
        // As `StandardizedEffect.nonOverlap`, from the quantiles that are at hand: they are the dear part.
        func overlap(_ x: Double) -> Double {
            let z = (data.benefit == .higher ? x : -x) / 2.0.squareRoot()
            return Normal.standard.probability(below: z)
        }
        let (a, b) = (overlap(interval.lower), overlap(interval.upper))
        return Standardized(
            median: median, interval: interval, nonOverlap: overlap(median),
            nonOverlapInterval: Interval(lower: min(a, b), upper: max(a, b), level: level))
    }
}

/// One way to put the distance of two sets of days into a number.
package enum EffectSizeMeasure: String, Sendable, CaseIterable {
    case nonoverlap = "NAP"
    case tau = "Tau"
    case tauU = "Tau-U"
    case correctedTau = "baseline-corrected Tau"
    case aboveBest = "PND"
    case aboveMedian = "PEM"
    case rateDifference = "IRD"
    case baselineSMD = "SMD"
    case hedges = "Hedges g"
    case logRatio = "LRR"
    case percentChange = "percent change"
    case goal = "PoGO"

    package var formula: String {
        switch self {
        case .nonoverlap: "(better pairs + equal pairs / 2) / mn"
        case .tau: "(better pairs - worse pairs) / mn"
        case .tauU: "(S_AB - S_AA) / mn"
        case .correctedTau: "Tau after the Theil-Sen line of the reference days is taken out"
        case .aboveBest: "share of tested days better than the best reference day"
        case .aboveMedian: "share of tested days better than the reference median"
        case .rateDifference: "((m + n)(i + j) - m^2 - n^2) / 2mn"
        case .baselineSMD: "J (B - A) / s_A, J = 1 - 3 / (4m - 5)"
        case .hedges: "J (B - A) / s_pooled, J = 1 - 3 / (4(m + n) - 9)"
        case .logRatio: "ln(B / A) + s_B^2 / 2nB^2 - s_A^2 / 2mA^2"
        case .percentChange: "100 (B - A) / A"
        case .goal: "100 (B - A) / (goal - A), goal = A improved by the smallest worthwhile change"
        }
    }

    package var source: String {
        switch self {
        case .nonoverlap: "Parker & Vannest 2009"
        case .tau, .tauU: "Parker, Vannest, Davis & Sauber 2011"
        case .correctedTau: "Tarlow 2017"
        case .aboveBest: "Scruggs, Mastropieri & Casto 1987"
        case .aboveMedian: "Ma 2006"
        case .rateDifference: "Parker, Vannest & Brown 2009"
        case .baselineSMD: "Gingerich 1984"
        case .hedges: "Hedges 1981"
        case .logRatio: "Pustejovsky 2018"
        case .percentChange: "arithmetic of the two means"
        case .goal: "Ferron, Goldstein, Olszewski & Rohrer 2020"
        }
    }

    /// Those that mean something on the outcome's scale: ratios need a zero that means none, a goal
    /// needs a smallest worthwhile change.
    static func fitting(_ outcome: PlannedOutcome, _ worthwhile: Double?) -> [EffectSizeMeasure] {
        allCases.filter { measure in
            switch measure {
            case .logRatio: outcome.instrument.isCount
            case .percentChange: outcome.instrument.range.lowerBound == 0
            case .goal: (worthwhile ?? 0) > 0
            default: true
            }
        }
    }

    package func value(
        of scores: PhaseScores, _ effect: EffectEstimate
    ) -> Result<Double, EffectSizeError> {
        Result { () throws(EffectSizeError) in
            switch self {
            case .nonoverlap: scores.nonoverlapOfAllPairs.estimate
            case .tau: scores.tau
            case .tauU: scores.tauU
            case .correctedTau: try scores.baselineCorrectedTau()
            case .aboveBest: scores.shareOfNonoverlappingData
            case .aboveMedian: scores.shareExceedingMedian
            case .rateDifference: scores.improvementRateDifference
            case .baselineSMD: try scores.baselineStandardizedMeanDifference().estimate
            case .hedges: try scores.hedgesG().estimate
            case .logRatio: try scores.logResponseRatio().estimate
            case .percentChange: try scores.percentChange()
            case .goal:
                try scores.percentOfGoalObtained(
                    goal: scores.baseline.reduce(0, +) / Double(scores.baseline.count)
                        + effect.benefit.sign * (effect.worthwhile ?? 0))
            }
        }
    }
}

/// The score of a study day.
package struct DatedScore: Sendable, Equatable {
    package let day: Int
    package let score: Double
}

extension TrialData {
    /// Analysed days spent wholly under the reference, and wholly under the condition.
    package func days(of effect: EffectEstimate) -> (reference: [DatedScore], tested: [DatedScore])
    {
        (days(under: effect.reference), days(under: effect.condition))
    }

    private func days(under condition: Condition) -> [DatedScore] {
        analysed.filter { day in
            let isWhole = zip(plan.testedConditions, day.exposures).allSatisfy { other, share in
                share == (other.id == condition.id ? 1 : 0)
            }
            return isWhole && (condition.reference != nil || plan.isReference(condition, on: day))
        }.compactMap { day in day.score.map { DatedScore(day: day.studyDay, score: $0.value) } }
    }
}

extension EffectEstimate {
    /// The contrast behind the effect, on the columns of a fit.
    package func contrast(columns: [String]) throws(RegressionError) -> Contrast {
        try Contrast(estimand.terms, columns: columns)
    }
}
