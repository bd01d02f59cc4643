import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial
import Stats

/// What `n1 fit` prints of a regression on a plain table: one object for scripts, one table for
/// people.
package struct RegressionSummary: Sendable {
    private let fit: RegressionFit
    private let effect: ContrastEstimate
    private let interval: Interval
    private let benefit: Benefit
    private let worthwhile: Double?
    private let notes: [String]
    private let step: TimeStep

    package init(
        _ regression: PlainRegression, level: Double, benefit: Benefit, worthwhile: Double?
    ) {
        fit = regression.fit
        effect = regression.effect
        interval = regression.effect.interval(level: level)
        notes = regression.notes
        step = regression.step
        self.benefit = benefit
        self.worthwhile = worthwhile
    }

    // MARK: JSON

    /// The object that docs/contract.md describes.
    package var json: JSON {
        .object([
            "engine": .string(fit.method.rawValue),
            "n": .integer(fit.n),
            "step": .string(step.singular),
            "columns": .array(fit.columns.map(JSON.string)),
            "estimate": JSON(effect.estimate),
            "standardError": JSON(effect.standardError),
            "interval": Self.json(interval),
            "pValue": JSON(effect.twoSidedP),
            "probability": probabilities,
            "rho": autocorrelation,
            "sigma": JSON(fit.sigma),
            "logLikelihood": JSON(fit.logLikelihood),
            "degreesOfFreedom": JSON(effect.distribution.degreesOfFreedom),
            "coefficients": .array(fit.coefficients.map(Self.json)),
            "onset": onset,
            "notes": .array(notes.map(JSON.string)),
        ])
    }

    private var probabilities: JSON {
        .object([
            "benefit": JSON(effect.probabilityOfBenefit(benefit)),
            "beyondMCID": JSON(
                worthwhile.map { effect.probability(ofBenefitBeyond: $0, benefit) }),
            "negligible": JSON(worthwhile.map { effect.probability(negligibleWithin: $0) }),
        ])
    }

    private var autocorrelation: JSON {
        guard let rho = fit.autocorrelation else { return .null }
        guard rho.interval != nil else { return JSON(rho.mean) }
        return .object([
            "mean": JSON(rho.mean), "lower": JSON(rho.interval?.lower),
            "upper": JSON(rho.interval?.upper),
        ])
    }

    private var onset: JSON {
        guard let onset = fit.onset else { return .null }
        let longRun = ContrastReading(onset.longRun, level: interval.level)
        return .object([
            "days": .integer(onset.days),
            "estimable": .bool(onset.isEstimable),
            "halfTime": Self.json(onset.halfTime),
            "ninetyPercentTime": Self.json(onset.ninetyPercentTime),
            "washOutHalfTime": onset.washOutHalfTime.map(Self.json) ?? .null,
            "probabilityOfStep": JSON(onset.probabilityOfStep),
            "longRun": .object([
                "estimate": JSON(longRun.mean), "standardError": JSON(longRun.standardDeviation),
                "interval": Self.json(longRun.interval),
            ]),
        ])
    }

    private static func json(_ interval: Interval) -> JSON {
        .object([
            "lower": JSON(interval.lower), "upper": JSON(interval.upper),
            "level": JSON(interval.level),
        ])
    }

    private static func json(_ quantiles: OnsetSummary.Quantiles) -> JSON {
        .object([
            "lower": JSON(quantiles.lower), "median": JSON(quantiles.median),
            "upper": JSON(quantiles.upper),
        ])
    }

    private static func json(_ coefficient: RegressionFit.Coefficient) -> JSON {
        .object([
            "name": .string(coefficient.name), "estimate": JSON(coefficient.estimate),
            "standardError": JSON(coefficient.standardError),
        ])
    }

    // MARK: Table

    /// The same for people: a line of result, the coefficients, and what is known of the engine.
    package var table: String {
        ([headline, chances] + coefficientLines + noiseLines + notes)
            .joined(separator: "\n") + "\n"
    }

    private var headline: String {
        let percent = PlainNumber.text(interval.level * 100, decimals: 1)
        return "effect \(decimals(effect.estimate)), \(percent) % interval "
            + "\(decimals(interval.lower)) to \(decimals(interval.upper)), "
            + "\(step.count(fit.n)), engine \(fit.method.rawValue)"
    }

    private var chances: String {
        let better =
            "chance that it is better \(Chance(effect.probabilityOfBenefit(benefit)).percent)"
        guard let worthwhile else { return better }
        let beyond = effect.probability(ofBenefitBeyond: worthwhile, benefit)
        return better + ", by more than \(PlainNumber.text(worthwhile)): \(Chance(beyond).percent)"
    }

    private var coefficientLines: [String] {
        let names = fit.coefficients.map(\.name)
        let width = max(12, names.map(\.count).max() ?? 0)
        let head = TextWidth.padded("column", to: width) + "   estimate  std. error"
        return [head]
            + fit.coefficients.map {
                TextWidth.padded($0.name, to: width) + number($0.estimate, 11)
                    + number($0.standardError, 12)
            }
    }

    private var noiseLines: [String] {
        let sigma = "sigma \(decimals(fit.sigma))"
        guard let rho = fit.autocorrelation else {
            return [sigma + ", \(step.plural) taken as independent"]
        }
        guard let range = rho.interval else {
            return [sigma + ", autocorrelation \(decimals(rho.mean))"]
        }
        return [
            sigma + ", autocorrelation \(decimals(rho.mean)) "
                + "(\(decimals(range.lower)) to \(decimals(range.upper)))"
        ]
    }

    private func number(_ value: Double, _ width: Int) -> String {
        TextWidth.padded(decimals(value), to: width, alignsRight: true)
    }

    private func decimals(_ value: Double) -> String { PlainNumber.fixed(value, decimals: 4) }
}

/// Mean, spread and interval of a distribution.
private struct ContrastReading {
    let mean: Double
    let standardDeviation: Double
    let interval: Interval

    init(_ distribution: MixtureOfStudentT, level: Double) {
        let tail = 0.5 * (1 - level)
        mean = distribution.mean
        standardDeviation = distribution.variance.squareRoot()
        interval = Interval(
            lower: distribution.quantile(tail), upper: distribution.quantile(1 - tail),
            level: level)
    }
}
