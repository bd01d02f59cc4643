import RealModule
import Stats

/// The straight slope of a baseline, with an error that allows for neighbouring days that resemble each
/// other.
///
/// The resemblance is that of what is left beside the line: taken from the whole trial it would hold the
/// slope itself for memory. SE is that of least squares times sqrt((1 + r)/(1 - r)), r the lag-one
/// autocorrelation of the residuals, corrected for its bias of about -(1 + 4r)/n, kept in 0 to .8.
struct BaselineSlope: Sendable, Equatable {
    /// Points a day.
    let slope: Double
    let standardError: Double
    let twoSidedP: Double

    /// Nil for fewer than 7 scores, or scores that lie on a line.
    init?(_ scores: [DatedScore]) {
        let n = Double(scores.count)
        guard scores.count >= 7 else { return nil }
        let meanDay = scores.reduce(0) { $0 + Double($1.day) } / n
        let mean = scores.reduce(0) { $0 + $1.score } / n
        let spread = scores.reduce(0) { sum, score in
            sum + (Double(score.day) - meanDay) * (Double(score.day) - meanDay)
        }
        guard spread > 0 else { return nil }
        let slope =
            scores.reduce(0) { $0 + (Double($1.day) - meanDay) * ($1.score - mean) } / spread
        let left = scores.map { $0.score - mean - slope * (Double($0.day) - meanDay) }
        let squares = left.reduce(0) { $0 + $1 * $1 }
        guard squares > 1e-12 * (1 + mean * mean) else { return nil }
        let products = zip(left, left.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
        let raw = products / squares
        let r = min(max(raw + (1 + 4 * raw) / n, 0), 0.8)
        self.slope = slope
        standardError = (squares / (n - 2) / spread * (1 + r) / (1 - r)).squareRoot()
        let t = slope.magnitude / standardError
        twoSidedP = min(1, 2 * StudentT(degreesOfFreedom: n - 2).probability(above: t))
    }
}
