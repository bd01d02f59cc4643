/// A fitted regression, the same shape for every engine.
public struct RegressionFit: Sendable {
    public let method: RegressionMethod
    /// Number of rows.
    public let n: Int
    /// Names of the columns, in the order of the design.
    public let columns: [String]
    /// n - p, infinite for the engines that use the normal distribution. Satterthwaite's are
    /// those of one contrast: see its distribution.
    public let degreesOfFreedom: Double
    /// One a column, in order.
    public let coefficients: [Coefficient]
    /// Nil where the errors are taken as independent.
    public let autocorrelation: Autocorrelation?
    /// Standard deviation of the errors (of one row, not of what is new in it).
    public let sigma: Double
    /// With the constant of nlme: restricted where the engine restricts, averaged over the nodes
    /// where it integrates; nil for the methods without a likelihood.
    public let logLikelihood: Double?
    /// Filled by `onset` and `robust-onset`.
    public let onset: OnsetSummary?
    /// Filled by the engines that average over models of the errors: `daily`, `robust` and
    /// `robust-onset`.
    public let robust: RobustSummary?
    /// Sentences about this fit for a reader.
    public let notes: [String]
    let inference: any ContrastInference
    /// For the read-outs that have a kink at rho = 1; nil where rho is not integrated by `ar1`.
    let endpoints: EndpointQuadrature?

    /// - Throws: `.contrastLength`, `.contrastIsZero`, `.notFinite`; with `kenwardRoger`
    ///   `.correctionLost`.
    /// - Complexity: O(K p^2) for K nodes.
    public func estimate(of contrast: Contrast) throws(RegressionError) -> ContrastEstimate {
        try contrast.checked(columns: columns)
        if let refusal = inference.refusal(of: contrast.weights) { throw refusal }
        let distribution = inference.distribution(of: contrast.weights)
        let moments = Self.moments(distribution, of: method)
        guard moments.standardError.isFinite, moments.standardError > 0 else {
            throw .standardErrorNotFinite(found: moments.standardError)
        }
        return ContrastEstimate(
            contrast: contrast, estimate: moments.estimate, standardError: moments.standardError,
            distribution: distribution, residualScales: inference.residualScales,
            endpoints: endpoints)
    }

    /// The coefficient of one column.
    /// - Throws: `.unknownColumn`.
    public func estimate(ofColumn name: String) throws(RegressionError) -> ContrastEstimate {
        try estimate(of: Contrast([(name, 1)], columns: columns))
    }

    /// Posterior mean and standard deviation, or estimate and standard error.
    static func moments(
        _ distribution: MixtureOfStudentT, of method: RegressionMethod
    ) -> (estimate: Double, standardError: Double) {
        if method.isBayesian && distribution.weights.count > 1 {
            return (distribution.mean, distribution.variance.squareRoot())
        }
        return (distribution.locations[0], distribution.scales[0])
    }
}

extension RegressionFit {
    /// A column's coefficient: posterior mean and standard deviation, or estimate and error.
    public struct Coefficient: Sendable, Equatable {
        public let name: String
        public let estimate: Double
        public let standardError: Double
    }

    /// The autocorrelation of neighbouring rows one step apart.
    public struct Autocorrelation: Sendable, Equatable {
        /// Posterior mean, or the value that was fixed or maximised.
        public let mean: Double
        /// Credible interval; nil for a value alone.
        public let interval: Interval?

        public init(mean: Double, interval: Interval? = nil) {
            self.mean = mean
            self.interval = interval
        }

        /// From Chebyshev nodes and their weights, which sum to 1.
        init(nodes: [Double], weights: [Double], level: Double) {
            guard nodes.count > 1 else {
                self.init(mean: nodes[0])
                return
            }
            let rule = ChebyshevNodes(count: nodes.count)
            let tail = 0.5 * (1 - level)
            self.init(
                mean: dot(weights, nodes),
                interval: Interval(
                    lower: rule.quantile(tail, weights: weights),
                    upper: rule.quantile(1 - tail, weights: weights), level: level))
        }
    }

    init(
        method: RegressionMethod, design: DesignMatrix, degreesOfFreedom: Double,
        autocorrelation: Autocorrelation?, sigma: Double, logLikelihood: Double?,
        onset: OnsetSummary? = nil, robust: RobustSummary? = nil, notes: [String],
        inference: some ContrastInference, endpoints: EndpointQuadrature? = nil
    ) {
        self.method = method
        n = design.rows
        columns = design.names
        self.degreesOfFreedom = degreesOfFreedom
        self.autocorrelation = autocorrelation
        self.sigma = sigma
        self.logLikelihood = logLikelihood
        self.onset = onset
        self.robust = robust
        self.notes = notes
        self.inference = inference
        self.endpoints = endpoints
        coefficients = design.names.indices.map { column in
            var unit = [Double](repeating: 0, count: design.columns)
            unit[column] = 1
            let moments = Self.moments(inference.distribution(of: unit), of: method)
            return Coefficient(
                name: design.names[column], estimate: moments.estimate,
                standardError: moments.standardError)
        }
    }
}
