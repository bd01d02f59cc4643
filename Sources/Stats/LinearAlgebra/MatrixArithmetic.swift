extension Matrix {
    /// The product, by BLAS `dgemm`.
    /// - Precondition: `left.columns == right.rows`.
    public static func * (left: Matrix, right: Matrix) -> Matrix {
        precondition(left.columns == right.rows, "inner lengths of a matrix product agree")
        var result = Matrix(rows: left.rows, columns: right.columns)
        guard left.rows > 0, right.columns > 0, left.columns > 0 else { return result }
        LAPACK.gemm(
            .no, .no, rows: left.rows, columns: right.columns, inner: left.columns,
            left.elements, lda: left.rows, right.elements, ldb: right.rows, &result.elements,
            ldc: left.rows)
        return result
    }

    public static func * (scale: Double, matrix: Matrix) -> Matrix {
        Matrix(
            rows: matrix.rows, columns: matrix.columns, elements: matrix.elements.map { scale * $0 }
        )
    }

    /// - Precondition: both have the same shape.
    public static func + (left: Matrix, right: Matrix) -> Matrix {
        combining(left, right) { $0 + $1 }
    }

    /// - Precondition: both have the same shape.
    public static func - (left: Matrix, right: Matrix) -> Matrix {
        combining(left, right) { $0 - $1 }
    }

    private static func combining(
        _ left: Matrix, _ right: Matrix, _ operation: (Double, Double) -> Double
    ) -> Matrix {
        precondition(
            left.rows == right.rows && left.columns == right.columns, "matrices have one shape")
        return Matrix(
            rows: left.rows, columns: left.columns,
            elements: zip(left.elements, right.elements).map(operation))
    }

    /// c'A c.
    func quadratic(_ c: [Double]) -> Double {
        var sum = 0.0
        for j in 0..<columns {
            for i in 0..<rows { sum += c[i] * self[i, j] * c[j] }
        }
        return sum
    }

    /// tr(A B) for square matrices of one order.
    func traceOfProduct(with other: Matrix) -> Double {
        precondition(
            rows == other.columns && columns == other.rows,
            "the product of two matrices needs matching sizes")
        var sum = 0.0
        elements.withUnsafeBufferPointer { left in
            other.elements.withUnsafeBufferPointer { right in
                for j in 0..<columns {
                    for i in 0..<rows { sum += left[i + j * rows] * right[j + i * other.rows] }
                }
            }
        }
        return sum
    }

    /// - Precondition: 2 x 2 and not singular.
    var inverseOfTwoByTwo: Matrix {
        let determinant = self[0, 0] * self[1, 1] - self[0, 1] * self[1, 0]
        return Matrix(
            rows: 2, columns: 2,
            elements: [
                self[1, 1] / determinant, -self[1, 0] / determinant, -self[0, 1] / determinant,
                self[0, 0] / determinant,
            ])
    }
}
