internal import RealModule

/// The Kalman filter of one hidden value seen through white noise. Its gains do not depend on the
/// data, so one sequence whitens every column.
///
/// P is the variance of the state: F = P + noise, weight = 1 / sqrt F, gain = P / F, then
/// P = P noise / F; before the next row P = f^2 P + q.
struct ScalarFilter {
    /// f before each row; that of the first does not matter, since the prediction is 0.
    private var persistence: [Double]
    /// Share of the innovation that moves the state.
    private var gain: [Double]
    /// 1 / standard deviation of the innovation.
    private var weight: [Double]
    private(set) var logDeterminant = 0.0

    /// - Parameters:
    ///   - rows: how many.
    ///   - state: variance of the state at the first row.
    ///   - step: f and q before a row after the first.
    ///   - noise: variance of the white noise of a row.
    init(
        rows: Int, state: Double,
        step: (_ row: Int) -> (persistence: Double, variance: Double),
        noise: (_ row: Int) -> Double
    ) {
        persistence = [Double](repeating: 0, count: rows)
        gain = persistence
        weight = persistence
        var state = state
        var known = Update(state: 0, noise: 1)
        for row in 0..<rows {
            if row > 0 {
                let next = step(row)
                persistence[row] = next.persistence
                state = next.persistence * next.persistence * state + next.variance
            }
            let noise = noise(row)
            // On days without a gap the filter soon repeats itself to the last bit.
            if state != known.state || noise != known.noise {
                known = Update(state: state, noise: noise)
            }
            gain[row] = known.gain
            weight[row] = known.weight
            logDeterminant += known.logTotal
            state *= known.share
        }
    }

    /// One row's observation of the state.
    private struct Update {
        let state: Double
        let noise: Double
        let gain: Double
        let weight: Double
        let logTotal: Double
        /// Of the state's variance that is left.
        let share: Double

        init(state: Double, noise: Double) {
            let total = state + noise
            self.state = state
            self.noise = noise
            gain = state / total
            weight = 1 / total.squareRoot()
            logTotal = Double.log(total)
            share = noise / total
        }
    }

    /// Four columns at a time: each waits for its own prediction only.
    func apply(to matrix: inout Matrix) {
        let (rows, columns) = (matrix.rows, matrix.columns)
        matrix.elements.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            let whole = columns - columns % 4
            for column in stride(from: 0, to: whole, by: 4) {
                applyToFour(base + column * rows, rows: rows)
            }
            for column in whole..<columns { apply(base + column * rows) }
        }
    }

    private func applyToFour(_ columns: UnsafeMutablePointer<Double>, rows: Int) {
        var prediction = SIMD4<Double>()
        for row in gain.indices {
            prediction *= persistence[row]
            let values = SIMD4(
                columns[row], columns[row + rows], columns[row + 2 * rows],
                columns[row + 3 * rows])
            let innovation = values - prediction
            let whitened = innovation * weight[row]
            columns[row] = whitened[0]
            columns[row + rows] = whitened[1]
            columns[row + 2 * rows] = whitened[2]
            columns[row + 3 * rows] = whitened[3]
            prediction += gain[row] * innovation
        }
    }

    private func apply(_ column: UnsafeMutablePointer<Double>) {
        var prediction = 0.0
        for row in gain.indices {
            prediction *= persistence[row]
            let innovation = column[row] - prediction
            column[row] = innovation * weight[row]
            prediction += gain[row] * innovation
        }
    }
}
