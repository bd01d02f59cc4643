import ExperimentDiary
import ExperimentText
import Stats

extension DraftPlan {
    /// The plan, checked in itself: ids are known, ranges are not empty, phases do not overlap, every
    /// series has a column.
    /// - Throws: `PlanError` with every problem of the file, each with its line.
    package func validated() throws(PlanError) -> TrialPlan {
        var check = PlanCheck(problems: problems)
        let outcomes = check.outcomes(self.outcomes)
        let covariates = check.covariates(self.covariates)
        let conditions = check.conditions(self.conditions)
        check.repeatedIDs(self)
        let analysis = check.analysis(self.analysis)
        let planned = check.schedule(phases, start: start, conditions: conditions)
        let others = check.staggered(
            self, outcomes: outcomes, conditions: conditions, primary: planned)
        check.lags(self, outcomes: outcomes, conditions: conditions, analysis: analysis)
        check.recall(self, outcomes: outcomes, conditions: conditions, analysis: analysis)
        let template = check.template(preparation)
        check.wholeBody(self, template, conditions: conditions, staggered: others)
        let design = check.design(
            self, outcomes: outcomes, conditions: conditions, schedule: planned, staggered: others)
        let schedule = check.amended(planned, preparation, isStaggered: !others.isEmpty)
        let staggered = check.amended(others, preparation)
        for lived in [schedule] + staggered.map(\.schedule) {
            check.cap(template, lived, conditions: conditions, preparation)
        }
        let diary = check.diary(
            self.diary, outcomes: outcomes, covariates: covariates, conditions: conditions)
        let title = check.required(self.title, key: "title", expected: "a title")
        guard check.problems.isEmpty else {
            throw PlanError(file: file, problems: check.problems)
        }
        return TrialPlan(
            title: title, question: question?.value ?? title,
            outcomes: outcomes.map { check.withItems($0, self.diary) }, covariates: covariates,
            conditions: conditions, schedule: schedule, plannedSchedule: planned,
            staggered: staggered, amendments: preparation.amendments.map(\.value), diary: diary,
            analysis: analysis,
            imports: imports, seed: UInt64(seed?.value ?? 0), source: source?.value,
            design: design, template: template, complaint: preparation.complaint,
            reintroduction: preparation.reintroduction, safety: preparation.safety,
            stopRules: preparation.stopRules, startedBecauseBad: preparation.startedBecauseBad,
            alsoChanging: preparation.alsoChanging,
            declaredAnalysis: preparation.primaryAnalysis,
            drawnElsewhere: preparation.drawnElsewhere,
            blindedElsewhere: preparation.blindedElsewhere,
            hasNoMonthlyRhythm: preparation.monthlyRhythm == false,
            blinding: preparation.blinding)
    }
}

/// The checks of a plan; each returns what it can and notes what is wrong.
struct PlanCheck {
    var problems: [Located<PlanProblem>]

    /// Notes a problem. A value that was given wrongly is not also missing.
    mutating func report(_ problem: PlanProblem, line: Int) {
        if case .missing(let key, _) = problem,
            problems.contains(where: { $0.value.key == key })
        {
            return
        }
        problems.append(Located(problem, line: line))
    }

    mutating func required(
        _ value: Located<String>?, key: String, expected: String, line: Int = 1
    ) -> String {
        guard let value, !value.value.isEmpty else {
            report(.missing(key: key, expected: expected), line: line)
            return ""
        }
        return value.value
    }

    mutating func conditions(_ drafts: [DraftCondition]) -> [Condition] {
        if drafts.count < 2 {
            report(
                .missing(key: "conditions", expected: "at least two conditions to compare"),
                line: drafts.first?.line ?? 1)
        }
        let ids = drafts.compactMap { $0.id?.value }
        let conditions = drafts.map { condition($0, ids: ids) }
        if let first = drafts.first, conditions.allSatisfy({ $0.reference != nil }) {
            report(.noReference, line: first.line)
        } else if drafts.count > 1, conditions.allSatisfy({ $0.reference == nil }) {
            report(
                .missing(
                    key: "\(drafts[1].key).against",
                    expected: "the id of the condition it is compared with"),
                line: drafts[1].line)
        }
        return conditions
    }

    private mutating func condition(_ draft: DraftCondition, ids: [String]) -> Condition {
        let id = required(
            draft.id, key: "\(draft.key).id", expected: "a short name", line: draft.line)
        if let against = draft.against {
            if against.value == id {
                report(
                    .referenceOfItself(key: "\(draft.key).against", condition: id),
                    line: against.line)
            } else if !ids.contains(against.value) {
                report(
                    .undefined(key: "\(draft.key).against", found: against.value, defined: ids),
                    line: against.line)
            }
        }
        return Condition(
            id: id, name: draft.name?.value ?? id, reference: draft.against?.value,
            instruction: draft.instruction?.value, leavesOut: draft.leavesOut,
            bringsIn: draft.bringsIn, amount: draft.amount?.value)
    }

    mutating func schedule(
        _ drafts: [DraftPhase], key: String = "schedule.phases", start: Located<CalendarDay>?,
        conditions: [Condition]
    ) -> Schedule {
        if drafts.isEmpty {
            report(.missing(key: key, expected: "at least one phase"), line: start?.line ?? 1)
        }
        var phases: [Phase] = []
        for phase in drafts {
            let next = phases.last?.last.advanced(by: 1) ?? start?.value
            guard let first = phase.start?.value ?? next else {
                report(
                    .missing(key: "schedule.start", expected: "the first day of the trial"),
                    line: phase.line)
                break
            }
            if let made = checked(phase, first: first, after: phases.last, conditions) {
                phases.append(made)
            }
            guard isWithinReach(phases, key: phase.key, line: phase.line) else { break }
        }
        return Schedule(phases: phases)
    }

    /// A century; a longer schedule is a typing error, or is to fill the memory.
    private static let longestInDays = 36_600
    private static let lastDay = CalendarDay(daysSinceEpoch: 2_932_896)

    private mutating func isWithinReach(_ phases: [Phase], key: String, line: Int) -> Bool {
        guard let first = phases.first?.first, let last = phases.last?.last else { return true }
        let days = first.distance(to: last) + 1
        guard days <= Self.longestInDays else {
            report(
                .outOfRange(
                    key: "\(key).days", found: "\(days) days in all",
                    expected: "at most \(Self.longestInDays) from the first day to the last"),
                line: line)
            return false
        }
        guard last <= Self.lastDay else {
            report(
                .outOfRange(
                    key: "\(key).days", found: "an end after the year 9999",
                    expected: "one on \(Self.lastDay) or before"),
                line: line)
            return false
        }
        return true
    }

    private mutating func checked(
        _ draft: DraftPhase, first: CalendarDay, after previous: Phase?, _ conditions: [Condition]
    ) -> Phase? {
        let condition = required(
            draft.condition, key: "\(draft.key).condition", expected: "the id of a condition",
            line: draft.line)
        guard let days = draft.days else { return nil }
        if !condition.isEmpty, !conditions.contains(where: { $0.id == condition }) {
            report(
                .undefined(
                    key: "\(draft.key).condition", found: condition,
                    defined: conditions.map(\.id)),
                line: draft.condition?.line ?? draft.line)
        }
        let name =
            draft.name?.value
            ?? draft.food.flatMap { draft.part.name(of: $0.value, portion: draft.portion?.value) }
            ?? conditions.first { $0.id == condition }?.name ?? condition
        if let previous, first <= previous.last {
            report(
                .overlappingPhases(
                    key: "\(draft.key).start", phase: name, starts: first, before: previous.name,
                    ends: previous.last),
                line: draft.start?.line ?? draft.line)
        }
        return Phase(
            name: name, condition: condition, first: first, lengthInDays: days.value,
            part: draft.part, food: draft.food?.value, portion: draft.portion?.value)
    }

    /// A tested phase must outlast the onset lag, or nothing of it could be analysed.
    mutating func lags(
        _ draft: DraftPlan, outcomes: [PlannedOutcome], conditions: [Condition],
        analysis: AnalysisPlan
    ) {
        for (phases, followers) in draft.followed(by: outcomes) {
            let lags = followers.map { $0.onsetLagInDays ?? analysis.onsetLagInDays }
            let lag = lags.max() ?? analysis.onsetLagInDays
            for phase in phases where !phase.part.isReintroduction {
                guard let days = phase.days,
                    let condition = conditions.first(where: { $0.id == phase.condition?.value }),
                    condition.reference != nil, days.value <= lag
                else { continue }
                report(
                    .shorterThanLag(
                        key: "\(phase.key).days", phase: phase.name?.value ?? condition.name,
                        days: days.value, lag: lag),
                    line: days.line)
            }
        }
    }

    // MARK: Analysis

    mutating func analysis(_ draft: DraftAnalysis) -> AnalysisPlan {
        let method = method(draft.method)
        courses(draft, method)
        let (onset, washout) = (draft.onsetLag?.value ?? 0, draft.washout?.value ?? 0)
        let unit = draft.isInHours ? 24 : 1
        return AnalysisPlan(
            method: method, level: level(draft.level),
            onsetLagInDays: onset / unit, washoutInDays: washout / unit,
            rest: LagRest(onset: onset % unit, washout: washout % unit), isInHours: draft.isInHours,
            hasTrend: draft.hasTrend, hasWeekday: draft.hasWeekday, cycle: draft.cycle,
            lags: draft.lags?.value, looks: draft.looks.map(\.value).sorted())
    }

    /// The course of an effect is told in one way: lags, days left out, or averaged over onset.
    private mutating func courses(_ draft: DraftAnalysis, _ method: RegressionMethod?) {
        guard let lags = draft.lags else { return }
        var others: [String] = []
        if method?.isAveragedOverOnset == true { others.append("analysis.method") }
        if (draft.onsetLag?.value ?? 0) > 0 { others.append("analysis.onset-lag") }
        if (draft.washout?.value ?? 0) > 0 { others.append("analysis.washout") }
        for other in others {
            report(.excludes(key: "analysis.lags", other: other), line: lags.line)
        }
    }

    private mutating func method(_ given: Located<String>?) -> RegressionMethod? {
        guard let given else { return nil }
        if let method = RegressionMethod(rawValue: given.value) { return method }
        report(
            .notAmong(
                key: "analysis.method", found: given.value,
                allowed: RegressionMethod.allCases.map(\.rawValue)),
            line: given.line)
        return nil
    }

    private mutating func level(_ given: Located<Double>?) -> Double {
        guard let given else { return 0.95 }
        if (0.5...0.999).contains(given.value) { return given.value }
        report(
            .outOfRange(
                key: "analysis.level", found: PlainNumber.text(given.value),
                expected: "a probability from 0.5 to 0.999"),
            line: given.line)
        return 0.95
    }

    mutating func repeatedIDs(_ draft: DraftPlan) {
        let series =
            draft.outcomes.compactMap { outcome in outcome.id.map { ("\(outcome.key).id", $0) } }
            + draft.covariates.compactMap { covariate in
                covariate.id.map { ("\(covariate.key).id", $0) }
            }
            + draft.conditions.compactMap { condition in
                condition.amount.map {
                    ("\(condition.key).amount.series", Located($0.value.series, line: $0.line))
                }
            }
        let conditions = draft.conditions.compactMap { condition in
            condition.id.map { ("\(condition.key).id", $0) }
        }
        for ids in [series, conditions] {
            for repeats in grouped(ids, by: { $0.1.value }) where repeats.count > 1 {
                report(
                    .repeated(key: repeats[1].0, found: repeats[1].1.value),
                    line: repeats[1].1.line)
            }
        }
    }
}

extension DiaryMapping.ConditionColumn {
    /// A column that holds the conditions' own ids or names.
    fileprivate init(column: String, of conditions: [Condition]) {
        let names = conditions.map { ($0.name, $0.id) }.filter { $0.0 != $0.1 }
        self.init(
            column: column,
            meanings: (conditions.map { ($0.id, $0.id) } + names).map {
                Meaning(word: $0.0, condition: $0.1)
            })
    }
}
