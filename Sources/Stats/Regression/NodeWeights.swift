internal import RealModule

/// Posterior weights of the nodes of an integral, from their log-likelihoods and prior weights.
struct NodeWeights: Sendable {
    /// Sum 1.
    let values: [Double]
    /// ln of the likelihood averaged over the prior.
    let logAverage: Double

    /// - Parameters:
    ///   - logLikelihoods: ln likelihood + ln prior weight, one a node.
    ///   - priorTotal: what the prior weights sum to.
    init(logLikelihoods: [Double], priorTotal: Double) {
        let highest = logLikelihoods.max() ?? 0
        let raw = logLikelihoods.map { Double.exp($0 - highest) }
        let total = raw.reduce(0, +)
        values = raw.map { $0 / total }
        logAverage = highest + Double.log(total / priorTotal)
    }

    /// The nodes that matter: those left out weigh less than 1e-16 together.
    var relevant: [Int] { relevant(without: 1e-16) }

    /// - `rest`: what those left out weigh together, at most.
    func relevant(without rest: Double) -> [Int] {
        let threshold = rest / Double(values.count)
        return values.indices.filter { values[$0] > threshold }
    }
}
