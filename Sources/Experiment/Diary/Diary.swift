import ExperimentText

/// The entries of one person, day by day: every calendar day from the first entry to the last is
/// there, gaps as days without entries, duplicates settled.
package struct Diary: Sendable, Equatable {
    /// Consecutive calendar days.
    package let days: [DiaryDay]
    package let notes: [DiaryNote]
    /// What it could have taken in, whether or not it did.
    package let recordable: Recordable

    /// Orders the entries, drops what was typed in twice at one moment, and refuses contradictions.
    ///
    /// Which rows of a file repeat each other its reader tells, which sees them whole.
    ///
    /// Two rows contradict each other when both give a value of one series by one rater on one day
    /// and the values differ, unless the plan combines several measurements of that series.
    /// - Parameters:
    ///   - record: what the reader made of a file.
    ///   - severalADay: ids of series that may be measured more than once a day.
    /// - Throws: `ImportError` naming both lines of every contradiction.
    package init(_ record: DiaryRecord, severalADay: [String]) throws(ImportError) {
        let ordered = record.entries.sorted {
            ($0.day, $0.second ?? 0, $0.source) < ($1.day, $1.second ?? 0, $1.source)
        }
        let settled = Self.dropRepetitions(ordered)
        let problems = Self.contradictions(settled.entries, severalADay: severalADay)
        guard problems.isEmpty else { throw ImportError(problems) }
        days = Self.calendar(settled.entries)
        notes = record.notes + settled.notes
        recordable = record.recordable.union(Recordable(of: settled.entries))
    }

    /// A diary in which nothing stands yet.
    package init(withoutEntries recordable: Recordable) {
        days = []
        notes = []
        self.recordable = recordable
    }

    private init(_ days: [DiaryDay], like other: Diary) {
        self.days = days
        notes = other.notes
        recordable = other.recordable
    }

    /// The same days without some of their entries.
    package func leavingOut(_ isLeftOut: (DiaryEntry) -> Bool) -> Diary {
        let kept = days.map { day in
            DiaryDay(day: day.day, entries: day.entries.filter { !isLeftOut($0) })
        }
        return Diary(kept, like: self)
    }

    /// Nil outside the diary's days.
    package func day(_ day: CalendarDay) -> DiaryDay? {
        guard let first = days.first?.day else { return nil }
        let place = first.distance(to: day)
        return days.indices.contains(place) ? days[place] : nil
    }

    private static func dropRepetitions(
        _ entries: [DiaryEntry]
    ) -> (entries: [DiaryEntry], notes: [DiaryNote]) {
        var kept: [DiaryEntry] = []
        var notes: [DiaryNote] = []
        for entry in entries {
            let sameMoment = kept.reversed().prefix {
                $0.day == entry.day && $0.second == entry.second
            }
            if entry.origin == FactOrigin.typed.description, !entry.readings.isEmpty,
                let first = sameMoment.first(where: { $0.says(sameAs: entry) })
            {
                notes.append(.duplicateDropped(kept: first.source, dropped: entry.source))
            } else {
                kept.append(entry)
            }
        }
        return (kept, notes)
    }

    private static func contradictions(
        _ entries: [DiaryEntry], severalADay: [String]
    ) -> [ImportProblem] {
        var seen: [ReadingKey: (value: Double, source: SourceLine)] = [:]
        var problems: [ImportProblem] = []
        for entry in entries {
            for reading in entry.readings where !severalADay.contains(reading.series) {
                let key = ReadingKey(day: entry.day, series: reading.series, rater: reading.rater)
                if let first = seen[key], first.value != reading.value {
                    problems.append(
                        .contradiction(
                            day: entry.day, series: reading.series, first: first.source,
                            firstValue: first.value, second: entry.source,
                            secondValue: reading.value))
                } else if seen[key] == nil {
                    seen[key] = (reading.value, entry.source)
                }
            }
        }
        return problems
    }

    private static func calendar(_ entries: [DiaryEntry]) -> [DiaryDay] {
        guard let first = entries.first?.day, let last = entries.last?.day else { return [] }
        var days = (first...last).map { DiaryDay(day: $0, entries: []) }
        for entry in entries { days[first.distance(to: entry.day)].entries.append(entry) }
        return days
    }
}

/// One calendar day of a diary; without entries it is a gap.
package struct DiaryDay: Sendable, Equatable {
    package let day: CalendarDay
    /// In the order in which they were written that day.
    package fileprivate(set) var entries: [DiaryEntry]

    package var sources: [SourceLine] { entries.map(\.source) }
    package var words: [DiaryWords] { entries.flatMap(\.words) }
    package var marks: [DayMark] {
        DayMark.allCases.filter { mark in entries.contains { $0.marks.contains(mark) } }
    }
}

private struct ReadingKey: Hashable {
    let day: CalendarDay
    let series: String
    let rater: String?
}

extension DiaryEntry {
    package func says(sameAs other: DiaryEntry) -> Bool {
        day == other.day && second == other.second && readings == other.readings
            && condition == other.condition && marks == other.marks
    }
}

extension Recordable {
    /// What is there could have been recorded.
    fileprivate init(of entries: [DiaryEntry]) {
        self.init(
            marks: Set(entries.flatMap(\.marks)),
            condition: entries.contains { $0.condition != nil })
    }
}
