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

    /// - Parameter bytes: `measurements.csv`.
    /// - Throws: `ImportError` when it is another table.
    package init(_ bytes: [UInt8], file: String, zone: LocalZone) throws(ImportError) {
        let table = try ExportTable(ExportText(bytes, file: file), file: file)
        let person = try table.requiredColumn("participant_id", for: "the person")
        let began = try table.requiredColumn("participant_started_at", for: "the first day")
        let day = try table.requiredColumn("current_day_of_study", for: "the study day")
        let intervention = try table.requiredColumn(
            "current_intervention_id", for: "the condition")
        let dates = DateColumn(name: "participant_started_at", order: nil, ground: nil)
        var people: [Person] = []
        try table.rows { row in
            guard let id = row[person], let began = row[began],
                let start = dates.moment(began, zone: zone)?.day
            else { return }
            let place = people.firstIndex { $0.id == id } ?? people.count
            if place == people.count { people.append(Person(id: id, start: start)) }
            if let day = row[day].flatMap({ Int($0) }), let tried = row[intervention] {
                people[place].interventions[day] = tried
            }
        }
        self.people = people
    }
}
