/// A regression on a window, in one piece or in two.
struct ThroughRegression: Sendable {
    let values: [Double]
    let times: [Int]
    private let rows: [Double]
    private let terms: Int

    init(_ y: [Double], times: [Int], design: Matrix) {
        let mean = y.reduce(0, +) / Double(y.count)
        values = y.map { $0 - mean }
        self.times = times
        rows = design.transposed.elements
        terms = design.columns
    }

    /// Largest RSS(0, n) / (RSS(0, t) + RSS(t, n)) over admissible t, for four series at once.
    func largestDrop(_ series: [SIMD4<Double>], minimumSegment m: Int) -> SIMD4<Double> {
        let n = series.count
        var factor = RowFactor(terms: terms)
        let one = SIMD4<Double>(repeating: 1)
        var before = [SIMD4<Double>](repeating: .zero, count: n + 1)
        for t in 0..<n {
            load(&factor, t)
            before[t + 1] = factor.append(series[t], weight: one)
        }
        factor.clear()
        var least = SIMD4<Double>(repeating: .infinity)
        for t in stride(from: n - 1, through: m, by: -1) {
            load(&factor, t)
            let after = factor.append(series[t], weight: one)
            if t <= n - m { least = pointwiseMin(least, before[t] + after) }
        }
        return before[n] / least
    }

    private func load(_ factor: inout RowFactor, _ t: Int) {
        for j in 0..<terms { factor.row[j] = SIMD4(repeating: rows[t * terms + j]) }
    }

    /// Log-likelihood of one change of all coefficients at each index of the window; minus infinity
    /// where minimum segments forbid it.
    func profile(over window: Range<Int>, minimumSegment m: Int) -> [Double] {
        var profile = [Double](repeating: -.infinity, count: window.count)
        let dates = window.lowerBound + m...window.upperBound - m
        let times = Array(self.times[window])
        var factor = RowFactor(terms: 2 * terms)
        for rho in ThroughTest.grid {
            let noise = ThroughNoise(rho: rho, times: times, count: times.count)
            for first in stride(from: dates.lowerBound, through: dates.upperBound, by: 4) {
                let residuals = residuals(&factor, window, noise.correlations, firstDate: first)
                for lane in 0..<min(4, dates.upperBound - first + 1) {
                    let place = first + lane - window.lowerBound
                    let value = noise.logLikelihood(
                        cost: max(residuals[lane], .leastNormalMagnitude))
                    profile[place] = max(profile[place], value)
                }
            }
        }
        return profile
    }

    /// Residual sums for changes at `firstDate` and the three dates after it.
    private func residuals(
        _ factor: inout RowFactor, _ window: Range<Int>, _ correlations: [Double], firstDate: Int
    ) -> SIMD4<Double> {
        let dates = SIMD4<Double>(0, 1, 2, 3) + Double(firstDate)
        factor.clear()
        for t in window {
            let r = correlations[t - window.lowerBound]
            let weight = SIMD4(repeating: 1 / (1 - r * r))
            let isFirst = t == window.lowerBound
            let present = SIMD4<Double>.zero.replacing(
                with: 1, where: dates .<= SIMD4(repeating: Double(t)))
            let previous = SIMD4<Double>.zero.replacing(
                with: 1, where: dates .<= SIMD4(repeating: Double(t - 1)))
            for j in 0..<terms {
                let here = rows[t * terms + j]
                let back = isFirst ? 0 : r * rows[(t - 1) * terms + j]
                factor.row[j] = SIMD4(repeating: here - back)
                factor.row[terms + j] = here * present - back * previous
            }
            let value = values[t] - (isFirst ? 0 : r * values[t - 1])
            factor.append(SIMD4(repeating: value), weight: weight)
        }
        return factor.residual
    }
}
