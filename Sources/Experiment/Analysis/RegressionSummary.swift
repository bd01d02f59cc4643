public import Stats

/// What `n1 fit` prints of a regression on a plain table: one object for scripts, one table for
/// people.
public struct RegressionSummary: Sendable {
    private let fit: RegressionFit
    private let effect: ContrastEstimate
    private let interval: Interval
    private let benefit: Benefit
    private let worthwhile: Double?
    private let notes: [String]

    public init(
        _ regression: PlainRegression, level: Double, benefit: Benefit, worthwhile: Double?
    ) {
        fit = regression.fit
        effect = regression.effect
        interval = regression.effect.interval(level: level)
        notes = regression.notes
        self.benefit = benefit
        self.worthwhile = worthwhile
    }

    // MARK: JSON

    /// The object that docs/contract.md describes.
    public var json: JSON {
        .object([
            "engine": .string(fit.method.rawValue),
            "n": .integer(fit.n),
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
        return .object([
            "mean": JSON(rho.mean), "lower": JSON(rho.interval?.lower),
            "upper": JSON(rho.interval?.upper),
        ])
    }

    private var onset: JSON {
        .null
    }

    private static func json(_ interval: Interval) -> JSON {
        .object([
            "lower": JSON(interval.lower), "upper": JSON(interval.upper),
            "level": JSON(interval.level),
        ])
    }

    private static func json(_ coefficient: RegressionFit.Coefficient) -> JSON {
        .object([
            "name": .string(coefficient.name), "estimate": JSON(coefficient.estimate),
            "standardError": JSON(coefficient.standardError),
        ])
    }

    // MARK: Table

    public var table: String { "" }
}
