internal import RealModule

/// How the errors of rows depend on each other: a correlation matrix R, known up to what the
/// conformer holds.
///
/// Add one by one file with a conformance; the laws in `CorrelationStructureTests` run over it.
public protocol CorrelationStructure: Sendable {
    /// Replaces each column a of the matrix by L^-1 a, where L L' = R.
    /// - Parameter times: strictly increasing, one a row.
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
            logDeterminant += step.logVariance
            for column in 0..<matrix.columns {
                matrix[row, column] =
                    (matrix[row, column] - step.persistence * matrix[row - 1, column]) * step.weight
            }
            row -= 1
        }
        return logDeterminant
    }
}

/// What a first-order autoregression does over a gap of g steps.
struct AR1Step: Sendable {
    /// rho^g.
    let persistence: Double
    /// 1 - rho^(2g), the variance of what is new, without cancellation near |rho| = 1.
    let variance: Double

    var weight: Double { 1 / variance.squareRoot() }
    var logVariance: Double { Double.log(variance) }

    init(rho: Double, gap: Int) {
        guard rho != 0 else {
            persistence = 0
            variance = 1
            return
        }
        let exponent = Double(gap) * Double.log(rho.magnitude)
        let magnitude = Double.exp(exponent)
        persistence = rho < 0 && gap % 2 != 0 ? -magnitude : magnitude
        variance = -Double.expMinusOne(2 * exponent)
    }
}
