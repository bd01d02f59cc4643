import ExperimentAnalysis
import ExperimentDiary
import ExperimentText
import ExperimentTrial

/// The one pre-set answer that a comparison is given, from a closed list.
package enum Verdict: String, Sendable, CaseIterable {
    case helped
    case helpedALittle = "helped-a-little"
    case noWorthwhileDifference = "no-worthwhile-difference"
    /// None, if it comes and goes within a third of the shortest tested stretch: a slower effect could hide.
    case noneIfFast = "no-worthwhile-difference-if-fast"
    case worse
    case cannotTell = "cannot-tell"
    /// The trial still runs, and nothing that was declared beforehand allows an answer yet.
    case notYet = "not-yet"
}

/// Which side an answer leans to that is not sure enough for a claim.
package enum Leaning: String, Sendable, CaseIterable {
    case better, worse
}

extension Verdict {
    /// How sure a worthwhile difference, or its absence, has to be.
    package static let worthwhileThreshold = 0.80
    /// How sure a direction has to be for any claim: no claim then contradicts its own 95 % interval.
    package static let directionThreshold = 0.975
    /// From here on an answer leans.
    package static let leaningThreshold = 0.90

    /// What one estimate says by itself, with d the improvement and M the smallest worthwhile change:
    ///
    /// 1. helped: P(d > 0) >= 0.975 and P(d > M) >= 0.80;
    /// 2. helped a little: P(d > 0) >= 0.975 otherwise;
    /// 3. worse: P(d < 0) >= 0.975;
    /// 4. no worthwhile difference: P(|d| < M) >= 0.80;
    /// 5. cannot tell.
    ///
    /// Without an M nothing can be called a little or not worthwhile. What stands beside the estimate
    /// can take a claim back: see `Judgement`.
    package init(_ chances: Chances) {
        if chances.better >= Self.directionThreshold {
            let isWorthwhile = chances.size.map { $0.worthwhile >= Self.worthwhileThreshold }
            self = isWorthwhile ?? true ? .helped : .helpedALittle
        } else if chances.worse >= Self.directionThreshold {
            self = .worse
        } else {
            let isNegligible = chances.size.map { $0.negligible >= Self.worthwhileThreshold }
            self = isNegligible ?? false ? .noWorthwhileDifference : .cannotTell
        }
    }

    /// Whether the verdict says that there is a difference, or which one.
    package var claimsEffect: Bool {
        switch self {
        case .helped, .helpedALittle, .worse: true
        case .noWorthwhileDifference, .noneIfFast, .cannotTell, .notYet: false
        }
    }

    /// Whether it says that a difference worth having is not there.
    package var rulesOutEffect: Bool { self == .noWorthwhileDifference || self == .noneIfFast }
}

extension Leaning {
    /// Nil where neither side is sure enough.
    package init?(_ chances: Chances) {
        if chances.better >= Verdict.leaningThreshold {
            self = .better
        } else if chances.worse >= Verdict.leaningThreshold {
            self = .worse
        } else {
            return nil
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

    /// Whether the side is as sure as a claim needs it, whatever the design allows to be claimed.
    package var isSideSure: Bool { max(better, worse) >= Verdict.directionThreshold }

    package struct Size: Sendable, Equatable {
        /// M, in points.
        package let smallest: Double
        /// P(d > M).
        package let worthwhile: Double
        /// P(|d| < M).
        package let negligible: Double
        /// P(d < -M).
        package var harmful: Double { max(0, 1 - worthwhile - negligible) }

        package init(smallest: Double, worthwhile: Double, negligible: Double) {
            self.smallest = smallest
            self.worthwhile = worthwhile
            self.negligible = negligible
        }
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
