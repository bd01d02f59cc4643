internal import RealModule

/// The special functions behind the distributions that the standard mathematics library lacks:
/// logarithm of the beta function and the incomplete beta and gamma integrals.
///
/// Oracle: mpmath, Tests/Oracles/distributions.
enum SpecialFunctions {
    /// ln B(a, b) = ln Gamma(a) + ln Gamma(b) - ln Gamma(a + b), for a, b > 0.
    ///
    /// For a large argument the three terms nearly cancel; the difference is then taken between
    /// their Stirling expansions, whose large parts cancel on paper.
    static func logBeta(_ a: Double, _ b: Double) -> Double {
        let large = max(a, b)
        let small = min(a, b)
        if large < 10 { return logGamma(a) + logGamma(b) - logGamma(a + b) }
        let ratio = stirlingRemainder(large) - stirlingRemainder(large + small)
        if small < 10 {
            return logGamma(small) + ratio + small
                - (large - 0.5) * Double.log(onePlus: small / large)
                - small * Double.log(large + small)
        }
        return 0.5 * Double.log(2 * .pi / small) + stirlingRemainder(small) + ratio
            + small * Double.log(small / (large + small))
            - (large - 0.5) * Double.log(onePlus: small / large)
    }

    /// ln Gamma(x) - [(x - 1/2) ln x - x + ln sqrt(2 pi)], for x >= 10: seven terms of
    /// Stirling's series, the first left out being under 1e-16.
    static func stirlingRemainder(_ x: Double) -> Double {
        let w = 1 / (x * x)
        let series =
            1.0 / 12 - w
            * (1.0 / 360 - w
                * (1.0 / 1260 - w
                    * (1.0 / 1680
                        - w * (1.0 / 1188 - w * (691.0 / 360_360 - w / 156)))))
        return series / x
    }

    static func logGamma(_ x: Double) -> Double { Double.logGamma(x) }

    /// Both tails of the regularised incomplete beta integral: I_x(a, b) and 1 - I_x(a, b).
    ///
    /// Lentz's continued fraction on the side where it converges quickly (x below the mean).
    /// - Parameters:
    ///   - x: 0...1.
    ///   - complement: 1 - x, given separately for its digits near x = 1.
    ///   - a: positive.
    ///   - b: positive.
    ///   - logBeta: ln B(a, b), so that callers with fixed a and b compute it once.
    /// - Returns: both tails; the one computed by the fraction has full relative precision.
    static func incompleteBeta(
        _ x: Double, complement: Double, a: Double, b: Double, logBeta: Double
    ) -> (lower: Double, upper: Double) {
        if x <= 0 { return (0, 1) }
        if complement <= 0 { return (1, 0) }
        let front = Double.exp(
            a * logarithm(x, complement) + b * logarithm(complement, x) - logBeta)
        if x <= (a + 1) / (a + b + 2) {
            let lower = front * betaFraction(x, a: a, b: b) / a
            return (lower, 1 - lower)
        }
        let upper = front * betaFraction(complement, a: b, b: a) / b
        return (1 - upper, upper)
    }

    /// ln x, from 1 - x where x is near 1.
    private static func logarithm(_ x: Double, _ complement: Double) -> Double {
        x > 0.5 ? Double.log(onePlus: -complement) : Double.log(x)
    }

    /// The continued fraction of Numerical Recipes 6.4.5 by the modified Lentz recurrence.
    private static func betaFraction(_ x: Double, a: Double, b: Double) -> Double {
        let tiny = 1e-300
        var c = 1.0
        var d = 1 - (a + b) * x / (a + 1)
        d = 1 / (d.magnitude < tiny ? tiny : d)
        var h = d
        for step in 1...10_000 {
            let m = Double(step)
            let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
            d = 1 + even * d
            d = 1 / (d.magnitude < tiny ? tiny : d)
            c = 1 + even / c
            if c.magnitude < tiny { c = tiny }
            h *= d * c
            let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
            d = 1 + odd * d
            d = 1 / (d.magnitude < tiny ? tiny : d)
            c = 1 + odd / c
            if c.magnitude < tiny { c = tiny }
            let factor = d * c
            h *= factor
            if (factor - 1).magnitude < 1e-16 { break }
        }
        return h
    }

    /// x^(a-1) e^-x / Gamma(a), for x, a > 0.
    ///
    /// For large a the three factors are huge and nearly cancel; with x = a (1 + u) they are
    /// exp(-a (u - ln(1 + u))) and a Stirling factor.
    static func gammaDensity(_ x: Double, shape a: Double) -> Double {
        guard x > 0 else { return 0 }
        if a < 10 { return Double.exp((a - 1) * Double.log(x) - x - logGamma(a)) }
        let u = (x - a) / a
        let logRatio = u.magnitude < 0.5 ? Double.log(onePlus: u) : Double.log(x / a)
        return Double.exp(-a * (u - logRatio) - stirlingRemainder(a))
            * (a / (2 * .pi)).squareRoot() / x
    }

    /// Both tails of the regularised incomplete gamma integral: P(a, x) and Q(a, x), for x, a > 0.
    /// A series below the mean, Lentz's continued fraction above it.
    static func incompleteGamma(
        _ x: Double, shape a: Double
    ) -> (lower: Double, upper: Double) {
        if x == .infinity { return (1, 0) }
        let front = x * gammaDensity(x, shape: a)
        if x < a + 1 {
            let lower = front * gammaSeries(x, a)
            return (lower, 1 - lower)
        }
        let upper = front * gammaFraction(x, a)
        return (1 - upper, upper)
    }

    /// sum_k x^k / (a (a+1) ... (a+k)).
    private static func gammaSeries(_ x: Double, _ a: Double) -> Double {
        var term = 1 / a
        var sum = term
        for k in 1...100_000 {
            term *= x / (a + Double(k))
            sum += term
            if term < 1e-17 * sum { break }
        }
        return sum
    }

    private static func gammaFraction(_ x: Double, _ a: Double) -> Double {
        let tiny = 1e-300
        var b = x + 1 - a
        var c = 1 / tiny
        var d = 1 / (b.magnitude < tiny ? tiny : b)
        var h = d
        for k in 1...100_000 {
            let numerator = -Double(k) * (Double(k) - a)
            b += 2
            d = numerator * d + b
            d = 1 / (d.magnitude < tiny ? tiny : d)
            c = b + numerator / c
            if c.magnitude < tiny { c = tiny }
            let factor = d * c
            h *= factor
            if (factor - 1).magnitude < 1e-16 { break }
        }
        return h
    }
}
