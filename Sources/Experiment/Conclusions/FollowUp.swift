import ExperimentAnalysis
import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// A possible next step: what it costs in days, how far it would narrow the answer, and the chance
/// that it would settle it.
///
/// The variance of the difference on the longer schedule is that of generalised least squares at
/// the fitted autocorrelation,
///
///     Var(b) / sigma^2 = [(X'R^-1 X)^-1]_bb,   R_ij = rho^|day_i - day_j|,
///
/// and depends on the days alone. If today's answer is N(m, V1) and the variance falls to V2, the
/// later estimate is N(m, V1 - V2) to us now; the step settles the question when the verdict
/// reached then is any other than "cannot tell".
package struct FollowUp: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        case moreOfTheSame(Condition)
        case switchTo(Condition)
        case anotherPair(Condition, then: Condition)
    }

    package let kind: Kind
    package let extraDays: Int
    /// Half the width of the interval.
    package let halfWidthNow: Double
    package let halfWidthAfter: Double
    /// That the verdict afterwards is not "cannot tell"; nil where something else than the width of the
    /// interval keeps the numbers from being an answer, which more days may leave as it is.
    package let chanceToSettle: Double?
    /// That the verdict afterwards is the one of today.
    package let chanceToStay: Double
    /// What the verdict would be if the difference stayed exactly as it is.
    package let verdictIfUnchanged: Verdict
    /// The grade of the design with the step in it, the rest staying as it is.
    package let gradeAfter: EvidenceGrade

    /// Every step, the cheapest first; empty where a condition has no analysed day.
    package static func all(
        of comparison: Comparison, in analysis: EffectAnalysis
    ) -> [FollowUp] {
        let effect = comparison.effect
        guard let days = ScheduledExposure(effect, in: analysis) else { return [] }
        let steps = days.choices(effect, analysis.data.plan)
        return steps.compactMap { kind, stretches in
            FollowUp(kind, stretches, days, comparison, analysis)
        }.sorted { $0.extraDays < $1.extraDays }
    }

    private init?(
        _ kind: Kind, _ stretches: [Ahead], _ days: ScheduledExposure, _ comparison: Comparison,
        _ analysis: EffectAnalysis
    ) {
        let effect = comparison.effect
        let rho = analysis.workingAutocorrelation
        guard let now = days.unitVariance(rho), now > 0,
            let after = days.followed(by: stretches).unitVariance(rho)
        else { return nil }
        let ratio = min(1, after / now)
        self.kind = kind
        extraDays = stretches.reduce(0) { $0 + $1.days }
        halfWidthNow = 0.5 * effect.interval.width
        halfWidthAfter = halfWidthNow * ratio.squareRoot()
        let later = LaterVerdicts(
            effect, varianceRatio: ratio,
            degreesOfFreedom: max(analysis.fit.degreesOfFreedom, 1))
        let today = Verdict(Chances(effect))
        chanceToSettle =
            comparison.judgement.obstacle == nil ? later.chance { $0 != .cannotTell } : nil
        chanceToStay = later.chance { $0 == today }
        verdictIfUnchanged = later.ifUnchanged
        var longer = comparison.facts
        longer.switches += kind.switches
        gradeAfter = max(comparison.evidence.grade, GradedEvidence(longer).grade)
    }
}

extension FollowUp.Kind {
    /// Changes between the two conditions that the step adds.
    fileprivate var switches: Int {
        switch self {
        case .moreOfTheSame: 0
        case .switchTo: 1
        case .anotherPair: 2
        }
    }
}

/// The verdicts that a longer trial may come to, over 400 equally likely later estimates.
struct LaterVerdicts {
    private let verdicts: [Verdict]
    /// The verdict if the estimate stayed exactly as it is.
    let ifUnchanged: Verdict

    package init(_ effect: EffectEstimate, varianceRatio ratio: Double, degreesOfFreedom: Double) {
        // The standard error is the deviation of the answer, sqrt(nu / (nu - 2)) times its t scale.
        let nu = degreesOfFreedom
        let scale = nu > 2 ? ((nu - 2) / nu).squareRoot() : 1
        let later = effect.standardError * scale * ratio.squareRoot()
        let shift = effect.standardError * max(0, 1 - ratio).squareRoot()
        func verdict(at improvement: Double) -> Verdict {
            guard later > 0 else { return Verdict(Chances(effect)) }
            let answer = MixtureOfStudentT(
                location: improvement, scale: later, degreesOfFreedom: nu)
            return Verdict(Chances(improvement: answer, worthwhile: effect.worthwhile))
        }
        let count = 400
        verdicts = (0..<count).map { index in
            let z = Normal.standard.quantile((Double(index) + 0.5) / Double(count))
            return verdict(at: effect.improvement + shift * z)
        }
        ifUnchanged = verdict(at: effect.improvement)
    }

    package func chance(_ holds: (Verdict) -> Bool) -> Double {
        Double(verdicts.count(where: holds)) / Double(verdicts.count)
    }
}

extension Chances {
    package init(improvement: MixtureOfStudentT, worthwhile: Double?) {
        better = improvement.probability(above: 0)
        size = worthwhile.map { smallest in
            let above = improvement.probability(above: smallest)
            return Size(
                smallest: smallest, worthwhile: above,
                negligible: max(0, 1 - above - improvement.probability(below: -smallest)))
        }
    }
}

/// Days to come, tested or not; the first `lag` of them are not analysed.
private struct Ahead {
    let exposed: Bool
    let days: Int
    let lag: Int
}

/// The exposure of every day of the schedule to one condition, and the days that are analysed.
private struct ScheduledExposure {
    var exposure: [Double]
    var kept: [Int]
    let hasTrend: Bool
    let isLastTested: Bool
    let lastLength: Int

    init?(_ effect: EffectEstimate, in analysis: EffectAnalysis) {
        let data = analysis.data
        guard
            let place = data.plan.testedConditions.firstIndex(where: {
                $0.id == effect.condition.id
            }),
            let last = data.plan.schedule.phases.last
        else { return nil }
        exposure = data.days.map { $0.exposures[place] }
        kept = data.analysed.map(\.studyDay)
        hasTrend = data.specification.hasTrend
        isLastTested = last.condition == effect.condition.id
        lastLength = last.lengthInDays
    }

    func choices(
        _ effect: EffectEstimate, _ plan: TrialPlan
    ) -> [(FollowUp.Kind, [Ahead])] {
        // What came along by accident cannot be lived again; its name stays with the number.
        let tested = plan.condition(effect.condition.id) ?? effect.condition
        let (current, other) =
            isLastTested ? (tested, effect.reference) : (effect.reference, tested)
        let (onset, washout) = (plan.analysis.onsetLagInDays, plan.analysis.washoutInDays)
        // A phase leaves a week to analyse after its lag.
        let length = max(lastLength, max(onset, washout) + 7)
        func stretch(tested: Bool) -> Ahead {
            Ahead(exposed: tested, days: length, lag: tested ? onset : washout)
        }
        let isAlone = effect.estimand.companions.isEmpty
        let more: [(FollowUp.Kind, [Ahead])] =
            isAlone
            ? [(.moreOfTheSame(current), [Ahead(exposed: isLastTested, days: 14, lag: 0)])] : []
        return more + [
            (.switchTo(other), [stretch(tested: !isLastTested)]),
            (
                .anotherPair(other, then: current),
                [stretch(tested: !isLastTested), stretch(tested: isLastTested)]
            ),
        ]
    }

    func followed(by stretches: [Ahead]) -> ScheduledExposure {
        var longer = self
        for stretch in stretches {
            for day in 0..<stretch.days {
                if day >= stretch.lag { longer.kept.append(longer.exposure.count) }
                longer.exposure.append(stretch.exposed ? 1 : 0)
            }
        }
        return longer
    }

    /// Nil when a condition has no day.
    func unitVariance(_ rho: Double) -> Double? {
        try? PlannedPrecision(exposure: exposure, days: kept, hasTrend: hasTrend, rho: rho)
            .unitVariance
    }
}
