internal import RealModule

/// What one shape of noise makes of a design: every inner product between level steps, once the
/// covariates are swept out. It does not depend on the series.
///
/// With V the correlation of the noise, Z the covariates and step a = 1{i >= a},
///   M = V^-1 - V^-1 Z (Z'V^-1 Z)^-1 Z'V^-1,   S_ab = step_a' M step_b.
/// A series y = sum_a dy_a step_a (dy its first differences, dy_0 = y_0) then has step_a' M y =
/// (S dy)_a and y'M y = dy' S dy, so S is all that a fit needs.
struct StepGram: Sendable {
    /// Doubles behind the last column, so that four lanes may be read from any place of it.
    static let slack = 4

    let node: NoiseNode
    /// S, n x n, column-major, followed by `slack` zeros.
    let products: [Double]
    /// -1/2 log |V| - 1/2 log |Z'V^-1 Z|
    let logConstant: Double
    /// First row of (Z'V^-1 Z)^-1 Z'V^-1 step_a for each a: how a step moves the fitted constant.
    let levelShifts: [Double]

    /// - Parameters:
    ///   - node: the shape of the noise.
    ///   - gaps: distance to the observation before, the first place unused.
    ///   - covariates: n x p, the constant first, full rank.
    /// - Complexity: O(n^2 p) time, O(n^2) memory: V is a mixture of the identity and an AR(1)
    ///   correlation R whose inverse is tridiagonal, so V^-1 = ((1-w) I + w R^-1)^-1 R^-1 costs one
    ///   tridiagonal solve a column.
    init(node: NoiseNode, gaps: [Int], covariates: Matrix) {
        let precision = WanderPrecision(rho: node.rho, gaps: gaps)
        let mixture = MixtureFactor(precision, white: node.white)
        var steps = Self.stepColumns(precision)
        mixture.solve(&steps, columns: gaps.count)
        let swept = SweptCovariates(
            covariates, constant: Array(steps[0..<gaps.count]), precision, mixture)
        Self.accumulate(&steps, size: gaps.count, columns: gaps.count)
        swept.sweep(&steps)
        self.node = node
        products = steps
        logConstant =
            -0.5
            * (precision.logDeterminant + mixture.logDeterminant
                + swept.logDeterminant)
        levelShifts = swept.levelShifts
    }

    /// R^-1 step_b in column b.
    private static func stepColumns(_ precision: WanderPrecision) -> [Double] {
        let n = precision.diagonal.count
        return [Double](unsafeUninitializedCapacity: n * n + slack) { buffer, count in
            count = n * n + slack
            buffer.initialize(repeating: 0)
            for b in 0..<n {
                let column = b * n
                if b > 0 { buffer[column + b - 1] = precision.beside[b - 1] }
                buffer[column + b] = precision.partialRowSums[b]
                for i in b + 1..<n { buffer[column + i] = precision.rowSums[i] }
            }
        }
    }

    /// Sums every column from its end, in place; four columns at a time hide the latency.
    static func accumulate(_ matrix: inout [Double], size n: Int, columns: Int) {
        matrix.withUnsafeMutableBufferPointer { buffer in
            var column = 0
            while column + 4 <= columns {
                let base = column * n
                var sums = SIMD4<Double>.zero
                for i in stride(from: n - 1, through: 0, by: -1) {
                    let places = (base + i, base + n + i, base + 2 * n + i, base + 3 * n + i)
                    sums += SIMD4(
                        buffer[places.0], buffer[places.1], buffer[places.2], buffer[places.3])
                    buffer[places.0] = sums[0]
                    buffer[places.1] = sums[1]
                    buffer[places.2] = sums[2]
                    buffer[places.3] = sums[3]
                }
                column += 4
            }
            for rest in column..<columns {
                var sum = 0.0
                for i in stride(from: n - 1, through: 0, by: -1) {
                    sum += buffer[rest * n + i]
                    buffer[rest * n + i] = sum
                }
            }
        }
    }
}

/// The inverse of an AR(1) correlation over irregular gaps: tridiagonal, known in closed form.
struct WanderPrecision: Sendable {
    let diagonal: [Double]
    /// Element (i, i + 1), n - 1 of them.
    let beside: [Double]
    /// Sum of each row.
    let rowSums: [Double]
    /// Sum of row b over the columns from b on.
    let partialRowSums: [Double]
    let logDeterminant: Double

    init(rho: Double, gaps: [Int]) {
        let n = gaps.count
        var back = gaps.map { Double.pow(rho, $0) }
        back[0] = 0
        let squares = back.map { $0 * $0 }
        let ahead: [Double] = Array(back.dropFirst()) + [0]
        var diagonal: [Double] = []
        var rowSums: [Double] = []
        var partialRowSums: [Double] = []
        for i in 0..<n {
            let own = 1 / (1 - squares[i])
            let next = ahead[i] / (1 + ahead[i])
            diagonal.append(own + ahead[i] * ahead[i] / (1 - ahead[i] * ahead[i]))
            rowSums.append(1 / (1 + back[i]) - next)
            partialRowSums.append(own - next)
        }
        self.diagonal = diagonal
        self.rowSums = rowSums
        self.partialRowSums = partialRowSums
        beside = back.dropFirst().map { (r: Double) in -r / (1 - r * r) }
        logDeterminant = squares.reduce(0) { $0 + Double.log(1 - $1) }
    }

    func times(_ x: some Collection<Double>) -> [Double] {
        let x = Array(x)
        return x.indices.map { i in
            diagonal[i] * x[i] + (i > 0 ? beside[i - 1] * x[i - 1] : 0)
                + (i + 1 < x.count ? beside[i] * x[i + 1] : 0)
        }
    }

    /// Writes R^-1 `x` to `result`, both of n values, without an array.
    func multiply(_ x: UnsafePointer<Double>, to result: UnsafeMutablePointer<Double>) {
        let last = diagonal.count - 1
        for i in 0...last {
            result[i] =
                diagonal[i] * x[i] + (i > 0 ? beside[i - 1] * x[i - 1] : 0)
                + (i < last ? beside[i] * x[i + 1] : 0)
        }
    }
}

/// LDL' of (1 - w) I + w R^-1.
struct MixtureFactor: Sendable {
    private let pivots: [Double]
    private let beside: [Double]
    let logDeterminant: Double

    init(_ precision: WanderPrecision, white: Double) {
        var pivots = precision.diagonal.map { 1 - white + white * $0 }
        var beside = precision.beside.map { white * $0 }
        let failure = LAPACK.pttrf(size: pivots.count, diagonal: &pivots, beside: &beside)
        // Both parts are positive definite for rho < 1, so the factor exists.
        precondition(failure == nil, "a mixture of correlations is positive definite")
        self.pivots = pivots
        self.beside = beside
        logDeterminant = pivots.reduce(0) { $0 + Double.log($1) }
    }

    /// Solves in place for the first `columns` columns of `right`.
    func solve(_ right: inout [Double], columns: Int) {
        LAPACK.pttrs(
            size: pivots.count, columns: columns, diagonal: pivots, beside: beside, &right,
            ldb: pivots.count)
    }

    /// Solves in place for one column.
    func solve(_ right: UnsafeMutablePointer<Double>) {
        LAPACK.pttrs(
            size: pivots.count, columns: 1, diagonal: pivots, beside: beside, right,
            ldb: pivots.count)
    }
}

/// The covariates under one noise, ready to be swept out of a Gram matrix of steps.
private struct SweptCovariates {
    /// L^-1 (V^-1 Z)' step_a, p x n, with Z'V^-1 Z = LL'.
    private let half: [Double]
    let levelShifts: [Double]
    let logDeterminant: Double
    private let terms: Int
    private let count: Int

    init(
        _ covariates: Matrix, constant: [Double], _ precision: WanderPrecision,
        _ mixture: MixtureFactor
    ) {
        let n = covariates.rows
        let p = covariates.columns
        var solved = constant
        for j in 1..<p {
            var column = precision.times(covariates.column(j))
            mixture.solve(&column, columns: 1)
            solved += column
        }
        var gram = [Double](repeating: 0, count: p * p)
        LAPACK.gemm(
            .yes, .no, rows: p, columns: p, inner: n, covariates.elements, lda: n, solved,
            ldb: n, &gram, ldc: p)
        let failure = LAPACK.potrf(.lower, size: p, &gram, lda: p)
        precondition(failure == nil, "the rank of the covariates was checked before")
        StepGram.accumulate(&solved, size: n, columns: p)
        var half = [Double](repeating: 0, count: p * n)
        for i in 0..<n { for j in 0..<p { half[i * p + j] = solved[j * n + i] } }
        let singular = LAPACK.trtrs(.lower, .no, size: p, columns: n, gram, lda: p, &half, ldb: p)
        var whole = half
        let alsoSingular = LAPACK.trtrs(
            .lower, .yes, size: p, columns: n, gram, lda: p, &whole, ldb: p)
        precondition(singular == nil && alsoSingular == nil, "a Cholesky factor is regular")
        self.half = half
        levelShifts = (0..<n).map { whole[$0 * p] }
        logDeterminant = (0..<p).reduce(0) { $0 + 2 * Double.log(gram[$1 * p + $1]) }
        terms = p
        count = n
    }

    /// S -= H'H with H the half above.
    func sweep(_ products: inout [Double]) {
        LAPACK.gemm(
            .yes, .no, rows: count, columns: count, inner: terms, alpha: -1, half, lda: terms,
            half, ldb: terms, beta: 1, &products, ldc: count)
    }
}
