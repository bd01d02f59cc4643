internal import RealModule

/// What all units together say about their mean mu and spread tau.
package protocol PooledLikelihood: Sendable {
    /// Number of units.
    var count: Int { get }
    /// The typical standard error of a unit.
    var typicalError: Double { get }
    /// ln of the product over units of p(data | mu, tau), at one tau for `reach` equal steps of mu to each side
    /// of a centre.
    func logLikelihood(centre: Double, step: Double, reach: Int, tau: Double) -> [Double]
    /// Where mu lies at this tau, roughly: centre and standard deviation.
    func guess(tau: Double) -> (centre: Double, spread: Double)
}

/// Units held one by one: p(data_i | mu, tau) = sum_j w_ij N(mu; m_ij, v_ij + tau^2), exactly.
package struct UnitLikelihoods: PooledLikelihood {
    package let units: [NormalMixture]
    private let parts: [(weight: Double, factor: Double)]
    private let summaries: [(mean: Double, variance: Double)]

    package init(_ units: [NormalMixture], shape: PopulationShape = .normal) {
        self.units = units
        parts = shape.parts
        summaries = units.map { ($0.mean, $0.variance) }
    }

    package var count: Int { units.count }

    package var typicalError: Double {
        let precision = summaries.reduce(0) { $0 + 1 / $1.variance } / Double(max(count, 1))
        return (1 / precision).squareRoot()
    }

    package func guess(tau: Double) -> (centre: Double, spread: Double) {
        var weights = 0.0
        var sum = 0.0
        for unit in summaries {
            let weight = 1 / (unit.variance + tau * tau)
            weights += weight
            sum += weight * unit.mean
        }
        return (sum / weights, (1 / weights).squareRoot())
    }

    /// On equal steps a normal density is made by two products a node, outwards from the centre.
    /// - Complexity: O(units * components * (5 exponentials + reach)).
    package func logLikelihood(
        centre: Double, step: Double, reach: Int, tau: Double
    ) -> [Double] {
        var total = [Double](repeating: 0, count: 2 * reach + 1)
        var heights = total
        for unit in units {
            heights.withUnsafeMutableBufferPointer { heights in
                heights.update(repeating: 0)
                for part in parts {
                    for component in unit.components {
                        let variance = component.variance + part.factor * tau * tau
                        NormalSteps(
                            weight: part.weight * component.weight, variance: variance,
                            shift: centre - component.mean, step: step
                        ).add(to: heights, from: reach)
                    }
                }
            }
            for place in total.indices {
                total[place] += Double.log(max(heights[place], Self.smallest))
            }
        }
        return total
    }

    /// A unit further out than this says no more than that.
    static let smallest = 1e-290
}

/// A weighted normal density, up to 1/sqrt(2 pi), on equal steps: from one node on, each next one is made by
/// two products, g <- g r and r <- r q. After j steps it has lost about j^2 units of the last place.
struct NormalSteps {
    private let top: Double
    private let up: Double
    private let down: Double
    private let bend: Double

    /// - `shift`: of the node where it starts, from the mean.
    /// - `step`: between nodes.
    init(weight: Double, variance: Double, shift: Double, step: Double) {
        let rate = 0.5 / variance
        top = weight / variance.squareRoot() * Double.exp(-rate * shift * shift)
        up = Double.exp(-rate * step * (step + 2 * shift))
        down = Double.exp(-rate * step * (step - 2 * shift))
        bend = Double.exp(-2 * rate * step * step)
    }

    /// Adds it to all nodes; it starts at `place`, which should be near the mean.
    func add(to heights: UnsafeMutableBufferPointer<Double>, from place: Int) {
        guard top > 0 else { return }
        var (value, ratio) = (top, up)
        for node in place..<heights.count {
            heights[node] += value
            value *= ratio
            ratio *= bend
        }
        (value, ratio) = (top, down)
        for node in stride(from: place - 1, through: 0, by: -1) {
            value *= ratio
            ratio *= bend
            heights[node] += value
        }
    }
}
