/// A world in which the truth is known, to find out how often a method's interval holds it.
///
/// Responses are `mean` plus simulated errors on the rows of `design`; the study fits a method to
/// each replicate and looks at one contrast.
public struct CoverageStudy: Sendable {
    public let design: DesignMatrix
    public let contrast: Contrast
    /// Expected response of each row.
    public let mean: [Double]
    /// What the contrast really is.
    public let truth: Double
    public let errors: SimulatedErrors
    /// Standard deviation of each row's error; nil is 1.
    public let spread: [Double]?

    /// - Throws: `.rowCountMismatch`, `.contrastLength`, `.contrastIsZero`.
    public init(
        design: DesignMatrix, contrast: Contrast, mean: [Double], truth: Double,
        errors: SimulatedErrors, spread: [Double]? = nil
    ) throws(RegressionError) {
        try contrast.checked(columns: design.names)
        for (what, count) in [("means", mean.count), ("spreads", spread?.count ?? design.rows)]
        where count != design.rows {
            throw .rowCountMismatch(what: what, expected: design.rows, found: count)
        }
        self.design = design
        self.contrast = contrast
        self.mean = mean
        self.truth = truth
        self.errors = errors
        self.spread = spread
    }

    /// What one replicate showed; nil where the method refused its data.
    public struct Outcome: Sendable, Equatable {
        public let estimate: Double
        public let interval: Interval
    }

    /// The responses of one replicate.
    public func responses(using generator: inout SeededGenerator) -> [Double] {
        zip(mean, errors.draw(at: design.times, spread: spread, using: &generator)).map { $0 + $1 }
    }

    /// Runs the method on the replicates of `simulation`, on all cores; the same answer on any
    /// number of them.
    /// - Throws: `CancellationError`.
    public func run(
        _ regression: Regression, _ simulation: MonteCarlo
    ) async throws(CancellationError) -> Coverage {
        let prepared =
            regression.method == .ar1
            ? try? PreparedAR1(
                design: design, nodes: regression.options.nodes, rho: regression.options.rho)
            : nil
        let outcomes = try await simulation.run { _, generator -> Outcome? in
            let y = responses(using: &generator)
            let estimate =
                try? prepared?.estimates(of: contrast, responses: Matrix(columns: [y]))
                .first ?? regression.fit(y, on: design).estimate(of: contrast)
            return estimate.map {
                Outcome(
                    estimate: $0.estimate,
                    interval: $0.interval(level: regression.options.level))
            }
        }
        return Coverage(outcomes, truth: truth)
    }
}

/// How a method's intervals did against a known truth.
public struct Coverage: Sendable, Equatable {
    /// Replicates that gave an answer.
    public let replicates: Int
    /// Replicates whose data the method refused.
    public let refused: Int
    /// Intervals that held the truth.
    public let covered: Int
    /// Intervals that left out zero: false positives where the truth is zero, else power.
    let excludingZero: Int
    /// Mean of estimate - truth, and its standard error.
    public let bias: Double
    let biasError: Double
    let meanWidth: Double

    public init(_ outcomes: [CoverageStudy.Outcome?], truth: Double) {
        let found = outcomes.compactMap(\.self)
        let count = Double(max(found.count, 1))
        replicates = found.count
        refused = outcomes.count - found.count
        covered = found.count { $0.interval.contains(truth) }
        excludingZero = found.count { !$0.interval.contains(0) }
        let mean = found.reduce(0) { $0 + ($1.estimate - truth) } / count
        bias = mean
        let square = found.reduce(0) { sum, outcome in
            let rest = outcome.estimate - truth - mean
            return sum + rest * rest
        }
        biasError = (square / (count * max(count - 1, 1))).squareRoot()
        meanWidth = found.reduce(0) { $0 + $1.interval.width } / count
    }

    /// Several studies as one, for instance one design under several patterns of missing rows.
    public init(merging parts: [Coverage]) {
        let count = Double(max(parts.reduce(0) { $0 + $1.replicates }, 1))
        replicates = parts.reduce(0) { $0 + $1.replicates }
        refused = parts.reduce(0) { $0 + $1.refused }
        covered = parts.reduce(0) { $0 + $1.covered }
        excludingZero = parts.reduce(0) { $0 + $1.excludingZero }
        bias = parts.reduce(0) { $0 + Double($1.replicates) * $1.bias } / count
        biasError =
            parts.reduce(0) { sum, part in
                let share = Double(part.replicates) * part.biasError
                return sum + share * share
            }.squareRoot() / count
        meanWidth = parts.reduce(0) { $0 + Double($1.replicates) * $1.meanWidth } / count
    }

    /// Share of intervals that held the truth.
    public var coverage: Double { Double(covered) / Double(max(replicates, 1)) }

    /// Share of intervals that left out zero.
    var rejectionRate: Double { Double(excludingZero) / Double(max(replicates, 1)) }

    /// Standard error of a share of the replicates.
    public func standardError(of share: Double) -> Double {
        (share * (1 - share) / Double(max(replicates, 1))).squareRoot()
    }
}
