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
        _ draft: DraftPlan, conditions: [Condition], schedule: Schedule
    ) -> AssignedDesign? {
        guard let given = draft.preparation.design, let settings = given.settings else { return nil }
        let names = designConditions(given, conditions)
        do {
            let design = try settings.design(
                conditions: names.count, reintroduction: draft.preparation.reintroduction)
            let assigned = AssignedDesign(
                settings: settings, design: design,
                seed: UInt64(given.seed?.value ?? draft.seed?.value ?? 0), conditions: names,
                reintroduction: draft.preparation.reintroduction)
            agreement(of: schedule, with: assigned, line: given.line)
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

    /// Day by day, so that it does not matter how the days are cut into phases.
    private mutating func agreement(
        of schedule: Schedule, with assigned: AssignedDesign, line: Int
    ) {
        guard let start = schedule.phases.first?.first, assigned.conditions.count >= 2,
            assigned.design.seriesCount == 1
        else { return }
        let expected = assigned.phases(from: start) { $0 }.flatMap(\.lived)
        let found = schedule.phases.flatMap(\.lived)
        if let day = zip(found, expected).enumerated().first(where: { $1.0 != $1.1 }) {
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

    mutating func amended(_ schedule: Schedule, _ draft: DraftPreparation) -> Schedule {
        var current = schedule
        var former: [Amendment] = []
        for amendment in draft.amendments {
            former.append(amendment.value)
            do { current = try schedule.amended(by: former) } catch {
                report(.amendment(key: "amendments[\(former.count)]", error), line: amendment.line)
                former.removeLast()
            }
        }
        return current
    }

    /// No stretch of a tested condition lasts longer than its template bears.
    mutating func cap(
        _ template: Template?, _ schedule: Schedule, conditions: [Condition],
        _ draft: DraftPreparation
    ) {
        guard let template, let cap = template.cap?.days(for: draft.complaint),
            draft.safety?.isAgreedWithClinician != true, let line = draft.template?.line
        else { return }
        let longest = schedule.longestRestriction(of: conditions)
        guard longest > cap else { return }
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
        for phase in draft.phases where !phase.part.isReintroduction {
            guard let days = phase.days,
                let condition = conditions.first(where: { $0.id == phase.condition?.value })
            else { continue }
            let lag = condition.reference == nil ? 0 : analysis.onsetLagInDays
            let longest = outcomes.max {
                $0.instrument.recall.lengthInDays < $1.instrument.recall.lengthInDays
            }
            guard let outcome = longest, days.value > lag,
                days.value - lag < outcome.instrument.recall.lengthInDays
            else { continue }
            report(
                .shorterThanRecall(
                    key: "\(phase.key).days", phase: phase.name?.value ?? condition.name,
                    days: days.value, lag: lag, instrument: outcome.id,
                    recall: outcome.instrument.recall.lengthInDays),
                line: days.line)
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
