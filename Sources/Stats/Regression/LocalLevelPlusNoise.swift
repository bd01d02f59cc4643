/// A level that wanders without a mean, seen through white noise: a random walk of variance 1 a step
/// from the first row on, plus white noise of variance theta / (1 - theta)^2, both divided by the
/// mean variance of a row about the mean of its record, so that sigma is the spread of the rows as
/// it is for a stationary error.
///
/// theta is the moving-average coefficient of the differences: near 0 a pure walk, near 1 a level that
/// hardly moves. The walk starts at 0, so the columns must span a constant, which takes up where it
/// starts. It is the limit of `AR1PlusNoise` as rho goes to 1, up to a factor that the restricted
/// likelihood does not see.
/// Source: Harvey (1989), Forecasting, Structural Time Series Models and the Kalman Filter, 2.3.
public struct LocalLevelPlusNoise: CorrelationStructure {
    /// theta.
    let smoothing: Double
    /// How many readings each row is the mean of (its white noise is divided by it); nil is one each.
    public let readings: [Int]?

    /// - Precondition: 0 < smoothing < 1.
    public init(smoothing: Double, readings: [Int]? = nil) {
        precondition(smoothing > 0 && smoothing < 1, "a smoothing lies between 0 and 1")
        self.smoothing = smoothing
        self.readings = readings
    }

    public func whiten(_ matrix: inout Matrix, times: [Int]) -> Double {
        let step = 1 / rowVariance(times: times)
        let noise = step * relativeNoise
        let filter = ScalarFilter(rows: times.count, state: 0) { row in
            (1, step * Double(times[row] - times[row - 1]))
        } noise: { row in
            noise / Double(readings?[row] ?? 1)
        }
        filter.apply(to: &matrix)
        return filter.logDeterminant
    }

    private var relativeNoise: Double { smoothing / ((1 - smoothing) * (1 - smoothing)) }

    /// tr(C V) / (n - 1), with C = I - 11'/n and V_ij = min(t_i, t_j) + noise_i [i = j]. The walk gives
    /// (sum t_i - (1/n) sum (2 (n - i) - 1) t_i) / (n - 1) for t counted from the first row and rows
    /// from 0.
    private func rowVariance(times: [Int]) -> Double {
        guard times.count > 1, let first = times.first else { return 1 }
        let n = Double(times.count)
        var walk = 0.0
        var noise = 0.0
        for row in times.indices {
            let share = (2 * (n - Double(row)) - 1) / n
            walk += Double(times[row] - first) * (1 - share)
            noise += 1 / Double(readings?[row] ?? 1)
        }
        return walk / (n - 1) + relativeNoise * noise / n
    }
}
