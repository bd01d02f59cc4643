internal import RealModule

/// What a first-order autoregression does over a gap of g steps.
struct AR1Step: Sendable {
    /// f = rho^g.
    let persistence: Double
    /// 1 - |f|, without cancellation near |rho| = 1.
    let deficit: Double
    /// 1 - f^2, the variance of what is new, without cancellation.
    let variance: Double

    /// 1 / standard deviation of what is new.
    var weight: Double { 1 / variance.squareRoot() }

    init(rho: Double, gap: Int) {
        guard rho != 0 else {
            persistence = 0
            deficit = 1
            variance = 1
            return
        }
        let exponent = Double(gap) * Double.log(rho.magnitude)
        let magnitude = Double.exp(exponent)
        persistence = rho < 0 && gap % 2 != 0 ? -magnitude : magnitude
        deficit = -Double.expMinusOne(exponent)
        variance = -Double.expMinusOne(2 * exponent)
    }
}
