internal import RealModule

/// The error models that an engine averages over, with their prior weights. The grids and the priors
/// are conventions: they are part of an answer, and a change of one is a new version.
///
/// Family 1: a first-order autoregression seen through white noise (`AR1PlusNoise`), at Chebyshev
/// nodes of rho (arcsine prior) and shares lambda of white noise; a negative rho has lambda = 0 only.
/// The errors of the spread group are exp(kappa) times as large.
/// Family 2: a local level seen through white noise (`LocalLevelPlusNoise`), kappa = 0. It is the
/// limit of family 1 as rho goes to 1, so that the weights of the two need no constants.
/// In long records half of its prior goes to a local level beside a short memory
/// (`LocalLevelPlusMemory`): one switch in 180 days of two memories was covered in 84 % without it and
/// in 91 % with it (400 series), while records of 56 to 98 days would gain nothing by it.
struct ErrorGrid: Sendable {
    typealias Weighted = (value: Double, prior: Double)

    /// Chebyshev nodes in rho, unless the caller asks for another number.
    let autocorrelations: Int
    /// lambda.
    let noiseShares: [Weighted]
    /// kappa.
    let logRatios: [Weighted]
    /// theta, each with the same prior weight.
    let smoothings: [Double]
    /// Prior weight of family 2; 0 without one.
    let localLevel: Double
    /// phi of the short memories beside a local level, for records of `longRecord` rows and more.
    var shortMemories: [Double] = []

    /// From how many rows a record is long.
    static let longRecord = 120

    /// Version 1.
    static let robust = ErrorGrid(
        autocorrelations: 32, noiseShares: [(0, 0.4), (0.2, 0.2), (0.4, 0.2), (0.6, 0.2)],
        logRatios: normal(steps: 17, to: 1.2, atZero: 0), smoothings: [], localLevel: 0)

    /// Version 1: `robust` with half of the prior of kappa at exactly 0, and a local level.
    static let daily = ErrorGrid(
        autocorrelations: 32, noiseShares: robust.noiseShares,
        logRatios: normal(steps: 17, to: 1.2, atZero: 0.5),
        smoothings: (0..<10).map { 0.1 * Double($0) + 0.05 }, localLevel: 0.2,
        shortMemories: [0.3, 0.6])

    /// Version 1: coarser, for there are many curves a node.
    static let robustOnset = ErrorGrid(
        autocorrelations: 12, noiseShares: [(0, 0.4), (0.3, 0.3), (0.6, 0.3)],
        logRatios: normal(steps: 5, to: 0.9, atZero: 0), smoothings: [], localLevel: 0)

    /// Version 2: share of white noise and a local level, spreads even.
    static let onset = ErrorGrid(
        autocorrelations: 12, noiseShares: robustOnset.noiseShares, logRatios: [(0, 1)],
        smoothings: (0..<5).map { 0.2 * Double($0) + 0.1 }, localLevel: 0.2)

    /// For columns that do not span a constant.
    var withoutLocalLevel: ErrorGrid {
        ErrorGrid(
            autocorrelations: autocorrelations, noiseShares: noiseShares, logRatios: logRatios,
            smoothings: [], localLevel: 0)
    }

    /// N(0, 0.5^2) on an odd number of steps from -end to end, summing to 1 - atZero, and the rest at
    /// exactly 0.
    private static func normal(steps: Int, to end: Double, atZero: Double) -> [Weighted] {
        let middle = steps / 2
        let values = (0..<steps).map { end * Double($0 - middle) / Double(middle) }
        let densities = values.map { Double.exp(-2 * $0 * $0) }
        let total = densities.reduce(0, +)
        return values.indices.map { place in
            let point = place == middle ? atZero : 0
            return (values[place], (1 - atZero) * densities[place] / total + point)
        }
    }

    /// Every model of the errors, with its prior weight before kappa; these sum to 1.
    ///
    /// - `rows`: of the record.
    /// - `rhos`: nodes of the autocorrelation; a single one is held, and excludes a local level.
    /// - `readings`: how many readings each row is the mean of.
    func models(rows: Int, rhos: [Double], readings: [Int]?) -> [ErrorModel] {
        let levelPrior = rhos.count > 1 ? localLevel : 0
        var result: [ErrorModel] = []
        for (place, rho) in rhos.enumerated() {
            for noise in noiseShares where rho >= 0 || noise.value == 0 {
                let prior = (1 - levelPrior) / Double(rhos.count) * (rho >= 0 ? noise.prior : 1)
                let errors = AR1PlusNoise(rho: rho, noiseShare: noise.value, readings: readings)
                result.append(ErrorModel(kind: .autoregression(errors, place), prior: prior))
            }
        }
        guard levelPrior > 0 else { return result }
        let memories = rows >= Self.longRecord ? shortMemories : []
        let prior = levelPrior / Double(smoothings.count) * (memories.isEmpty ? 1 : 0.5)
        for theta in smoothings {
            let errors = LocalLevelPlusNoise(smoothing: theta, readings: readings)
            result.append(ErrorModel(kind: .localLevel(errors), prior: prior))
        }
        for phi in memories {
            for theta in smoothings {
                let errors = LocalLevelPlusMemory(smoothing: theta, rho: phi)
                result.append(
                    ErrorModel(kind: .twoMemories(errors), prior: prior / Double(memories.count)))
            }
        }
        return result
    }
}

/// One model of the errors on a grid.
struct ErrorModel: Sendable {
    enum Kind: Sendable {
        /// With the place of its rho among the nodes.
        case autoregression(AR1PlusNoise, Int)
        case localLevel(LocalLevelPlusNoise)
        case twoMemories(LocalLevelPlusMemory)
    }

    let kind: Kind
    let prior: Double

    /// Replaces each column by L^-1 of it.
    /// - Returns: ln det of the relative covariance.
    func whiten(_ matrix: inout Matrix, times: [Int]) -> Double {
        switch kind {
        case .autoregression(let errors, _): errors.whiten(&matrix, times: times)
        case .localLevel(let errors): errors.whiten(&matrix, times: times)
        case .twoMemories(let errors): errors.whiten(&matrix, times: times)
        }
    }

    var isLocalLevel: Bool { rhoPlace == nil }

    var rhoPlace: Int? {
        if case .autoregression(_, let place) = kind { return place }
        return nil
    }

    /// lambda; nil for a local level, whose share depends on how long it is watched.
    var noiseShare: Double? {
        if case .autoregression(let errors, _) = kind { return errors.noiseShare }
        return nil
    }

    var hasRatingNoise: Bool {
        switch kind {
        case .autoregression(let errors, _): errors.noiseShare > 0
        case .localLevel: true
        case .twoMemories: false
        }
    }

    /// The ratios of spreads that go with it.
    func logRatios(_ grid: ErrorGrid, hasSpreads: Bool) -> [ErrorGrid.Weighted] {
        isLocalLevel || !hasSpreads ? [(0, 1)] : grid.logRatios
    }
}

/// What the posterior weights of the models say about the errors.
struct ErrorPosterior: Sendable {
    private(set) var byRho: [Double]
    private(set) var localLevel = 0.0
    private(set) var ratingNoise = 0.0
    private(set) var noiseShare = 0.0
    private(set) var logSpreadRatio = 0.0

    init(rhos: Int) { byRho = [Double](repeating: 0, count: rhos) }

    mutating func add(_ weight: Double, of model: ErrorModel, logRatio: Double) {
        if let place = model.rhoPlace { byRho[place] += weight }
        if model.isLocalLevel { localLevel += weight }
        if model.hasRatingNoise { ratingNoise += weight }
        noiseShare += weight * (model.noiseShare ?? 0)
        logSpreadRatio += weight * logRatio
    }

    /// What is left to the autoregression, as weights of rho that sum to 1.
    func autocorrelation(
        _ rhos: [Double], level: Double
    ) -> RegressionFit.Autocorrelation {
        let total = byRho.reduce(0, +)
        // All weight on the local level: its limit, rho = 1, is the last node's side.
        let weights =
            total > 0 ? byRho.map { $0 / total } : rhos.indices.map { $0 == rhos.count - 1 ? 1 : 0 }
        return RegressionFit.Autocorrelation(nodes: rhos, weights: weights, level: level)
    }

    var summary: RobustSummary {
        RobustSummary(
            noiseShare: localLevel < 1 ? noiseShare / (1 - localLevel) : 0,
            logSpreadRatio: logSpreadRatio, localLevelWeight: localLevel,
            ratingNoiseWeight: ratingNoise)
    }
}
