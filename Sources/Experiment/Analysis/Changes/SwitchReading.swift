import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// A switch whose time is known, and what the series says about it: whether it had an effect, how
/// late, and whether things changed before it.
package struct SwitchReading: Sendable {
    /// Times of the switches; the effect comes on at the first, goes off at the second, and so on.
    package let switches: [Int]
    package let probabilityOfEffect: Double
    package let verdict: ChangeVerdict
    /// In the unit of the series, if there is an effect.
    package let effect: Double
    package let effectInterval: Interval
    /// Days from the switch to the change of level, if there is an effect.
    package let meanLag: Double
    /// The smallest set of lags that holds nine tenths of the probability.
    package let likelyLags: [Int]
    /// Chance of a change before the first switch, from the search that does not know it; nil where
    /// the series is too long for that.
    package let probabilityBefore: Double?

    /// - `startsOn`: whether the effect is present before the first switch, which then ends it.
    /// - `isTrial`: whether it is read with `ChangepointPosterior.Options.reading` or by the plain
    ///   model.
    ///
    /// Throws `ChangepointError` for switches outside the series or out of order.
    package init(
        _ y: [Double], times: [Int], switches: [Int], startsOn: Bool = false,
        isTrial: Bool = false, level: Double = 0.95
    ) throws(ChangepointError) {
        let options: ChangepointPosterior.Options = isTrial ? .reading(count: y.count) : .init()
        let design = try PosteriorDesign(times: times)
        try self.init(
            y, blind: ChangepointPosterior(options: options).fit(y, on: design),
            switches: switches, startsOn: startsOn, isTrial: isTrial, level: level)
    }

    /// - `blind`: the search that does not know the switches, on the same series.
    package init(
        _ y: [Double], blind: ChangepointPosteriorFit, switches: [Int], startsOn: Bool,
        isTrial: Bool, level: Double
    ) throws(ChangepointError) {
        let model = PhaseLagModel(tails: isTrial ? .bounded : .normal)
        let fit = try model.fit(y, switches: switches, on: blind.design)
        let start = blind.design.times[0]
        let range = try fit.effectInterval(level: level)
        let sign = startsOn ? -1.0 : 1
        self.switches = switches
        probabilityOfEffect = fit.probabilityOfEffect
        verdict = fit.verdict
        effect = sign * fit.effect
        effectInterval = Interval(
            lower: startsOn ? -range.upperBound : range.lowerBound,
            upper: startsOn ? -range.lowerBound : range.upperBound, level: level)
        meanLag = fit.meanLag
        likelyLags = try fit.lagSet()
        let first = switches[0]
        probabilityBefore =
            first - 1 > start ? blind.probability(ofChangeAtTimes: start...first - 1) : nil
    }
}
