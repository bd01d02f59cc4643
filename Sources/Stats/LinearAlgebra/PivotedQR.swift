/// The column-pivoted QR factorisation of a matrix whose columns are brought to unit length,
/// through LAPACK `dgeqp3`: how many columns are independent, and what the others are made of.
public struct PivotedQR: Sendable {
    /// One dependent column as a combination of independent ones: x_column = sum b_k x_k.
    public struct Dependence: Sendable, Equatable {
        public let column: Int
        /// Columns with their multiples, in the order of the matrix; multiples below 1e-8 of the
        /// column's own length are rounding and left out.
        public let combination: [Term]

        public struct Term: Sendable, Equatable {
            public let column: Int
            public let multiple: Double
        }
    }

    /// Number of |R_kk| above `tolerance` |R_11|.
    public let rank: Int
    /// |R_11| / |R_pp|: 1 for orthogonal columns, infinite for dependent ones.
    public let conditionEstimate: Double
    /// One a dependent column, in the order of the matrix.
    let dependences: [Dependence]

    /// - Parameters:
    ///   - matrix: n x p, finite.
    ///   - tolerance: relative size under which a pivot counts as zero. It may be fixed because
    ///     the columns have unit length; on raw columns it would depend on units.
    /// - Throws: `.notFinite`.
    /// - Complexity: O(n p^2).
    public init(_ matrix: Matrix, tolerance: Double = 1e-10) throws(LinearAlgebraError) {
        if let place = matrix.firstNotFinite {
            throw .notFinite(row: place.row, column: place.column)
        }
        let norms = (0..<matrix.columns).map { matrix.norm(ofColumn: $0) }
        let factor = Self.factor(matrix, norms: norms)
        let diagonal = (0..<min(matrix.rows, matrix.columns)).map {
            factor.packed[$0 + $0 * matrix.rows].magnitude
        }
        let largest = diagonal.first ?? 0
        let found = largest > 0 ? diagonal.prefix { $0 > tolerance * largest }.count : 0
        rank = found
        let smallest = matrix.rows < matrix.columns ? 0 : diagonal.last ?? 1
        conditionEstimate = matrix.columns == 0 ? 1 : largest / smallest
        dependences = (found..<matrix.columns).map { place in
            Self.dependence(at: place, rank: found, rows: matrix.rows, factor, norms: norms)
        }.sorted { $0.column < $1.column }
    }

    private typealias Factor = (packed: [Double], pivots: [Int])

    private static func factor(_ matrix: Matrix, norms: [Double]) -> Factor {
        guard matrix.rows > 0, matrix.columns > 0 else { return ([], []) }
        var packed = matrix.elements
        for column in 0..<matrix.columns where norms[column] > 0 {
            for row in 0..<matrix.rows { packed[row + column * matrix.rows] /= norms[column] }
        }
        var pivots = [Int32](repeating: 0, count: matrix.columns)
        var tau = [Double](repeating: 0, count: min(matrix.rows, matrix.columns))
        let length = 3 * matrix.columns + 1 + 32 * (matrix.columns + 1)
        var work = [Double](repeating: 0, count: length)
        LAPACK.geqp3(
            rows: matrix.rows, columns: matrix.columns, &packed, lda: matrix.rows,
            pivots: &pivots, tau: &tau, work: &work, workLength: length)
        return (packed, pivots.map { Int($0) - 1 })
    }

    /// Column `place` of R11^-1 R12, with the unit lengths undone.
    private static func dependence(
        at place: Int, rank: Int, rows: Int, _ factor: Factor, norms: [Double]
    ) -> Dependence {
        let column = factor.pivots[place]
        var multiples = (0..<rank).map { factor.packed[$0 + place * rows] }
        if rank > 0 {
            _ = LAPACK.trtrs(
                .upper, .no, size: rank, factor.packed, lda: rows, &multiples, ldb: rank)
        }
        let terms = multiples.enumerated().filter { $0.element.magnitude > 1e-8 }.map {
            let other = factor.pivots[$0.offset]
            return Dependence.Term(
                column: other, multiple: $0.element * norms[column] / norms[other])
        }
        return Dependence(
            column: column, combination: terms.sorted { $0.column < $1.column })
    }
}
