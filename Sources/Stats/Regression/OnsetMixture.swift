internal import RealModule

/// The coefficients at the nodes and curves of `OnsetGridEngine`, in the order of the design.
///
/// With T the triangle of the other columns, U that of a node and F = T^-1 U^-1, the curve's slope on
/// them is a_z = T^-1 Q'z + F u_z, that of the response a_y likewise; theta the effect, the others
/// are a_y - theta a_z, and the factor of their covariance is [F, -a_z/sqrt(d); 0, 1/sqrt(d)], with
/// the exposure's row at its place.
struct OnsetMixture {
    private let engine: OnsetGridEngine
    private let solution: OnsetGridSolution
    /// T^-1 Q'[curves | y], p numbers a column.
    private let starts: [Double]

    init(_ engine: OnsetGridEngine, _ solution: OnsetGridSolution) {
        self.engine = engine
        self.solution = solution
        starts = (0..<solution.projection.columns).flatMap { column in
            engine.orthonormal.coefficients(onBasis: Array(solution.projection.column(column)))
        }
    }

    /// - `weights`: of every node and curve.
    /// - `kept`: the ones that matter, increasing.
    func coefficients(weights: [Double], kept: [Int]) -> CoefficientMixture {
        let count = engine.curves.kernels.count
        let p = engine.orthonormal.columns
        let size = p + 1
        var locations = [Double](repeating: 0, count: kept.count * size)
        var factors = [Double](repeating: 0, count: kept.count * size * size)
        var base = [Double](repeating: 0, count: p * p)
        var response = [Double](repeating: 0, count: p)
        var curve = response
        var current = -1
        for (place, index) in kept.enumerated() {
            let node = solution.nodes[index / count]
            if index / count != current {
                current = index / count
                base = node.triangle.withUnsafeBufferPointer { buffer in
                    guard let triangle = buffer.baseAddress else { return [] }
                    return engine.orthonormal.inverseFactor(triangle: triangle, lda: p)
                }
                slope(node, base, column: count, into: &response)
            }
            slope(node, base, column: index % count, into: &curve)
            let effect = solution.effects[index]
            let weight = 1 / solution.curveSums[index].squareRoot()
            for row in 0..<p {
                let target = row < engine.curves.place ? row : row + 1
                locations[place * size + target] = response[row] - effect * curve[row]
                for column in 0..<p {
                    factors[(place * size + column) * size + target] = base[column * p + row]
                }
                factors[(place * size + p) * size + target] = -curve[row] * weight
            }
            locations[place * size + engine.curves.place] = effect
            factors[(place * size + p) * size + engine.curves.place] = weight
        }
        let nu = engine.residualDegreesOfFreedom
        return CoefficientMixture(
            columns: size, degreesOfFreedom: nu, weights: kept.map { weights[$0] },
            locations: locations, factors: factors,
            residualScales: kept.map { (solution.sums[$0] / nu).squareRoot() })
    }

    private func slope(
        _ node: OnsetGridSolution.Node, _ base: [Double], column: Int, into result: inout [Double]
    ) {
        let p = result.count
        for row in 0..<p {
            var sum = starts[column * p + row]
            for j in row..<p { sum += base[j * p + row] * node.rotated[column * p + j] }
            result[row] = sum
        }
    }
}
