import ExperimentDiary
import ExperimentText
import Stats

/// One way of analysing a trial: which engine, which days, which terms.
///
/// The plan declares one; the others of `TrialPlan.sensitivity` are fixed in advance and reported
/// whole, so that nobody picks among them afterwards.
package struct Specification: Sendable, Equatable {
    /// What is different from the declared analysis, in a few words.
    package var name: String
    package var method: RegressionMethod
    package var onsetLagInDays: Int
    package var washoutInDays: Int
    /// Hours beyond those days.
    package var rest = LagRest.none
    package var hasTrend: Bool
    package var hasWeekday: Bool
    /// With cos and sin of so many days: a rhythm of that length wherever it falls.
    package var rhythmDays: Int?
    /// How the effect of a tested condition is spread over the days after, where it is a dose.
    package var lags: DistributedLag?
    /// Of the onset curves that an engine averages over, those of some half-lives only; nil for all.
    package var halfLives: HalfLives?
    /// Without the plan's covariates: one that the tested condition moves takes its effect away.
    package var leavesOutCovariates = false
    /// Days with one of these marks are left out.
    package var withoutMarks: [DayMark] = []

    /// Onset averaging and distributed lags model how the effect builds up and fades, so they use
    /// every day.
    package var usesLags: Bool { !method.isAveragedOverOnset && lags == nil }

    /// The same with another engine; averaging over onset leaves no place for distributed lags.
    package mutating func use(_ method: RegressionMethod) {
        self.method = method
        if method.isAveragedOverOnset { lags = nil }
    }

    /// The same without a model of how the effect builds up, `days` days after a switch left out.
    mutating func leaveOut(_ days: Int) {
        if method.isAveragedOverOnset { method = method == .onset ? .ar1 : .robust }
        lags = nil
        onsetLagInDays = days
        washoutInDays = days
        rest = .none
    }
}

/// The effects that come and go fast, or those that take longer: on one side of a half-life in days.
package enum HalfLives: Sendable, Equatable {
    case upTo(Double), over(Double)
}

extension TrialPlan {
    /// The analysis that the plan declares for an outcome.
    package func specification(for outcome: PlannedOutcome) -> Specification {
        Specification(
            name: "the planned analysis",
            method: analysis.method.map(outcome.fitting) ?? outcome.defaultMethod,
            onsetLagInDays: outcome.onsetLagInDays ?? analysis.onsetLagInDays,
            washoutInDays: outcome.washoutInDays ?? analysis.washoutInDays,
            rest: LagRest(
                onset: outcome.onsetLagInDays == nil ? analysis.rest.onset : 0,
                washout: outcome.washoutInDays == nil ? analysis.rest.washout : 0),
            hasTrend: analysis.hasTrend, hasWeekday: analysis.hasWeekday, lags: analysis.lags)
    }

    /// The fixed list beside it, without the ones that equal the declared analysis.
    package func sensitivity(for outcome: PlannedOutcome) -> [Specification] {
        let declared = specification(for: outcome)
        func varied(_ name: String, _ change: (inout Specification) -> Void) -> Specification {
            var other = Specification(
                name: name, method: declared.method, onsetLagInDays: declared.onsetLagInDays,
                washoutInDays: declared.washoutInDays, rest: declared.rest,
                hasTrend: declared.hasTrend,
                hasWeekday: declared.hasWeekday, lags: declared.lags)
            change(&other)
            return other
        }
        let all = [
            varied("every day counted from the switch on") { $0.leaveOut(0) },
            varied("first 7 days after a switch left out") { $0.leaveOut(7) },
            varied("first 14 days after a switch left out") { $0.leaveOut(14) },
            varied("averaged over slow and fast onset") { $0.use(outcome.fitting(.onset)) },
            varied("plain autocorrelated errors") { $0.use(.ar1) },
            varied("noise share and spread free") { $0.use(.robust) },
            varied("with a straight trend") { $0.hasTrend = true },
            varied("with a 28-day rhythm") { $0.rhythmDays = 28 },
            varied("with a 14-day rhythm") { $0.rhythmDays = 14 },
            varied("with days of the week") { $0.hasWeekday = true },
            varied("without slip and rescue days") { $0.withoutMarks = [.slip, .rescue] },
        ]
        let plain =
            covariates.isEmpty
            ? [] : [varied("without the covariates") { $0.leavesOutCovariates = true }]
        return (all + plain).filter { other in !other.isSameAnalysis(as: declared) }
    }
}

extension Specification {
    package func isSameAnalysis(as other: Specification) -> Bool {
        method == other.method && hasTrend == other.hasTrend && hasWeekday == other.hasWeekday
            && rhythmDays == other.rhythmDays
            && leavesOutCovariates == other.leavesOutCovariates
            && withoutMarks == other.withoutMarks && lags == other.lags
            && halfLives == other.halfLives
            && (!usesLags
                || (onsetLagInDays == other.onsetLagInDays
                    && washoutInDays == other.washoutInDays && rest == other.rest))
    }
}

extension PlannedOutcome {
    /// By the declared type of the outcome, never by its values: counts and scores of at most five
    /// levels need the robust engine, all others take `daily`, which knows rating noise, spreads that
    /// differ and a level that wanders.
    ///
    /// Source: the simulations of docs/calibration.md.
    package var defaultMethod: RegressionMethod {
        let isCoarse = instrument.wholeNumberLevels.map { $0 <= 5 } ?? false
        return instrument.isCount || isCoarse ? .robust : .daily
    }
    /// Averaging over onset takes the errors that the outcome's type asks for: of counts it covers
    /// 84-95 % with plain ones and 94-99 % with those of `robust`, of other scores it is wider than
    /// needed with the latter.
    package func fitting(_ method: RegressionMethod) -> RegressionMethod {
        method == .onset && instrument.isCount ? .robustOnset : method
    }
}
