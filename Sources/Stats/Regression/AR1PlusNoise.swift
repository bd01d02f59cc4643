internal import RealModule

/// R_ij = (1 - lambda) rho^|t_i - t_j| + lambda [i = j]: a first-order autoregression seen through
/// white noise whose share of the variance is lambda.
///
/// Whitening is a scalar Kalman filter: its gains do not depend on the data, so one sequence
/// serves all columns. lambda = 0 gives `AR1Errors`.
public struct AR1PlusNoise: CorrelationStructure {
    public let rho: Double
    public let noiseShare: Double
    /// How many readings each row is the mean of (its noise is lambda / k); nil is one each.
    public let readings: [Int]?

    /// - Precondition: -1 < rho < 1 and 0 <= noiseShare < 1.
    public init(rho: Double, noiseShare: Double, readings: [Int]? = nil) {
        precondition(rho > -1 && rho < 1, "an autocorrelation lies between -1 and 1")
        precondition(noiseShare >= 0 && noiseShare < 1, "a share of noise is from 0 to under 1")
        self.rho = rho
        self.noiseShare = noiseShare
        self.readings = readings
    }

    public func whiten(_ matrix: inout Matrix, times: [Int]) -> Double {
        let filter = Filter(self, times: times)
        let rows = matrix.rows
        matrix.elements.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            for column in 0..<matrix.columns { filter.apply(base + column * rows) }
        }
        return filter.logDeterminant
    }

    /// The gain sequence.
    private struct Filter {
        /// rho^gap before each row; 0 for the first.
        var persistence: [Double] = []
        /// Share of the innovation that moves the state.
        var gain: [Double] = []
        /// 1 / standard deviation of the innovation.
        var weight: [Double] = []
        var logDeterminant = 0.0

        init(_ errors: AR1PlusNoise, times: [Int]) {
            var state = 1 - errors.noiseShare
            for row in times.indices {
                var carried = 0.0
                if row > 0 {
                    let step = AR1Step(rho: errors.rho, gap: times[row] - times[row - 1])
                    carried = step.persistence
                    state = carried * carried * state + (1 - errors.noiseShare) * step.variance
                }
                let noise = errors.noiseShare / Double(errors.readings?[row] ?? 1)
                let total = state + noise
                persistence.append(carried)
                gain.append(state / total)
                weight.append(1 / total.squareRoot())
                logDeterminant += Double.log(total)
                state *= noise / total
            }
        }

        func apply(_ column: UnsafeMutablePointer<Double>) {
            var prediction = 0.0
            for row in gain.indices {
                prediction *= persistence[row]
                let innovation = column[row] - prediction
                column[row] = innovation * weight[row]
                prediction += gain[row] * innovation
            }
        }
    }
}
