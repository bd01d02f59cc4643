internal import RealModule

/// The Cholesky factor of a matrix of a few columns, where calling LAPACK costs more than the work.
enum SmallCholesky {
    /// U with U'U = A in place of the upper triangle of A, which is positive definite.
    /// - Returns: the sum of the logarithms of the diagonal but for its last entry.
    /// - Complexity: O(size^3), without allocation.
    static func factor(_ a: inout [Double], size: Int) -> Double {
        var product = 1.0
        var logs = 0.0
        a.withUnsafeMutableBufferPointer { a in
            for j in 0..<size {
                for i in 0..<j {
                    var sum = a[i + j * size]
                    for k in 0..<i { sum -= a[k + i * size] * a[k + j * size] }
                    a[i + j * size] = sum / a[i + i * size]
                }
                var square = a[j + j * size]
                for k in 0..<j { square -= a[k + j * size] * a[k + j * size] }
                a[j + j * size] = square.squareRoot()
                guard j < size - 1 else { continue }
                product *= a[j + j * size]
                // One logarithm a few columns; whitened columns of an orthonormal basis are
                // neither tiny nor huge.
                if j % 4 == 3 {
                    logs += Double.log(product)
                    product = 1
                }
            }
        }
        return logs + Double.log(product)
    }
}
