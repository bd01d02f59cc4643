internal import RealModule

/// Generalised least squares for a known correlation structure, by QR of the whitened columns.
///
/// beta = (X'R^-1 X)^-1 X'R^-1 y,  S = (y - X beta)'R^-1 (y - X beta).
/// This is the reference against which the quick `ar1` engine is held.
/// Oracle: R nlme::gls with a fixed correlation, Tests/Oracles/regression.
public struct GeneralizedLeastSquares: Sendable {
    public let rows: Int
    /// p coefficients.
    public let coefficients: [Double]
    /// S, the whitened residual sum of squares.
    let residualSumOfSquares: Double
    /// ln det R.
    let logDeterminant: Double
    /// ln sqrt(det X'R^-1 X).
    let logInformation: Double
    /// F, p x p, with F F' = (X'R^-1 X)^-1.
    let inverseFactor: Matrix

    /// - Parameters:
    ///   - y: n responses, finite.
    ///   - design: n x p with independent columns.
    ///   - errors: the correlation of the rows.
    /// - Throws: `.rankDeficient`, `.rowCountMismatch`.
    /// - Complexity: O(n p^2).
    public init(
        _ y: [Double], on design: DesignMatrix, errors: some CorrelationStructure
    ) throws(RegressionError) {
        guard y.count == design.rows else {
            throw .rowCountMismatch(what: "responses", expected: design.rows, found: y.count)
        }
        var whitened = Matrix(
            rows: design.rows, columns: design.columns + 1, elements: design.matrix.elements + y)
        logDeterminant = errors.whiten(&whitened, times: design.times)
        let response = Array(whitened.column(design.columns))
        do {
            let factor = try QRFactorization(
                whitened.selecting(columns: Array(0..<design.columns)))
            coefficients = try factor.solve(response)
            residualSumOfSquares = try factor.residuals(response).reduce(0) { $0 + $1 * $1 }
            logInformation = factor.logDeterminant
            inverseFactor = factor.inverseFactor
        } catch {
            throw .rankDeficient(aliases: design.aliases)
        }
        rows = design.rows
    }

    var residualDegreesOfFreedom: Int { rows - coefficients.count }

    /// sqrt(S / (n - p)).
    public var sigma: Double {
        (residualSumOfSquares / Double(residualDegreesOfFreedom)).squareRoot()
    }

    /// Restricted log-likelihood, sigma profiled out, with the constant of nlme:
    /// -(nu/2) (ln(2 pi S / nu) + 1) - ln det R / 2 - ln sqrt(det X'R^-1 X), nu = n - p.
    var restrictedLogLikelihood: Double {
        let nu = Double(residualDegreesOfFreedom)
        return -0.5 * nu * (Double.log(2 * .pi * residualSumOfSquares / nu) + 1)
            - 0.5 * logDeterminant - logInformation
    }

    /// Log-likelihood, sigma profiled out: -(n/2) (ln(2 pi S / n) + 1) - ln det R / 2.
    public var logLikelihood: Double {
        let n = Double(rows)
        return -0.5 * n * (Double.log(2 * .pi * residualSumOfSquares / n) + 1)
            - 0.5 * logDeterminant
    }
}
