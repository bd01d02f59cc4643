import ExperimentDiary
import ExperimentText

extension DiaryExport {
    /// CDISC ODM 1.3.2: the trial's definitions, and every moment of the diary as a repeating event of one
    /// subject.
    ///
    /// The time of creation that ODM asks for is the last day of the diary: the same diary is the same file.
    /// Source: CDISC, Specification for the Operational Data Model, version 1.3.2 (2013).
    package var odm: String {
        let visits = DiaryVisits(self)
        let made = facts.last?.fact.day ?? plan.schedule.days.lowerBound
        let attributes: [(String, String)] = [
            ("xmlns", "http://www.cdisc.org/ns/odm/v1.3"), ("ODMVersion", "1.3.2"),
            ("FileOID", "n1.diary"), ("FileType", "Snapshot"), ("Granularity", "All"),
            ("CreationDateTime", "\(made)T00:00:00"), ("SourceSystem", "n1"),
        ]
        let root = ODMElement("ODM", attributes, [study(visits), data(visits)])
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + root.text
    }

    private static let study = "n1.trial"
    private static let version = "n1.plan"

    // MARK: Definitions

    private func study(_ visits: DiaryVisits) -> ODMElement {
        let names = [
            ("StudyName", plan.title), ("StudyDescription", plan.question),
            ("ProtocolName", plan.title),
        ].map { ODMElement($0, [], text: $1) }
        let items = [
            item("DATE", "Diary day", "date"), item("TIME", "Time of day", "partialTime"),
        ]
        var definitions = frame(visits) + items
        definitions += visits.fields.map { item($0) }
        definitions += visits.fields.compactMap { codes($0) }
        let plan = ODMElement(
            "MetaDataVersion", [("OID", Self.version), ("Name", "Plan")], definitions)
        return ODMElement(
            "Study", [("OID", Self.study)], [ODMElement("GlobalVariables", [], names), plan])
    }

    /// One event, with one form, with one group of items.
    private func frame(_ visits: DiaryVisits) -> [ODMElement] {
        let names = ["DATE", "TIME"] + visits.fields.map(\.name)
        let items = names.map { name in
            reference("Item", to: "I.\(name)", isMandatory: name == "DATE")
        }
        func definition(_ kind: String, _ id: String, _ inside: [ODMElement]) -> ODMElement {
            let isEvent = kind == "StudyEvent"
            let attributes = [
                ("OID", id), ("Name", "Diary"), ("Repeating", isEvent ? "Yes" : "No"),
            ]
            return ODMElement(
                "\(kind)Def", attributes + (isEvent ? [("Type", "Common")] : []), inside)
        }
        return [
            ODMElement("Protocol", [], [reference("StudyEvent", to: "SE.DIARY")]),
            definition("StudyEvent", "SE.DIARY", [reference("Form", to: "F.DIARY")]),
            definition("Form", "F.DIARY", [reference("ItemGroup", to: "IG.DIARY")]),
            definition("ItemGroup", "IG.DIARY", items),
        ]
    }

    private func reference(_ kind: String, to id: String, isMandatory: Bool = false) -> ODMElement {
        ODMElement("\(kind)Ref", [("\(kind)OID", id), ("Mandatory", isMandatory ? "Yes" : "No")])
    }

    private func item(_ field: DiaryVisits.Field) -> ODMElement {
        switch field.kind {
        case .number:
            item(field.name, field.label, "float", [("Length", "24"), ("SignificantDigits", "10")])
        case .choice: item(field.name, field.label, "text", [("Length", "200")], hasCodes: true)
        case .yesNo: item(field.name, field.label, "integer", [("Length", "1")])
        case .text: item(field.name, field.label, "text", [("Length", "32000")])
        }
    }

    private func item(
        _ name: String, _ label: String, _ type: String, _ more: [(String, String)] = [],
        hasCodes: Bool = false
    ) -> ODMElement {
        let question = ODMElement("Question", [], [translated(label)])
        let codes = ODMElement("CodeListRef", [("CodeListOID", "CL.\(name)")])
        return ODMElement(
            "ItemDef", [("OID", "I.\(name)"), ("Name", name), ("DataType", type)] + more,
            [question] + (hasCodes ? [codes] : []))
    }

    private func translated(_ text: String) -> ODMElement {
        ODMElement("TranslatedText", [("xml:lang", "en")], text: text)
    }

    private func codes(_ field: DiaryVisits.Field) -> ODMElement? {
        guard case .choice(let choices) = field.kind else { return nil }
        return ODMElement(
            "CodeList",
            [("OID", "CL.\(field.name)"), ("Name", field.name), ("DataType", "text")],
            choices.map {
                ODMElement(
                    "CodeListItem", [("CodedValue", $0.code)],
                    [ODMElement("Decode", [], [translated($0.label)])])
            })
    }

    // MARK: Data

    private func data(_ visits: DiaryVisits) -> ODMElement {
        let events = visits.visits.enumerated().map { index, visit in
            event(visit, visits.fields, repeatKey: index + 1)
        }
        return ODMElement(
            "ClinicalData", [("StudyOID", Self.study), ("MetaDataVersionOID", Self.version)],
            [ODMElement("SubjectData", [("SubjectKey", "1")], events)])
    }

    private func event(
        _ visit: DiaryVisits.Visit, _ fields: [DiaryVisits.Field], repeatKey: Int
    ) -> ODMElement {
        var own: [(String, String?)] = [("DATE", visit.day.description), ("TIME", visit.time)]
        for (place, field) in fields.enumerated() { own.append((field.name, visit.cells[place])) }
        let items = own.compactMap { name, value in
            value.map { ODMElement("ItemData", [("ItemOID", "I.\(name)"), ("Value", $0)]) }
        }
        let group = ODMElement("ItemGroupData", [("ItemGroupOID", "IG.DIARY")], items)
        let form = ODMElement("FormData", [("FormOID", "F.DIARY")], [group])
        return ODMElement(
            "StudyEventData",
            [("StudyEventOID", "SE.DIARY"), ("StudyEventRepeatKey", String(repeatKey))], [form])
    }
}

/// One element of XML, with text or with others inside.
private struct ODMElement {
    let text: String

    init(_ name: String, _ attributes: [(String, String)], _ children: [ODMElement] = []) {
        let start = "<" + name + attributes.map { " \($0)=\"\(Self.escaped($1))\"" }.joined()
        text =
            children.isEmpty
            ? start + "/>\n" : start + ">\n" + children.map(\.text).joined() + "</\(name)>\n"
    }

    init(_ name: String, _ attributes: [(String, String)], text: String) {
        let start = "<" + name + attributes.map { " \($0)=\"\(Self.escaped($1))\"" }.joined()
        self.text = start + ">" + Self.escaped(text) + "</\(name)>\n"
    }

    /// A bare line break in an attribute is a space to whoever reads it.
    private static func escaped(_ text: String) -> String {
        Markup.escaped(text).split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline
        ).joined(separator: "&#10;")
    }
}
