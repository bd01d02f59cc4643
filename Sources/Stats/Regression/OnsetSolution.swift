internal import RealModule

/// Every node of the autocorrelation and every curve of `OnsetEngine`, solved for one response.
/// The values at node k and curve j stand at k * J + j.
struct OnsetSolution {
    let columns: PreparedColumns
    var effects: [Double] = []
    /// S with the curve.
    var sums: [Double] = []
    /// d, what is left of the curve.
    var curveSums: [Double] = []
    var logLikelihoods: [Double] = []
    /// The smallest unwhitened residual sum of squares over the curves, and that without one.
    let leastSum: Double
    let sumWithout: Double

    init(_ engine: OnsetEngine, y: [Double]) {
        let prepared = engine.prepared
        let count = engine.curves.kernels.count
        columns = prepared.solve(
            Matrix(
                rows: y.count, columns: count + 1, elements: engine.curves.columns.elements + y))
        let residual = columns.residual
        let curves = Matrix(
            rows: y.count, columns: count,
            elements: Array(residual.elements.prefix(count * y.count)))
        let response = Matrix(
            rows: y.count, columns: 1, elements: Array(residual.column(count)))
        leastSum = Self.leastSum(curves, response.elements)
        sumWithout = dot(response.elements, response.elements)
        let crosses = GapMoments(curves, by: response, steps: prepared.steps)
        let nu = engine.residualDegreesOfFreedom
        var products = [Double](repeating: 0, count: count)
        for (k, factor) in prepared.factors.enumerated() {
            products.withUnsafeMutableBufferPointer { buffer in
                if let base = buffer.baseAddress { crosses.evaluate(factor, into: base) }
            }
            add(node: k, products: products, nu: nu, offset: prepared.logFactors[k])
        }
    }

    private mutating func add(node k: Int, products: [Double], nu: Double, offset: Double) {
        let count = products.count
        let p = columns.projection.rows
        let total = columns.remainders[k * (count + 1) + count]
        let start = k * (count + 1) * p
        let response = start + count * p
        columns.rotated.withUnsafeBufferPointer { rotated in
            for j in 0..<count {
                var explained = 0.0
                for i in 0..<p {
                    explained += rotated[start + j * p + i] * rotated[response + i]
                }
                let left = columns.remainders[k * (count + 1) + j]
                let product = products[j] - explained
                let sum = total - product * product / left
                effects.append(product / left)
                sums.append(sum)
                curveSums.append(left)
                logLikelihoods.append(
                    offset - 0.5 * nu * Double.log(sum) - 0.5 * Double.log(left))
            }
        }
    }

    /// By explicit residuals: the difference of squares would lose a perfect fit in rounding.
    static func leastSum(_ curves: Matrix, _ residual: [Double]) -> Double {
        (0..<curves.columns).map { j in
            let curve = Array(curves.column(j))
            let slope = dot(curve, residual) / dot(curve, curve)
            return zip(residual, curve).reduce(0) { sum, pair in
                let rest = pair.0 - slope * pair.1
                return sum + rest * rest
            }
        }.min() ?? 0
    }
}
