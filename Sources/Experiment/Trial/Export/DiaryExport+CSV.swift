import ExperimentDiary
import ExperimentText

extension DiaryExport {
    /// One row a fact (tidy data): what `dictionary` explains.
    package var csv: String {
        let head = Self.columns.map(\.name)
        return CSVText.line(head) + facts.map { CSVText.line(row($0)) }.joined()
    }

    /// What each column and each series means: a table of its own.
    package var dictionary: String {
        let head = ["kind", "name", "meaning", "unit", "values", "direction"]
        let columns = Self.columns.map { column in
            ["column", column.name, column.meaning + note(on: column.name), "", "", ""]
        }
        let series = plan.series.map { series in
            [
                "series", series.id, CSVText.harmless(series.name), series.instrument?.unit ?? "",
                series.allowed?.description ?? "a number",
                series.instrument?.direction.description ?? "",
            ]
        }
        let conditions = plan.conditions.map {
            ["condition", $0.id, CSVText.harmless($0.name), "", "", ""]
        }
        return ([head] + columns + series + conditions).map { CSVText.line($0) }.joined()
    }

    private static let columns: [(name: String, meaning: String)] = [
        ("date", "the diary day"),
        ("time", "time of day of the entry; empty when it is not known"),
        ("study_day", "days since the first day of the schedule, from 0"),
        ("phase", "name of the phase of the plan"),
        ("planned_condition", "id of the condition that the plan has on that day"),
        ("kind", "reading, condition, event or note"),
        ("name", "the series of a reading, or the kind of an event"),
        ("value", "the number of a reading; there is no row for a missing one"),
        ("rater", "who or what gave the reading, where a series has several"),
        ("text", "the condition that was written down, what an event was about, or the note"),
        ("last_date", "last day of an event of several days"),
        ("recorded_on", "the day on which it was written down, where that is known"),
        ("source", "file of the diary"),
        ("source_line", "line of that file, or row of the diary database"),
    ]

    /// What a column means beyond itself where outcomes start on different days.
    private func note(on column: String) -> String {
        guard plan.isStaggered, ["phase", "planned_condition"].contains(column) else { return "" }
        return
            "; that of the outcome of the row, because outcomes start on different days; empty for "
            + "what belongs to no outcome"
    }

    /// The phase that a fact stands in. Where outcomes start on different days, a reading has that of its
    /// outcome, and anything else has none.
    private func phase(of fact: DiaryFact) -> Phase? {
        guard plan.isStaggered else { return plan.schedule.phase(on: fact.day) }
        guard case .reading(let series, _, _) = fact.content,
            let outcome = plan.outcomes.first(where: { $0.series.contains { $0.id == series } })
        else { return nil }
        return plan.schedule(of: outcome).phase(on: fact.day)
    }

    private func row(_ exported: ExportedFact) -> [String] {
        let fact = exported.fact
        let content = fact.content
        let phase = phase(of: fact)
        return [
            fact.day.description, fact.time ?? "",
            String(plan.schedule.days.lowerBound.distance(to: fact.day)),
            CSVText.harmless(phase?.name ?? ""), phase?.condition ?? "", content.kind,
            CSVText.harmless(content.name), content.number.map { PlainNumber.text($0) } ?? "",
            CSVText.harmless(content.rater ?? ""), CSVText.harmless(content.text ?? ""),
            content.lastDay?.description ?? "", exported.recordedOn?.description ?? "",
            CSVText.harmless(exported.source.file), String(exported.source.line),
        ]
    }
}
