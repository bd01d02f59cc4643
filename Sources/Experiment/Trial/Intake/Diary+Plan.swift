import ExperimentDiary
import ExperimentText

extension Diary {
    /// The diary that a table holds for a plan.
    /// - Throws: `ImportError` with every problem of the file.
    package init(_ table: CSVTable, plan: TrialPlan) throws(ImportError) {
        let record = try DiaryReader(plan).read(table)
        try self.init(record, severalADay: plan.combinedSeries)
    }
}

extension DiaryReader {
    /// A reader for the series, values and days of a plan.
    package init(_ plan: TrialPlan) {
        self.init(
            mapping: plan.diary,
            rules: plan.columnRules.map {
                ColumnRule(column: $0.name, rule: $0.rule.knowingWords(of: plan))
            },
            days: plan.schedule.days, severalADay: plan.combinedSeries)
    }
}

extension Diary {
    /// The diary that recorded facts make, each with its row as its source.
    ///
    /// - `facts`: current facts; their order decides between several of one moment.
    /// - `differences`: values that imports brought and the diary did not take.
    /// - `file`: the name of the database, for sources.
    ///
    /// Throws `ImportError` when two facts contradict each other.
    package init(
        _ facts: [RecordedFact], differences: [SourceDifference] = [], file: String,
        plan: TrialPlan
    ) throws(ImportError) {
        let entries = grouped(facts) { $0.entry }.flatMap { group -> [DiaryEntry] in
            guard let first = group.first else { return [] }
            return [DiaryEntry(group, first, file: file)].filter { !$0.isEmpty }
                + group.flatMap { DiaryEntry.events($0, file: file) }
        }
        try self.init(
            DiaryRecord(
                entries: entries, notes: differences.map(DiaryNote.sourcesDiffer),
                recordable: .everything),
            severalADay: plan.combinedSeries)
    }
}

extension DiaryEntry {
    fileprivate init(_ facts: [RecordedFact], _ first: RecordedFact, file: String) {
        self.init(
            day: first.fact.day, second: first.fact.second,
            readings: facts.compactMap { recorded in
                guard case .reading(let series, let rater, let value) = recorded.fact.content
                else { return nil }
                return Reading(series: series, rater: rater, value: value)
            },
            condition: facts.lazy.compactMap { recorded in
                if case .condition(let id) = recorded.fact.content { id } else { nil }
            }.first,
            marks: [],
            words: facts.compactMap { recorded in
                if case .note(let text) = recorded.fact.content { DiaryWords(text) } else { nil }
            }, source: SourceLine(file: file, line: first.id),
            recordedOn: first.writtenOn, origin: first.origin.description)
    }

    fileprivate var isEmpty: Bool { readings.isEmpty && condition == nil && words.isEmpty }

    /// An entry for each day of an event.
    fileprivate static func events(_ recorded: RecordedFact, file: String) -> [DiaryEntry] {
        guard case .mark(let mark, let lastDay, let about) = recorded.fact.content
        else { return [] }
        let first = recorded.fact.day
        return (first...max(first, lastDay ?? first)).map { day in
            DiaryEntry(
                day: day, second: nil, readings: [], condition: nil, marks: [mark],
                words: about.map { [DiaryWords($0, with: mark)] } ?? [],
                source: SourceLine(file: file, line: recorded.id),
                recordedOn: recorded.writtenOn)
        }
    }
}

extension RecordedFact {
    /// The day of writing; an import says when the file came, not when its values were given.
    package var writtenOn: CalendarDay? { origin == .typed ? recordedOn : nil }
}
