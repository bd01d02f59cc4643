internal import RealModule

/// What is believed about the tails of the noise.
public enum NoiseTails: Sendable, Hashable {
    /// Normal: every observation counts in full.
    case normal
    /// Surprises count up to four standard deviations: see `BoundedInnovations`. Days of a person are
    /// now and then far out, and two changes around such a day would be claimed for it.
    case bounded
}

/// A series whose surprises are bounded, once, before it is searched for changes.
///
/// Under the noise that fits best without a change, each observation is predicted from those before it
/// (Kalman filter of wander plus rating noise around the fit of the covariates and the median). Where
/// it lies more than `bound` standard deviations from its prediction it is moved to that distance, and
/// the filter goes on from there. A lasting shift is taken up within a few days and stays; one wild day
/// and what it drags behind it shrink.
///
/// The standard deviation is sqrt(pi/2) times the mean magnitude of the standardised innovations, taken
/// again after one pass: unlike a median it is not zero for coarse scores that mostly repeat.
///
/// The bound was fixed before the calibration (docs/calibration-changes.md). Source: Masreliez & Martin
/// (1977), filter cleaning with Huber's function.
struct BoundedInnovations {
    static let bound = 4.0

    let values: [Double]
    /// Indices of the observations that were moved.
    let moved: [Int]

    /// - Parameters:
    ///   - y: finite.
    ///   - design: gives times and covariates.
    ///   - node: shape of the noise.
    /// - Complexity: O(n p).
    init(_ y: [Double], on design: PosteriorDesign, node: NoiseNode) {
        let fitted = Self.fitted(y, design.covariates)
        var residuals = y.indices.map { y[$0] - fitted[$0] }
        var order = residuals
        let level = orderStatistic(order.count / 2, of: &order)
        residuals = residuals.map { $0 - level }
        let filter = WanderFilter(node: node, times: design.times)
        let scale = filter.scale(of: residuals, bound: .infinity)
        let bound = Self.bound * filter.scale(of: residuals, bound: Self.bound * scale)
        let bounded = filter.run(residuals, bound: bound).values
        moved = y.indices.filter { bounded[$0] != residuals[$0] }
        values = y.indices.map { i in
            bounded[i] == residuals[i] ? y[i] : fitted[i] + level + bounded[i]
        }
    }

    /// Least squares on the covariates beside the constant, which are orthonormal and centred.
    private static func fitted(_ y: [Double], _ covariates: Matrix) -> [Double] {
        var fitted = [Double](repeating: 0, count: y.count)
        for j in 1..<max(1, covariates.columns) {
            let column = Array(covariates.column(j))
            LAPACK.axpy(y.count, LAPACK.dot(y.count, column, y), column, &fitted)
        }
        return fitted
    }
}

/// One-step prediction of AR(1) wander plus white noise with unit variance in all, level 0.
private struct WanderFilter {
    /// Correlation of the wander with that of the observation before.
    private let correlations: [Double]
    private let white: Double

    init(node: NoiseNode, times: [Int]) {
        correlations = ObservedSeries.gaps(of: times).map { .pow(node.rho, $0) }
        white = node.white
    }

    /// The observations with every standardised innovation kept within +-`bound`, and the innovations
    /// so kept.
    func run(
        _ observations: [Double], bound: Double
    ) -> (values: [Double], innovations: [Double]) {
        let slow = 1 - white
        var (wander, variance) = (0.0, slow)
        var values = observations
        var innovations = observations
        for i in observations.indices {
            if i > 0 {
                let r = correlations[i]
                wander *= r
                variance = r * r * variance + slow * (1 - r * r)
            }
            let total = variance + white
            let spread = total.squareRoot()
            let innovation = (observations[i] - wander) / spread
            let kept = min(max(innovation, -bound), bound)
            if kept != innovation { values[i] = wander + kept * spread }
            innovations[i] = kept
            let gain = variance / total
            wander += gain * kept * spread
            variance *= 1 - gain
        }
        return (values, innovations)
    }

    func scale(of observations: [Double], bound: Double) -> Double {
        let innovations = run(observations, bound: bound).innovations
        let sum = innovations.reduce(0) { $0 + $1.magnitude }
        return (0.5 * Double.pi).squareRoot() * sum / Double(innovations.count)
    }
}
