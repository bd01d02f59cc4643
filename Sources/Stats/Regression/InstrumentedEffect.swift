/// The effect of an exposure that was assigned by chance and not always received, with the assignment as
/// the instrument.
///
/// Rows on which something else was received than assigned were chosen, perhaps for a reason that shows in
/// the responses, so neither dropping nor regrouping them is safe. But if the effect of a unit received is
/// tau, then y - tau d no longer depends on the assignment z, whatever moved d:
///
///     P(b(tau) < 0) = p,   b(tau) = coefficient of z in the regression of y - tau d,
///
/// solved for tau at p = 1/2 and at both tails. This is the test of Anderson and Rubin inverted through
/// the engine of the plan, so that autocorrelation, noise and covariates are treated as there. It stays
/// honest where the assignment moves little; there it has no end, and is refused.
///
/// The value is that of the rows that follow their assignment (Imbens and Angrist 1994). The assignment
/// may act on y through d alone.
///
/// Source: Anderson & Rubin (1949), Annals of Mathematical Statistics 20, 46-63; Staiger & Stock (1997),
/// Econometrica 65, 557-586, for F >= 10.
public struct InstrumentedEffect: Sendable, Equatable {
    /// Effect of one unit received, in the unit of y.
    public let estimate: Double
    public let interval: Interval
    /// Units received for each unit assigned: the first stage.
    public let followed: Double
    /// F of the first stage.
    public let strength: Double

    /// Below this the assignment moves too little of what was received.
    public static let leastStrength = 10.0

    public enum Refusal: Error, Sendable, Equatable {
        /// F of the first stage, or 0 where nothing is received.
        case weak(strength: Double)
        /// No effect is too large to fit.
        case unbounded
        case regression(RegressionError)
    }

    /// - Parameters:
    ///   - y: one response a row.
    ///   - received: what came of the assignment, one value a row.
    ///   - column: of the design, that holds the assignment.
    ///   - design: of both stages.
    ///   - regression: the engine for `y`; the first stage is fitted by `ar1`.
    ///   - level: of the interval.
    /// - Throws: `Refusal`.
    /// - Complexity: about thirty fits.
    public init(
        _ y: [Double], received: [Double], assigned column: String, on design: DesignMatrix,
        by regression: Regression, level: Double = 0.95
    ) throws(Refusal) {
        do throws(RegressionError) {
            let first = try Regression(.ar1).fit(received, on: design).estimate(ofColumn: column)
            followed = first.estimate
            strength =
                (first.estimate / first.standardError) * (first.estimate / first.standardError)
        } catch { throw .regression(error) }
        guard strength >= Self.leastStrength, followed > 0 else {
            throw .weak(strength: strength)
        }
        let search = AssignmentSearch(
            y: y, received: received, column: column, design: design, regression: regression)
        let whole = try search.fit(0)
        let start = whole.estimate / followed
        let step = 2 * whole.standardError / followed
        let tail = 0.5 * (1 - level)
        estimate = try search.solve(0.5, from: start, step: step)
        interval = Interval(
            lower: try search.solve(tail, from: start, step: step),
            upper: try search.solve(1 - tail, from: start, step: step), level: level)
    }
}

/// P(b(tau) < 0) as a normal score, which is nearly a straight line in tau.
private struct AssignmentSearch {
    let y: [Double]
    let received: [Double]
    let column: String
    let design: DesignMatrix
    let regression: Regression

    func fit(_ tau: Double) throws(InstrumentedEffect.Refusal) -> ContrastEstimate {
        do throws(RegressionError) {
            return try regression.fit(zip(y, received).map { $0 - tau * $1 }, on: design)
                .estimate(ofColumn: column)
        } catch { throw .regression(error) }
    }

    private func score(_ tau: Double) throws(InstrumentedEffect.Refusal) -> Double {
        let p = try fit(tau).probability(below: 0)
        return Normal.standard.quantile(min(max(p, 1e-15), 1 - 1e-15))
    }

    /// Secants inside a bracket, an end that stays twice halved (the Illinois rule).
    func solve(
        _ p: Double, from start: Double, step: Double
    ) throws(InstrumentedEffect.Refusal) -> Double {
        let wanted = Normal.standard.quantile(p)
        var (low, high) = (start - step, start + step)
        var atLow = try score(low) - wanted
        var atHigh = try score(high) - wanted
        for _ in 0..<Self.widenings where atLow > 0 {
            low -= 2 * (high - low)
            atLow = try score(low) - wanted
        }
        for _ in 0..<Self.widenings where atHigh < 0 {
            high += 2 * (high - low)
            atHigh = try score(high) - wanted
        }
        guard atLow <= 0, atHigh >= 0 else { throw .unbounded }
        var side = 0
        for _ in 0..<60 where atHigh > atLow {
            let x = low - atLow * (high - low) / (atHigh - atLow)
            let value = try score(x) - wanted
            if value.magnitude < 1e-11 { return x }
            if value < 0 {
                (low, atLow) = (x, value)
                if side < 0 { atHigh *= 0.5 }
                side = -1
            } else {
                (high, atHigh) = (x, value)
                if side > 0 { atLow *= 0.5 }
                side = 1
            }
        }
        return 0.5 * (low + high)
    }

    private static let widenings = 4
}
