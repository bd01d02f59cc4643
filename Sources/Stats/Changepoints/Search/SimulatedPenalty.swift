/// A penalty for any cost that holds a stated rate of false alarms on series like this one without
/// a change: found by simulation, so the calibration has seen exactly what it is used for.
///
/// The null has the values of the series itself in the order of an AR(1) Gaussian series on the same
/// times: its autocorrelation is that of the series' normal scores, judged without change by restricted
/// likelihood. The penalty is the (1 - rate) quantile, over replicates, of the smallest penalty at which
/// a replicate shows no change. Short-memory noise is assumed: see `ThroughTest`.
public struct SimulatedPenalty: Sendable {
    /// For each change, in units of the cost.
    public let penalty: Double
    /// Autocorrelation of the simulated series.
    public let rho: Double
    public let replicates: Int
    /// (1 + replicates whose smallest quiet penalty is at least that of the series) / (1 + replicates): a
    /// p-value of "no change".
    public let pValue: Double

    /// - Parameters:
    ///   - y: the series.
    ///   - times: one for each value; nil stands for 0, 1, 2, …
    ///   - minimumSegment: as the search will use it.
    ///   - rate: of false alarms.
    ///   - replicates: from 19; replicate b draws from stream b of the seed.
    ///   - seed: of the replicates.
    ///   - search: any exact one.
    ///   - cost: makes the cost of a series; called for the series and for each replicate.
    /// - Throws: `ChangepointError` for a series, rate or number of replicates that cannot be used.
    public init<Cost: SegmentCost>(
        _ y: [Double], times: [Int]? = nil, minimumSegment: Int, rate: Double = 0.05,
        replicates: Int = 199, seed: UInt64, search: some SegmentSearch = PELT(),
        cost: ([Double]) throws(ChangepointError) -> Cost
    ) throws(ChangepointError) {
        guard rate > 0, rate < 1 else { throw .levelOutOfRange(found: rate) }
        guard (19...100_000).contains(replicates) else {
            throw .replicatesOutOfRange(found: replicates, limit: 100_000)
        }
        let times = times ?? Array(y.indices)
        let test = try SingleChangeTest(times: times, minimumSegment: minimumSegment)
        try ObservedSeries.check(values: y)
        let rho = min(max(try test.scan(NormalScores(y).values).restrictedRho, 0), 0.95)
        let noise = SimulatedNoise(rho: rho, times: times)
        let values = y.sorted()
        var quiet: [Double] = []
        for replicate in 0..<replicates {
            let wander = noise.series(SeededGenerator(seed: seed, stream: UInt64(replicate)))
            let order = wander.indices.sorted { wander[$0] < wander[$1] }
            var series = y
            for (rank, place) in order.enumerated() { series[place] = values[rank] }
            quiet.append(
                try Self.quietPenalty(try cost(series), minimumSegment: minimumSegment, search))
        }
        let own = try Self.quietPenalty(try cost(y), minimumSegment: minimumSegment, search)
        pValue = Double(1 + quiet.count { $0 >= own }) / Double(1 + replicates)
        quiet.sort()
        // The ceil((1 - rate)(B + 1))-th smallest holds the rate exactly for exchangeable series.
        let place = ((1 - rate) * Double(replicates + 1)).rounded(.up)
        penalty = quiet[min(Int(place), replicates) - 1]
        self.rho = rho
        self.replicates = replicates
    }

    /// The smallest penalty at which a series shows no change: each search with changes gives the
    /// penalty at which they stop paying, and that is searched again.
    static func quietPenalty(
        _ cost: some SegmentCost, minimumSegment: Int, _ search: some SegmentSearch
    ) throws(ChangepointError) -> Double {
        let whole = cost.cost(0, cost.count)
        let scale = max(whole.magnitude, 1e-300)
        let path = try SegmentNeighbourhood(mostChanges: 1)(cost, minimumSegment: minimumSegment)
        guard path.count > 1 else { return scale * 1e-9 }
        var penalty = max(whole - path[1].cost, scale * 1e-9)
        while true {
            let found = try search(cost, penalty: penalty, minimumSegment: minimumSegment)
            guard !found.changes.isEmpty else { return penalty }
            let next = (whole - found.cost) / Double(found.changes.count)
            guard next > penalty * (1 + 1e-12) else { return penalty }
            penalty = next
        }
    }
}
