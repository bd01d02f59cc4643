/// Which direction of the response is good.
public enum Benefit: String, Sendable, CaseIterable {
    case lower
    case higher

    /// -1 when lower is better, +1 when higher is: a change times this sign is an improvement.
    public var sign: Double { self == .lower ? -1 : 1 }
}

/// An interval and the probability that it promises.
public struct Interval: Sendable, Equatable {
    public let lower: Double
    public let upper: Double
    public let level: Double

    public init(lower: Double, upper: Double, level: Double) {
        self.lower = lower
        self.upper = upper
        self.level = level
    }

    public var width: Double { upper - lower }

    public func contains(_ value: Double) -> Bool { lower <= value && value <= upper }
}

/// What a fit says about one contrast: a distribution, and every read-out derived from it here.
///
/// For the Bayesian engines it is the posterior; for the classical ones it is the confidence
/// distribution, estimate plus standard error times t. Under the flat prior of the former both
/// are read in the same way.
public struct ContrastEstimate: Sendable {
    public let contrast: Contrast
    /// Posterior mean, or the estimate. Unit: response per unit of the contrast.
    public let estimate: Double
    /// Posterior standard deviation, or the standard error.
    public let standardError: Double
    public let distribution: MixtureOfStudentT
    /// Residual standard deviation of each component of the distribution.
    let residualScales: [Double]
    let endpoints: EndpointQuadrature?

    /// The central interval: as much probability below as above.
    /// - Precondition: 0 < level < 1.
    public func interval(level: Double = 0.95) -> Interval {
        precondition(level > 0 && level < 1, "the level of an interval lies between 0 and 1")
        let tail = 0.5 * (1 - level)
        return Interval(
            lower: distribution.quantile(tail), upper: distribution.quantile(1 - tail),
            level: level)
    }

    /// 2 min(P(theta < 0), P(theta > 0)).
    public var twoSidedP: Double {
        min(
            1, 2 * min(distribution.probability(below: 0), distribution.probability(above: 0)))
    }

    /// P(theta < x).
    public func probability(below x: Double) -> Double { distribution.probability(below: x) }

    /// P(theta > x).
    public func probability(above x: Double) -> Double { distribution.probability(above: x) }

    /// The chance of any change in the good direction.
    public func probabilityOfBenefit(_ benefit: Benefit) -> Double {
        probability(ofBenefitBeyond: 0, benefit)
    }

    /// The chance that the good change exceeds the smallest worthwhile one.
    /// - Parameters:
    ///   - smallest: the smallest worthwhile change, at least 0, in the unit of the contrast.
    ///   - benefit: which direction is good.
    /// - Returns: a probability.
    public func probability(ofBenefitBeyond smallest: Double, _ benefit: Benefit) -> Double {
        switch benefit {
        case .lower: distribution.probability(below: -smallest)
        case .higher: distribution.probability(above: smallest)
        }
    }

    /// The chance that the change is smaller than the smallest worthwhile one either way.
    public func probability(negligibleWithin smallest: Double) -> Double {
        max(
            0,
            1 - distribution.probability(below: -smallest)
                - distribution.probability(above: smallest))
    }
}
