internal import COpenBLAS

/// BLAS and LAPACK, one thin function a routine, and the only door to C in the project.
///
/// Every matrix is column-major and dense; `lda` is the distance between columns. Buffers are the
/// caller's, so nothing is allocated here. A negative `info` would be a mistake of ours and stops
/// the program; a positive one is a property of the data and is returned.
///
/// OpenBLAS is held to one thread: results then do not depend on the number of cores, and
/// parallelism belongs to replicates.
enum LAPACK {
    typealias Pointer = UnsafeMutablePointer<Double>
    typealias ConstPointer = UnsafePointer<Double>

    /// Set once, before the first routine runs.
    private static let oneThread: Void = openblas_set_num_threads(1)

    enum Transpose { case no, yes }
    enum Triangle { case upper, lower }

    // MARK: BLAS

    static func dot(_ n: Int, _ x: ConstPointer, _ y: ConstPointer) -> Double {
        oneThread
        return cblas_ddot(Int32(n), x, 1, y, 1)
    }

    /// `y += alpha x`.
    static func axpy(_ n: Int, _ alpha: Double, _ x: ConstPointer, _ y: Pointer) {
        oneThread
        cblas_daxpy(Int32(n), alpha, x, 1, y, 1)
    }

    /// Euclidean norm, without overflow.
    static func norm(_ n: Int, _ x: ConstPointer) -> Double {
        oneThread
        return cblas_dnrm2(Int32(n), x, 1)
    }

    /// The rotation that turns (a, b) into (r, 0); `a` becomes r.
    static func rotation(_ a: inout Double, _ b: inout Double) -> (c: Double, s: Double) {
        oneThread
        var c = 0.0
        var s = 0.0
        cblas_drotg(&a, &b, &c, &s)
        return (c, s)
    }

    /// Applies a rotation to two vectors with strides.
    static func rotate(
        _ n: Int, _ x: Pointer, stride incx: Int, _ y: Pointer, stride incy: Int,
        c: Double, s: Double
    ) {
        oneThread
        cblas_drot(Int32(n), x, Int32(incx), y, Int32(incy), c, s)
    }

    /// `y = alpha op(A) x + beta y`, A being `rows` x `columns`.
    static func gemv(
        _ transpose: Transpose, rows: Int, columns: Int, alpha: Double = 1,
        _ a: ConstPointer, lda: Int, _ x: ConstPointer, beta: Double = 0, _ y: Pointer
    ) {
        oneThread
        cblas_dgemv(
            102, code(transpose), Int32(rows), Int32(columns), alpha, a, Int32(lda), x, 1, beta,
            y, 1)
    }

    /// `C = alpha op(A) op(B) + beta C`, C being `rows` x `columns` and the inner length `inner`.
    static func gemm(
        _ transposeA: Transpose, _ transposeB: Transpose, rows: Int, columns: Int, inner: Int,
        alpha: Double = 1, _ a: ConstPointer, lda: Int, _ b: ConstPointer, ldb: Int,
        beta: Double = 0, _ c: Pointer, ldc: Int
    ) {
        oneThread
        cblas_dgemm(
            102, code(transposeA), code(transposeB), Int32(rows), Int32(columns), Int32(inner),
            alpha, a, Int32(lda), b, Int32(ldb), beta, c, Int32(ldc))
    }

    /// One triangle of `C = alpha op(A) op(A)' + beta C`, C being `size` x `size`; with
    /// `.yes` it is A'A of an `inner` x `size` A.
    static func syrk(
        _ triangle: Triangle, _ transpose: Transpose, size: Int, inner: Int, alpha: Double = 1,
        _ a: ConstPointer, lda: Int, beta: Double = 0, _ c: Pointer, ldc: Int
    ) {
        oneThread
        cblas_dsyrk(
            102, triangle == .upper ? 121 : 122, code(transpose), Int32(size), Int32(inner),
            alpha, a, Int32(lda), beta, c, Int32(ldc))
    }

    // MARK: LAPACK

    /// QR of a `rows` x `columns` matrix in place: R in the upper triangle, reflectors below,
    /// their factors in `tau` (min(rows, columns) of them).
    static func geqrf(
        rows: Int, columns: Int, _ a: Pointer, lda: Int, tau: Pointer, work: Pointer,
        workLength: Int
    ) {
        oneThread
        var m = Int32(rows)
        var n = Int32(columns)
        var leading = Int32(lda)
        var length = Int32(workLength)
        var info: Int32 = 0
        dgeqrf_(&m, &n, a, &leading, tau, work, &length, &info)
        precondition(info == 0, "dgeqrf: argument \(-info) is wrong")
    }

    /// QR with column pivoting in place. `pivots` holds zeros on entry (every column free) and
    /// one-based column numbers on return.
    static func geqp3(
        rows: Int, columns: Int, _ a: Pointer, lda: Int, pivots: UnsafeMutablePointer<Int32>,
        tau: Pointer, work: Pointer, workLength: Int
    ) {
        oneThread
        var m = Int32(rows)
        var n = Int32(columns)
        var leading = Int32(lda)
        var length = Int32(workLength)
        var info: Int32 = 0
        dgeqp3_(&m, &n, a, &leading, pivots, tau, work, &length, &info)
        precondition(info == 0, "dgeqp3: argument \(-info) is wrong")
    }

    /// `C = op(Q) C` in place, Q from `geqrf` or `geqp3` with `reflectors` reflectors of length `rows`.
    static func ormqr(
        _ transpose: Transpose, rows: Int, columns: Int, reflectors: Int, _ a: ConstPointer,
        lda: Int, tau: ConstPointer, _ c: Pointer, ldc: Int, work: Pointer, workLength: Int
    ) {
        oneThread
        var side = CChar(UInt8(ascii: "L"))
        var trans = letter(transpose)
        var m = Int32(rows)
        var n = Int32(columns)
        var k = Int32(reflectors)
        var leadingA = Int32(lda)
        var leadingC = Int32(ldc)
        var length = Int32(workLength)
        var info: Int32 = 0
        dormqr_(
            &side, &trans, &m, &n, &k, a, &leadingA, tau, c, &leadingC, work, &length, &info)
        precondition(info == 0, "dormqr: argument \(-info) is wrong")
    }

    /// Solves `op(T) X = B` in place of B, T triangular of order `size`.
    /// - Returns: nil, or the one-based place of a zero on the diagonal.
    static func trtrs(
        _ triangle: Triangle, _ transpose: Transpose, size: Int, columns: Int = 1,
        _ a: ConstPointer, lda: Int, _ b: Pointer, ldb: Int
    ) -> Int? {
        oneThread
        var uplo = letter(triangle)
        var trans = letter(transpose)
        var diag = CChar(UInt8(ascii: "N"))
        var n = Int32(size)
        var count = Int32(columns)
        var leadingA = Int32(lda)
        var leadingB = Int32(ldb)
        var info: Int32 = 0
        dtrtrs_(&uplo, &trans, &diag, &n, &count, a, &leadingA, b, &leadingB, &info)
        precondition(info >= 0, "dtrtrs: argument \(-info) is wrong")
        return info == 0 ? nil : Int(info)
    }

    /// Reciprocal condition number, in the 1-norm, of a triangle of order `size`.
    /// `work` has 3 `size` places, `integers` has `size`.
    static func trcon(
        _ triangle: Triangle, size: Int, _ a: ConstPointer, lda: Int, work: Pointer,
        integers: UnsafeMutablePointer<Int32>
    ) -> Double {
        oneThread
        var norm = CChar(UInt8(ascii: "1"))
        var uplo = letter(triangle)
        var diag = CChar(UInt8(ascii: "N"))
        var n = Int32(size)
        var leading = Int32(lda)
        var reciprocal = 0.0
        var info: Int32 = 0
        dtrcon_(&norm, &uplo, &diag, &n, a, &leading, &reciprocal, work, integers, &info)
        precondition(info == 0, "dtrcon: argument \(-info) is wrong")
        return reciprocal
    }

    /// Cholesky factor of a symmetric matrix, in place of the named triangle.
    /// - Returns: nil, or the order of the first leading minor that is not positive definite.
    static func potrf(_ triangle: Triangle, size: Int, _ a: Pointer, lda: Int) -> Int? {
        oneThread
        var uplo = letter(triangle)
        var n = Int32(size)
        var leading = Int32(lda)
        var info: Int32 = 0
        dpotrf_(&uplo, &n, a, &leading, &info)
        precondition(info >= 0, "dpotrf: argument \(-info) is wrong")
        return info == 0 ? nil : Int(info)
    }

    /// Solves `A X = B` in place of B, from the Cholesky factor of A.
    static func potrs(
        _ triangle: Triangle, size: Int, columns: Int = 1, _ a: ConstPointer, lda: Int,
        _ b: Pointer, ldb: Int
    ) {
        oneThread
        var uplo = letter(triangle)
        var n = Int32(size)
        var count = Int32(columns)
        var leadingA = Int32(lda)
        var leadingB = Int32(ldb)
        var info: Int32 = 0
        dpotrs_(&uplo, &n, &count, a, &leadingA, b, &leadingB, &info)
        precondition(info == 0, "dpotrs: argument \(-info) is wrong")
    }

    /// The named triangle of the inverse, in place of the Cholesky factor.
    static func potri(_ triangle: Triangle, size: Int, _ a: Pointer, lda: Int) {
        oneThread
        var uplo = letter(triangle)
        var n = Int32(size)
        var leading = Int32(lda)
        var info: Int32 = 0
        dpotri_(&uplo, &n, a, &leading, &info)
        precondition(info == 0, "dpotri: argument \(-info) is wrong, or the factor is singular")
    }

    // MARK: Tridiagonal

    /// LDL' of a symmetric positive definite tridiagonal matrix in place: `diagonal` has `size`
    /// places and `beside` one fewer.
    /// - Returns: nil, or the order of the first leading minor that is not positive definite.
    static func pttrf(size: Int, diagonal: Pointer, beside: Pointer) -> Int? {
        oneThread
        var n = Int32(size)
        var info: Int32 = 0
        dpttrf_(&n, diagonal, beside, &info)
        precondition(info >= 0, "dpttrf: argument \(-info) is wrong")
        return info == 0 ? nil : Int(info)
    }

    /// Solves `A X = B` in place of B, from `pttrf`.
    static func pttrs(
        size: Int, columns: Int, diagonal: ConstPointer, beside: ConstPointer, _ b: Pointer,
        ldb: Int
    ) {
        oneThread
        var n = Int32(size)
        var count = Int32(columns)
        var leading = Int32(ldb)
        var info: Int32 = 0
        dpttrs_(&n, &count, diagonal, beside, b, &leading, &info)
        precondition(info == 0, "dpttrs: argument \(-info) is wrong")
    }

    private static func code(_ transpose: Transpose) -> Int32 { transpose == .no ? 111 : 112 }

    private static func letter(_ transpose: Transpose) -> CChar {
        CChar(UInt8(ascii: transpose == .no ? "N" : "T"))
    }

    private static func letter(_ triangle: Triangle) -> CChar {
        CChar(UInt8(ascii: triangle == .upper ? "U" : "L"))
    }
}
