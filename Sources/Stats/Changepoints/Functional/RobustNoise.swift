/// Autocorrelation and variance of AR(1) noise from medians of differences, which a few changes
/// of level hardly touch.
///
/// var(y_{i+1} - y_i) = 2 s^2 (1 - rho) and var(y_{i+2} - y_i) = 2 s^2 (1 - rho^2), so the ratio of the
/// second to the first is 1 + rho. Medians of absolute differences stand in for the standard
/// deviations; where ties make the first median zero, mean squares do.
///
/// Source: Chakar, Lebarbier, Levy-Leduc & Robin (2017).
struct RobustNoise: Sendable {
    /// In 0...0.95.
    let rho: Double
    /// Marginal variance s^2, positive.
    let variance: Double

    /// `times`: nil stands for unit gaps; otherwise only neighbours at the usual distance
    ///   count.
    init(_ y: [Double], times: [Int]?) {
        let one = Self.spread(y, times, lag: 1)
        let two = Self.spread(y, times, lag: 2)
        rho = min(max(two / one - 1, 0), 0.95)
        variance = one / (2 * (1 - rho))
    }

    /// Variance of differences over `lag` observations.
    private static func spread(_ y: [Double], _ times: [Int]?, lag: Int) -> Double {
        var differences: [Double] = []
        differences.reserveCapacity(y.count)
        let step = times.map { usualGap($0) * lag } ?? lag
        for i in lag..<y.count where times.map({ $0[i] - $0[i - lag] == step }) ?? true {
            differences.append((y[i] - y[i - lag]).magnitude)
        }
        if differences.count < 10 {
            differences = (lag..<y.count).map { (y[$0] - y[$0 - lag]).magnitude }
        }
        let middle = differences.count / 2
        let median = orderStatistic(middle, of: &differences) / 0.674489750196082
        if median > 0 { return median * median }
        let squares = differences.reduce(0) { $0 + $1 * $1 } / Double(differences.count)
        // Every difference at this lag is zero only in a series with that period.
        return max(squares, .leastNormalMagnitude)
    }

    private static func usualGap(_ times: [Int]) -> Int {
        let gaps = zip(times, times.dropFirst()).map { $1 - $0 }.sorted()
        return gaps[gaps.count / 2]
    }
}

/// The element that stands at `place` when the values are sorted; reorders them. O(n) on average.
func orderStatistic(_ place: Int, of values: inout [Double]) -> Double {
    var low = 0
    var high = values.count - 1
    while low < high {
        let pivot = values[(low + high) / 2]
        var i = low
        var j = high
        while i <= j {
            while values[i] < pivot { i += 1 }
            while values[j] > pivot { j -= 1 }
            if i <= j {
                values.swapAt(i, j)
                i += 1
                j -= 1
            }
        }
        if place <= j {
            high = j
        } else if place >= i {
            low = i
        } else {
            return values[place]
        }
    }
    return values[place]
}
