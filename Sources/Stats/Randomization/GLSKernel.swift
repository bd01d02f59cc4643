/// A contrast of conditions by generalised least squares at a fixed autocorrelation, ready to be
/// evaluated on many arrangements of the same rows.
///
/// With whitening `W` (`W'W = V^-1`, tridiagonal because errors are AR(1) on the observed rows) and
/// `Q` an orthonormal basis of the whitened intercepts and covariates, the contrast with exposure
/// `x` has
///
///     numerator    x'q           q = W'(I - QQ')Wy
///     denominator  x'V^-1 x - |U'x|²      U = W'Q
///
/// and coefficient numerator / denominator. `q`, `U` and the bands of `V^-1` do not depend on the
/// arrangement, so each arrangement costs one pass over the rows: O(n (p + 3)).
struct GLSKernel: ArrangementKernel {
    private let whitening: Whitening
    private let basis: [[Double]]
    private let exposures: [Int]
    private let lastExposure: Int
    /// Diagonal of V^-1, and twice its entry left of the diagonal (zero where a series begins).
    private let diagonal: [Double]
    private let offDiagonal: [Double]
    /// U, row after row: `nuisanceCount` entries each.
    private let nuisance: [Double]
    private let nuisanceCount: Int
    private let contrast: ConditionContrast
    private let conditionCount: Int
    private let isStudentized: Bool

    /// - Parameters:
    ///   - layout: the rows with a score, and the condition that acts on each.
    ///   - covariates: columns with an entry for every position; an intercept for each series is
    ///     always there.
    ///   - rho: working autocorrelation over one step.
    ///   - contrast: the conditions compared.
    ///   - conditionCount: conditions of the reference set.
    ///   - isStudentized: whether the coefficient is divided by its unscaled standard error.
    /// - Throws: `.rhoOutOfRange`, `.tooFewScores`, `.dependentCovariate`.
    init(
        layout: SeriesLayout, covariates: [[Double]], rho: Double, contrast: ConditionContrast,
        conditionCount: Int, isStudentized: Bool
    ) throws(RandomizationError) {
        guard rho > -1, rho < 1 else { throw .rhoOutOfRange(rho) }
        let whitening = Whitening(layout: layout, rho: rho)
        let columns = Self.nuisanceColumns(layout, covariates)
        let basis = try Self.orthonormalBasis(
            columns.map(whitening.apply), intercepts: columns.count - covariates.count)
        let projected = basis.map(whitening.applyTransposed)
        let rows = layout.places.indices
        nuisance = rows.flatMap { row in projected.map { $0[row] } }
        nuisanceCount = basis.count
        exposures = layout.places.map(\.exposure)
        lastExposure = exposures.max() ?? -1
        let precision = whitening.precision
        diagonal = precision.diagonal
        // Each such entry stands on both sides of the diagonal.
        offDiagonal = precision.offDiagonal.map { 2 * $0 }
        self.contrast = contrast
        self.conditionCount = max(conditionCount, contrast.conditionCount)
        self.isStudentized = isStudentized
        self.whitening = whitening
        self.basis = basis
    }

    private static func nuisanceColumns(
        _ layout: SeriesLayout, _ covariates: [[Double]]
    ) -> [[Double]] {
        let intercepts = (0..<layout.seriesCount).map { series in
            layout.places.map { $0.series == series ? 1.0 : 0 }
        }
        let present = intercepts.filter { $0.contains(1) }
        return present + covariates.map { column in layout.places.map { column[$0.position] } }
    }

    /// Q of the QR factorisation of the columns, the intercepts of the series standing first.
    private static func orthonormalBasis(
        _ columns: [[Double]], intercepts: Int
    ) throws(RandomizationError) -> [[Double]] {
        let rows = columns.first?.count ?? 0
        let p = columns.count
        guard rows > p else { throw .tooFewScores(found: rows, needed: p + 1) }
        var factor = Matrix(columns: columns)
        var tau = [Double](repeating: 0, count: p)
        var work = [Double](repeating: 0, count: 64 * p)
        LAPACK.geqrf(
            rows: rows, columns: p, &factor.elements, lda: rows, tau: &tau, work: &work,
            workLength: work.count)
        for (index, column) in columns.enumerated() {
            let norm = LAPACK.norm(rows, column)
            let share = norm > 0 ? factor[index, index].magnitude / norm : 0
            // Intercepts of different series are orthogonal, so only a covariate can fail.
            guard share > 1e-10 else {
                throw .dependentCovariate(index: index - intercepts, remainder: share)
            }
        }
        var basis = Matrix(rows: rows, columns: p)
        for index in 0..<p { basis[index, index] = 1 }
        LAPACK.ormqr(
            .no, rows: rows, columns: p, reflectors: p, factor.elements, lda: rows, tau: tau,
            &basis.elements, ldc: rows, work: &work, workLength: work.count)
        return (0..<p).map { Array(basis.column($0)) }
    }

    /// `q = W'(I - QQ')Wy`; with rho = 0, what the intercepts and covariates leave of `y`.
    func project(_ y: [Double]) -> [Double] {
        var residual = whitening.apply(y)
        for column in basis {
            let share = LAPACK.dot(residual.count, column, residual)
            LAPACK.axpy(residual.count, -share, column, &residual)
        }
        return whitening.applyTransposed(residual)
    }
}

extension GLSKernel {
    /// What each row adds to the sums of its condition, row after row: two prepared columns, the
    /// diagonal of V^-1, twice its entry left of the diagonal, and its row of U.
    struct Prepared: Sendable {
        fileprivate let rows: [Double]
    }

    func prepare(_ first: [Double], _ second: [Double]) -> Prepared {
        let a = project(first)
        let b = project(second)
        return Prepared(
            rows: exposures.indices.flatMap { row in
                [a[row], b[row], diagonal[row], offDiagonal[row]]
                    + nuisance[row * nuisanceCount..<(row + 1) * nuisanceCount]
            })
    }

    /// Sums by condition, kept between arrangements so that none is allocated in the loop: for each
    /// condition the two columns and U, then the Gram matrix of the conditions in V^-1.
    struct Scratch {
        fileprivate var sums: [Double]
    }

    func scratch() -> Scratch {
        Scratch(sums: [Double](repeating: 0, count: conditionCount * (width + conditionCount)))
    }

    /// Sums of a condition before the Gram matrix begins.
    private var width: Int { 2 + nuisanceCount }

    func evaluate(
        _ arrangement: Arrangement, _ prepared: Prepared, _ scratch: inout Scratch
    ) -> (Double, Double)? {
        accumulate(arrangement, prepared, &scratch)
        let sums = scratch.sums
        switch contrast {
        case .dose: return alongDoses(sums)
        case .difference(let treated, let reference):
            return conditionCount == 2
                ? quotient(
                    sums[treated * width], sums[treated * width + 1],
                    (gram(treated, treated, sums), rawGram(treated, treated, sums)))
                : adjusted(treated: treated, reference: reference, sums)
        }
    }

    /// The one loop that runs for every row of every arrangement, and so the one without bounds
    /// checks: `exposures` are positions of an arrangement, whose length is checked here, and
    /// conditions are checked row by row.
    private func accumulate(
        _ arrangement: Arrangement, _ prepared: Prepared, _ scratch: inout Scratch
    ) {
        precondition(arrangement.count > lastExposure, "an arrangement is too short")
        let k = conditionCount
        let width = width
        let step = 4 + nuisanceCount
        scratch.sums.withUnsafeMutableBufferPointer { sums in
            sums.update(repeating: 0)
            prepared.rows.withUnsafeBufferPointer { rows in
                arrangement.withUnsafeBufferPointer { conditions in
                    var previous = 0
                    var row = 0
                    for exposure in exposures {
                        let condition = conditions[exposure]
                        precondition((0..<k).contains(condition), "no such condition")
                        let own = condition * width
                        let gram = k * width + condition * k
                        sums[own] += rows[row]
                        sums[own + 1] += rows[row + 1]
                        for column in 0..<nuisanceCount {
                            sums[own + 2 + column] += rows[row + 4 + column]
                        }
                        sums[gram + condition] += rows[row + 2]
                        sums[gram + previous] += rows[row + 3]
                        previous = condition
                        row += step
                    }
                }
            }
        }
    }

    /// `x_a'V^-1 x_b` for the indicators of two conditions. A row and the one before it were added
    /// to one side of the diagonal only, twice; the halves are put together here.
    private func rawGram(_ a: Int, _ b: Int, _ sums: [Double]) -> Double {
        let start = conditionCount * width
        let upper = sums[start + a * conditionCount + b]
        return a == b ? upper : 0.5 * (upper + sums[start + b * conditionCount + a])
    }

    /// `x_a'V^-1 x_b - (U'x_a)(U'x_b)`.
    private func gram(_ a: Int, _ b: Int, _ sums: [Double]) -> Double {
        var shared = 0.0
        for column in 2..<width { shared += sums[a * width + column] * sums[b * width + column] }
        return rawGram(a, b, sums) - shared
    }

    private func quotient(
        _ first: Double, _ second: Double, _ information: (kept: Double, raw: Double)
    ) -> (Double, Double)? {
        guard information.kept > 1e-10 * information.raw, information.raw > 0 else { return nil }
        let divisor = isStudentized ? information.kept.squareRoot() : information.kept
        return (first / divisor, second / divisor)
    }

    private func alongDoses(_ sums: [Double]) -> (Double, Double)? {
        var first = 0.0
        var second = 0.0
        var information = (kept: 0.0, raw: 0.0)
        for a in 0..<conditionCount {
            let dose = contrast.exposure(of: a)
            first += dose * sums[a * width]
            second += dose * sums[a * width + 1]
            for b in 0..<conditionCount {
                let weight = dose * contrast.exposure(of: b)
                information.kept += weight * gram(a, b, sums)
                information.raw += weight * rawGram(a, b, sums)
            }
        }
        return quotient(first, second, information)
    }

    /// Other conditions first, the treated one last: its row of the Cholesky factor then holds
    /// what the others leave of it.
    private func adjusted(
        treated: Int, reference: Int, _ sums: [Double]
    ) -> (Double, Double)? {
        let present = (0..<conditionCount).filter {
            $0 != treated && rawGram($0, $0, sums) > 0
        }
        guard present.contains(reference) else { return nil }
        let order = present.filter { $0 != reference } + [treated]
        let size = order.count
        var factor = Matrix(rows: size, columns: size)
        var sides = Matrix(rows: size, columns: 2)
        for (i, a) in order.enumerated() {
            for (j, b) in order.enumerated() { factor[i, j] = gram(a, b, sums) }
            sides[i, 0] = sums[a * width]
            sides[i, 1] = sums[a * width + 1]
        }
        guard LAPACK.potrf(.lower, size: size, &factor.elements, lda: size) == nil,
            case let last = factor[size - 1, size - 1],
            last * last > 1e-10 * rawGram(treated, treated, sums),
            LAPACK.trtrs(
                .lower, .no, size: size, columns: 2, factor.elements, lda: size,
                &sides.elements, ldb: size) == nil
        else { return nil }
        let divisor = isStudentized ? 1 : last
        return (sides[size - 1, 0] / divisor, sides[size - 1, 1] / divisor)
    }
}
