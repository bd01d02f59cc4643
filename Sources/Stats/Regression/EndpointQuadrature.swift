internal import RealModule

/// The posterior of `ar1` on nodes that do not mind a kink at the ends of rho.
///
/// The level and sigma lose their meaning as rho goes to 1, so the ratio of means and the
/// standardised effect, as functions of theta = arccos rho, are smooth on [0, pi] but not when
/// continued beyond: the equal weights of the Chebyshev nodes then converge as 1/K^2 only. A
/// Gauss-Legendre rule in theta with half as many nodes again converges for both.
struct EndpointQuadrature: Sendable {
    let design: DesignMatrix
    let responses: [Double]
    /// Nodes of the fit whose read-outs these are.
    let nodes: Int

    /// Nil when the design is refused, which the fit before has excluded.
    func mixture() -> CoefficientMixture? {
        let rule = GaussLegendre(count: 3 * nodes / 2, from: 0, to: .pi)
        let places = rule.nodes.indices.reversed()
        return try? PreparedAR1(
            design: design, nodes: places.map { Double.cos(rule.nodes[$0]) },
            priors: places.map { rule.weights[$0] / .pi }
        ).mixture(of: responses)
    }
}
