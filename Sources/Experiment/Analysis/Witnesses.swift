import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// What stands beside an estimate where it is decided whether a claim is earned, or whether it may be
/// said that there is nothing to claim.
///
/// An estimate is made under one idea of the noise and of how fast an effect sets in. A claim of the
/// better grades asks a second idea of the noise; "no worthwhile difference" asks the average over all
/// onset curves, because an effect that builds up slowly hides in short phases.
package struct Witnesses: Sendable {
    /// With the share of rating noise and the spread of each condition free; nil where the engine of
    /// the plan knows these itself, where nothing asked for it, or where it could not be made.
    package let robust: EffectEstimate?
    /// Averaged over slow and fast onset curves; nil where nothing asked for it or it could not be made.
    package let onset: EffectEstimate?
    /// Averaged over the curves with a half-life of at most `fastHalfLife`.
    package let fastOnset: EffectEstimate?
    /// Averaged over the slower curves alone, which an average over all may hide; empty where nothing asked
    /// for it or no curve is slower, nil where it could not be made.
    package let slowOnset: [EffectEstimate?]
    /// A third of the shortest tested stretch, in days.
    package let fastHalfLife: Double
    /// Whether the plan's engine itself leaves noise share and spreads free.
    package let engineKnowsNoise: Bool
    /// Whether the plan's engine is itself an average over onset curves.
    package let engineKnowsOnset: Bool
    /// How sure the side has to be in `robust` for one of the two better grades.
    package let noiseThreshold: Double
    /// With a rhythm of 14 days in the regression; empty where nothing asked for it, nil where it could not
    /// be made.
    package let rhythms: [EffectEstimate?]
    /// Without the plan's covariates; empty where it has none or nothing asked for it, nil where it could not
    /// be made.
    package let withoutCovariates: [EffectEstimate?]
    /// With every day as the plan has it; empty where days count so, or all were lived so, or nothing asked for
    /// it, nil where it could not be made.
    package let asPlanned: [EffectEstimate?]
    /// With the days of the week in the regression; empty where days were not lived otherwise than planned by
    /// the day of the week or nothing asked for it, nil where it could not be made.
    package let withWeekdays: [EffectEstimate?]
    /// What the level did at the switches of the plan, however late; nil where that was not examined.
    package let late: LateEffect?
    /// Without the first stretch of days under one of the two conditions, and without the last: whether
    /// going back shows what the first change showed. Nil where there was no going back, or no claim.
    package let eitherEnd: [EffectEstimate?]?

    /// - `switches`: the reading of the level at the switches of the plan, where it was made.
    /// - Complexity: at most nine fits; none where the estimate is far from any claim.
    package init(
        _ effect: EffectEstimate, in analysis: EffectAnalysis, switches: SwitchReading? = nil
    ) {
        let data = analysis.data
        let method = data.specification.method
        engineKnowsNoise = method.comparesSpreads
        noiseThreshold = 0.975
        engineKnowsOnset = method.isAveragedOverOnset
        fastHalfLife = Double(data.plan.shortestStretch(of: effect.condition)) / 3
        let isClaim = max(effect.probabilityOfBenefit, 1 - effect.probabilityOfBenefit) >= 0.975
        let isNone = (effect.probabilityNegligible ?? 0) >= 0.8
        eitherEnd = isClaim ? data.effectsWithoutEitherEnd(effect) : nil
        robust =
            isClaim && !engineKnowsNoise
            ? data.effect(of: effect) { $0.use(.robust) } : nil
        rhythms = isClaim ? [data.effect(of: effect) { $0.rhythmDays = 14 }] : []
        withoutCovariates =
            (isClaim || isNone) && !data.plan.covariates.isEmpty
            ? [data.effect(of: effect) { $0.leavesOutCovariates = true }] : []
        asPlanned = isClaim ? data.effectsAsPlanned(effect) : []
        withWeekdays =
            (isClaim || isNone) && !data.specification.hasWeekday && data.departsByWeekday
            ? [data.effect(of: effect) { $0.hasWeekday = true }] : []
        late = LateEffect(switches, in: data)
        let average = data.outcome.fitting(.onset)
        onset =
            (isClaim || isNone) && !engineKnowsOnset
            ? data.effect(of: effect) { $0.use(average) } : nil
        func averaged(_ halfLives: HalfLives) -> EffectEstimate? {
            data.effect(of: effect) {
                $0.use(average)
                $0.halfLives = halfLives
            }
        }
        let slower = HalfLives.over(fastHalfLife)
        let hasSlower = !OnsetGrid.standard.only(slower).timeConstants.isEmpty
        fastOnset = isNone ? averaged(.upTo(fastHalfLife)) : nil
        slowOnset = isNone && !engineKnowsOnset && hasSlower ? [averaged(slower)] : []
    }

    /// Of the sites of a multiple baseline: their joint model knows rating noise, and stands beside its
    /// own average over onset curves; a trend of each site's own takes the place of a second noise, and
    /// what all sites share, such as a rhythm, is integrated out.
    ///
    /// - `isDrawn`: whether the exact test of the draw stands beside it, too.
    package init(_ sites: JointSites, isDrawn: Bool) {
        robust = sites.effectWithTrends
        onset = sites.effectOverOnset
        fastOnset = sites.effectOverFastOnset
        slowOnset = []
        fastHalfLife = sites.fastHalfLife
        engineKnowsNoise = false
        engineKnowsOnset = false
        noiseThreshold = isDrawn ? 0.90 : 0.975
        eitherEnd = nil
        rhythms = []
        withoutCovariates = []
        asPlanned = []
        withWeekdays = []
        late = nil
    }
}

extension TrialData {
    /// Whether the analysed days under some condition of the schedule were lived otherwise than planned by
    /// the day of the week, such as slips at week-ends: what else the week brings then looks like an effect,
    /// however well the phases themselves keep out of step with it. In fewer than four weeks under a condition
    /// any few days have a weekday in common.
    package var departsByWeekday: Bool {
        let phases = Dictionary(grouping: analysed) { $0.phase?.condition }.values
            .filter { $0.count >= 28 }
        return plan.testedConditions.indices.contains { place in
            phases.contains { days in
                let departures = days.map {
                    $0.exposures[place] - scheduledExposures(on: $0)[place]
                }
                // Days that were all lived as planned have no rhythm.
                let rhythm = try? ScheduleRhythm(
                    times: days.map(\.studyDay), exposures: departures)
                return rhythm.map {
                    RhythmRule.reaches(RhythmRule.threshold, $0.correlation(patternLength: 7))
                } ?? false
            }
        }
    }
}

/// What the level did at the switches of a plan, however late after them: whether it followed them, and by
/// how much it improved.
package struct LateEffect: Sendable, Equatable {
    package let probability: Double
    package let improvement: Double
    /// Whether all of the interval is on one side of zero.
    package let isClear: Bool

    package init(probability: Double, improvement: Double, isClear: Bool) {
        self.probability = probability
        self.improvement = improvement
        self.isClear = isClear
    }

    /// Nil without a reading, and of several tested conditions, whose switches it does not tell apart.
    init?(_ reading: SwitchReading?, in data: TrialData) {
        guard let reading, data.plan.testedConditions.count == 1 else { return nil }
        let ends = reading.effectInterval
        self.init(
            probability: reading.probabilityOfEffect,
            improvement: data.outcome.instrument.direction.benefit.sign * reading.effect,
            isClear: ends.lower * ends.upper > 0)
    }
}

extension TrialData {
    /// The same comparison by another specification; nil where it cannot be made.
    package func effect(
        of effect: EffectEstimate, by change: (inout Specification) -> Void
    ) -> EffectEstimate? {
        var other = specification
        change(&other)
        guard
            let data = try? TrialData(
                record.plan, outcome: outcome, diary: record.diary, today: record.today,
                specification: other),
            let found = try? EffectAnalysis(data)
        else { return nil }
        return found.effects.first { $0.condition.id == effect.condition.id }
    }
}

extension TrialData {
    /// Who chooses day by day what is eaten or taken may choose by how the day is: then what was done follows
    /// the scores. The schedule does not.
    fileprivate func effectsAsPlanned(_ effect: EffectEstimate) -> [EffectEstimate?] {
        let isOwnChoice = analysed.contains { $0.exposures != scheduledExposures(on: $0) }
        guard record.primaryAnalysis == .asDone, !plan.isStaggered, isOwnChoice else { return [] }
        let planned = mapDays { $0.with(exposures: scheduledExposures(on: $0)) }
        let found = try? EffectAnalysis(planned)
        return [found?.effects.first { $0.condition.id == effect.condition.id }]
    }
}

extension TrialData {
    /// A course that passes by itself, such as a bad spell at the start, lies in one end of the trial and
    /// shows at one change alone. Nil with fewer than two switches.
    fileprivate func effectsWithoutEitherEnd(_ effect: EffectEstimate) -> [EffectEstimate?]? {
        let compared = [effect.condition.id, effect.reference.id]
        let phases = plan.schedule.phases.filter { compared.contains($0.condition) }
        guard let first = phases.first, let last = phases.last,
            zip(phases, phases.dropFirst()).count(where: { $0.condition != $1.condition }) > 1
        else { return nil }
        let firstEnd = phases.prefix { $0.condition == first.condition }.last?.last
        let lastStart = phases.last(where: { $0.condition != last.condition })?.last
        func without(_ isLeftOut: (CalendarDay) -> Bool) -> EffectEstimate? {
            let rest = mapDays { isLeftOut($0.day) ? $0.leftOut(.outsidePhases) : $0 }
            let found = try? EffectAnalysis(rest)
            return found?.effects.first { $0.condition.id == effect.condition.id }
        }
        return [
            without { day in firstEnd.map { day <= $0 } ?? false },
            without { day in lastStart.map { day > $0 } ?? false },
        ]
    }
}

extension TrialPlan {
    /// Days of the stretches in a row under a condition, neighbouring phases as one. Days between foods
    /// that are tried again are no stretch of the comparison.
    private func stretches(of condition: Condition) -> [Int] {
        var lengths: [Int] = []
        var isOpen = false
        for phase in schedule.phases where !phase.part.isReintroduction {
            let isUnder = phase.condition == condition.id
            if isUnder, isOpen {
                lengths[lengths.count - 1] += phase.lengthInDays
            } else if isUnder {
                lengths.append(phase.lengthInDays)
            }
            isOpen = isUnder
        }
        return lengths
    }

    package func shortestStretch(of condition: Condition) -> Int {
        stretches(of: condition).min() ?? schedule.days.count
    }

    package func longestStretch(of condition: Condition) -> Int {
        stretches(of: condition).max() ?? 0
    }
}
