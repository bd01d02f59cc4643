/// When a series was observed and what is known to move it, prepared for `ChangepointPosterior`:
/// one `StepGram` a noise node. Prepare once, then fit any number of series on it.
public struct PosteriorDesign: Sendable {
    /// The longest series it takes: 43 nodes of n^2 numbers are 344 MB at n = 1000.
    public static let longest = 1000

    /// Times of the observations, strictly increasing.
    public let times: [Int]
    /// Fewest observations between two changes, and before the first and after the last.
    public let minimumSegment: Int
    public let noise: NoiseGrid
    /// Number of terms that are swept out: the constant and the covariates.
    public let terms: Int
    let grams: [StepGram]
    /// A column of ones and an orthonormal basis of the centred covariates.
    let covariates: Matrix

    public var count: Int { times.count }

    /// n - p, the exponent of the integrated likelihood times two.
    var degreesOfFreedom: Int { count - terms }

    /// - Parameters:
    ///   - times: strictly increasing; a missing observation is absent.
    ///   - covariates: n x q without a constant, for instance a trend, a weekly cosine and sine, or
    ///     known interventions. They are centred, so the level of a segment is the level at the
    ///     covariates' means.
    ///   - minimumSegment: fewest observations between changes, 1...n/2.
    ///   - noise: the shapes to average over.
    /// - Throws: `ChangepointError` for times that do not increase, fewer than 14 observations, more
    ///   than `longest`, covariates that are dependent, not finite or too many.
    /// - Complexity: O(nodes n^2 q) time and O(nodes n^2) memory.
    public init(
        times: [Int], covariates: Matrix? = nil, minimumSegment: Int = 7,
        noise: NoiseGrid = .wanderAndWhite
    ) throws(ChangepointError) {
        try ObservedSeries.check(times: times, count: times.count)
        guard times.count <= Self.longest else {
            throw .seriesTooLong(found: times.count, limit: Self.longest, advice: .longSeries)
        }
        try ObservedSeries.check(minimumSegment: minimumSegment, count: times.count)
        guard !noise.nodes.isEmpty else { throw .settingOutOfRange(setting: .noiseGrid, found: 0) }
        if let node = noise.nodes.first(where: { !$0.isValid }) {
            throw .settingOutOfRange(setting: .noiseGrid, found: node.rho)
        }
        let design = try CentredCovariates(covariates, count: times.count).matrix
        let gaps = ObservedSeries.gaps(of: times)
        self.times = times
        self.minimumSegment = minimumSegment
        self.noise = noise
        terms = design.columns
        self.covariates = design
        grams = noise.nodes.map { StepGram(node: $0, gaps: gaps, covariates: design) }
    }

    /// Number of ways to place `changes` changes.
    func placements(of changes: Int) -> Double {
        let free = count - (changes + 1) * minimumSegment
        guard free >= 0 else { return 0 }
        return (1...max(changes, 1)).prefix(changes).reduce(1.0) {
            ($0 * Double(free + $1) / Double($1)).rounded()
        }
    }
}

/// A constant and an orthonormal basis of the centred covariates.
struct CentredCovariates {
    let matrix: Matrix

    init(_ covariates: Matrix?, count n: Int) throws(ChangepointError) {
        let constant = [Double](repeating: 1, count: n)
        guard let covariates, covariates.columns > 0 else {
            matrix = Matrix(columns: [constant])
            return
        }
        guard covariates.rows == n else {
            throw .lengthsDiffer(what: "covariate rows", found: covariates.rows, expected: n)
        }
        guard covariates.columns + 10 <= n else {
            throw .tooManyCovariates(found: covariates.columns, observations: n)
        }
        var basis: [[Double]] = []
        for j in 0..<covariates.columns {
            let column = try Self.unit(Array(covariates.column(j)), index: j)
            basis.append(try Self.orthogonal(column, to: basis, index: j))
        }
        matrix = Matrix(columns: [constant] + basis)
    }

    private static func unit(_ column: [Double], index: Int) throws(ChangepointError) -> [Double] {
        if let row = column.firstIndex(where: { !$0.isFinite }) { throw .notFinite(index: row) }
        let mean = column.reduce(0, +) / Double(column.count)
        let centred = column.map { $0 - mean }
        let length = LAPACK.norm(centred.count, centred)
        guard length > 1e-10 * (1 + mean.magnitude) else {
            throw .dependentCovariates(column: index)
        }
        return centred.map { $0 / length }
    }

    /// What is left of a unit column beside an orthonormal basis, made unit again.
    private static func orthogonal(
        _ column: [Double], to basis: [[Double]], index: Int
    ) throws(ChangepointError) -> [Double] {
        var rest = column
        for _ in 0..<2 {
            for vector in basis {
                LAPACK.axpy(rest.count, -LAPACK.dot(rest.count, rest, vector), vector, &rest)
            }
        }
        let length = LAPACK.norm(rest.count, rest)
        guard length > 1e-7 else { throw .dependentCovariates(column: index) }
        return rest.map { $0 / length }
    }
}
