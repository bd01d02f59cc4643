/// What an engine knows about the coefficients: for any contrast, a distribution.
protocol ContrastInference: Sendable {
    /// - Parameter weights: c, one number a column, not all zero.
    /// - Returns: the distribution of c'beta.
    func distribution(of weights: [Double]) -> MixtureOfStudentT
    /// Why this contrast cannot be read; nil where it can.
    func refusal(of weights: [Double]) -> RegressionError?
    /// Residual standard deviation of each component, in the order of `distribution`'s weights.
    var residualScales: [Double] { get }
}

extension ContrastInference {
    func refusal(of weights: [Double]) -> RegressionError? { nil }
}

/// Coefficients as a mixture of multivariate t distributions: component k has weight w_k, location
/// b_k (p numbers) and a scale matrix s_k^2 F_k F_k'.
struct CoefficientMixture: ContrastInference {
    let columns: Int
    let degreesOfFreedom: Double
    let weights: [Double]
    /// K * p numbers, component after component.
    let locations: [Double]
    /// K * p * p numbers: F_k column after column.
    let factors: [Double]
    /// s_k, the residual standard deviation of each component.
    let residualScales: [Double]

    /// One component.
    init(_ fit: GeneralizedLeastSquares, sigma: Double, degreesOfFreedom: Double) {
        self.init(
            columns: fit.coefficients.count, degreesOfFreedom: degreesOfFreedom, weights: [1],
            locations: fit.coefficients, factors: fit.inverseFactor.elements,
            residualScales: [sigma])
    }

    init(
        columns: Int, degreesOfFreedom: Double, weights: [Double], locations: [Double],
        factors: [Double], residualScales: [Double]
    ) {
        self.columns = columns
        self.degreesOfFreedom = degreesOfFreedom
        self.weights = weights
        self.locations = locations
        self.factors = factors
        self.residualScales = residualScales
    }

    func distribution(of contrast: [Double]) -> MixtureOfStudentT {
        MixtureOfStudentT(
            weights: weights,
            locations: weights.indices.map { location(of: contrast, at: $0) },
            scales: weights.indices.map { k in
                length(of: contrast, at: k) * residualScales[k]
            },
            degreesOfFreedom: degreesOfFreedom)
    }

    private func location(of contrast: [Double], at k: Int) -> Double {
        var sum = 0.0
        for j in 0..<columns { sum += contrast[j] * locations[k * columns + j] }
        return sum
    }

    /// |F_k' c|.
    private func length(of contrast: [Double], at k: Int) -> Double {
        var square = 0.0
        for column in 0..<columns {
            let start = (k * columns + column) * columns
            var sum = 0.0
            for row in 0..<columns { sum += factors[start + row] * contrast[row] }
            square += sum * sum
        }
        return square.squareRoot()
    }
}

/// a'b.
func dot(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
}
