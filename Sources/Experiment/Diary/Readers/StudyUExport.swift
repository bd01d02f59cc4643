import ExperimentText

/// What StudyU's download says of the people in it: when each began, and what each tried on which day.
/// Source: `study_export.dart` of github.com/hpi-studyu/studyu, commit 1464f75, MIT licence.
package struct StudyUExport: Sendable {
    package let people: [Person]

    package struct Person: Sendable {
        package let id: String
        package let start: CalendarDay
        /// Interventions by the day of the study, from 0.
        package var interventions: [Int: String] = [:]
    }

    /// The file of the download with the study itself, and the one with the answers.
    package static let files = (study: "study_definition.json", answers: "measurements.csv")

    /// - `bytes`: `measurements.csv`, or the table of progress of StudyU's database, which says
    ///   neither the first day nor the day of the study: the first answer is then on day 0.
    ///
    /// Throws `ImportError` when it is another table.
    package init(_ bytes: [UInt8], file: String, zone: LocalZone) throws(ImportError) {
        let table = try ExportTable(ExportText(bytes, file: file), file: file)
        let columns = Columns(
            person: try table.requiredColumn(
                "participant_id", "subject_id", "user_id", for: "the person"),
            began: table.column("participant_started_at"),
            answered: try table.requiredColumn(
                "measurement_time", "completed_at", for: "the day"),
            day: table.column("current_day_of_study"),
            intervention: try table.requiredColumn(
                "current_intervention_id", "intervention_id", for: "the condition"))
        var rows: [Row] = []
        try table.rows { row in
            if let row = Row(row, columns, zone) { rows.append(row) }
        }
        people = grouped(rows) { $0.person }.map { Self.person($0, hasDays: columns.day != nil) }
    }

    private struct Columns {
        let person: Int
        let began: Int?
        let answered: Int
        let day: Int?
        let intervention: Int
    }

    /// One answer.
    private struct Row {
        let person: String
        let began: CalendarDay
        let day: Int?
        let intervention: String?

        init?(_ row: ExportRow, _ columns: Columns, _ zone: LocalZone) {
            let dates = DateColumn(name: "", order: nil, ground: nil)
            guard let person = row[columns.person],
                let cell = row[columns.began] ?? row[columns.answered],
                let began = dates.moment(StudyUReader.utc(cell), zone: zone)?.day
            else { return nil }
            self.person = person
            self.began = began
            day = row[columns.day].flatMap { studyDay($0) }
            intervention = row[columns.intervention]
        }
    }

    private static func person(_ rows: [Row], hasDays: Bool) -> Person {
        let start = rows.map(\.began).min() ?? CalendarDay(daysSinceEpoch: 0)
        var person = Person(id: rows.first?.person ?? "", start: start)
        for row in rows {
            let day = hasDays ? row.day : start.distance(to: row.began)
            if let day, let tried = row.intervention { person.interventions[day] = tried }
        }
        return person
    }
}
