internal import RealModule

/// How the errors of rows depend on each other: a correlation matrix R, known up to what the
/// conformer holds.
///
/// Add one by one file with a conformance; the laws in `CorrelationStructureTests` run over it.
public protocol CorrelationStructure: Sendable {
    /// Replaces each column a of the matrix by L^-1 a, where L L' = R.
    /// - Parameters:
    ///   - matrix: columns to whiten, in place.
    ///   - times: strictly increasing, one a row.
    /// - Returns: ln det R.
    /// - Complexity: O(rows * columns).
    func whiten(_ matrix: inout Matrix, times: [Int]) -> Double
}

/// R = I.
public struct IndependentErrors: CorrelationStructure {
    public init() {}

    public func whiten(_ matrix: inout Matrix, times: [Int]) -> Double { 0 }
}

/// R_ij = rho^|t_i - t_j|: the exact correlation of a first-order autoregression seen at the
/// times t, whatever lies between them.
public struct AR1Errors: CorrelationStructure {
    public let rho: Double

    /// - Precondition: -1 < rho < 1.
    public init(rho: Double) {
        precondition(rho > -1 && rho < 1, "an autocorrelation lies between -1 and 1")
        self.rho = rho
    }

    public func whiten(_ matrix: inout Matrix, times: [Int]) -> Double {
        var logDeterminant = 0.0
        var row = matrix.rows - 1
        while row > 0 {  // from below, so that the row above is still unwhitened
            let step = AR1Step(rho: rho, gap: times[row] - times[row - 1])
            logDeterminant += Double.log(step.variance)
            let (persistence, weight) = (step.persistence, step.weight)
            for column in 0..<matrix.columns {
                matrix[row, column] =
                    (matrix[row, column] - persistence * matrix[row - 1, column]) * weight
            }
            row -= 1
        }
        return logDeterminant
    }
}
