internal import RealModule

/// The distribution function of a mixture of t with whole degrees of freedom, eight components at
/// a time by the finite trigonometric sums of Abramowitz & Stegun 26.7.3 and 26.7.4.
///
/// With q = 1 / (1 + t^2/nu) = cos^2 theta, for even nu
///     A(t) = sin theta (1 + 1/2 q + (1 3)/(2 4) q^2 + ...),  nu/2 terms,
/// for odd nu
///     A(t) = 2/pi [theta + sin theta cos theta (1 + 2/3 q + (2 4)/(3 5) q^2 + ...)],
/// and P(T <= t) = (1 + A)/2. The absolute error is a few units of 1e-16; tails below 1e-3 lose
/// relative digits and are left to `StudentT`.
struct StudentTBatch: Sendable {
    typealias Lane = SIMD8<Double>

    /// The sum costs nu/2 steps; beyond this the continued fraction is no slower.
    static let largestFreedom = 600.0
    /// Tails below this are not for this route.
    static let smallestTail = 1e-3

    private let freedom: Double
    private let isEven: Bool
    /// Highest power first.
    private let coefficients: [Double]
    /// f(t) = front q^((nu + 1)/2).
    private let front: Double
    private let weights: [Lane]
    private let locations: [Lane]
    private let inverseScales: [Lane]

    /// Nil unless the degrees of freedom are whole and at most `largestFreedom`.
    init?(_ mixture: MixtureOfStudentT) {
        let nu = mixture.degreesOfFreedom
        guard nu <= Self.largestFreedom, nu == nu.rounded() else { return nil }
        freedom = nu
        isEven = Int(nu) % 2 == 0
        coefficients = Self.coefficients(Int(nu))
        front = StudentT(degreesOfFreedom: nu).density(at: 0)
        weights = Self.lanes(mixture.weights, padding: 0)
        locations = Self.lanes(mixture.locations, padding: mixture.locations[0])
        inverseScales = Self.lanes(mixture.scales.map { 1 / $0 }, padding: 1)
    }

    /// F(x) and f(x).
    func evaluate(_ x: Double) -> (probability: Double, density: Double) {
        var sum = Lane.zero
        var density = Lane.zero
        let scale = 1 / freedom.squareRoot()
        for k in weights.indices {
            let tangent = (Lane(repeating: x) - locations[k]) * inverseScales[k] * scale
            let q = 1 / (1 + tangent * tangent)
            let cosine = q.squareRoot()
            sum += weights[k] * excess(tangent, q: q, cosine: cosine)
            density += weights[k] * inverseScales[k] * power(q, cosine: cosine)
        }
        return (0.5 * (1 + sum.sum()), front * density.sum())
    }

    /// A(t), from tan theta = t / sqrt(nu).
    private func excess(_ tangent: Lane, q: Lane, cosine: Lane) -> Lane {
        var series = Lane.zero
        for coefficient in coefficients { series = series * q + coefficient }
        let sine = tangent * cosine
        if isEven { return sine * series }
        var angle = Lane.zero
        for lane in 0..<Lane.scalarCount { angle[lane] = Double.atan(tangent[lane]) }
        return (2 / Double.pi) * (angle + sine * cosine * series)
    }

    /// q^((nu + 1)/2) by repeated squaring.
    private func power(_ q: Lane, cosine: Lane) -> Lane {
        var exponent = (Int(freedom) + 1) / 2
        var base = q
        var result = isEven ? cosine : Lane(repeating: 1)
        while exponent > 0 {
            if exponent % 2 == 1 { result *= base }
            base *= base
            exponent /= 2
        }
        return result
    }

    private static func coefficients(_ nu: Int) -> [Double] {
        let even = nu % 2 == 0
        let count = even ? nu / 2 : (nu - 1) / 2
        var result: [Double] = []
        var value = 1.0
        for j in 0..<count {
            result.append(value)
            let step = Double(j + 1)
            value *= even ? (2 * step - 1) / (2 * step) : 2 * step / (2 * step + 1)
        }
        return result.reversed()
    }

    private static func lanes(_ values: [Double], padding: Double) -> [Lane] {
        stride(from: 0, to: values.count, by: Lane.scalarCount).map { start in
            var lane = Lane(repeating: padding)
            for place in start..<min(start + Lane.scalarCount, values.count) {
                lane[place - start] = values[place]
            }
            return lane
        }
    }
}
