/// A weighted mixture of shifted and scaled t distributions with common degrees of freedom:
/// F(x) = sum_k w_k T_nu((x - m_k) / s_k).
///
/// Every engine's answer about a contrast has this form: one component for the classical ones,
/// one a node where nuisance parameters are integrated out. Infinite degrees of freedom make the
/// components normal.
public struct MixtureOfStudentT: Distribution, Equatable {
    public let weights: [Double]
    public let locations: [Double]
    public let scales: [Double]
    public let degreesOfFreedom: Double
    private let kernel: StudentT

    /// - Parameters:
    ///   - weights: positive; they are brought to sum 1.
    ///   - locations: as many as weights.
    ///   - scales: as many as weights, positive.
    ///   - degreesOfFreedom: positive, or infinite for a mixture of normals.
    /// - Precondition: the counts agree and are not zero; scales and degrees of freedom are positive.
    public init(
        weights: [Double], locations: [Double], scales: [Double], degreesOfFreedom: Double
    ) {
        precondition(
            !weights.isEmpty && weights.count == locations.count
                && weights.count == scales.count,
            "a mixture needs a weight, a location and a "
                + "scale for each component")
        // One that is no number or zero comes of arithmetic that overflowed; `RegressionFit.estimate`
        // refuses it with a sentence.
        precondition(!scales.contains { $0 < 0 }, "the scales of a mixture are not negative")
        let total = weights.reduce(0, +)
        self.weights = weights.map { $0 / total }
        self.locations = locations
        self.scales = scales
        self.degreesOfFreedom = degreesOfFreedom
        kernel = StudentT(degreesOfFreedom: degreesOfFreedom)
    }

    /// A single shifted t.
    public init(location: Double, scale: Double, degreesOfFreedom: Double) {
        self.init(
            weights: [1], locations: [location], scales: [scale],
            degreesOfFreedom: degreesOfFreedom)
    }

    public var mean: Double {
        guard !kernel.mean.isNaN else { return .nan }
        return zip(weights, locations).reduce(0) { $0 + $1.0 * $1.1 }
    }

    /// sum w (s^2 nu / (nu - 2) + (m - mean)^2).
    public var variance: Double {
        let centre = mean
        return weights.indices.reduce(0) { sum, k in
            let shift = locations[k] - centre
            return sum + weights[k] * (scales[k] * scales[k] * kernel.variance + shift * shift)
        }
    }

    public func density(at x: Double) -> Double {
        sum { kernel.density(at: (x - locations[$0]) / scales[$0]) / scales[$0] }
    }

    public func probability(below x: Double) -> Double {
        if let value = batch?.evaluate(x).probability, value > StudentTBatch.smallestTail {
            return min(value, 1)
        }
        return sum { kernel.probability(below: (x - locations[$0]) / scales[$0]) }
    }

    public func probability(above x: Double) -> Double {
        if let value = batch?.evaluate(x).probability, 1 - value > StudentTBatch.smallestTail {
            return min(1 - value, 1)
        }
        return sum { kernel.probability(above: (x - locations[$0]) / scales[$0]) }
    }

    public func quantile(_ p: Double) -> Double {
        precondition(p >= 0 && p <= 1, "a quantile needs a probability from 0 to 1")
        if weights.count == 1 { return locations[0] + scales[0] * kernel.quantile(p) }
        if p == 0 || p == 1 { return p == 0 ? -.infinity : .infinity }
        // The quantile lies between the smallest and the largest of the components' quantiles.
        let unit = kernel.quantile(p)
        let ends = weights.indices.map { locations[$0] + scales[$0] * unit }
        let (low, high) = (ends.min() ?? 0, ends.max() ?? 0)
        if low == high { return low }
        let start = min(max(zip(weights, ends).reduce(0) { $0 + $1.0 * $1.1 }, low), high)
        if let batch, min(p, 1 - p) > StudentTBatch.smallestTail {
            return RootFinder.increasing(from: low, to: high, start: start) { x in
                let (value, slope) = batch.evaluate(x)
                return (value - p, slope)
            }
        }
        return RootFinder.increasing(from: low, to: high, start: start) { x in
            let value = p < 0.5 ? probability(below: x) - p : (1 - p) - probability(above: x)
            return (value, density(at: x))
        }
    }

    /// Keeps all digits of every probability that is not small itself. Nil for few components or
    /// degrees of freedom that are not whole.
    private var batch: StudentTBatch? { weights.count < 4 ? nil : StudentTBatch(self) }

    private func sum(_ term: (Int) -> Double) -> Double {
        var total = 0.0
        for k in weights.indices { total += weights[k] * term(k) }
        return total
    }
}
