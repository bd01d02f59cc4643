/// A contrast of conditions by generalised least squares at a fixed autocorrelation, ready to be
/// evaluated on many arrangements of the same days.
///
/// With whitening `W` (`W'W = V^-1`, tridiagonal because errors are AR(1) on the observed days) and
/// `Q` an orthonormal basis of the whitened intercepts and covariates, the contrast with exposure
/// `x` has
///
///     numerator    x'q           q = W'(I - QQ')Wy
///     denominator  x'V^-1 x - |U'x|²      U = W'Q
///
/// and coefficient numerator / denominator. `q`, `U` and the bands of `V^-1` do not depend on the
/// arrangement, so each arrangement costs one pass over the days: O(n (p + 3)).
struct GLSKernel: ArrangementKernel {
    private let whitening: Whitening
    private let basis: [[Double]]
    private let exposures: [Int]
    private let isFirst: [Bool]
    /// Diagonal of V^-1, and its entry left of the diagonal.
    private let diagonal: [Double]
    private let offDiagonal: [Double]
    /// U, day after day: `nuisanceCount` entries each.
    private let nuisance: [Double]
    private let nuisanceCount: Int
    private let contrast: ConditionContrast
    private let conditionCount: Int
    private let isStudentized: Bool

    /// - Parameters:
    ///   - covariates: columns with an entry for every position; an intercept for each series is
    ///     always there.
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
        let days = layout.places.indices
        nuisance = days.flatMap { day in projected.map { $0[day] } }
        nuisanceCount = basis.count
        exposures = layout.places.map(\.exposure)
        isFirst = layout.places.map { $0.gap == nil }
        (diagonal, offDiagonal) = whitening.precision
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

    /// `q = W'(I - QQ')Wy`.
    func prepare(_ y: [Double]) -> [Double] {
        var residual = whitening.apply(y)
        for column in basis {
            let share = LAPACK.dot(residual.count, column, residual)
            LAPACK.axpy(residual.count, -share, column, &residual)
        }
        return whitening.applyTransposed(residual)
    }
}

extension GLSKernel {
    /// Sums by condition, kept between arrangements so that none is allocated in the loop.
    struct Scratch {
        fileprivate var first: [Double]
        fileprivate var second: [Double]
        fileprivate var gram: [Double]
        fileprivate var nuisance: [Double]
    }

    func scratch() -> Scratch {
        Scratch(
            first: [Double](repeating: 0, count: conditionCount),
            second: [Double](repeating: 0, count: conditionCount),
            gram: [Double](repeating: 0, count: conditionCount * conditionCount),
            nuisance: [Double](repeating: 0, count: conditionCount * nuisanceCount))
    }

    /// Value of the statistic for two prepared columns; nil when the contrast cannot be told from
    /// the nuisance columns under this arrangement.
    func evaluate(
        _ arrangement: Arrangement, _ first: [Double], _ second: [Double], _ scratch: inout Scratch
    ) -> (Double, Double)? {
        accumulate(arrangement, first, second, &scratch)
        switch contrast {
        case .dose: return alongDoses(scratch)
        case .difference(let treated, let reference):
            return conditionCount == 2
                ? quotient(scratch.first[treated], scratch.second[treated], gram(treated, scratch))
                : adjusted(treated: treated, reference: reference, scratch)
        }
    }

    private func accumulate(
        _ arrangement: Arrangement, _ first: [Double], _ second: [Double], _ scratch: inout Scratch
    ) {
        scratch.clear()
        let k = conditionCount
        let p = nuisanceCount
        var previous = 0
        for day in exposures.indices {
            let condition = arrangement[exposures[day]]
            scratch.first[condition] += first[day]
            scratch.second[condition] += second[day]
            scratch.gram[condition * k + condition] += diagonal[day]
            if !isFirst[day] {
                scratch.gram[condition * k + previous] += offDiagonal[day]
                scratch.gram[previous * k + condition] += offDiagonal[day]
            }
            for column in 0..<p {
                scratch.nuisance[condition * p + column] += nuisance[day * p + column]
            }
            previous = condition
        }
    }

    /// `x_a'V^-1 x_b - (U'x_a)(U'x_b)` for the indicators of two conditions.
    private func gram(_ a: Int, _ b: Int, _ scratch: Scratch) -> Double {
        var shared = 0.0
        for column in 0..<nuisanceCount {
            shared +=
                scratch.nuisance[a * nuisanceCount + column]
                * scratch.nuisance[b * nuisanceCount + column]
        }
        return scratch.gram[a * conditionCount + b] - shared
    }

    private func gram(_ condition: Int, _ scratch: Scratch) -> (kept: Double, raw: Double) {
        (
            gram(condition, condition, scratch),
            scratch.gram[condition * conditionCount + condition]
        )
    }

    private func quotient(
        _ first: Double, _ second: Double, _ information: (kept: Double, raw: Double)
    ) -> (Double, Double)? {
        guard information.kept > 1e-10 * information.raw, information.raw > 0 else { return nil }
        let divisor = isStudentized ? information.kept.squareRoot() : information.kept
        return (first / divisor, second / divisor)
    }

    private func alongDoses(_ scratch: Scratch) -> (Double, Double)? {
        var first = 0.0
        var second = 0.0
        var information = (kept: 0.0, raw: 0.0)
        for a in 0..<conditionCount {
            let dose = contrast.exposure(of: a)
            first += dose * scratch.first[a]
            second += dose * scratch.second[a]
            for b in 0..<conditionCount {
                let weight = dose * contrast.exposure(of: b)
                information.kept += weight * gram(a, b, scratch)
                information.raw += weight * scratch.gram[a * conditionCount + b]
            }
        }
        return quotient(first, second, information)
    }

    /// Other conditions first, the treated one last: its row of the Cholesky factor then holds
    /// what the others leave of it.
    private func adjusted(
        treated: Int, reference: Int, _ scratch: Scratch
    ) -> (Double, Double)? {
        let present = (0..<conditionCount).filter {
            $0 != treated && scratch.gram[$0 * conditionCount + $0] > 0
        }
        guard present.contains(reference) else { return nil }
        let order = present.filter { $0 != reference } + [treated]
        let size = order.count
        var factor = Matrix(rows: size, columns: size)
        var sides = Matrix(rows: size, columns: 2)
        for (i, a) in order.enumerated() {
            for (j, b) in order.enumerated() { factor[i, j] = gram(a, b, scratch) }
            sides[i, 0] = scratch.first[a]
            sides[i, 1] = scratch.second[a]
        }
        let raw = scratch.gram[treated * conditionCount + treated]
        guard LAPACK.potrf(.lower, size: size, &factor.elements, lda: size) == nil,
            case let last = factor[size - 1, size - 1], last * last > 1e-10 * raw,
            LAPACK.trtrs(
                .lower, .no, size: size, columns: 2, factor.elements, lda: size,
                &sides.elements, ldb: size) == nil
        else { return nil }
        let divisor = isStudentized ? 1 : last
        return (sides[size - 1, 0] / divisor, sides[size - 1, 1] / divisor)
    }
}

extension GLSKernel.Scratch {
    fileprivate mutating func clear() {
        for index in first.indices {
            first[index] = 0
            second[index] = 0
        }
        for index in gram.indices { gram[index] = 0 }
        for index in nuisance.indices { nuisance[index] = 0 }
    }
}
