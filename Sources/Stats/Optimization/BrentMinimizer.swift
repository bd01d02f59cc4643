/// Brent's search for the minimum of a function of one variable: parabolas where they help,
/// golden sections where they do not.
///
/// Source: Brent (1973), "Algorithms for Minimization without Derivatives", chapter 5.
struct BrentMinimizer: Sendable {
    /// Where the search ended and what it cost.
    struct Record: Sendable, Equatable {
        let argument: Double
        let value: Double
        let evaluations: Int
        let converged: Bool
    }

    /// Relative precision of the argument; below sqrt(ulp) it gains nothing.
    var tolerance = 1e-10
    var limit = 200

    /// The minimum of a function that has one between `lower` and `upper`.
    func minimize(
        from lower: Double, to upper: Double, _ function: (Double) -> Double
    ) -> Record {
        let golden = 0.5 * (3 - 5.0.squareRoot())
        var a = lower
        var b = upper
        var x = a + golden * (b - a)
        var (w, v) = (x, x)
        var fx = function(x)
        var (fw, fv) = (fx, fx)
        var step = 0.0
        var stepBefore = 0.0
        for count in 1...limit {
            let middle = 0.5 * (a + b)
            let slack = tolerance * x.magnitude + 1e-14
            if (x - middle).magnitude <= 2 * slack - 0.5 * (b - a) {
                return Record(argument: x, value: fx, evaluations: count, converged: true)
            }
            let parabola = Self.parabolicStep(x, fx, w, fw, v, fv)
            let usable =
                stepBefore.magnitude > slack
                && parabola.magnitude < 0.5 * stepBefore.magnitude
                && x + parabola > a && x + parabola < b
            stepBefore = usable ? step : (x < middle ? b - x : a - x)
            step = usable ? parabola : golden * stepBefore
            if usable, x + step - a < 2 * slack || b - (x + step) < 2 * slack {
                step = x < middle ? slack : -slack
            }
            let u = x + (step.magnitude >= slack ? step : (step > 0 ? slack : -slack))
            let fu = function(u)
            if fu <= fx {
                if u < x { b = x } else { a = x }
                (v, fv, w, fw, x, fx) = (w, fw, x, fx, u, fu)
            } else {
                if u < x { a = u } else { b = u }
                if fu <= fw || w == x {
                    (v, fv, w, fw) = (w, fw, u, fu)
                } else if fu <= fv || v == x || v == w {
                    (v, fv) = (u, fu)
                }
            }
        }
        return Record(argument: x, value: fx, evaluations: limit, converged: false)
    }

    /// Step from x to the vertex of the parabola through three points; infinite where it has none.
    private static func parabolicStep(
        _ x: Double, _ fx: Double, _ w: Double, _ fw: Double, _ v: Double, _ fv: Double
    ) -> Double {
        let r = (x - w) * (fx - fv)
        let q = (x - v) * (fx - fw)
        let denominator = 2 * (q - r)
        guard denominator != 0 else { return .infinity }
        return -((x - v) * q - (x - w) * r) / denominator
    }
}
