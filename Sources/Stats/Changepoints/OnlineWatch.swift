internal import RealModule

/// The chance of a change since a date, as the observations come in, with a reading that stays
/// valid however often one looks.
///
/// Before the watch begins a change within the next `horizon` observations has probability 1/2, its
/// date uniform over them. At each look the Bayes factors of all dates so far are averaged under that
/// same prior; dates still to come count with factor 1:
///   B_t = (1/H) (sum over dates so far of BF_date + dates to come)
/// Because the prior is fixed before the watch, B_t is a martingale when nothing changes, so the chance
/// that it ever reaches 1/alpha is at most alpha (Ville's inequality): 1 / (largest B so far) is a
/// p-value that holds at any look. Re-fitting `ChangepointPosterior` every day has no such bound.
///
/// The bound holds on average over the noise shapes of the grid. With a look after every observation
/// from 28 to 84, unchanged series ever show p <= .05 in 0-3 % of cases, a chance of .8 in 0-11 %, of .9
/// in 0-5 %, of .95 in 0-2 % (docs/calibration-changes.md), so a watch is worded by bounds of its own:
/// `OnlineLook.verdict`. There is no bare "yes": chance and p-value are to be shown together, with the
/// number of looks.
public struct OnlineWatch: Sendable {
    public static let minimumSegment = 4

    /// H, observations from the start of the watch in which a change has probability 1/2.
    public var horizon: Int

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
            let factors = try bayesFactors(seen, times: Array(times.prefix(count)))
            let dates = max(checked.start, m)...count - m
            let sum = dates.reduce(0) { $0 + factors[$1 - m] }
            let ahead = Double(max(0, horizon - dates.count))
            let total = max(Double(horizon), Double(dates.count))
            let evidence = (sum + ahead) / total
            largest = max(largest, evidence)
            looks.append(
                OnlineLook(
                    count: count, time: times[count - 1],
                    chance: sum / total / (1 + evidence), anytimePValue: 1 / largest,
                    looks: looks.count + 1))
        }
        return looks
    }

    /// Bayes factors of one change at each admissible date against none, averaged over the noise.
    private func bayesFactors(
        _ y: [Double], times: [Int]
    ) throws(ChangepointError) -> [Double] {
        let design = try PosteriorDesign(times: times, minimumSegment: Self.minimumSegment)
        var options = ChangepointPosterior.Options()
        options.maximumChanges = 0
        let kernels = try ChangepointPosterior(options: options).fit(y, on: design).kernels
        let top = kernels.map(\.logWeightOfNone).max() ?? 0
        let none = kernels.reduce(0) { $0 + .exp($1.logWeightOfNone - top) }
        var sums = [Double](repeating: 0, count: y.count - 2 * Self.minimumSegment + 1)
        for kernel in kernels {
            for (place, logWeight) in kernel.singles().logWeights.enumerated() {
                sums[place] += .exp(logWeight - top)
            }
        }
        return sums.map { $0 / none }
    }
}

/// One look of an `OnlineWatch`.
public struct OnlineLook: Sendable, Equatable {
    /// Observations seen, and the time of the last.
    public let count: Int
    public let time: Int
    /// P(there has been a change since the watch began | what was seen so far).
    public let chance: Double
    /// Evidence against "no change" that may be read at every look: at most a share alpha of unchanged
    /// series ever shows alpha or less.
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
