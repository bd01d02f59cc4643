internal import RealModule

/// The chance of a change since a date, as the observations come in, with a reading that stays
/// valid however often one looks.
///
/// Before the watch begins a change within the next `horizon` observations has probability 1/2, its
/// date uniform over them. At each look the Bayes factors of all dates so far are averaged under that
/// same prior; dates still to come count with factor 1:
///   B_t = (1/H) (sum over dates so far of BF_date + dates to come)
///   BF_date = sum_F prior(F) ml(F, one change at the date) / sum_F prior(F) ml(F, none)
/// The sets F of flares and short spells are the path of that look (`TransientPath`), so a flare raises
/// the chance no more than it should. Where B exceeds 5 or the chance .8, the normal scores are fitted
/// too and the smaller of each counts.
///
/// Under a null that is fixed beforehand B_t is a martingale when nothing changes, and the chance that it
/// ever reaches 1/alpha is at most alpha (Ville 1939): 1 / (largest B so far) is then a p-value that
/// holds at any look. Here the sets F are chosen on the data, without the step: the bound is not proven.
/// What it was seen to hold for is `WatchedNoise.held`: docs/calibration-transients.md. A watch is worded
/// by bounds of its own, `OnlineLook.verdict`, chance and p-value together, with the number of looks.
public struct OnlineWatch: Sendable {
    public static let minimumSegment = 7

    /// H, observations from the start of the watch in which a change has probability 1/2.
    var horizon: Int

    public init(horizon: Int = 84) {
        self.horizon = horizon
    }

    /// The looks after each observation from the first at which a change could show, to the last.
    /// `since`: time at which the watch begins; changes at observations from then on count.
    /// - Returns: one look for each observation, empty when it is too early to say anything.
    /// - Throws: `ChangepointError` for a series or a date that cannot be used; `seriesTooLong` above the
    ///   posterior's limit.
    /// - Complexity: O(looks n^2) for each noise node.
    public func looks(
        _ y: [Double], times: [Int], since: Int
    ) throws(ChangepointError) -> [OnlineLook] {
        guard horizon > 0 else {
            throw .settingOutOfRange(setting: .horizon, found: Double(horizon))
        }
        let m = Self.minimumSegment
        let checked = try PosteriorSpan(y, times: times, since: since)
        var looks: [OnlineLook] = []
        var largest = 1.0
        let first = max(checked.start + m, ObservedSeries.fewestObservations)
        for count in stride(from: first, through: y.count, by: 1) {
            let seen = Array(y.prefix(count))
            // Until two values differ there is nothing to weigh.
            guard seen.contains(where: { $0 != seen[0] }) else { continue }
            let design = try TransientDesign(
                times: Array(times.prefix(count)), minimumSegment: m)
            let evidence = evidence(seen, from: checked.start, on: design)
            largest = max(largest, evidence.factor)
            looks.append(
                OnlineLook(
                    count: count, time: times[count - 1], chance: evidence.chance,
                    anytimePValue: max(1 / largest, OnlineLook.smallestPValue),
                    looks: looks.count + 1))
        }
        return looks
    }

    /// Evidence of one look that makes the normal scores worth a fit.
    private static let notable = WatchEvidence(factor: 5, chance: 0.8)

    private func evidence(
        _ seen: [Double], from start: Int, on design: TransientDesign
    ) -> WatchEvidence {
        let raw = WatchEvidence(
            TransientPath(seen, unit: 0, on: design), from: start, horizon: horizon)
        guard raw.factor > Self.notable.factor || raw.chance > Self.notable.chance else {
            return raw
        }
        let scores = WatchEvidence(
            TransientPath(NormalScores(seen).values, unit: 0, on: design), from: start,
            horizon: horizon)
        return WatchEvidence(
            factor: min(raw.factor, scores.factor), chance: min(raw.chance, scores.chance))
    }
}

/// B and the chance of one look.
struct WatchEvidence {
    let factor: Double
    let chance: Double

    init(factor: Double, chance: Double) {
        self.factor = factor
        self.chance = chance
    }

    init(_ path: TransientPath, from start: Int, horizon: Int) {
        let factors = path.bayesFactors
        let m = path.design.base.minimumSegment
        let dates = max(start, m)..<max(start, m, factors.count - m + 1)
        let sum = dates.reduce(0) { $0 + factors[$1] }
        let total = Double(max(horizon, dates.count))
        factor = (sum + total - Double(dates.count)) / total
        chance = sum / total / (1 + factor)
    }
}

extension TransientPath {
    /// Bayes factors of one change at each index against none, the sets of the path and the noise
    /// summed over.
    var bayesFactors: [Double] {
        let units = sets.map { $0.logUnit + Double($0.size) * prior.logTransient }
        let top = units.max() ?? 0
        var none = 0.0
        var singles = [Double](repeating: 0, count: design.count)
        for (set, unit) in zip(sets, units) {
            let scale = Double.exp(unit - top)
            none += scale * set.none
            for t in singles.indices { singles[t] += scale * set.singles[t] }
        }
        return singles.map { $0 / none }
    }
}

/// One look of an `OnlineWatch`.
public struct OnlineLook: Sendable, Equatable {
    /// The simulations behind the watch could not tell anything smaller.
    public static let smallestPValue = 0.001

    /// Observations seen, and the time of the last.
    public let count: Int
    public let time: Int
    /// P(there has been a change since the watch began | what was seen so far).
    public let chance: Double
    /// Evidence against "no change" that may be read at every look, never below .001: at most a share
    /// alpha of unchanged series ever shows alpha or less, for the noise in `WatchedNoise.held`.
    public let anytimePValue: Double
    /// Looks so far that the p-value allows for.
    public let looks: Int

    /// How strongly the chance may be worded under daily looks: likely from .9 (instead of .8), clear
    /// only where the any-time p-value is at most .05 as well.
    public var verdict: ChangeVerdict {
        if chance >= 0.95, anytimePValue <= 0.05 { return .clear }
        if chance >= 0.9 { return .likely }
        return chance >= 0.2 ? .cannotBeToldFromWandering : .noSign
    }
}

/// What a series may do without a change of level, and whether the any-time p-value of a watch was seen
/// to hold for it.
public enum WatchedNoise: String, Sendable, Hashable, CaseIterable {
    case slowWander, ratingNoise
    /// Flares that fade, and stretches that end, within two weeks. Longer ones are new levels to a watch
    /// until they end.
    case shortFlares
    /// A lasting drift, and the slow wave of a season.
    case drift, season

    public static let held: [WatchedNoise] = [.slowWander, .ratingNoise, .shortFlares]
    public static let notHeld: [WatchedNoise] = [.drift, .season]
}

/// The checks of a watch.
private struct PosteriorSpan {
    /// Index of the first observation of the watch.
    let start: Int

    init(_ y: [Double], times: [Int], since: Int) throws(ChangepointError) {
        _ = try ObservedSeries(
            y, times: times, minimumSegment: OnlineWatch.minimumSegment)
        guard y.count <= PosteriorDesign.longest else {
            throw .seriesTooLong(
                found: y.count, limit: PosteriorDesign.longest, advice: .longSeries)
        }
        let first = times[0]
        let last = times[times.count - 1]
        guard since > first, since <= last else {
            throw .switchOutside(time: since, first: first, last: last)
        }
        start = firstIndex(notBefore: since, in: times)
    }
}
