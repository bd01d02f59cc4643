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
        for row in 0..<rows {
            if row > 0 {
                let next = step(row)
                persistence[row] = next.persistence
                state = next.persistence * next.persistence * state + next.variance
            }
            let noise = noise(row)
            let total = state + noise
            gain[row] = state / total
            weight[row] = 1 / total.squareRoot()
            logDeterminant += Double.log(total)
            state *= noise / total
        }
    }

    func apply(to matrix: inout Matrix) {
        let rows = matrix.rows
        matrix.elements.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            for column in 0..<matrix.columns { apply(base + column * rows) }
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
