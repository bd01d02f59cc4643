import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// The ways of `n1 changes --method`.
package enum ChangeMethod: String, Sendable, CaseIterable {
    /// Probabilities of change under slow wandering with rating noise: the default.
    case posterior
    /// Exact penalised levels under white noise.
    case fpop
    /// Exact penalised levels under autocorrelated noise that runs through the change.
    case arFPOP = "ar-fpop"
    /// Exact penalised segments for any additive cost.
    case pelt
    /// Breaks of a regression by least squares, judged by a bootstrap.
    case baiPerron = "bai-perron"
    /// The visible shape, without any claim.
    case explore
}

/// The costs of `n1 changes --method pelt --cost`.
package enum ChangeCost: String, Sendable, CaseIterable {
    case mean
    case meanVariance = "mean-variance"
    case line, poisson, biweight, ranks
}

/// A search for changes in a plain series.
package struct ChangeSearch: Sendable {
    package var method: ChangeMethod
    /// Of `pelt`.
    package var cost = ChangeCost.mean
    /// For each change, in the unit of the cost; nil is calibrated on the series.
    package var penalty: Double?
    /// Fewest observations between two changes; nil is 7, or as few as the cost bears when a penalty
    /// is given.
    package var minimumSegment: Int?
    /// Of `posterior` and `bai-perron`.
    package var maximumChanges: Int?
    /// Of the date sets.
    package var level = 0.95
    /// Of `posterior`: a trial is read with `ChangepointPosterior.Options.reading`, a plain table by the
    /// plain model.
    package var isTrial = false
    /// Of the simulations behind a calibrated penalty and the bootstrap.
    package var seed: UInt64 = 1

    package init(_ method: ChangeMethod = .posterior) { self.method = method }

    /// The longest series for which a penalty is calibrated by simulation.
    static let longestCalibrated = 2000

    /// - `y`: values in the order of `times`.
    /// - `times`: strictly increasing; a missing observation is absent.
    ///
    /// Throws `ChangepointError`.
    package func run(_ y: [Double], times: [Int]) throws(ChangepointError) -> ChangeSummary {
        switch method {
        case .posterior:
            y.count <= PosteriorDesign.longest
                ? try posterior(y, times: times) : try long(y, times: times)
        case .fpop: try levels(y, times: times)
        case .arFPOP: try throughLevels(y, times: times)
        case .pelt: try segments(y, times: times)
        case .baiPerron: try breaks(y, times: times)
        case .explore: try shapes(y, times: times)
        }
    }
}
