internal import RealModule

/// The Gauss-Legendre rule on an interval: exact for polynomials of degree 2 count - 1.
struct GaussLegendre: Sendable {
    let nodes: [Double]
    let weights: [Double]

    /// - Parameters:
    ///   - count: number of nodes, at least 1.
    ///   - lower: start of the interval.
    ///   - upper: its end.
    init(count: Int, from lower: Double = -1, to upper: Double = 1) {
        self.init(Self.roots(of: count), from: lower, to: upper)
    }

    /// A zero of the Legendre polynomial, and its slope there.
    typealias Root = (x: Double, slope: Double)

    /// A rule on another interval, from roots that were found once.
    init(_ roots: [Root], from lower: Double, to upper: Double) {
        var nodes: [Double] = []
        var weights: [Double] = []
        let (half, middle) = (0.5 * (upper - lower), 0.5 * (upper + lower))
        for root in roots {
            nodes.append(middle + half * root.x)
            weights.append(half * 2 / ((1 - root.x * root.x) * root.slope * root.slope))
        }
        self.nodes = nodes
        self.weights = weights
    }

    func integrate(_ function: (Double) -> Double) -> Double {
        zip(nodes, weights).reduce(0) { $0 + $1.1 * function($1.0) }
    }

    /// All zeros, increasing.
    /// - Complexity: about five steps of O(count) for each of them.
    static func roots(of count: Int) -> [Root] {
        (1...count).reversed().map { root($0, of: count) }
    }

    /// The k-th largest zero of the Legendre polynomial, by Newton's method from Tricomi's start.
    private static func root(_ k: Int, of count: Int) -> Root {
        let angle = Double.pi * (Double(k) - 0.25) / (Double(count) + 0.5)
        var x = Double.cos(angle)
        var slope = 1.0
        for _ in 0..<20 {
            let (value, derivative) = legendre(count, x)
            slope = derivative
            let step = value / derivative
            x -= step
            if step.magnitude < 1e-16 { break }
        }
        return (x, slope)
    }

    private static func legendre(_ count: Int, _ x: Double) -> (value: Double, slope: Double) {
        var before = 1.0
        var value = x
        if count == 0 { return (1, 0) }
        for k in 1..<max(count, 1) {
            let degree = Double(k)
            (before, value) = (
                value, ((2 * degree + 1) * x * value - degree * before) / (degree + 1)
            )
        }
        return (value, Double(count) * (x * value - before) / (x * x - 1))
    }
}
