public import Stats

/// The ways of `n1 changes --method`.
public enum ChangeMethod: String, Sendable, CaseIterable {
    /// Probabilities of change under slow wandering with rating noise: the default.
    case posterior
    /// Exact penalised levels under white noise.
    case fpop
    /// Exact penalised levels under autocorrelated noise that runs through the change.
    case arFPOP = "ar-fpop"
    /// Exact penalised segments for any additive cost.
    case pelt
    /// Breaks of a regression by least squares.
    case baiPerron = "bai-perron"
    /// The visible shape, without any claim.
    case explore
}

/// A search for changes in a plain series.
public struct ChangeSearch: Sendable {
    public var method: ChangeMethod = .posterior
    /// Of the posterior's date sets.
    public var level = 0.95
    public var maximumChanges: Int?

    public init(_ method: ChangeMethod = .posterior) { self.method = method }

    /// - Parameters:
    ///   - y: values in the order of `times`.
    ///   - times: strictly increasing.
    /// - Throws: `ChangepointError`.
    public func run(_ y: [Double], times: [Int]) throws(ChangepointError) -> ChangeSummary {
        var options = ChangepointPosterior.Options()
        options.maximumChanges = maximumChanges
        let fit = try ChangepointPosterior(options: options).fit(y, times: times)
        return try summary(of: fit)
    }

    private func summary(
        of fit: ChangepointPosteriorFit
    ) throws(ChangepointError) -> ChangeSummary {
        let count = fit.probabilityOfAnyChange < 0.2 ? 0 : fit.mostProbableCountGivenAny ?? 0
        var changes: [ChangeSummary.Change] = []
        for change in try fit.changes(given: count, level: level) {
            let dates = try change.dates.shortestInterval(level: level)
            changes.append(
                ChangeSummary.Change(
                    index: change.index, time: change.time,
                    lower: dates.indices.first.map { fit.design.times[$0] },
                    upper: dates.indices.last.map { fit.design.times[$0] },
                    probability: change.probability, before: change.before, after: change.after))
        }
        return ChangeSummary(
            method: method.rawValue, cost: "slow wandering and rating noise", n: fit.design.count,
            probabilityOfAnyChange: fit.probabilityOfAnyChange, verdict: fit.verdict,
            rho: fit.noiseMean.rho, changes: changes, notes: [])
    }
}
