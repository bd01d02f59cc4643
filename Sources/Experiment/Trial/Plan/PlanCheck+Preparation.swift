import ExperimentDiary
import ExperimentText

/// The checks of what planning wrote into a plan.
extension PlanCheck {
    mutating func template(_ draft: DraftPreparation) -> Template? {
        guard let name = draft.template else { return nil }
        do { return try Template.chosen(name.value, withFoodsFreeOf: draft.freeOf) } catch {
            report(.template(key: "template", error), line: name.line)
            return nil
        }
    }

    /// The design with its seed, when it makes one and lays the very phases of the schedule.
    mutating func design(
        _ draft: DraftPlan, outcomes: [PlannedOutcome], conditions: [Condition],
        schedule: Schedule, staggered: [StaggeredSchedule]
    ) -> AssignedDesign? {
        guard let given = draft.preparation.design, let settings = given.settings else {
            return nil
        }
        let names = designConditions(given, conditions)
        let series = designOutcomes(given, settings, outcomes)
        do {
            let design = try settings.design(
                conditions: names.count, series: max(1, series.count),
                reintroduction: draft.preparation.reintroduction)
            let assigned = AssignedDesign(
                settings: settings, design: design,
                seed: UInt64(given.seed?.value ?? draft.seed?.value ?? 0), conditions: names,
                outcomes: series, reason: given.reason,
                reintroduction: draft.preparation.reintroduction)
            // Phases that could not be read differ from any design, and have been told.
            guard !problems.contains(where: { $0.value.key?.hasPrefix("schedule") == true })
            else {
                return assigned
            }
            if series.isEmpty {
                agreement(of: schedule, with: assigned, draft.phases, line: given.line)
            }
            for (place, id) in series.enumerated() {
                let own = staggered.first { $0.outcome == id }?.planned ?? schedule
                agreement(of: own, with: assigned, series: place, line: given.line)
            }
            return assigned
        } catch {
            report(.design(key: "design", error), line: given.line)
            return nil
        }
    }

    /// The conditions that the design names, else the plan's own, the reference first.
    private mutating func designConditions(
        _ draft: DraftDesign, _ conditions: [Condition]
    ) -> [String] {
        let ids = conditions.map(\.id)
        for name in draft.conditions where !ids.contains(name.value) {
            report(
                .undefined(key: "design.conditions", found: name.value, defined: ids),
                line: name.line)
        }
        guard draft.conditions.isEmpty else { return draft.conditions.map(\.value) }
        return conditions.filter { $0.reference == nil }.map(\.id)
            + conditions.filter { $0.reference != nil }.map(\.id)
    }

    /// The outcomes that a multiple baseline names, else all of the plan; none for other designs.
    private mutating func designOutcomes(
        _ draft: DraftDesign, _ settings: DesignSettings, _ outcomes: [PlannedOutcome]
    ) -> [String] {
        guard settings.kind == .multipleBaseline else { return [] }
        let ids = outcomes.map(\.id)
        for name in draft.outcomes where !ids.contains(name.value) {
            report(
                .undefined(key: "design.outcomes", found: name.value, defined: ids),
                line: name.line)
        }
        return draft.outcomes.isEmpty ? ids : draft.outcomes.map(\.value)
    }

    /// Outcomes with phases of their own, the primary one first; empty where the file names none.
    mutating func staggered(
        _ draft: DraftPlan, outcomes: [PlannedOutcome], conditions: [Condition], primary: Schedule
    ) -> [StaggeredSchedule] {
        guard !draft.outcomePhases.isEmpty, let first = outcomes.first(where: \.isPrimary) else {
            return []
        }
        if let line = draft.diary.condition.map({ _ in draft.diary.line }) {
            report(.conditionOfSeveral(key: "diary.condition"), line: line)
        }
        let others = outcomes.filter { !$0.isPrimary }.map(\.id)
        var found = [
            StaggeredSchedule(outcome: first.id, schedule: primary, planned: primary)
        ]
        for (name, phases) in draft.outcomePhases {
            guard others.contains(name.value) else {
                report(
                    .notAmong(key: "schedule.outcomes", found: name.value, allowed: others),
                    line: name.line)
                continue
            }
            let key = "schedule.outcomes.\(name.value)"
            let own = schedule(
                phases, key: key, start: draft.start.map { Located($0.value, line: name.line) },
                conditions: conditions)
            if !own.phases.isEmpty, !primary.phases.isEmpty, own.days != primary.days {
                report(
                    .otherDays(key: key, found: own.days, expected: primary.days), line: name.line)
            }
            found.append(StaggeredSchedule(outcome: name.value, schedule: own, planned: own))
        }
        return found
    }

    /// A food, or what is swallowed, starts for all outcomes on one day: while one site is told to live as
    /// usual another cannot leave the food out.
    mutating func wholeBody(
        _ draft: DraftPlan, _ template: Template?, conditions: [Condition],
        staggered: [StaggeredSchedule]
    ) {
        guard Set(staggered.map { $0.planned.phases.map(\.lengthInDays) }).count > 1,
            let line = draft.outcomePhases.first?.outcome.line,
            let tested = conditions.first(where: { condition in
                condition.reference != nil
                    && (template?.isOfWholeBody == true
                        || !condition.foodsLeftOut(beside: template).isEmpty
                        || !condition.foodsBroughtIn(beside: template).isEmpty)
            })
        else { return }
        report(
            .staggersWholeBody(key: "schedule.outcomes", condition: tested.name), line: line)
    }

    /// Day by day, so that it does not matter how the days are cut into phases; a phase that only has
    /// another length is told as that.
    ///
    /// - `drafts`: of the phases, for their lines; empty where they are not at hand.
    private mutating func agreement(
        of schedule: Schedule, with assigned: AssignedDesign, _ drafts: [DraftPhase] = [],
        series: Int = 0, line: Int
    ) {
        guard let start = schedule.phases.first?.first, assigned.conditions.count >= 2 else {
            return
        }
        let laid = assigned.phases(from: start, series: series) { $0 }
        let (expected, found) = (laid.flatMap(\.lived), schedule.phases.flatMap(\.lived))
        guard found != expected else { return }
        if let place = zip(schedule.phases, laid).map({ ($0, $1) }).firstIndex(where: {
            $0.lived != $1.lived
        }), drafts.indices.contains(place),
            schedule.phases[place].lived.first == laid[place].lived.first
        {
            report(
                .phaseLength(
                    key: "\(drafts[place].key).days", found: schedule.phases[place].lengthInDays,
                    expected: laid[place].lengthInDays),
                line: drafts[place].line)
        } else if let day = zip(found, expected).enumerated().first(where: { $1.0 != $1.1 }) {
            report(
                .differsFromDesign(
                    day: start.advanced(by: day.offset), found: day.element.0.words,
                    expected: day.element.1.words, seed: assigned.seed),
                line: line)
        } else if found.count != expected.count {
            report(
                .scheduleLength(
                    found: found.count, expected: expected.count, seed: assigned.seed),
                line: line)
        }
    }

    mutating func amended(
        _ schedule: Schedule, _ draft: DraftPreparation, isStaggered: Bool
    ) -> Schedule {
        var current = schedule
        var former: [Amendment] = []
        for amendment in draft.amendments {
            former.append(amendment.value)
            if isStaggered, amendment.value.change == .endPhase {
                let error = AmendmentError.endOfSeveral(day: amendment.value.day)
                report(.amendment(key: "amendments[\(former.count)]", error), line: amendment.line)
                former.removeLast()
                continue
            }
            do { current = try schedule.amended(by: former) } catch {
                report(.amendment(key: "amendments[\(former.count)]", error), line: amendment.line)
                former.removeLast()
            }
        }
        return current
    }

    /// Amendments move the schedule of every outcome by as many days; what is wrong with one was
    /// said of
    /// the primary one's already.
    func amended(
        _ staggered: [StaggeredSchedule], _ draft: DraftPreparation
    ) -> [StaggeredSchedule] {
        staggered.map { own in
            let lived = try? own.planned.amended(by: draft.amendments.map(\.value))
            return StaggeredSchedule(
                outcome: own.outcome, schedule: lived ?? own.planned, planned: own.planned)
        }
    }

    /// No stretch of a tested condition lasts longer than its template bears.
    mutating func cap(
        _ template: Template?, _ schedule: Schedule, conditions: [Condition],
        _ draft: DraftPreparation
    ) {
        guard let template, let cap = template.cap?.days(for: draft.complaint),
            let line = draft.template?.line
        else { return }
        let longest = schedule.longestRestriction(of: conditions)
        if let limit = template.longest(for: draft.complaint), longest > limit {
            return report(
                .template(
                    key: "schedule",
                    .beyondAgreement(template: template.id, found: longest, limit: limit)),
                line: line)
        }
        guard longest > cap, draft.safety?.isAgreedWithClinician != true else { return }
        report(
            .template(
                key: "schedule",
                .beyondCap(template: template.id, found: longest, cap: cap)),
            line: line)
    }

    /// Every phase must hold one look back of every outcome after its lag.
    mutating func recall(
        _ draft: DraftPlan, outcomes: [PlannedOutcome], conditions: [Condition],
        analysis: AnalysisPlan
    ) {
        for (phases, followers) in draft.followed(by: outcomes) {
            let longest = followers.max {
                $0.instrument.recall.lengthInDays < $1.instrument.recall.lengthInDays
            }
            guard let outcome = longest else { continue }
            let onset = outcome.onsetLagInDays ?? analysis.onsetLagInDays
            for phase in phases where !phase.part.isReintroduction {
                guard let days = phase.days,
                    let condition = conditions.first(where: { $0.id == phase.condition?.value })
                else { continue }
                let lag = condition.reference == nil ? 0 : onset
                guard days.value > lag, days.value - lag < outcome.instrument.recall.lengthInDays
                else { continue }
                report(
                    .shorterThanRecall(
                        key: "\(phase.key).days", phase: phase.name?.value ?? condition.name,
                        days: days.value, lag: lag, instrument: outcome.id,
                        recall: outcome.instrument.recall.lengthInDays),
                    line: days.line)
            }
        }
    }

    /// Days between two records, no fewer than the recall of the instrument allows.
    mutating func cadence(_ draft: DraftOutcome, _ instrument: Instrument) -> Int {
        let usual = max(1, instrument.minimumDaysBetween)
        guard let every = draft.every else { return usual }
        do { try instrument.checkCadence(every: every.value) } catch {
            report(.instrument(key: "\(draft.key).every", error), line: every.line)
        }
        return every.value
    }
}

extension DraftPlan {
    /// Each list of phases with the outcomes that follow it; the first one is the plan's own.
    func followed(
        by outcomes: [PlannedOutcome]
    ) -> [(phases: [DraftPhase], outcomes: [PlannedOutcome])] {
        let apart = outcomePhases.map(\.outcome.value)
        return [(phases, outcomes.filter { !apart.contains($0.id) })]
            + outcomePhases.map { own in
                (own.phases, outcomes.filter { $0.id == own.outcome.value })
            }
    }
}

/// What a day is under a schedule.
private struct LivedDay: Equatable {
    let condition: String
    let food: String?
    let portion: Double?

    var words: String {
        guard let food else { return "\"\(condition)\"" }
        let dose = portion.map { ", \(Reintroduction.words($0))" } ?? ""
        return "\"\(condition)\" (\(food)\(dose))"
    }
}

extension Phase {
    fileprivate var lived: [LivedDay] {
        [LivedDay](
            repeating: LivedDay(condition: condition, food: food, portion: portion),
            count: lengthInDays)
    }
}

extension Schedule {
    /// Days of the longest stretch under one tested condition, before foods are tried again.
    func longestRestriction(of conditions: [Condition]) -> Int {
        let tested = conditions.filter { $0.reference != nil }.map(\.id)
        var (longest, current, last) = (0, 0, "")
        for phase in phases {
            let counts = tested.contains(phase.condition) && !phase.part.isReintroduction
            current = counts ? (phase.condition == last ? current : 0) + phase.lengthInDays : 0
            last = phase.condition
            longest = max(longest, current)
        }
        return longest
    }
}
