import ExperimentText
import ExperimentTrial
import Stats

/// Which way of a horizontal axis of differences is the better one. Differences keep the sign that the
/// numbers of the page have: of a score that is better low, better lies on the left.
struct BetterSide {
    private let isRight: Bool

    init(_ benefit: Benefit) { isRight = benefit == .higher }

    var left: String { isRight ? "← worse" : "← better" }
    var right: String { isRight ? "better →" : "worse →" }
    /// Of an improvement of 1.
    var sign: Double { isRight ? 1 : -1 }
}
