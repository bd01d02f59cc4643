/// One value of the autocorrelation and of the share of white noise, with its prior weight.
struct SteppedNode: Sendable {
    let rho: Double
    let noiseShare: Double
    let prior: Double

    /// Chebyshev nodes of the arcsine prior times the shares; a negative rho has no white noise.
    ///
    /// - `count`: of values of rho.
    /// - `shares`: with priors that sum to 1.
    static func grid(
        _ count: Int, shares: [ErrorGrid.Weighted]
    ) -> [SteppedNode] {
        ChebyshevNodes(count: count).values.flatMap { rho in
            shares.filter { rho >= 0 || $0.value == 0 }.map {
                SteppedNode(rho: rho, noiseShare: $0.value, prior: rho >= 0 ? $0.prior : 1)
            }
        }
    }
}

extension StateFilter {
    /// The filter of contrasts between series with independent errors,
    /// corr(u_t, u_t') = (1 - lambda) rho^|t - t'| + lambda [t = t'] within each.
    init(_ contrasts: RowContrasts) {
        self.init(
            stateCount: contrasts.seriesCount, times: contrasts.times,
            weights: contrasts.weights)
    }

    mutating func prepare(_ node: SteppedNode) {
        prepare(
            rhos: [Double](repeating: node.rho, count: stateCount),
            variances: [Double](repeating: 1 - node.noiseShare, count: stateCount),
            noise: node.noiseShare)
    }
}
