internal import RealModule

/// What all units together say about their mean mu and spread tau.
public protocol PooledLikelihood: Sendable {
    /// Number of units.
    var count: Int { get }
    /// The typical standard error of a unit.
    var typicalError: Double { get }
    /// ln of the product over units of p(data | mu, tau), for several mu at one tau.
    func logLikelihood(_ means: [Double], tau: Double) -> [Double]
    /// Where mu lies at this tau, roughly: centre and standard deviation.
    func guess(tau: Double) -> (centre: Double, spread: Double)
}

/// Units held one by one: p(data_i | mu, tau) = sum_j w_ij N(mu; m_ij, v_ij + tau^2), exactly.
public struct UnitLikelihoods: PooledLikelihood {
    public let units: [NormalMixture]
    private let parts: [(weight: Double, factor: Double)]
    private let summaries: [(mean: Double, variance: Double)]

    public init(_ units: [NormalMixture], shape: PopulationShape = .normal) {
        self.units = units
        parts = shape.parts
        summaries = units.map { ($0.mean, $0.variance) }
    }

    public var count: Int { units.count }

    public var typicalError: Double {
        let precision = summaries.reduce(0) { $0 + 1 / $1.variance } / Double(max(count, 1))
        return (1 / precision).squareRoot()
    }

    public func guess(tau: Double) -> (centre: Double, spread: Double) {
        var weights = 0.0
        var sum = 0.0
        for unit in summaries {
            let weight = 1 / (unit.variance + tau * tau)
            weights += weight
            sum += weight * unit.mean
        }
        return (sum / weights, (1 / weights).squareRoot())
    }

    /// - Complexity: O(units * components * means).
    public func logLikelihood(_ means: [Double], tau: Double) -> [Double] {
        var total = [Double](repeating: 0, count: means.count)
        var terms: [(front: Double, mean: Double, rate: Double)] = []
        for unit in units {
            terms.removeAll(keepingCapacity: true)
            for part in parts {
                for component in unit.components {
                    let variance = component.variance + part.factor * tau * tau
                    terms.append(
                        (
                            part.weight * component.weight / variance.squareRoot(), component.mean,
                            0.5 / variance
                        ))
                }
            }
            for place in means.indices {
                var sum = 0.0
                for term in terms {
                    let shift = means[place] - term.mean
                    sum += term.front * Double.exp(-term.rate * shift * shift)
                }
                total[place] += Double.log(max(sum, Self.smallest))
            }
        }
        return total
    }

    /// A unit further out than this says no more than that.
    static let smallest = 1e-290
}
