/// Errors to simulate: a stationary autoregression with marginal standard deviation 1, mixed with
/// white noise, and stretched row by row.
public struct SimulatedErrors: Sendable, Equatable {
    /// Between -1 and 1.
    public let rho: Double
    /// Share of the variance that is white noise, 0 to 1.
    let noiseShare: Double

    /// - Precondition: -1 < rho < 1 and 0 <= noiseShare <= 1.
    public init(rho: Double, noiseShare: Double = 0) {
        precondition(rho > -1 && rho < 1, "an autocorrelation lies between -1 and 1")
        precondition(noiseShare >= 0 && noiseShare <= 1, "a share lies between 0 and 1")
        self.rho = rho
        self.noiseShare = noiseShare
    }

    /// One series at strictly increasing times, exact over gaps.
    /// - Parameters:
    ///   - times: strictly increasing.
    ///   - spread: a standard deviation for each row; nil is 1.
    ///   - generator: the source of randomness.
    /// - Returns: one error a row.
    public func draw(
        at times: [Int], spread: [Double]? = nil,
        using generator: inout some RandomNumberGenerator
    ) -> [Double] {
        var draws = NormalDraws(SeededGenerator(seed: generator.next(), stream: generator.next()))
        let (signal, noise) = ((1 - noiseShare).squareRoot(), noiseShare.squareRoot())
        var state = 0.0
        return times.indices.map { row in
            if row == 0 {
                state = draws.next()
            } else {
                let step = AR1Step(rho: rho, gap: times[row] - times[row - 1])
                state = step.persistence * state + step.variance.squareRoot() * draws.next()
            }
            let error = noiseShare == 0 ? state : signal * state + noise * draws.next()
            return (spread?[row] ?? 1) * error
        }
    }
}
