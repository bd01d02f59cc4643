import ExperimentText

/// REDCap's data dictionary: what each field is, and what its codes mean.
package struct REDCapDictionary: Sendable {
    /// In the order of the table; the first is the record's id.
    let fields: [Field]

    struct Field: Sendable {
        /// The variable, which is the column's name in the data.
        let name: String
        let type: String
        let label: String
        /// `date_dmy`, `datetime_ymd`, `integer` …
        let validation: String
        /// Codes and what they mean.
        let choices: [(code: String, label: String)]

        var isDay: Bool { validation.hasPrefix("date") }
        var isRemark: Bool { type == "notes" }
    }

    /// - `bytes`: the table as REDCap downloads it, or as its interface gives it.
    ///
    /// Throws `ImportError` when it is another table.
    package init(_ bytes: [UInt8], file: String) throws(ImportError) {
        let table = try ExportTable(ExportText(bytes, file: file), file: file)
        let name = try table.requiredColumn(
            "Variable / Field Name", "field_name", for: "the fields of a data dictionary")
        let type = table.column("Field Type", "field_type")
        let label = table.column("Field Label", "field_label")
        let choices = table.column(
            "Choices, Calculations, OR Slider Labels", "Choices OR Calculations",
            "select_choices_or_calculations")
        let validation = table.column(
            "Text Validation Type OR Show Slider Number",
            "text_validation_type_or_show_slider_number")
        var fields: [Field] = []
        try table.rows { row in
            guard let name = row.text(name) else { return }
            let type = row.text(type) ?? ""
            fields.append(
                Field(
                    name: name, type: type, label: row.text(label) ?? name,
                    validation: row.text(validation) ?? "",
                    choices: type == "calc" ? [] : Self.choices(row.text(choices) ?? "")))
        }
        self.fields = fields
    }

    /// `0, None | 1, Mild`.
    private static func choices(_ text: String) -> [(code: String, label: String)] {
        text.split(separator: "|").compactMap { choice in
            let parts = choice.split(separator: ",", maxSplits: 1)
                .map { trimmingSpaces(String($0)) }
            return parts.count == 2 ? (parts[0], parts[1]) : nil
        }
    }

    subscript(name: String) -> Field? { fields.first { $0.name == name } }

    /// The number of an answer that was downloaded by its label.
    func number(of label: String, in name: String) -> Double? {
        let label = label.lowercased()
        let common = [
            "checked": 1.0, "unchecked": 0, "yes": 1, "no": 0, "true": 1, "false": 0,
        ]
        let choice = self[name]?.choices.first { $0.label.lowercased() == label }
        return choice.flatMap { decimalNumber($0.code) } ?? common[label]
    }
}
