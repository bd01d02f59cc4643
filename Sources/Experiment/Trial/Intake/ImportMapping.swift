import ExperimentDiary
import ExperimentText

/// Which series of an export is which of the plan's, and what its words and units mean there.
package struct ImportMapping: Sendable {
    private var rules: [String: [Rule]]
    private let words: Vocabulary
    private let wantedNames: [String]

    /// What one series of an export becomes.
    package struct Rule: Sendable {
        package let target: Target
        /// The plan's value is the export's times this.
        package var factor = 1.0
        /// Numbers of words, in lower case.
        package var numbers: [(word: String, number: Double)] = []
    }

    package enum Target: Sendable, Equatable {
        case series(String, rater: String?, allowed: AllowedValues?)
        case condition([DiaryMapping.ConditionColumn.Meaning])
        case mark(DayMark)
        case note

        /// Two rules with one subject would say the same thing twice.
        package var subject: String {
            switch self {
            case .series(let id, _, _): "series \(id)"
            case .condition: "condition"
            case .mark(let mark): "mark \(mark.rawValue)"
            case .note: "note"
            }
        }
    }

    /// The strongest saying wins for each of the plan's series: `--map`, the plan's `imports` for the
    /// format, the columns of the plan's diary, a series of the export with the plan's own name.
    /// - Parameter maps: `NAME=SERIES`, from the command line.
    /// - Throws: `ImportError` for a map that names nothing of the plan.
    package init(
        _ plan: TrialPlan, format: String, maps: [String] = []
    ) throws(ImportError) {
        words = plan.diary.words
        wantedNames = plan.series.map(\.id)
        var levels: [[(name: String, rule: Rule)]] = [[]]
        for text in maps { levels[0].append(try Self.rule(text, plan)) }
        levels.append(plan.importRules(format: format))
        levels.append(plan.columnRules)
        levels.append(
            plan.series.map {
                ($0.id, Rule(target: .series($0.id, rater: nil, allowed: $0.allowed)))
            })
        // Apps name events as this project does; a table of one's own may mean anything by such a word.
        if format != TableReader.format.id { levels.append(plan.ownNames) }
        var settled: Set<String> = []
        rules = [:]
        for level in levels {
            for (name, rule) in level where !settled.contains(rule.target.subject) {
                rules[Self.key(name), default: []].append(rule)
            }
            settled.formUnion(level.map(\.rule.target.subject))
        }
    }

    private static func key(_ name: String) -> String { collapsingSpaces(name).lowercased() }

    private static func rule(
        _ text: String, _ plan: TrialPlan
    ) throws(ImportError) -> (name: String, rule: Rule) {
        let parts = text.split(separator: "=", maxSplits: 1).map { trimmingSpaces(String($0)) }
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
            throw ImportError(.reader(.mapNotAnAssignment(text)))
        }
        guard let target = plan.target(parts[0]) else {
            throw ImportError(
                .reader(.mapTargetUnknown(name: parts[0], known: plan.loggableNames + ["note"])))
        }
        return (parts[1], Rule(target: target))
    }

    // MARK: Facts

    /// What the plan does with a series of the export; nothing when it does not ask for it.
    package func rules(for series: String) -> [Rule] { rules[Self.key(series)] ?? [] }

    /// The names that a user may map to.
    package var wanted: [String] { wantedNames }

    /// What a rule makes of a value; nil when it stands for nothing.
    package func fact(
        _ value: ImportedValue, by rule: Rule, on day: CalendarDay, rounding: Bool,
        source: SourceLine
    ) throws(ImportProblem) -> DiaryFact? {
        let content = try content(value, rule, rounding: rounding, source)
        return content.map { DiaryFact(day: day, second: value.moment.second, $0) }
    }

    private func content(
        _ value: ImportedValue, _ rule: Rule, rounding: Bool, _ source: SourceLine
    ) throws(ImportProblem) -> DiaryFact.Content? {
        if case .word(let word, _) = value.content, words.isMissing(word) { return nil }
        switch rule.target {
        case .series(let id, let rater, let allowed):
            let number = try number(value, rule, source) * rule.factor
            let settled = try settled(
                number, allowed, rounding: rounding, column: value.series, source)
            return .reading(series: id, rater: rater, value: settled)
        case .condition(let meanings):
            let word = value.text.lowercased()
            guard let meaning = meanings.first(where: { $0.word.lowercased() == word }) else {
                throw .notACondition(
                    source, column: value.series, found: value.text, words: meanings.map(\.word))
            }
            return .condition(meaning.condition)
        case .mark(let mark):
            guard let truth = words.truth(value.text) else {
                throw .notYesOrNo(
                    source, column: value.series, found: value.text, yes: words.yes, no: words.no)
            }
            return truth ? .mark(mark, lastDay: nil, about: nil) : nil
        case .note: return .note(value.text)
        }
    }

    private func number(
        _ value: ImportedValue, _ rule: Rule, _ source: SourceLine
    ) throws(ImportProblem) -> Double {
        switch value.content {
        case .number(let number): return number
        case .word(let word, let usual):
            let lower = word.lowercased()
            if let own = rule.numbers.first(where: { $0.word == lower }) { return own.number }
            if let usual { return usual }
            if let truth = words.truth(word) { return truth ? 1 : 0 }
            throw .reader(.wordUnknown(source, series: value.series, found: shortened(word)))
        }
    }

    private func settled(
        _ number: Double, _ allowed: AllowedValues?, rounding: Bool, column: String,
        _ source: SourceLine
    ) throws(ImportProblem) -> Double {
        guard let allowed else { return number }
        if let settled = allowed.settled(number) ?? (rounding ? allowed.nearest(number) : nil) {
            return settled
        }
        throw .notAllowed(
            source, column: column, found: number, expected: allowed.description)
    }
}

extension ImportedValue {
    package var text: String {
        switch content {
        case .number(let number): PlainNumber.text(number)
        case .word(let word, _): word
        }
    }
}

extension AllowedValues {
    /// The allowed value next to one inside the bounds; nil outside them.
    package func nearest(_ value: Double) -> Double? {
        guard bounds.contains(value) else { return nil }
        switch self {
        case .oneOf(let values):
            return values.min { ($0 - value).magnitude < ($1 - value).magnitude }
        case .range(let range, let step):
            guard let step else { return value }
            let steps = ((value - range.lowerBound) / step).rounded()
            return settled(min(range.lowerBound + steps * step, range.upperBound))
        }
    }
}

extension TrialPlan {
    /// What a name of the plan stands for.
    package func target(_ name: String) -> ImportMapping.Target? {
        if let series = series(name) {
            return .series(series.id, rater: nil, allowed: series.allowed)
        }
        if let mark = DayMark(rawValue: name) { return .mark(mark) }
        if name == "note" { return .note }
        guard name == "condition" else { return nil }
        return .condition(conditions.map { .init(word: $0.id, condition: $0.id) })
    }

    /// Events, the condition and remarks under their own names.
    fileprivate var ownNames: [(name: String, rule: ImportMapping.Rule)] {
        (DayMark.allCases.map(\.rawValue) + ["condition", "note"]).compactMap { name in
            target(name).map { (name, ImportMapping.Rule(target: $0)) }
        }
    }

    /// The columns of the plan's diary.
    fileprivate var columnRules: [(name: String, rule: ImportMapping.Rule)] {
        let series = diary.series.flatMap { columns in
            columns.columns.map { column in
                (
                    column,
                    ImportMapping.Rule(
                        target: .series(
                            columns.series, rater: columns.columns.count > 1 ? column : nil,
                            allowed: self.series(columns.series)?.allowed))
                )
            }
        }
        let condition = diary.condition.map {
            ($0.column, ImportMapping.Rule(target: .condition($0.meanings)))
        }
        let marks = diary.marks.map { ($0.column, ImportMapping.Rule(target: .mark($0.mark))) }
        return series + [condition].compactMap(\.self) + marks
    }

    /// The plan's `imports` for a format.
    fileprivate func importRules(format: String) -> [(name: String, rule: ImportMapping.Rule)] {
        imports.filter { $0.format == nil || $0.format == format }.flatMap { planned in
            planned.series.compactMap { series in
                target(series.target).map {
                    (
                        series.source,
                        ImportMapping.Rule(
                            target: $0, factor: series.factor, numbers: series.numbers.map(\.self))
                    )
                }
            }
        }
    }
}
