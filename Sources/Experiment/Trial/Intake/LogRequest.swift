import ExperimentDiary
import ExperimentText

/// What a person typed to be logged for one day, as facts: `itch=4`, `dairy=slip`,
/// `condition=dairy-free`, `rescue=hydrocortisone`.
package struct LogRequest: Sendable, Equatable {
    package let facts: [DiaryFact]

    /// - `assignments`: texts `name=value`.
    /// - `note`: a remark on the day.
    /// - `day`: the diary day.
    /// - `second`: time of day of the values, when they are given as they happen.
    ///
    /// Throws `LogError` with every assignment that the plan has no place for.
    package init(
        _ assignments: [String], note: String? = nil, day: CalendarDay, second: Int? = nil,
        plan: TrialPlan
    ) throws(LogError) {
        var problems: [LogProblem] = []
        var facts: [DiaryFact] = []
        for text in assignments {
            do throws(LogProblem) {
                let content = try Assignment(text, in: plan).content(plan)
                let isReading = if case .reading = content { true } else { false }
                facts.append(DiaryFact(day: day, second: isReading ? second : nil, content))
            } catch {
                problems.append(error)
            }
        }
        problems += Self.repetitions(facts)
        if let note, !note.isEmpty { facts.append(DiaryFact(day: day, .note(note))) }
        if !plan.hasPlace(for: facts, on: day) {
            problems.insert(.outsidePlan(day: day, plan.schedule.days), at: 0)
        }
        guard problems.isEmpty else { throw LogError(problems) }
        self.facts = facts
    }

    private static func repetitions(_ facts: [DiaryFact]) -> [LogProblem] {
        let names = facts.compactMap { fact -> String? in
            if case .reading(let series, _, _) = fact.content { series } else { nil }
        }
        return grouped(names) { $0 }.filter { $0.count > 1 }.compactMap(\.first)
            .map(LogProblem.repeated)
    }
}

/// One `name=value`.
private struct Assignment {
    let name: String
    private(set) var value: String

    init(_ text: String, in plan: TrialPlan) throws(LogProblem) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let bare = decimalNumber(decimalPointed(text)) == nil ? "4" : text
        let refusal = LogProblem.notAnAssignment(text, like: "\(plan.primaryOutcome.id)=\(bare)")
        guard parts.count == 2 else { throw refusal }
        name = trimmingSpaces(String(parts[0]))
        value = trimmingSpaces(String(parts[1]))
        guard !name.isEmpty, !value.isEmpty else { throw refusal }
    }

    func content(_ plan: TrialPlan) throws(LogProblem) -> DiaryFact.Content {
        if let series = plan.series(name) ?? plan.itemSeries(name) {
            return try pointed.reading(of: series, plan.diary.words)
        }
        if name == "condition" { return try condition(plan) }
        if let mark = DayMark(rawValue: name) { return try event(mark, plan.diary.words) }
        // `dairy=slip`: what happened stands on the right, what it was about on the left.
        if let mark = DayMark(rawValue: value.lowercased()) {
            return .mark(mark, lastDay: nil, about: name)
        }
        let meant = plan.series(meaning: name)
        guard let series = meant.first else {
            throw .unknownName(name, known: plan.loggableNames)
        }
        guard meant.count == 1 else { throw .ambiguousName(name, meant.map(\.id)) }
        return try pointed.reading(of: series, plan.diary.words)
    }

    /// With a point for a decimal comma.
    private var pointed: Assignment {
        var pointed = self
        pointed.value = decimalPointed(value)
        return pointed
    }

    private func reading(
        of series: PlannedSeries, _ words: Vocabulary
    ) throws(LogProblem) -> DiaryFact.Content {
        let allowed = series.allowed?.description ?? "a number"
        let expected = series.range(ofWord: value).map { "\(allowed); \($0)" } ?? allowed
        guard
            let number = decimalNumber(value) ?? weight(of: series) ?? series.number(ofWord: value)
                ?? words.number(ofTruth: value, among: series.allowed)
        else {
            throw .notANumber(name: name, found: value, expected: expected)
        }
        guard let settled = series.allowed.map({ $0.settled(number) }) ?? number else {
            throw .notAllowed(name: name, found: number, expected: expected)
        }
        return .reading(series: series.id, rater: nil, value: settled)
    }

    /// Kilograms of `58 kg` or `128lb`.
    private func weight(of series: PlannedSeries) -> Double? {
        guard TrialPlan.weightSeries.contains(series.id) else { return nil }
        let units = [
            ("kg", 1.0), ("kilos", 1), ("lb", 0.45359237), ("lbs", 0.45359237),
            ("pounds", 0.45359237),
        ]
        return units.compactMap { unit, kilograms -> Double? in
            guard value.lowercased().hasSuffix(unit) else { return nil }
            return decimalNumber(trimmingSpaces(String(value.dropLast(unit.count))))
                .map { ($0 * kilograms * 10).rounded() / 10 }
        }.first
    }

    private func condition(_ plan: TrialPlan) throws(LogProblem) -> DiaryFact.Content {
        guard let condition = plan.condition(value) else {
            throw .unknownCondition(value, known: plan.conditions.map(\.id))
        }
        return .condition(condition.id)
    }

    private func event(
        _ mark: DayMark, _ words: Vocabulary
    ) throws(LogProblem) -> DiaryFact.Content {
        guard words.truth(value) != false, !words.isMissing(value) else { throw .noEvent(name) }
        return .mark(mark, lastDay: nil, about: words.truth(value) == nil ? value : nil)
    }
}

extension TrialPlan {
    /// Words and events are taken after the last day too, and in the four weeks before the first: a
    /// reaction does not wait for the plan. Values belong to its days.
    package func hasPlace(for facts: [DiaryFact], on day: CalendarDay) -> Bool {
        if schedule.days.contains(day) { return true }
        let isOfWords = facts.allSatisfy { fact in
            switch fact.content {
            case .mark, .note: true
            case .reading, .condition: false
            }
        }
        return isOfWords && takesWords(on: day)
    }

    /// Whether events and remarks of a day have a place: also in a pause, after the last day, and in the
    /// four weeks before the first. What is asked on a day beyond them is what is due.
    package func takesWords(on day: CalendarDay) -> Bool {
        day >= schedule.days.lowerBound.advanced(by: -28)
    }

    /// The names that can stand left of the equals sign.
    package var loggableNames: [String] {
        series.map(\.id) + ["condition"] + DayMark.allCases.map(\.rawValue)
    }
}
