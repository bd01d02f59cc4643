import Testing

@testable import ExperimentDiary
@testable import ExperimentTrial

@Suite("Diaries for systems of clinical research")
struct ODMTests {
    private static func export() throws -> DiaryExport {
        let plan = try TrialFixture.plan(outcome: "combine: mean")
        let day = plan.schedule.days.lowerBound
        func fact(_ offset: Int, _ second: Int?, _ content: DiaryFact.Content) -> ExportedFact {
            ExportedFact(
                fact: DiaryFact(day: day.advanced(by: offset), second: second, content),
                source: SourceLine(file: "diary.sqlite", line: offset + 1), recordedOn: nil)
        }
        return DiaryExport(
            [
                fact(0, 30_600, .reading(series: "itch", rater: nil, value: 4)),
                fact(0, 30_600, .note("rain & \"wind\"\n<b>")),
                fact(0, 75_600, .reading(series: "itch", rater: nil, value: 2.5)),
                fact(1, nil, .mark(.travel, lastDay: day.advanced(by: 2), about: "Rome")),
                fact(1, nil, .condition("diet")),
            ], plan: plan)
    }

    /// The attributes of every element of a name.
    private func elements(_ name: StaticString, _ keys: [StaticString], in text: String) throws
        -> [[String]]
    {
        var found: [[String]] = []
        var tokenizer = XMLTokenizer(file: "odm.xml")
        try tokenizer.read(Array(text.utf8)) { tag, _ in
            guard case .start(let element, _) = tag, element.isNamed(name) else { return }
            found.append(keys.map { element.text(of: $0) ?? "-" })
        }
        try tokenizer.finish()
        return found
    }

    @Test("ODM is well formed, and every reference has its definition")
    func references() throws {
        let odm = try Self.export().odm
        let pairs: [(StaticString, StaticString, StaticString)] = [
            ("StudyEventRef", "StudyEventOID", "StudyEventDef"), ("FormRef", "FormOID", "FormDef"),
            ("ItemGroupRef", "ItemGroupOID", "ItemGroupDef"), ("ItemRef", "ItemOID", "ItemDef"),
            ("CodeListRef", "CodeListOID", "CodeList"),
            ("StudyEventData", "StudyEventOID", "StudyEventDef"),
            ("FormData", "FormOID", "FormDef"), ("ItemGroupData", "ItemGroupOID", "ItemGroupDef"),
            ("ItemData", "ItemOID", "ItemDef"),
        ]
        for (user, key, definition) in pairs {
            let used = Set(try elements(user, [key], in: odm))
            let defined = Set(try elements(definition, ["OID"], in: odm))
            #expect(!used.isEmpty && used.isSubset(of: defined))
        }
    }

    @Test("one event a moment, with every fact in it")
    func data() throws {
        let odm = try Self.export().odm
        let keys = try elements("StudyEventData", ["StudyEventRepeatKey"], in: odm)
        #expect(keys == [["1"], ["2"], ["3"], ["4"]])
        #expect(
            try elements("ItemData", ["ItemOID", "Value"], in: odm) == [
                ["I.DATE", "2026-01-05"], ["I.TIME", "08:30:00"], ["I.planned_condition", "usual"],
                ["I.itch", "4"], ["I.note", "rain & \"wind\"\n<b>"],
                ["I.DATE", "2026-01-05"], ["I.TIME", "21:00:00"], ["I.planned_condition", "usual"],
                ["I.itch", "2.5"],
                ["I.DATE", "2026-01-06"], ["I.planned_condition", "usual"],
                ["I.logged_condition", "diet"], ["I.travel", "1"], ["I.travel_about", "Rome"],
                ["I.DATE", "2026-01-07"], ["I.planned_condition", "usual"], ["I.travel", "1"],
            ])
    }

    @Test("REDCap's records have a column for each field of its dictionary, and a row a moment")
    func redcap() throws {
        let export = try Self.export()
        let records = try CSVTable(bytes: Array(export.redcapRecords.utf8), file: "r.csv")
        let dictionary = try CSVTable(bytes: Array(export.redcapDictionary.utf8), file: "d.csv")
        let fields = dictionary.rows.map { $0.cells[0] }
        let system = ["redcap_repeat_instrument", "redcap_repeat_instance", "diary_complete"]
        #expect(Set(records.header) == Set(fields + system))
        #expect(fields.allSatisfy { $0.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "_" } })
        #expect(records.rows.count == 5)
        let itch = try #require(records.header.firstIndex(of: "itch"))
        #expect(records.rows.map { $0.cells[itch] } == ["", "4", "2.5", "", ""])
    }
}
