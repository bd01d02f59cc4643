internal import RealModule

/// A level that wanders without a mean, beside errors that are soon forgotten: a random walk of
/// variance 1 a step from the first row on, plus a first-order autoregression phi of variance
/// theta / (1 - theta)^2, both divided by the mean variance of a row about the mean of its record.
///
/// phi = 0 is `LocalLevelPlusNoise`. The columns must span a constant. Whitening is a Kalman filter of
/// two hidden values whose sum is seen without error:
///     F = P11 + 2 P12 + P22, K = (P11 + P12, P12 + P22) / F, P -= K K' F;
/// before the next row, g steps later, P11 += g, P12 *= f, P22 = f^2 P22 + v (1 - f^2), f = phi^g.
struct LocalLevelPlusMemory: CorrelationStructure {
    /// theta.
    let smoothing: Double
    /// phi.
    let rho: Double

    private var relativeVariance: Double { smoothing / ((1 - smoothing) * (1 - smoothing)) }

    func whiten(_ matrix: inout Matrix, times: [Int]) -> Double {
        let step = 1 / rowVariance(times: times)
        let fast = step * relativeVariance
        var (level, both, short) = (0.0, 0.0, fast)
        var rows: [Row] = []
        rows.reserveCapacity(times.count)
        var logDeterminant = 0.0
        for row in times.indices {
            var carried = 0.0
            if row > 0 {
                let gap = times[row] - times[row - 1]
                let next = AR1Step(rho: rho, gap: gap)
                carried = next.persistence
                level += step * Double(gap)
                both *= carried
                short = carried * carried * short + fast * next.variance
            }
            let (ofLevel, ofShort) = (level + both, both + short)
            let total = ofLevel + ofShort
            logDeterminant += Double.log(total)
            rows.append(
                Row(
                    carried: carried, levelGain: ofLevel / total, shortGain: ofShort / total,
                    weight: 1 / total.squareRoot()))
            level -= ofLevel * ofLevel / total
            both -= ofLevel * ofShort / total
            short -= ofShort * ofShort / total
        }
        for column in 0..<matrix.columns { Self.whiten(&matrix, column: column, rows) }
        return logDeterminant
    }

    private struct Row {
        let carried: Double
        let levelGain: Double
        let shortGain: Double
        let weight: Double
    }

    private static func whiten(_ matrix: inout Matrix, column: Int, _ rows: [Row]) {
        var (level, short) = (0.0, 0.0)
        let start = column * matrix.rows
        for (place, row) in rows.enumerated() {
            short *= row.carried
            let innovation = matrix.elements[start + place] - level - short
            matrix.elements[start + place] = innovation * row.weight
            level += row.levelGain * innovation
            short += row.shortGain * innovation
        }
    }

    /// tr(C V) / (n - 1) as in `LocalLevelPlusNoise`; the autoregression gives
    /// v (n - 1 - (2/n) sum over pairs of phi^gap) / (n - 1).
    private func rowVariance(times: [Int]) -> Double {
        guard times.count > 1, let first = times.first else { return 1 }
        let n = Double(times.count)
        var (walk, pairs, reach) = (0.0, 0.0, 0.0)
        for row in times.indices {
            walk += Double(times[row] - first) * (1 - (2 * (n - Double(row)) - 1) / n)
            guard row > 0 else { continue }
            let step = AR1Step(rho: rho, gap: times[row] - times[row - 1])
            reach = step.persistence * (reach + 1)
            pairs += reach
        }
        return (walk + relativeVariance * (n - 1 - 2 * pairs / n)) / (n - 1)
    }
}
