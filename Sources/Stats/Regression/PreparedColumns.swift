/// Columns b_1 ... b_N on a prepared design: what the columns of X explain of them, and what is left.
struct PreparedColumns: Sendable {
    /// Number N of columns.
    let count: Int
    /// Q'b, p x N.
    let projection: Matrix
    /// b - Q Q'b, n x N: what is whitened.
    let residual: Matrix
    /// U_k^-T Q'R^-1 r: p * N numbers a node.
    let rotated: [Double]
    /// What remains of r'R^-1 r after the columns of X: N numbers a node.
    let remainders: [Double]

    init(_ columns: Matrix, on design: PreparedAR1) {
        let factors = design.factors
        let p = design.columns
        let n = columns.columns
        count = n
        (projection, residual) = design.orthonormal.split(columns)
        let cross = GapMoments(design.orthonormal.basis, by: residual, steps: design.steps)
        let squares = GapMoments(squaresOf: residual, steps: design.steps)
        var rotated: [Double] = []
        var remainders: [Double] = []
        rotated.reserveCapacity(p * n * factors.count)
        remainders.reserveCapacity(n * factors.count)
        var products = [Double](repeating: 0, count: p * n)
        var totals = [Double](repeating: 0, count: n)
        for (k, factor) in factors.enumerated() {
            products.withUnsafeMutableBufferPointer { buffer in
                if let base = buffer.baseAddress { cross.evaluate(factor, into: base) }
            }
            totals.withUnsafeMutableBufferPointer { buffer in
                if let base = buffer.baseAddress { squares.evaluate(factor, into: base) }
            }
            design.solveTriangle(.yes, node: k, &products, columns: n)
            for j in 0..<n {
                var explained = 0.0
                for i in 0..<p { explained += products[i + j * p] * products[i + j * p] }
                totals[j] -= explained
            }
            rotated += products
            remainders += totals
        }
        self.rotated = rotated
        self.remainders = remainders
    }
}
