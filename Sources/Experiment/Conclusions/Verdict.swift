import ExperimentAnalysis
import ExperimentDiary
import ExperimentText
import ExperimentTrial

/// The one pre-set answer that a comparison is given, from a closed list.
package enum Verdict: String, Sendable, CaseIterable {
    case helped
    case helpedALittle = "helped-a-little"
    case noWorthwhileDifference = "no-worthwhile-difference"
    case worse
    case cannotTell = "cannot-tell"
}

extension Verdict {
    /// How sure a worthwhile difference, or its absence, has to be.
    package static let worthwhileThreshold = 0.80
    /// How sure a direction has to be.
    package static let directionThreshold = 0.95

    /// The rule, applied in this order, with d the improvement and M the smallest worthwhile change:
    ///
    /// 1. helped: P(d > M) >= 0.80;
    /// 2. helped a little: P(d > 0) >= 0.95;
    /// 3. no worthwhile difference: P(|d| < M) >= 0.80;
    /// 4. worse: P(d < 0) >= 0.95;
    /// 5. cannot tell.
    ///
    /// Without an M nothing can be called a little or not worthwhile: helped then needs
    /// P(d > 0) >= 0.95, and the wording leaves the worth of it to the reader.
    package init(_ chances: Chances) {
        let isBetter = chances.better >= Self.directionThreshold
        if let size = chances.size {
            self =
                if size.worthwhile >= Self.worthwhileThreshold { .helped } else if isBetter {
                    .helpedALittle
                } else if size.negligible >= Self.worthwhileThreshold {
                    .noWorthwhileDifference
                } else if chances.worse >= Self.directionThreshold { .worse } else { .cannotTell }
        } else {
            self =
                if isBetter { .helped } else if chances.worse >= Self.directionThreshold {
                    .worse
                } else { .cannotTell }
        }
    }

    /// Whether the verdict says that there is a difference, or which one.
    package var claimsEffect: Bool {
        switch self {
        case .helped, .helpedALittle, .worse: true
        case .noWorthwhileDifference, .cannotTell: false
        }
    }
}

/// What a fit says about the direction and the size of an improvement.
package struct Chances: Sendable, Equatable {
    /// P(d > 0).
    package let better: Double
    /// Nil when no smallest worthwhile change is known.
    package let size: Size?

    package var worse: Double { 1 - better }

    package struct Size: Sendable, Equatable {
        /// M, in points.
        package let smallest: Double
        /// P(d > M).
        package let worthwhile: Double
        /// P(|d| < M).
        package let negligible: Double
        /// P(d < -M).
        package var harmful: Double { max(0, 1 - worthwhile - negligible) }
    }

    package init(better: Double, size: Size?) {
        self.better = better
        self.size = size
    }

    package init(_ effect: EffectEstimate) {
        better = effect.probabilityOfBenefit
        if let smallest = effect.worthwhile, let worthwhile = effect.probabilityWorthwhile,
            let negligible = effect.probabilityNegligible
        {
            size = Size(smallest: smallest, worthwhile: worthwhile, negligible: negligible)
        } else {
            size = nil
        }
    }
}
