internal import RealModule

/// How many changes of level a series holds and when, by exact summation over every set of
/// dates, with slow noise running through the changes.
///
///   y = Z b + sum_k delta_k 1{t >= tau_k} + e,   cov(e) = s^2 V(rho, w)
///
/// Priors: b flat, p(s) = 1/s, (rho, w) uniform over the design's `NoiseGrid`; delta/s has the
/// moment prior x^2 N(x; 0, k0^2), whose modes are at +-1.41 SD and which gives "no change" no weight
/// under "change"; the number of changes is Poisson(ln 2), cut at `maximumChanges`, so no change
/// has prior 1/2; dates are uniform given the number, `minimumSegment` observations apart.
///
///     let posterior = ChangepointPosterior()
///     let fit = try posterior.fit(scores, on: PosteriorDesign(times: days))
///     fit.probabilityOfAnyChange
///
/// Because noise may wander slowly, a shift of one noise SD in twelve weeks usually cannot be told
/// from wandering, and the posterior says so; a shift of two SD is found in most series.
public struct ChangepointPosterior: Sendable {
    /// The most changes that can be asked for.
    public static let mostChanges = 3
    /// The longest series whose sets of three dates are all visited; above, a beam is used.
    static let longestExactTriples = 180
    /// The longest series for which three changes are considered unless asked otherwise.
    static let longestDefaultTriples = 90

    public struct Options: Sendable, Hashable {
        /// Most changes considered, 0 to 3; nil means 3 up to 90 observations and 2 above.
        public var maximumChanges: Int?
        /// Mean of the Poisson prior for the number of changes.
        var expectedChanges = Double.log(2)
        /// k0, the scale of the prior for a change in units of the noise SD.
        var changeScale = 1.0
        /// Shape of the prior for a change.
        public var sizes = ChangeSizePrior.moment
        /// Whether surprises are bounded before anything else. Normal is the plain model of the oracles;
        /// the reading of a trial takes bounded.
        public var tails = NoiseTails.normal
        /// Noise nodes whose best single change is this many nats below the best node's are left
        /// out of the sums for two and more changes. The default is that of the evidence and the oracles;
        /// where changes hide each other (ABAB) it can take a few percent from P(K >= 2), and infinity
        /// gives the full sum.
        var neglect = 9.0
        /// Pairs that are extended to triples when there are too many triples to visit.
        var beamWidth = 2000

        public init() {}

        /// How a trial of `count` days is read: surprises bounded, and changes expected in proportion to
        /// time, ln 2 for twelve weeks and never more. With the plain model's ln 2 for any length, AR(2)
        /// noise is called a likely change in 7-8 % of series of 56 days.
        public static func reading(count: Int) -> Options {
            var options = Options()
            options.tails = .bounded
            options.expectedChanges = .log(2) * min(1, Double(count) / 84)
            return options
        }
    }

    public var options: Options

    public init(options: Options = Options()) {
        self.options = options
    }

    /// - Parameters:
    ///   - y: one value for each time of the design, in its order; their unit is the unit of levels
    ///     and sizes.
    ///   - design: when the series was observed, prepared.
    /// - Returns: the posterior.
    /// - Throws: `ChangepointError` for a wrong length, values that are not finite, a series that is
    ///   constant or explained by the covariates, and options out of range.
    /// - Complexity: O(n^2) a node for the moments, then O(n), O(n^2), O(n^3) a node for one, two and
    ///   three changes.
    public func fit(
        _ y: [Double], on design: PosteriorDesign
    ) throws(ChangepointError) -> ChangepointPosteriorFit {
        let prior = try ChangePrior(options, design: design)
        try Self.check(y, on: design)
        guard options.tails == .bounded else {
            return try fit(y, Self.moments(of: y, design), design, prior)
        }
        let plain = try kernels(y, Self.moments(of: y, design), design, prior)
        let bounded = Self.bounded(y, plain, design)
        guard !bounded.moved.isEmpty else {
            return fit(plain, design, prior)
        }
        let again = try kernels(
            bounded.values, Self.moments(of: bounded.values, design), design, prior)
        return fit(again, design, prior, moved: bounded.moved)
    }

    /// The series with its surprises bounded under the noise that fits best without a change.
    private static func bounded(
        _ y: [Double], _ kernels: [DateSetKernel], _ design: PosteriorDesign
    ) -> BoundedInnovations {
        var best = 0
        for node in kernels.indices
        where kernels[node].logWeightOfNone > kernels[best].logWeightOfNone { best = node }
        return BoundedInnovations(y, on: design, node: design.noise.nodes[best])
    }

    /// S dy for each node.
    private static func moments(of y: [Double], _ design: PosteriorDesign) -> [[Double]] {
        let differences = differences(of: y)
        let n = design.count
        return design.grams.map { gram in
            var moments = [Double](repeating: 0, count: n)
            LAPACK.gemv(.yes, rows: n, columns: n, gram.products, lda: n, differences, &moments)
            return moments
        }
    }

    /// Fits every series of a batch; the same answers as one at a time, with one matrix product
    /// a node for all of them where the tails are normal.
    public func fit(
        batch: [[Double]], on design: PosteriorDesign
    ) throws(ChangepointError) -> [ChangepointPosteriorFit] {
        guard options.tails == .normal else {
            var fits: [ChangepointPosteriorFit] = []
            for y in batch { fits.append(try fit(y, on: design)) }
            return fits
        }
        let prior = try ChangePrior(options, design: design)
        for y in batch { try Self.check(y, on: design) }
        let n = design.count
        let differences = batch.flatMap { Self.differences(of: $0) }
        let moments = design.grams.map { gram in
            var moments = [Double](repeating: 0, count: n * batch.count)
            LAPACK.gemm(
                .yes, .no, rows: n, columns: batch.count, inner: n, gram.products, lda: n,
                differences, ldb: n, &moments, ldc: n)
            return moments
        }
        var fits: [ChangepointPosteriorFit] = []
        for (index, y) in batch.enumerated() {
            let range = index * n..<(index + 1) * n
            fits.append(
                try fit(y, moments.map { Array($0[range]) }, design, prior))
        }
        return fits
    }

    /// Prepares the design and fits one series.
    public func fit(
        _ y: [Double], times: [Int], covariates: Matrix? = nil, minimumSegment: Int = 7
    ) throws(ChangepointError) -> ChangepointPosteriorFit {
        let design = try PosteriorDesign(
            times: times, covariates: covariates, minimumSegment: minimumSegment)
        return try fit(y, on: design)
    }

    private func fit(
        _ y: [Double], _ moments: [[Double]], _ design: PosteriorDesign, _ prior: ChangePrior
    ) throws(ChangepointError) -> ChangepointPosteriorFit {
        fit(try kernels(y, moments, design, prior), design, prior)
    }

    private func fit(
        _ kernels: [DateSetKernel], _ design: PosteriorDesign, _ prior: ChangePrior,
        moved: [Int] = []
    ) -> ChangepointPosteriorFit {
        let sums = EvidenceSums(kernels: kernels, design: design, prior: prior)
        return ChangepointPosteriorFit(
            design: design, prior: prior, kernels: kernels, sums: sums, boundedIndices: moved)
    }

    /// The series under each node.
    private func kernels(
        _ y: [Double], _ moments: [[Double]], _ design: PosteriorDesign, _ prior: ChangePrior
    ) throws(ChangepointError) -> [DateSetKernel] {
        let differences = Self.differences(of: y)
        let total = differences.indices.reduce(0.0) { $0 + (y[$1] - y[0]) * (y[$1] - y[0]) }
        let mean = Self.mean(of: y)
        let kernels = zip(design.grams, moments).map { gram, moments in
            DateSetKernel(
                design: design, gram: gram, moments: moments,
                residual: LAPACK.dot(design.count, differences, moments),
                baseLevel: mean + LAPACK.dot(design.count, differences, gram.levelShifts),
                prior: prior)
        }
        // V has a unit diagonal and eigenvalues below n, so a share this small is rounding.
        guard kernels.allSatisfy({ $0.residual > 1e-11 * total }) else {
            throw .perfectCovariates
        }
        return kernels
    }

    static func check(_ y: [Double], on design: PosteriorDesign) throws(ChangepointError) {
        guard y.count == design.count else {
            throw .lengthsDiffer(what: "values", found: y.count, expected: design.count)
        }
        try ObservedSeries.check(values: y)
    }

    static func mean(of y: [Double]) -> Double { y.reduce(0, +) / Double(y.count) }

    /// First differences after the mean is taken off, which changes no answer but keeps digits.
    static func differences(of y: [Double]) -> [Double] {
        let mean = mean(of: y)
        return y.indices.map { $0 == 0 ? y[0] - mean : y[$0] - y[$0 - 1] }
    }
}

/// What is believed about x = delta / s, the size of a change in noise SDs.
public enum ChangeSizePrior: Sendable, Hashable {
    /// x^2 N(x; 0, k0^2) / k0^2: a change of size zero is no change.
    case moment
    /// N(x; 0, k0^2), for comparison: fewer false alarms, less power and wider date sets.
    case normal

    /// The prior's density carries this power of 1/k0^2 for each change.
    var ridgePower: Double { self == .moment ? 1.5 : 0.5 }
}

/// What is believed before the series is seen, checked against a design.
struct ChangePrior: Sendable {
    let maximumChanges: Int
    /// 1 / k0^2
    let ridge: Double
    let sizes: ChangeSizePrior
    let neglect: Double
    let beamWidth: Int
    /// Poisson weight of K over the number of placements of K changes, K = 0...maximumChanges.
    let weights: [Double]
    let usesBeam: Bool

    init(
        _ options: ChangepointPosterior.Options, design: PosteriorDesign
    ) throws(ChangepointError) {
        let n = design.count
        let standard = n <= ChangepointPosterior.longestDefaultTriples ? 3 : 2
        let asked = options.maximumChanges ?? standard
        guard (0...ChangepointPosterior.mostChanges).contains(asked) else {
            throw .changesOutOfRange(
                found: asked, limit: ChangepointPosterior.mostChanges, observations: n)
        }
        guard options.expectedChanges > 0, options.expectedChanges.isFinite else {
            throw .settingOutOfRange(setting: .expectedChanges, found: options.expectedChanges)
        }
        guard options.changeScale > 0, options.changeScale.isFinite else {
            throw .settingOutOfRange(setting: .changeScale, found: options.changeScale)
        }
        guard options.neglect > 0 else {
            throw .settingOutOfRange(setting: .neglect, found: options.neglect)
        }
        guard options.beamWidth > 0 else {
            throw .settingOutOfRange(setting: .beamWidth, found: Double(options.beamWidth))
        }
        let most = (0...asked).last { design.placements(of: $0) > 0 } ?? 0
        maximumChanges = most
        ridge = 1 / (options.changeScale * options.changeScale)
        sizes = options.sizes
        neglect = options.neglect
        beamWidth = options.beamWidth
        usesBeam = most == 3 && n > ChangepointPosterior.longestExactTriples
        var weight = 1.0
        var weights: [Double] = []
        for changes in 0...most {
            if changes > 0 { weight *= options.expectedChanges / Double(changes) }
            weights.append(weight / design.placements(of: changes))
        }
        self.weights = weights
    }
}
