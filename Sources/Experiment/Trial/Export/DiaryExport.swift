import ExperimentDiary
import ExperimentText

/// A diary on its way out: every fact with the phase and condition of its day and its source.
package struct DiaryExport: Sendable {
    package let plan: TrialPlan
    package let facts: [ExportedFact]

    /// - `facts`: in any order.
    package init(_ facts: [ExportedFact], plan: TrialPlan) {
        self.plan = plan
        self.facts = facts.sorted {
            ($0.fact.day, $0.fact.second ?? -1, $0.source) < (
                $1.fact.day, $1.fact.second ?? -1, $1.source
            )
        }
    }

    /// The facts of a diary that was read from a file.
    package init(_ diary: Diary, plan: TrialPlan) {
        self.init(
            diary.days.flatMap(\.entries).flatMap { entry in
                entry.contents.map { content in
                    ExportedFact(
                        fact: DiaryFact(day: entry.day, second: entry.second, content),
                        source: entry.source, recordedOn: entry.recordedOn)
                }
            },
            plan: plan)
    }

    /// The facts of the diary database.
    package init(_ facts: [RecordedFact], file: String, plan: TrialPlan) {
        self.init(
            facts.map {
                ExportedFact(
                    fact: $0.fact, source: SourceLine(file: file, line: $0.id),
                    recordedOn: $0.recordedOn)
            },
            plan: plan)
    }
}

/// A fact and where it stands.
package struct ExportedFact: Sendable, Equatable {
    package let fact: DiaryFact
    package let source: SourceLine
    package let recordedOn: CalendarDay?

    package init(fact: DiaryFact, source: SourceLine, recordedOn: CalendarDay?) {
        self.fact = fact
        self.source = source
        self.recordedOn = recordedOn
    }
}

extension DiaryEntry {
    fileprivate var contents: [DiaryFact.Content] {
        readings.map { .reading(series: $0.series, rater: $0.rater, value: $0.value) }
            + (condition.map { [.condition($0)] } ?? [])
            + marks.map { .mark($0, lastDay: nil, about: nil) }
    }
}

extension DiaryFact.Content {
    /// `reading`, `condition`, `event` or `note`.
    package var kind: String {
        switch self {
        case .reading: "reading"
        case .condition: "condition"
        case .mark: "event"
        case .note: "note"
        }
    }

    /// The series, the event, or nothing.
    package var name: String {
        switch self {
        case .reading(let series, _, _): series
        case .mark(let mark, _, _): mark.rawValue
        case .condition, .note: ""
        }
    }

    package var number: Double? {
        if case .reading(_, _, let value) = self { value } else { nil }
    }

    package var rater: String? {
        if case .reading(_, let rater, _) = self { rater } else { nil }
    }

    /// Words of the person, or the condition's id.
    package var text: String? {
        switch self {
        case .reading: nil
        case .condition(let id): id
        case .mark(_, _, let about): about
        case .note(let text): text
        }
    }

    package var lastDay: CalendarDay? {
        if case .mark(_, let lastDay, _) = self { lastDay } else { nil }
    }
}

extension DiaryFact {
    /// `21:30:00`; nil without a time.
    package var time: String? {
        guard let second else { return nil }
        return [second / 3600, second / 60 % 60, second % 60]
            .map { ($0 < 10 ? "0" : "") + String($0) }.joined(separator: ":")
    }
}
