internal import RealModule

/// Nodes for integrating an autocorrelation out under the arcsine prior.
///
/// pi(rho) = 1 / (pi sqrt(1 - rho^2)) makes theta = arccos rho uniform, and the Gauss-Chebyshev
/// rule gives every node rho_k = cos((2k - 1) pi / 2K) the same prior weight.
struct ChebyshevNodes: Sendable {
    /// Increasing.
    let values: [Double]

    init(count: Int) {
        values = (1...count).reversed().map { (k: Int) -> Double in
            // The middle node of an odd count is 0, which the cosine misses by a rounding.
            if 2 * k - 1 == count { return 0 }
            let theta = Double.pi * Double(2 * k - 1) / Double(2 * count)
            return Double.cos(theta)
        }
    }

    /// The number that keeps the error of the quadrature below 1e-8 of an interval's width: 64 up
    /// to 180 rows, 96 beyond; the posterior narrows as 1/sqrt(n), hence 4 sqrt(n) for long series.
    static func count(rows: Int) -> Int {
        guard rows > 180 else { return 64 }
        let needed = Int((4 * Double(rows).squareRoot() / 32).rounded(.up)) * 32
        return max(96, needed)
    }

    /// The rho below which probability p lies, for node weights that sum to 1. Each weight is
    /// spread evenly over its node's cell of width pi / K in theta.
    func quantile(_ p: Double, weights: [Double]) -> Double {
        let width = Double.pi / Double(values.count)
        var below = 0.0
        for (place, weight) in weights.enumerated() {
            if below + weight >= p, weight > 0 {
                let upperTheta = .pi - Double(place) * width
                return Double.cos(upperTheta - width * (p - below) / weight)
            }
            below += weight
        }
        return values.last ?? 1
    }
}
