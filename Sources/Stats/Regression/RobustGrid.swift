internal import RealModule

/// Every node of the grid of `RobustEngine`, solved for one response, in the order rho, lambda,
/// kappa.
struct RobustGrid {
    var rhoPlaces: [Int] = []
    var noiseShares: [Double] = []
    var logRatios: [Double] = []
    var logWeights: [Double] = []
    /// S of each node.
    var sums: [Double] = []
    /// The triangle of [Q | r], (p + 1)^2 numbers a node.
    var triangles: [Double] = []

    init(solving engine: RobustEngine, residual: [Double]) {
        let size = engine.design.columns + 1
        let columns = engine.columnsByGroup(residual)
        var gram = [Double](repeating: 0, count: 4 * size * size)
        var node = [Double](repeating: 0, count: size * size)
        triangles.reserveCapacity(engine.nodeCount * size * size)
        for (place, rho) in engine.rhos.enumerated() {
            for noise in RobustEngine.noiseShares where rho >= 0 || noise.share == 0 {
                let errors = AR1PlusNoise(
                    rho: rho, noiseShare: noise.share, readings: engine.readings)
                var whitened = columns
                let logDeterminant = errors.whiten(&whitened, times: engine.design.times)
                LAPACK.syrk(
                    .upper, .yes, size: 2 * size, inner: whitened.rows, whitened.elements,
                    lda: whitened.rows, &gram, ldc: 2 * size)
                let prior = rho >= 0 ? noise.prior : 1
                for (k, ratio) in RobustEngine.logRatios.enumerated() {
                    Self.combine(gram, ratio: ratio, size: size, into: &node)
                    rhoPlaces.append(place)
                    noiseShares.append(noise.share)
                    logRatios.append(ratio)
                    add(
                        &node, size: size,
                        offset: engine.logOffset(ratio, logDeterminant: logDeterminant)
                            + Double.log(prior * engine.logRatioPriors[k]),
                        nu: engine.residualDegreesOfFreedom)
                }
            }
        }
    }

    /// G00 + e (G01 + G10) + e^2 G11 with e = exp(-kappa), upper triangle.
    private static func combine(
        _ gram: [Double], ratio: Double, size: Int, into node: inout [Double]
    ) {
        let scale = Double.exp(-ratio)
        let lda = 2 * size
        for j in 0..<size {
            for i in 0...j {
                let mixed = gram[i + (j + size) * lda] + gram[j + (i + size) * lda]
                node[i + j * size] =
                    gram[i + j * lda]
                    + scale * (mixed + scale * gram[i + size + (j + size) * lda])
            }
        }
    }

    private mutating func add(
        _ node: inout [Double], size: Int, offset: Double, nu: Double
    ) {
        // The whitened columns are independent, for they were so before whitening.
        _ = LAPACK.potrf(.upper, size: size, &node, lda: size)
        var logDiagonal = 0.0
        for j in 0..<size - 1 { logDiagonal += Double.log(node[j * (size + 1)]) }
        let last = node[size * size - 1]
        sums.append(last * last)
        logWeights.append(-nu * Double.log(last) - logDiagonal + offset)
        triangles += node
    }
}
