import ExperimentAnalysis
import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// The answer to one comparison: its verdict and its grade, made together from the same facts, in one
/// place, once.
///
/// The estimate proposes (`Verdict.init`), the design grades (`GradedEvidence.init`), and what stands
/// beside them disposes:
///
/// - the draw, where it could have reached .05: p <= .05 for a claim at A, up to .10 for one at B, above
///   that "cannot tell"; where it could not, C for a p above .10 and above the smallest within reach;
/// - an effect that comes late: no claim where the average over onset curves shows the other side at .80,
///   or the level went the other way after the switches; no "no worthwhile difference" where it went over
///   to another level by more than that;
/// - the covariates: one that the condition moves takes its effect away, so a claim needs the same side
///   without them at .80, at A or B at .90, and "no worthwhile difference" needs it more likely than not;
/// - the schedule, where days count as they were lived: who chooses a day's dose or condition may choose by how
///   the day is, so a claim needs the same side as planned at .80, at A or B at .975;
/// - the scores themselves: no "no worthwhile difference" where all scores under one of the two are one number
///   and those under the other are not; no claim over the printed interval, whatever its level;
/// - the days of the week, where days were lived otherwise than planned by them: whatever is said has to be
///   as sure with them in the regression, which is then the better analysis and no second idea;
/// - the second idea of the noise (`robust`): a claim at A or B needs the same side at .975 there, else
///   C, unless the plan's engine knows rating noise and spreads itself;
/// - the change back, where no draw could have reached .05: a claim at A or B needs the same side at .90
///   without the first stretch of days and without the last, else C, because a course that passes by
///   itself shows at one change alone;
/// - a fortnight: a claim at A or B needs the same side at .95 with a rhythm of 14 days in the regression,
///   else C, because shifts and custody turn so;
/// - the average over onset curves: a claim at A needs the same side at .90 there; "no worthwhile
///   difference" needs it at .80, and at .75 over the slow curves alone, which the average may hide;
///   otherwise it holds only for effects within a third of the shortest tested stretch, at B at most;
/// - the calendar: before the planned end there is no verdict, unless `InterimReading.mayAnswer`.
///
/// Source and operating characteristics: docs/worlds.md.
package struct Judgement: Sendable, Equatable {
    package let verdict: Verdict
    /// Which side an answer leans to that claims nothing.
    package let leaning: Leaning?
    package let evidence: GradedEvidence
    /// What keeps a difference that the numbers show, or that they rule out, from being an answer; nil where
    /// nothing does.
    package let obstacle: GradedEvidence.Reason?
    /// Half-lives for which "no worthwhile difference" holds, in days; nil where it holds for all or is
    /// not the verdict.
    package let onlyUpToHalfLife: Double?

    private static let level = 0.05
    private static let usualLevel = 0.95
    private static let looseLevel = 0.10
    /// How sure the side has to be with a rhythm in the regression: of trials in which one week in two is
    /// worse by two standard deviations of the noise up to 9 % are claims then instead of up to 44, and of
    /// true effects 4 in 100 are lost at most (docs/worlds.md).
    private static let rhythmThreshold = 0.95
    /// How sure "no worthwhile difference" has to be over the slow curves alone. Of 200 trials with an effect of
    /// two worthwhile changes and a half-life of 10 days in pairs of weeks it is said in 3, 7 and 8 of 100 then
    /// (4, 6 and 8 pairs) instead of 3, 10 and 12; without any effect in 1 to 6 of 100 fewer.
    private static let slowThreshold = 0.75
    /// How sure the other side has to be for an effect that comes late to speak against a claim.
    private static let opposedThreshold = 0.80
    /// How sure a level at the switches has to be to speak against "no worthwhile difference".
    private static let followedThreshold = 0.95

    /// - `beside`: what stands beside the estimate.
    /// - `facts`: of the design.
    /// - `draw`: what redrawing the schedule says; nil where that cannot be asked.
    /// - `interim`: of a trial that still runs.
    package init(
        _ effect: EffectEstimate, beside: Witnesses, facts: DesignFacts,
        draw: DesignFacts.Draw? = nil, interim: InterimReading? = nil
    ) {
        let chances = Chances(effect)
        var answer = Answer(Verdict(chances), GradedEvidence(facts))
        answer.askInterval(effect.interval)
        if facts.hasOneScoreThroughout { answer.askVariety() }
        answer.ask(
            beside.withWeekdays, .weekdaysDecide, side: Verdict.directionThreshold,
            none: Verdict.worthwhileThreshold)
        answer.ask(
            beside.asPlanned, .ownChoiceDecides, sure: Verdict.directionThreshold)
        answer.ask(beside.withoutCovariates, .covariatesDecide)
        answer.askLate(beside, worthwhile: effect.worthwhile)
        answer.ask(draw)
        if draw?.reachesLevel != true { answer.askEitherEnd(beside) }
        answer.ask(beside, chances)
        answer.ask(interim)
        verdict = answer.verdict
        evidence = answer.evidence
        onlyUpToHalfLife = answer.verdict == .noneIfFast ? beside.fastHalfLife : nil
        obstacle = answer.verdict == .cannotTell ? answer.obstacle : nil
        leaning = answer.verdict == .cannotTell && obstacle == nil ? Leaning(chances) : nil
    }

    /// A verdict and a grade on their way through the witnesses.
    private struct Answer {
        var verdict: Verdict
        var evidence: GradedEvidence
        private(set) var obstacle: GradedEvidence.Reason?

        init(_ verdict: Verdict, _ evidence: GradedEvidence) {
            self.verdict = verdict
            self.evidence = evidence
        }

        private mutating func refuse(_ reason: GradedEvidence.Reason) {
            verdict = .cannotTell
            evidence = evidence.with(reason)
            obstacle = reason
        }

        /// The chance of the side that is claimed, in another estimate.
        private func side(_ effect: EffectEstimate?) -> Double? {
            effect.map { verdict == .worse ? 1 - $0.probabilityOfBenefit : $0.probabilityOfBenefit }
        }

        mutating func ask(_ draw: DesignFacts.Draw?) {
            guard verdict.claimsEffect, let draw else { return }
            let isLikely = draw.p > looseLevel + 1e-12
            guard draw.reachesLevel else {
                if isLikely, draw.p > draw.smallestP + 1e-12 {
                    evidence = evidence.limited(to: .c, by: .drawIsUnclear(p: draw.p))
                }
                return
            }
            if isLikely {
                refuse(.drawIsUnclear(p: draw.p))
            } else if draw.p > level + 1e-12 {
                evidence = evidence.limited(to: .b, by: .drawIsUnclear(p: draw.p))
            } else {
                evidence = evidence.with(.drawSupports(p: draw.p))
            }
        }

        /// An effect that comes days after its switch has the wrong sign where phases are short.
        mutating func askLate(_ beside: Witnesses, worthwhile: Double?) {
            let late = beside.late
            if verdict.claimsEffect {
                let opposed = late.map { late in
                    late.isClear && late.probability >= Judgement.opposedThreshold
                        && (late.improvement > 0) == (verdict == .worse)
                }
                let isOpposed = side(beside.onset).map { 1 - $0 >= Judgement.opposedThreshold }
                if opposed == true || isOpposed == true { refuse(.lateEffectOpposes) }
            } else if verdict.rulesOutEffect, let late, let worthwhile, late.isClear,
                late.probability >= Judgement.followedThreshold,
                late.improvement.magnitude > worthwhile
            {
                refuse(.lateEffectShows)
            }
        }

        /// An interval of a level above the usual one asks more of a claim.
        mutating func askInterval(_ interval: Interval) {
            guard verdict.claimsEffect, interval.level > Judgement.usualLevel + 1e-9 else { return }
            if interval.lower < 0, interval.upper > 0 { verdict = .cannotTell }
        }

        /// The same number day after day hides a difference that is there.
        mutating func askVariety() {
            if verdict.rulesOutEffect { refuse(.oneScoreThroughout) }
        }

        /// Without columns, or with others, on which the answer must not hang.
        ///
        /// - `side`, `none`: how sure a claim has to be there, and "no worthwhile difference".
        /// - `sure`: how sure a claim at A or B has to be there.
        mutating func ask(
            _ others: [EffectEstimate?], _ reason: GradedEvidence.Reason,
            side needed: Double = Verdict.worthwhileThreshold,
            sure: Double = Verdict.leaningThreshold, none: Double = 0.5
        ) {
            for other in others {
                if verdict.claimsEffect {
                    let side = side(other) ?? 0
                    if side < needed {
                        refuse(reason)
                    } else if side < sure {
                        evidence = evidence.limited(to: .c, by: reason)
                    }
                } else if verdict.rulesOutEffect, (other?.probabilityNegligible ?? 0) < none {
                    refuse(reason)
                }
            }
        }

        mutating func askEitherEnd(_ beside: Witnesses) {
            guard verdict.claimsEffect, let ends = beside.eitherEnd else { return }
            let isReplicated = ends.allSatisfy { (side($0) ?? 0) >= Verdict.leaningThreshold }
            if !isReplicated { evidence = evidence.capped(at: .c, by: .oneChangeDecides) }
        }

        mutating func ask(_ beside: Witnesses, _ chances: Chances) {
            if verdict.claimsEffect {
                if !beside.engineKnowsNoise,
                    (side(beside.robust) ?? 0) < beside.noiseThreshold
                {
                    evidence = evidence.capped(at: .c, by: .noiseDecides)
                }
                if beside.rhythms.contains(where: { (side($0) ?? 0) < Judgement.rhythmThreshold }) {
                    evidence = evidence.capped(at: .c, by: .fortnightDecides)
                }
                if !beside.engineKnowsOnset,
                    (side(beside.onset) ?? 0) < Verdict.leaningThreshold
                {
                    evidence = evidence.capped(at: .b, by: .onsetDecides)
                }
            } else if verdict == .noWorthwhileDifference {
                func chance(_ effect: EffectEstimate?) -> Double {
                    effect?.probabilityNegligible ?? 0
                }
                let holdsForSlow = beside.slowOnset.allSatisfy {
                    chance($0) >= Judgement.slowThreshold
                }
                if beside.engineKnowsOnset
                    || chance(beside.onset) >= Verdict.worthwhileThreshold && holdsForSlow
                {
                    return
                }
                if chance(beside.fastOnset) >= Verdict.worthwhileThreshold {
                    verdict = .noneIfFast
                    evidence = evidence.capped(
                        at: .b, by: .onlyIfFast(days: beside.fastHalfLife))
                } else {
                    verdict = .cannotTell
                }
            }
        }

        mutating func ask(_ interim: InterimReading?) {
            if let interim, !interim.mayAnswer { verdict = .notYet }
        }
    }
}

extension GradedEvidence {
    /// No better than a grade, with the reason where that takes something away.
    func capped(at most: EvidenceGrade, by reason: Reason) -> GradedEvidence {
        grade > most ? GradedEvidence(grade: most, reasons: reasons + [reason]) : self
    }

    /// No better than a grade, with the reason in any case.
    func limited(to most: EvidenceGrade, by reason: Reason) -> GradedEvidence {
        GradedEvidence(grade: min(grade, most), reasons: reasons + [reason])
    }

    func with(_ reason: Reason) -> GradedEvidence {
        GradedEvidence(grade: grade, reasons: reasons + [reason])
    }
}
