internal import Stats

/// What a trial found about one condition and one outcome: the only thing that is ever put into words.
public enum Finding: Sendable {
    /// The direction of a difference is shown.
    case effect(Comparison)
    /// The data fit with no difference; `ruledOut` says how large a one they do not fit with.
    case compatibleWithNone(Comparison, ruledOut: RuledOut)
    /// There is no estimate, and why.
    case notEstimable(PlannedOutcome, AnalysisError)

    public var comparison: Comparison? {
        switch self {
        case .effect(let comparison), .compatibleWithNone(let comparison, _): comparison
        case .notEstimable: nil
        }
    }

    /// Sorts a comparison by its verdict.
    public init(_ comparison: Comparison) {
        self =
            comparison.verdict.claimsEffect
            ? .effect(comparison)
            : .compatibleWithNone(comparison, ruledOut: RuledOut(comparison.effect))
    }
}

/// The ends of an interval, read as what lies beyond them.
public struct RuledOut: Sendable, Equatable {
    /// Improvements larger than this lie outside the interval; negative when even no change does.
    public let improvementBeyond: Double
    /// Worsenings larger than this lie outside the interval.
    public let worseningBeyond: Double

    init(_ effect: EffectEstimate) {
        let ends = effect.improvementInterval
        improvementBeyond = ends.upper
        worseningBeyond = -ends.lower
    }
}

extension EffectEstimate {
    /// The interval of the improvement: positive is better.
    public var improvementInterval: (lower: Double, upper: Double) {
        benefit == .higher
            ? (interval.lower, interval.upper) : (-interval.upper, -interval.lower)
    }
}

/// One condition against its reference, with the verdict on it and everything that the verdict rests on.
public struct Comparison: Sendable {
    public let outcome: PlannedOutcome
    public let effect: EffectEstimate
    /// Averages of the analysed days under the reference and under the condition.
    public let reference: ScoreSummary?
    public let condition: ScoreSummary?
    public let verdict: Verdict
    public let evidence: GradedEvidence
    public let grounds: Grounds
    public let caveats: [Caveat]

    public var chances: Chances { Chances(effect) }
    /// The improvement as a share of the reference's average; nil on a scale without a zero or at
    /// an average of zero.
    public var relativeChange: Double? {
        guard outcome.instrument.range.lowerBound == 0, let reference, reference.mean > 0 else {
            return nil
        }
        return effect.estimate / reference.mean
    }
}

/// The days behind a finding.
public struct Grounds: Sendable, Equatable {
    /// Days that entered the regression.
    public let analysedDays: Int
    /// Days of the schedule with a score.
    public let scoredDays: Int
    public let plannedDays: Int
    /// Days that were left out, by reason, in the order of `Exclusion`'s first occurrence.
    public let excluded: [ExcludedDays]

    public struct ExcludedDays: Sendable, Equatable {
        public let reason: Exclusion
        public let days: [CalendarDay]
        /// The lines of the diary on which the left-out scores stand; none for days without one.
        public let sources: [SourceLine]
    }

    init(_ data: TrialData) {
        analysedDays = data.analysed.count
        scoredDays = data.days.count { $0.score != nil }
        plannedDays = data.days.count
        var excluded: [ExcludedDays] = []
        for reason in data.days.compactMap(\.exclusion).firstOccurrences {
            let days = data.days.filter { $0.exclusion == reason }
            excluded.append(
                ExcludedDays(
                    reason: reason, days: days.map(\.day),
                    sources: days.flatMap { $0.score?.sources ?? [] }))
        }
        self.excluded = excluded
    }
}

extension Sequence where Element: Equatable {
    /// Each element once, in the order in which it first came.
    var firstOccurrences: [Element] {
        var seen: [Element] = []
        for element in self where !seen.contains(element) { seen.append(element) }
        return seen
    }
}

/// Something that a reader of a finding should know beside its numbers.
public enum Caveat: Sendable, Equatable {
    case noWorthwhileChangeKnown
    /// The smallest worthwhile change was established on another instrument.
    case worthwhileBorrowed(source: String)
    /// It was set by this project for want of a published one.
    case worthwhileAssumed(source: String)
    case slipsNotRecorded
    /// The difference is that of a full amount a day.
    case perAmount(LoggedAmount)
    /// The estimate is not the plain difference of the two averages, because the regression also
    /// weighs what stands here.
    case adjusted(covariates: [String], hasTrend: Bool, hasWeekday: Bool, hasCycle: Bool)
    /// The effect is told as that of a steady dose over so many days.
    case cumulative(days: Int)
    /// The number is that of the condition together with these.
    case together(condition: String, with: [Companion])
    /// Something else makes the effect harder to see.
    case entangled(condition: String, Entanglement)
    /// A condition whose days cannot be told from those of others has no number.
    case unanswered(condition: String, from: [String])
    /// Columns that equal others and were left out without touching this effect.
    case countedOnce(names: [String])
    /// Several conditions were compared at once.
    case severalComparisons(count: Int)
    /// The interval promises less than it says, by what is known of the method.
    case optimisticMethod(label: String)
    case fewDays(condition: Int, reference: Int)
    /// The trial is still running.
    case interim(until: CalendarDay, of: CalendarDay, InterimReading.Kind)
}
