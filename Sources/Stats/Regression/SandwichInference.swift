/// Coefficients whose covariance is (FF') M (FF').
struct SandwichInference: ContrastInference {
    let coefficients: [Double]
    let freedom: Double
    let sigma: Double
    /// F with F F' = (X'X)^-1.
    let bread: Matrix
    /// M.
    let meat: Matrix

    var residualScales: [Double] { [sigma] }

    func distribution(of weights: [Double]) -> MixtureOfStudentT {
        let size = coefficients.count
        let inner = (0..<size).map { column in
            (0..<size).reduce(0) { $0 + bread[$1, column] * weights[$1] }
        }
        let left = (0..<size).map { row in
            (0..<size).reduce(0) { $0 + bread[row, $1] * inner[$1] }
        }
        var variance = 0.0
        for i in 0..<size {
            for j in 0..<size { variance += left[i] * meat[i, j] * left[j] }
        }
        // A column that fits some rows exactly has a sandwich of zero: keep a hair of the
        // least-squares variance so that the distribution exists.
        let floor = 1e-16 * dot(inner, inner) * sigma * sigma
        return MixtureOfStudentT(
            location: dot(coefficients, weights), scale: max(variance, floor).squareRoot(),
            degreesOfFreedom: freedom)
    }
}
