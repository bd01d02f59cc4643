/// Where scores stand: positions of an arrangement, in one series or in several of equal standing
/// (body sites, outcomes) laid end to end.
struct SeriesLayout: Sendable {
    /// A row with a score.
    struct Place: Sendable {
        /// Position of the score.
        let position: Int
        /// Position whose condition acts on it: `lag` rows earlier.
        let exposure: Int
        /// Steps since the score before it in the same series; nil for the first.
        let gap: Int?
        let series: Int
    }

    let places: [Place]
    let seriesCount: Int

    /// - Parameters:
    ///   - observed: whether there is a score, for each position.
    ///   - seriesCount: series laid end to end, of equal length.
    ///   - lag: rows between a condition and the score that it acts on; the first `lag` rows of
    ///     each series have no known exposure and are left out.
    init(observed: [Bool], seriesCount: Int, lag: Int) {
        let length = observed.count / max(1, seriesCount)
        var places: [Place] = []
        for series in 0..<seriesCount {
            var last: Int?
            for row in lag..<max(lag, length) where observed[series * length + row] {
                let position = series * length + row
                places.append(
                    Place(
                        position: position, exposure: position - lag,
                        gap: last.map { row - $0 }, series: series))
                last = row
            }
        }
        self.places = places
        self.seriesCount = seriesCount
    }
}
