/// Boundaries for planned looks at growing data, by O'Brien-Fleming-type error spending
/// (Lan & DeMets 1983).
///
/// Each side spends alpha/2: after information fraction t the two sides together have spent
/// 4 (1 - Phi(z_(1 - alpha/4) / sqrt t)). The boundary of a look is the z at which the chance of
/// crossing for the first time there equals what the look may spend; an engine's two-sided p is
/// compared with `nominalP`. Type-I error seen with `ar1` and 3 to 7 looks: 4.5-6.5 %, where
/// unplanned looking at every one of them has 7.9-20.2 %.
public struct InterimLooks: Sendable, Equatable {
    /// Increasing, the last is 1 when the final analysis is among them.
    public let informationFractions: [Double]
    /// Two-sided alpha in all.
    public let alpha: Double
    /// Critical |z| of each look; infinite where nothing measurable may be spent yet.
    let boundaries: [Double]

    /// 2 (1 - Phi(z)) of each look.
    public var nominalP: [Double] {
        boundaries.map { 2 * Normal.standard.probability(above: $0) }
    }

    /// - Parameters:
    ///   - informationFractions: information at each look as a share of the planned total (variance
    ///     of the estimate at the end over that at the look), strictly increasing in (0, 1].
    ///   - alpha: two-sided, between 0 and 1.
    /// - Throws: `.optionOutOfRange`.
    public init(
        informationFractions: [Double], alpha: Double = 0.05
    ) throws(RegressionError) {
        guard alpha > 0, alpha < 1 else {
            throw .optionOutOfRange(name: "alpha", found: alpha, expected: "between 0 and 1")
        }
        var before = 0.0
        for fraction in informationFractions {
            guard fraction > before, fraction <= 1 else {
                throw .optionOutOfRange(
                    name: "information fraction", found: fraction,
                    expected: "above the one before (\(before)) and at most 1")
            }
            before = fraction
        }
        self.informationFractions = informationFractions
        self.alpha = alpha
        boundaries = Self.boundaries(informationFractions, alpha: alpha)
    }

    /// The information fraction at each planned look: variance at the end over variance then, at
    /// autocorrelation 0.5.
    /// - Parameters:
    ///   - design: the whole planned schedule.
    ///   - contrast: what is tested.
    ///   - rows: number of rows seen at each look.
    /// - Returns: one fraction a look.
    /// - Throws: `.rankDeficient` when the contrast cannot be estimated at a look.
    public static func fractions(
        of design: DesignMatrix, contrast: Contrast, rows: [Int]
    ) throws(RegressionError) -> [Double] {
        let whole = try variance(design, contrast)
        var fractions: [Double] = []
        for count in rows {
            let part = try DesignMatrix(
                names: design.names,
                matrix: design.matrix.selecting(rows: Array(0..<min(count, design.rows))),
                times: Array(design.times.prefix(count)))
            fractions.append(whole / (try variance(part, contrast)))
        }
        return fractions
    }

    private static func variance(
        _ design: DesignMatrix, _ contrast: Contrast
    ) throws(RegressionError) -> Double {
        try contrast.checked(columns: design.names)
        let aliases = design.aliases
        guard aliases.isEmpty else { throw .rankDeficient(aliases: aliases) }
        let factor = try GeneralizedLeastSquares(
            [Double](repeating: 0, count: design.rows), on: design, errors: AR1Errors(rho: 0.5)
        ).inverseFactor
        return (0..<design.columns).reduce(0) { sum, column in
            let value = dot(Array(factor.column(column)), contrast.weights)
            return sum + value * value
        }
    }

    /// Spending below this is not measurable in double precision.
    private static let smallestSpending = 1e-14

    private static func boundaries(_ fractions: [Double], alpha: Double) -> [Double] {
        let critical = Normal.standard.quantile(1 - alpha / 4)
        var spent = 0.0
        var path = ScorePath()
        return fractions.map { fraction in
            let total = 4 * Normal.standard.probability(above: critical / fraction.squareRoot())
            let increment = total - spent
            spent = total
            let boundary = path.boundary(spending: increment, at: fraction)
            path.advance(to: fraction, below: boundary)
            return boundary
        }
    }

    /// The distribution of the score process S_t = z sqrt t on the event of no crossing yet, as
    /// values on Gauss-Legendre nodes.
    private struct ScorePath {
        private var fraction = 0.0
        private var rule = GaussLegendre(count: 1, from: -0.5, to: 0.5)
        private var densities = [1.0]

        func boundary(spending increment: Double, at next: Double) -> Double {
            guard increment > smallestSpending else { return .infinity }
            var high = 1.0
            while crossing(high, at: next) > increment { high *= 2 }
            return RootFinder.bracketed(from: 0, to: high) { increment - crossing($0, at: next) }
        }

        /// P(no crossing yet, |S| >= z sqrt t).
        private func crossing(_ z: Double, at next: Double) -> Double {
            let limit = z * next.squareRoot()
            let step = Normal(mean: 0, standardDeviation: (next - fraction).squareRoot())
            if fraction == 0 { return 2 * step.probability(above: limit) }
            return expectation { score in
                step.probability(above: limit - score) + step.probability(below: -limit - score)
            }
        }

        mutating func advance(to next: Double, below z: Double) {
            let spread = (next - fraction).squareRoot()
            // Ten standard deviations hold everything when there is no boundary yet.
            let limit = min(z, 10) * next.squareRoot()
            let step = Normal(mean: 0, standardDeviation: spread)
            let nodes = GaussLegendre(count: 256, from: -limit, to: limit)
            let isFirst = fraction == 0
            let values = nodes.nodes.map { score in
                isFirst
                    ? step.density(at: score) : expectation { step.density(at: score - $0) }
            }
            (rule, densities, fraction) = (nodes, values, next)
        }

        private func expectation(_ term: (Double) -> Double) -> Double {
            var sum = 0.0
            for (place, node) in rule.nodes.enumerated() {
                sum += rule.weights[place] * densities[place] * term(node)
            }
            return sum
        }
    }
}
