internal import RealModule

/// Every node of a `ErrorGridEngine`, solved for one response, model after model and kappa after kappa.
struct ErrorGridSolution {
    private(set) var modelPlaces: [Int] = []
    private(set) var logRatios: [Double] = []
    private(set) var logWeights: [Double] = []
    /// S of each node.
    private(set) var sums: [Double] = []
    /// The triangle of [Q | r], (p + 1)^2 numbers a node.
    private(set) var triangles: [Double] = []

    init(solving engine: ErrorGridEngine, residual: [Double]) {
        let size = engine.design.columns + 1
        let columns = engine.columnsByGroup(residual)
        let versions = columns.columns
        var whitened = columns
        var gram = [Double](repeating: 0, count: versions * versions)
        var node = [Double](repeating: 0, count: size * size)
        reserve(engine.nodeCount, size: size)
        for (place, model) in engine.models.enumerated() {
            for k in columns.elements.indices { whitened.elements[k] = columns.elements[k] }
            let logDeterminant = model.whiten(&whitened, times: engine.design.times)
            LAPACK.syrk(
                .upper, .yes, size: versions, inner: whitened.rows, whitened.elements,
                lda: whitened.rows, &gram, ldc: versions)
            let offset = Double.log(model.prior) + engine.logScale - 0.5 * logDeterminant
            for ratio in model.logRatios(engine.grid, hasSpreads: engine.hasSpreads) {
                Self.combine(gram, ratio: ratio.value, versions: versions, size, into: &node)
                modelPlaces.append(place)
                logRatios.append(ratio.value)
                add(
                    &node, size: size, nu: engine.residualDegreesOfFreedom,
                    offset: offset - ratio.value * engine.members + Double.log(ratio.prior))
            }
        }
    }

    private mutating func reserve(_ nodes: Int, size: Int) {
        modelPlaces.reserveCapacity(nodes)
        logRatios.reserveCapacity(nodes)
        logWeights.reserveCapacity(nodes)
        sums.reserveCapacity(nodes)
        triangles.reserveCapacity(nodes * size * size)
    }

    /// G00 + e (G01 + G10) + e^2 G11 with e = exp(-kappa), upper triangle.
    private static func combine(
        _ gram: [Double], ratio: Double, versions lda: Int, _ size: Int,
        into node: inout [Double]
    ) {
        let hasGroup = lda > size
        let scale = Double.exp(-ratio)
        for j in 0..<size {
            for i in 0...j {
                var sum = gram[i + j * lda]
                if hasGroup {
                    let mixed = gram[i + (j + size) * lda] + gram[j + (i + size) * lda]
                    sum += scale * (mixed + scale * gram[i + size + (j + size) * lda])
                }
                node[i + j * size] = sum
            }
        }
    }

    private mutating func add(
        _ node: inout [Double], size: Int, nu: Double, offset: Double
    ) {
        let logDiagonal = SmallCholesky.factor(&node, size: size)
        let last = node[size * size - 1]
        sums.append(last * last)
        logWeights.append(-nu * Double.log(last) - logDiagonal + offset)
        triangles += node
    }
}
