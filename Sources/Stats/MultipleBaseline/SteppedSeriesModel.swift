internal import RealModule

/// The joint model of a multiple baseline:
///
///     y_st = k_s (alpha_s + c_t + theta_s x_st + u_st)
///
/// The course c_t that the series share is free on every row and removed exactly by contrasts
/// within rows (`RowContrasts`). The errors u_s are independent between series, with
/// corr(u_st, u_st') = (1 - lambda) rho^|t - t'| + lambda [t = t'] within each. The effects are
/// theta_s = theta + delta_s, delta_s ~ N(0, tau^2 sigma^2).
///
/// Priors: flat on levels, course and theta, 1/sigma^2; rho arcsine on (-1, 1); lambda 0, .2, .4,
/// .6 with weights .4, .2, .2, .2 (0 for a negative rho); tau 0, .5, 1 with weights .5, .25, .25.
/// All of them are integrated out on a grid; nothing is sampled.
package struct SteppedSeriesModel: Sendable, Hashable {
    /// Number of values of rho; 64 are usual.
    var nodes: Int
    /// Whether each series has a straight trend of its own besides what they share.
    package var hasOwnTrends: Bool

    static let spreads: [(tau: Double, prior: Double)] = [(0, 0.5), (0.5, 0.25), (1, 0.25)]

    package init(nodes: Int = 64, hasOwnTrends: Bool = false) {
        self.nodes = nodes
        self.hasOwnTrends = hasOwnTrends
    }

    /// - Throws: `.tooFewNodes`, and what cannot be told apart or is too little: see
    ///   `SteppedSeriesError`.
    /// - Complexity: O(nodes x rows x series^2).
    package func fit(_ data: SteppedSeries) throws(SteppedSeriesError) -> SteppedSeriesFit {
        guard nodes >= 8 else { throw .tooFewNodes(found: nodes) }
        let design = try SteppedDesign(data, hasOwnTrends: hasOwnTrends)
        let grid = SteppedGrid(
            design, nodes: SteppedNode.grid(nodes, shares: ErrorGrid.robust.noiseShares))
        return SteppedSeriesFit(grid, of: design, data)
    }
}
