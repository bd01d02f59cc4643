/// What one noise makes of a vector once the covariates are swept out, in O(n):
///   M f = V^-1 f - V^-1 Z (Z'V^-1 Z)^-1 Z'V^-1 f
/// V^-1 is a product of tridiagonal matrices and their inverses (see `StepGram`).
struct NoiseProjection: Sendable {
    private let precision: WanderPrecision
    private let mixture: MixtureFactor
    /// V^-1 Z L^-T with Z'V^-1 Z = LL', one column after the other.
    private var basis: [Double] = []
    private var terms = 0

    private var count: Int { precision.diagonal.count }

    init(node: NoiseNode, gaps: [Int], covariates: Matrix) {
        precision = WanderPrecision(rho: node.rho, gaps: gaps)
        mixture = MixtureFactor(precision, white: node.white)
        for j in 0..<covariates.columns {
            let column = Array(covariates.column(j))
            var projected = [Double](repeating: 0, count: count)
            project(column, to: &projected)
            let root = LAPACK.dot(count, column, projected).squareRoot()
            basis += projected.map { $0 / root }
            terms += 1
        }
    }

    /// Writes M `vector` to `result`, both of n values.
    func project(_ vector: UnsafePointer<Double>, to result: UnsafeMutablePointer<Double>) {
        precision.multiply(vector, to: result)
        mixture.solve(result)
        basis.withUnsafeBufferPointer { basis in
            for term in 0..<terms {
                guard let column = basis.baseAddress.map({ $0 + term * count }) else { return }
                LAPACK.axpy(count, -LAPACK.dot(count, column, vector), column, result)
            }
        }
    }
}
