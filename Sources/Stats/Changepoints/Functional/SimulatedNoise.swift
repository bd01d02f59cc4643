/// Stationary AR(1) noise of unit variance at given times.
struct SimulatedNoise: Sendable {
    private let correlations: [Double]
    private let innovations: [Double]

    init(rho: Double, times: [Int]) {
        let noise = ThroughNoise(rho: rho, times: times, count: times.count)
        correlations = noise.correlations
        innovations = noise.correlations.map { (1 - $0 * $0).squareRoot() }
    }

    /// Writes one series into one lane.
    func fill(
        _ series: inout [SIMD4<Double>], lane: Int, _ generator: consuming SeededGenerator
    ) {
        var normals = NormalDraws(generator)
        var value = 0.0
        for i in series.indices {
            value = correlations[i] * value + innovations[i] * normals.next()
            series[i][lane] = value
        }
    }

    func series(_ generator: consuming SeededGenerator) -> [Double] {
        var normals = NormalDraws(generator)
        var value = 0.0
        return correlations.indices.map { i in
            value = correlations[i] * value + innovations[i] * normals.next()
            return value
        }
    }
}
