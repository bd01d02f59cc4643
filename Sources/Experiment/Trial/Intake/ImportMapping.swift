import ExperimentDiary
import ExperimentText

/// Which series of an export is which of the plan's, and what its words and units mean there.
package struct ImportMapping: Sendable {
    private var rules: [String: [SeriesRule]]
    private let words: Vocabulary
    private let wantedNames: [String]

    /// The strongest saying wins for each of the plan's series: `--map`, the plan's `imports` for the
    /// format, the columns of the plan's diary, a series of the export with the plan's own name.
    ///
    /// - `maps`: `NAME=SERIES`, from the command line.
    ///
    /// Throws `ImportError` for a map that names nothing of the plan.
    package init(
        _ plan: TrialPlan, format: String, maps: [String] = []
    ) throws(ImportError) {
        words = plan.diary.words
        wantedNames = plan.series.map(\.id)
        var levels: [[(name: String, rule: SeriesRule)]] = [[]]
        for text in maps { levels[0].append(try Self.rule(text, plan)) }
        levels.append(plan.importRules(format: format))
        levels.append(plan.columnRules)
        levels.append(
            plan.series.map {
                ($0.id, SeriesRule(.series($0.id, rater: nil, allowed: $0.allowed)))
            })
        // Apps name events as this project does; a table of one's own may mean anything by such a word.
        let isOwn = format == PageDiaryReader.format.id
        if isOwn { levels.append(plan.itemNames) }
        if format != TableReader.format.id { levels.append(plan.ownNames(takesWords: isOwn)) }
        var settled: Set<String> = []
        rules = [:]
        for level in levels {
            for (name, rule) in level where !settled.contains(rule.target.subject) {
                rules[Self.key(name), default: []].append(rule.knowingWords(of: plan))
            }
            settled.formUnion(level.map(\.rule.target.subject))
        }
    }

    /// Before there is a plan: every map brings a series in under its own name, and a later plan with a
    /// series of that name takes it up.
    package init(maps: [String]) throws(ImportError) {
        words = .standard
        wantedNames = []
        rules = [:]
        let kept = DayMark.allCases.map(\.rawValue) + ["note"]
        for text in maps {
            let (name, unit, source) = try Self.parts(text)
            let target: SeriesRule.Target? =
                switch name {
                case "note": .note
                case "condition": nil
                default:
                    DayMark(rawValue: name).map { .mark($0) }
                        ?? .series(name, rater: nil, allowed: nil)
                }
            guard let target else {
                throw ImportError(.reader(.mapTargetUnknown(name: name, known: kept)))
            }
            rules[Self.key(source), default: []].append(SeriesRule(target, unit: unit))
        }
    }

    /// The mapping of a plan, or the one before there is a plan.
    static func of(
        _ plan: TrialPlan?, format: String, maps: [String]
    ) throws(ImportError) -> ImportMapping {
        guard let plan else { return try ImportMapping(maps: maps) }
        return try ImportMapping(plan, format: format, maps: maps)
    }

    private static func key(_ name: String) -> String { collapsingSpaces(name).lowercased() }

    private static func rule(
        _ text: String, _ plan: TrialPlan
    ) throws(ImportError) -> (name: String, rule: SeriesRule) {
        let (name, unit, source) = try parts(text)
        guard let target = plan.target(name) else {
            throw ImportError(
                .reader(.mapTargetUnknown(name: name, known: plan.loggableNames + ["note"])))
        }
        return (source, SeriesRule(target, unit: unit))
    }

    private static func parts(
        _ text: String
    ) throws(ImportError) -> (name: String, unit: String?, source: String) {
        guard let choice = RowChoice(text), let name = choice.column else {
            throw ImportError(.reader(.mapNotAnAssignment(text)))
        }
        guard name.hasSuffix("]"), let open = name.firstIndex(of: "["), open > name.startIndex
        else { return (name, nil, choice.value) }
        let unit = String(name[name.index(after: open)...].dropLast())
        guard MeasureUnit.isKnown(unit) else {
            throw ImportError(.reader(.mapUnitUnknown(text, unit)))
        }
        return (String(name[..<open]), unit, choice.value)
    }

    // MARK: Facts

    /// What the plan does with a series of the export; nothing when it does not ask for it.
    package func rules(for series: String) -> [SeriesRule] { rules[Self.key(series)] ?? [] }

    /// The names that a user may map to.
    package var wanted: [String] { wantedNames }

    /// Whether a value stands for nothing.
    package func isNothing(_ value: ImportedValue, by rule: SeriesRule) -> Bool {
        rule.isNothing(value, words)
    }

    /// What a rule makes of a value that is not nothing; nil for an event that there was not.
    package func fact(
        _ value: ImportedValue, by rule: SeriesRule, on day: CalendarDay, rounding: Bool,
        source: SourceLine
    ) throws(ImportProblem) -> DiaryFact? {
        let content = try rule.content(of: value, words, rounding: rounding, source)
        return content.map { DiaryFact(day: day, second: value.moment.second, $0) }
    }
}

extension TrialPlan {
    /// What a name of the plan stands for.
    package func target(_ name: String) -> SeriesRule.Target? {
        if let series = series(name) {
            return .series(series.id, rater: nil, allowed: series.allowed)
        }
        if let mark = DayMark(rawValue: name) { return .mark(mark) }
        if name == "note" { return .note }
        guard name == "condition" else { return nil }
        return .condition(conditions.map { .init(word: $0.id, condition: $0.id) })
    }

    /// Events, the condition and remarks under their own names.
    fileprivate func ownNames(takesWords: Bool) -> [(name: String, rule: SeriesRule)] {
        (DayMark.allCases.map(\.rawValue) + ["condition", "note"]).compactMap { name in
            target(name).map { (name, SeriesRule($0, takesWords: takesWords)) }
        }
    }

    /// Items of questionnaires that are asked one by one, as `poem.itch`.
    fileprivate var itemNames: [(name: String, rule: SeriesRule)] {
        outcomes.filter(\.isAskedByItems).flatMap(\.askedSeries).map { item in
            (item.id, SeriesRule(.series(item.id, rater: nil, allowed: item.allowed)))
        }
    }

    /// The columns of the plan's diary; words have the numbers that `imports` gives them there.
    var columnRules: [(name: String, rule: SeriesRule)] {
        let named = importRules(format: TableReader.format.id)
        let series = diary.series.flatMap { columns in
            columns.columns.map { column in
                let target = SeriesRule.Target.series(
                    columns.series,
                    rater: columns.columns.count > 1 ? collapsingSpaces(column) : nil,
                    allowed: self.series(columns.series)?.allowed)
                let numbers = named.filter {
                    $0.name == column && $0.rule.target.subject == target.subject
                }
                return (column, SeriesRule(target, numbers: numbers.flatMap(\.rule.numbers)))
            }
        }
        let condition = diary.condition.map { ($0.column, SeriesRule(.condition($0.meanings))) }
        let marks = diary.marks.map { ($0.column, SeriesRule(.mark($0.mark))) }
        return series + [condition].compactMap(\.self) + marks
    }

    /// The plan's `imports` for a format.
    fileprivate func importRules(format: String) -> [(name: String, rule: SeriesRule)] {
        imports.filter { $0.format == nil || $0.format == format }.flatMap { planned in
            planned.series.compactMap { series in
                target(series.target).map {
                    (
                        series.source,
                        SeriesRule(
                            $0, times: series.factor, unit: series.unit,
                            numbers: series.numbers.map(\.self))
                    )
                }
            }
        }
    }
}
