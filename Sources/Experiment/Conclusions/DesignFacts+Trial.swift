import ExperimentAnalysis
import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

extension DesignFacts {
    /// What the plan and the diary say about the design.
    ///
    /// - `change`: when the scores changed; nil where that was not examined.
    /// - `draw`: what redrawing the schedule proves; nil where it was not drawn.
    /// - `sites`: the sites of a multiple baseline, analysed together.
    package init(
        _ effect: EffectEstimate, in analysis: EffectAnalysis, change: ChangeTiming?,
        draw: Draw? = nil, sites: JointSites? = nil
    ) {
        let data = analysis.data
        let plan = data.plan
        isOrderRandomised = plan.isDrawn || plan.drawnElsewhere != nil ? true : plan.knownOrder
        startsOverSites = sites.map { Set($0.starts).count } ?? 1
        isBlinded = plan.blinding != nil || plan.blindedElsewhere
        let lived = LivedPhases(effect.condition, effect.reference, in: data)
        phasesPerCondition = lived.perCondition
        switches = lived.switches
        challenges = ChallengeEvidence(data, isTested: false)?.counted ?? 0
        isRunning = data.record.isRunning
        carryover = Carryover(data)
        observedShare = data.completeness.share ?? 0
        adherence = data.kept([effect.condition]).share
        let baseline = plan.baseline(before: effect.condition)
        baselineDays = baseline.map { $0.first.distance(to: $0.last) + 1 } ?? 0
        let start = StartingPoint(analysis)
        isBaselineStable = start.map(\.isSteady)
        unsteadiness = start?.unsteadiness
        isChangeExamined = change != nil
        changeDistanceInDays = change.flatMap { change in
            change.date.map { date in
                change.switchDay.advanced(by: data.specification.onsetLagInDays)
                    .distance(to: date.mostProbable)
            }
        }
        rescue = RescueDays(effect, in: data)
        changesAtOnce = max(plan.template?.components.count ?? 0, 1)
        alsoChanging = plan.openChanges.map(\.name)
        seasonalPhaseDays = lived.seasonalDays
        smallestReachableP = draw?.smallestP
        shortestPhaseDays = lived.shortestDays
        fadeDays = 3 * plan.halfLife
        analysedDays = min(
            analysis.scores(under: effect.condition)?.n ?? Int.max,
            analysis.scores(under: effect.reference)?.n ?? Int.max)
        rhythms = sites == nil ? PlanRhythm.all(effect.condition, in: data) : []
        isAgainstTheDraw =
            plan.isDrawn && data.record.primaryAnalysis == .asDone
            && !plan.logsAmounts
        lateShare = data.lateShare
        let spreads = [effect.condition, effect.reference].compactMap(analysis.scores)
        let flat = spreads.filter { $0.standardDeviation == 0 && $0.n >= Self.fewestOfOneScore }
        hasOneScoreThroughout = spreads.count == 2 && flat.count == 1
        startedBecauseBad = plan.startedBecauseBad == true
        // What was said after the last day, or was answered by a pause, did not keep the trial from its end.
        stops = SafetyStory(data.record).spoken.filter {
            $0.rule != .s6 && $0.day <= plan.schedule.days.upperBound && !$0.wasAnswered(in: plan)
        }
        self.sites = sites.map(SiteFacts.init)
    }
}

extension DesignFacts {
    /// Days of one number that are more than a quiet week.
    private static let fewestOfOneScore = 10
}

extension TrialData {
    /// What is written down two days afterwards or later is a memory.
    fileprivate var lateShare: Double {
        let written = analysed.compactMap { day -> Bool? in
            let entries = record.diary.day(day.day)?.entries.filter { !$0.readings.isEmpty } ?? []
            let dates = entries.compactMap(\.recordedOn)
            return dates.min().map { DayStanding.isLate(day.day, writtenOn: $0) }
        }
        return written.isEmpty ? 0 : Double(written.count(where: \.self)) / Double(written.count)
    }
}

extension DesignFacts.RescueDays {
    /// Nil when rescue treatment was not recorded.
    package init?(_ effect: EffectEstimate, in data: TrialData) {
        guard data.record.isRecordable(.rescue) else { return nil }
        let tested = data.livedDays.filter { $0.phase?.condition == effect.condition.id }
        let usual = data.livedDays.filter { $0.phase?.condition == effect.reference.id }
        condition = tested.count { $0.marks.contains(.rescue) }
        conditionDays = tested.count
        reference = usual.count { $0.marks.contains(.rescue) }
        referenceDays = usual.count
    }
}

extension TrialPlan {
    /// The phases before a condition first began, as one stretch of days; nil when it came first.
    package func baseline(before condition: Condition) -> (first: CalendarDay, last: CalendarDay)? {
        let before = schedule.phases.prefix { $0.condition != condition.id }
        guard let first = before.first, let last = before.last else { return nil }
        return (first.first, last.last)
    }

    /// Changes beside the conditions that begin or end while the trial runs: those that hold on all of
    /// its days move nothing.
    var openChanges: [ExpectedChange] {
        alsoChanging.filter { change in
            let held = schedule.days.count { change.holds(on: $0) }
            return held > 0 && held < schedule.days.count
        }
    }
}

extension TrialPlan {
    /// What is known of an order that was not drawn here.
    var knownOrder: Bool? { design.map { _ in false } }
}

extension DesignFacts {
    /// What redrawing a schedule says, whichever test did it.
    package struct Draw: Sendable, Equatable {
        package let p: Double
        package let smallestP: Double

        package init(p: Double, smallestP: Double) {
            self.p = p
            self.smallestP = smallestP
        }

        package var reachesLevel: Bool { smallestP <= 0.05 + 1e-12 }
    }
}
