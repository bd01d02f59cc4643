/// What the joint model of a multiple baseline says about the effect.
///
/// Effects have the unit in which the series were compared: that of the responses, or usual
/// swings. `scales` brings an effect to the unit of the responses of each series.
package struct SteppedSeriesFit: Sendable, Equatable {
    /// The effect on the mean of the series, the effects free to differ between them.
    package let effect: MixtureOfStudentT
    /// The effect if it is the same in all series (tau = 0).
    let commonEffect: MixtureOfStudentT
    /// The effect on each series, drawn towards the others as far as the data allow.
    package let seriesEffects: [MixtureOfStudentT]
    /// P(tau = 0): that the effect is the same in all series. Before the data it is .5.
    package let probabilityOfCommonEffect: Double
    /// Residual degrees of freedom: contrasts within rows less columns.
    package let degreesOfFreedom: Double
    /// Posterior mean of rho.
    package let autocorrelation: Double
    /// Posterior mean of lambda, the share of the variance that is white noise.
    let noiseShare: Double
    /// k_s: what an effect of 1 is in the unit of the responses of each series.
    package let scales: [Double]
    /// Rows on which two series or more have a response.
    package let sharedRowCount: Int
    /// Rows with any response.
    package let rowCount: Int

    init(_ grid: SteppedGrid, of design: SteppedDesign, _ data: SteppedSeries) {
        let taus = SteppedSeriesModel.spreads.count
        // Prior weights: 1 for each rho.
        let weights = NodeWeights(
            logLikelihoods: grid.logWeights, priorTotal: Double(grid.nodes.count))
        let w = weights.values
        let kept = weights.relevant
        let common = kept.filter { SteppedSeriesModel.spreads[$0 % taus].tau == 0 }
        let step = grid.seriesCount + 1
        func mixture(_ which: Int, _ places: [Int]) -> MixtureOfStudentT {
            MixtureOfStudentT(
                weights: places.map { w[$0] },
                locations: places.map { grid.locations[$0 * step + which] + design.offset },
                scales: places.map { grid.scales[$0 * step + which] },
                degreesOfFreedom: grid.degreesOfFreedom)
        }
        effect = mixture(0, kept)
        commonEffect = Self.common(grid, offset: design.offset)
        seriesEffects = (1...grid.seriesCount).map { mixture($0, kept) }
        probabilityOfCommonEffect = common.reduce(0) { $0 + w[$1] }
        degreesOfFreedom = grid.degreesOfFreedom
        autocorrelation = kept.reduce(0) { $0 + w[$1] * grid.nodes[$1 / taus].rho }
        noiseShare = kept.reduce(0) { $0 + w[$1] * grid.nodes[$1 / taus].noiseShare }
        scales = data.scales
        sharedRowCount = data.sharedRowCount
        rowCount = data.times.indices.count { !data.responding(row: $0).isEmpty }
    }

    /// With weights of its own: P(tau = 0) may be small, and then nodes that matter here do not
    /// matter there.
    private static func common(_ grid: SteppedGrid, offset: Double) -> MixtureOfStudentT {
        let taus = SteppedSeriesModel.spreads.count
        let places = grid.nodes.indices.map { $0 * taus }
        let weights = NodeWeights(
            logLikelihoods: places.map { grid.logWeights[$0] },
            priorTotal: Double(grid.nodes.count))
        let kept = weights.relevant
        let step = grid.seriesCount + 1
        return MixtureOfStudentT(
            weights: kept.map { weights.values[$0] },
            locations: kept.map { grid.locations[places[$0] * step] + offset },
            scales: kept.map { grid.scales[places[$0] * step] },
            degreesOfFreedom: grid.degreesOfFreedom)
    }
}
