import ExperimentDiary
import ExperimentText

extension DiaryExport {
    /// A project's records for REDCap: one record, whose repeating form `diary` is filled in once a moment.
    package var redcapRecords: String {
        let visits = DiaryVisits(self)
        var head = ["record_id", "redcap_repeat_instrument", "redcap_repeat_instance"]
        head += ["trial_title", "diary_date", "diary_time"] + visits.fields.map(\.name)
        head.append("diary_complete")
        var enrolment = [String](repeating: "", count: head.count)
        enrolment[0] = "1"
        enrolment[3] = CSVText.harmless(plan.title)
        let rows = visits.visits.enumerated().map { index, visit -> [String] in
            let start = ["1", "diary", String(index + 1), "", visit.day.description]
            let cells = visits.fields.indices.map { CSVText.harmless(visit.cells[$0] ?? "") }
            return start + [clock(visit) ?? ""] + cells + ["2"]
        }
        return ([head, enrolment] + rows).map { CSVText.line($0) }.joined()
    }

    /// The data dictionary from which REDCap makes the project.
    package var redcapDictionary: String {
        let head = [
            "Variable / Field Name", "Form Name", "Section Header", "Field Type", "Field Label",
            "Choices, Calculations, OR Slider Labels", "Field Note",
            "Text Validation Type OR Show Slider Number", "Text Validation Min",
            "Text Validation Max", "Identifier?", "Branching Logic (Show field only if...)",
            "Required Field?", "Custom Alignment", "Question Number (surveys only)",
            "Matrix Group Name", "Matrix Ranking?", "Field Annotation",
        ]
        let first = [
            line("record_id", "trial", "text", "Record"),
            line("trial_title", "trial", "text", "Title of the trial"),
            line("diary_date", "diary", "text", "Diary day", validation: "date_ymd"),
            line("diary_time", "diary", "text", "Time of day", validation: "time"),
        ]
        let rows = first + DiaryVisits(self).fields.map { line($0) }
        return ([head] + rows).map { CSVText.line($0) }.joined()
    }

    /// REDCap's times have no seconds.
    private func clock(_ visit: DiaryVisits.Visit) -> String? {
        visit.time.map { String($0.prefix(5)) }
    }

    private func line(_ field: DiaryVisits.Field) -> [String] {
        switch field.kind {
        case .number(let unit, let range):
            line(
                field.name, "diary", "text", field.label, note: unit ?? "", validation: "number",
                least: range.map { PlainNumber.text($0.lowerBound) } ?? "",
                most: range.map { PlainNumber.text($0.upperBound) } ?? "")
        case .choice(let choices):
            line(
                field.name, "diary", "radio", field.label,
                choices: choices.map { "\($0.code), \(withoutBars($0.label))" }.joined(
                    separator: " | "))
        case .yesNo: line(field.name, "diary", "yesno", field.label)
        case .text: line(field.name, "diary", "notes", field.label)
        }
    }

    private func withoutBars(_ label: String) -> String {
        label.split(separator: "|").joined(separator: "/")
    }

    private func line(
        _ name: String, _ form: String, _ type: String, _ label: String, choices: String = "",
        note: String = "", validation: String = "", least: String = "", most: String = ""
    ) -> [String] {
        [name, form, "", type, label, choices, note, validation, least, most]
            + Array(repeating: "", count: 8)
    }
}
