internal import RealModule

/// R_ij = (1 - lambda) rho^|t_i - t_j| + lambda [i = j]: a first-order autoregression seen through
/// white noise whose share of the variance is lambda.
///
/// Whitening is a scalar Kalman filter: its gains do not depend on the data, so one sequence
/// serves all columns. lambda = 0 gives `AR1Errors`.
public struct AR1PlusNoise: CorrelationStructure {
    public let rho: Double
    let noiseShare: Double
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
        var known = (gap: 0, step: AR1Step(rho: rho, gap: 0))
        let filter = ScalarFilter(rows: times.count, state: 1 - noiseShare) { row in
            let gap = times[row] - times[row - 1]
            if gap != known.gap { known = (gap, AR1Step(rho: rho, gap: gap)) }
            return (known.step.persistence, (1 - noiseShare) * known.step.variance)
        } noise: { row in
            noiseShare / Double(readings?[row] ?? 1)
        }
        filter.apply(to: &matrix)
        return filter.logDeterminant
    }
}
