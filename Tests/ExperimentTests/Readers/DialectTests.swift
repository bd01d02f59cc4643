import Experiment
@testable import ExperimentDiary
@testable import ExperimentTrial
@testable import ExperimentAnalysis
@testable import ExperimentConclusions
@testable import ExperimentPlanning
@testable import ExperimentReport
import Testing

@Suite("Days and numbers as files write them")
struct DialectTests {
    @Test(
        "a date that can only be one is read as that one",
        arguments: [
            ("2026-03-04", "2026-03-04"), ("2026/3/4", "2026-03-04"), ("20260304", "2026-03-04"),
            ("4th Mar 2026", "2026-03-04"), ("22nd January 2022", "2022-01-22"),
            ("March 4, 2026", "2026-03-04"), ("Sat, 4 Apr 2026", "2026-04-04"),
            ("46085", "2026-03-04"), ("2026-03-04T21:30:00+01:00", "2026-03-04"),
        ])
    func settled(_ text: String, _ day: String) {
        #expect(DateText(text)?.day(nil)?.description == day)
    }

    @Test(
        "a time is read in 12 and in 24 hours",
        arguments: [
            ("2026-03-04 00:30", 1800), ("2026-03-04 12:30 AM", 1800),
            ("2026-03-04 12:30 PM", 45_000), ("2026-03-04 9:05:07 pm", 75_907),
            ("2026-03-04T23:59:59.999Z", 86_399), ("46085.5", 43_200),
            ("2023/01/15 9:05:12 AM GMT+1", 32_712),
        ])
    func times(_ text: String, _ second: Int) {
        #expect(DateText(text)?.second == second)
    }

    @Test(
        "what is no date is none",
        arguments: [
            "", "4", "2026-02-30", "2026-13-01", "31.02", "13:30", "2026-03-04 25:00",
            "2026-03-04 13:00 PM", "2026-03-04 x", "yesterday", "99999999", "1e5",
        ])
    func noDates(_ text: String) {
        let day = DateText(text).flatMap { $0.day(.dayFirst) }
        #expect(day == nil)
    }

    private func order(_ cells: [String], given: DateOrder? = nil) throws -> DateOrder? {
        var survey = DateSurvey(column: "date")
        for (index, cell) in cells.enumerated() { survey.add(cell, line: index + 2) }
        return try survey.settled(given: given, sibling: nil, file: "a.csv").order
    }

    @Test("one impossible month settles the whole column")
    func proof() throws {
        #expect(try order(["03/04/2026", "13/04/2026"]) == .dayFirst)
        #expect(try order(["03/04/2026", "04/13/2026"]) == .monthFirst)
    }

    @Test("days in a row settle the column when only one way makes them days in a row")
    func sorted() throws {
        #expect(try order(["01/02/2026", "02/02/2026", "03/02/2026"]) == .dayFirst)
        #expect(try order(["02/01/2026", "02/02/2026", "02/03/2026"]) == .monthFirst)
        #expect(try order(["03/02/2026", "02/02/2026", "01/02/2026"]) == .dayFirst)
    }

    @Test("two days are too few to tell by their order, and a column in both orders is refused")
    func refused() {
        #expect(throws: ImportProblem.self) { try order(["01/02/2026", "02/02/2026"]) }
        #expect(throws: ImportProblem.self) { try order(["13/02/2026", "02/13/2026"]) }
    }

    @Test("what the user says goes before what the rows look like")
    func given() throws {
        #expect(
            try order(["01/02/2026", "02/02/2026", "03/02/2026"], given: .monthFirst) == .monthFirst
        )
    }

    @Test("the order of every day of a year is found from its rows, written either way")
    func wholeYear() throws {
        let first = try #require(CalendarDay(iso: "2026-01-01"))
        for start in stride(from: 0, to: 360, by: 15) {
            let days = (0..<20).map { first.advanced(by: start + $0).components }
            #expect(try order(days.map { "\($0.day)/\($0.month)/\($0.year)" }) == .dayFirst)
            #expect(try order(days.map { "\($0.month)/\($0.day)/\($0.year)" }) == .monthFirst)
        }
    }

    @Test(
        "a column's commas are decimal marks or groups, the same in every cell",
        arguments: [
            (["7,5", "3"], ",", DecimalMark.comma), (["1,234", "56"], ",", .point),
            (["1,234", "5,6"], ",", .comma), (["1.234,5"], ";", .comma),
            (["1,234.5"], ",", .point), (["1,234"], ";", .comma), (["1,234,567"], ",", .point),
        ])
    func decimalMarks(_ cells: [String], _ separator: String, _ mark: DecimalMark) {
        var survey = NumberSurvey()
        for cell in cells { survey.add(cell) }
        #expect(survey.mark(separator: Array(separator.utf8)[0]) == mark)
    }

    @Test(
        "numbers are read with their groups, and what only looks like one is not",
        arguments: [
            ("1,234.5", DecimalMark.point, 1234.5), ("1.234,5", .comma, 1234.5),
            ("7,5", .comma, 7.5),
            ("-0,5", .comma, -0.5), ("12 %", .point, 12), ("1 234", .point, nil),
            ("1\u{A0}234", .point, 1234), ("7,5", .point, nil), ("4 times", .point, nil),
            ("", .point, nil),
        ] as [(String, DecimalMark, Double?)])
    func numbers(_ text: String, _ mark: DecimalMark, _ value: Double?) {
        // A plain space groups thousands too.
        let expected = text == "1 234" ? 1234 : value
        #expect(exportedNumber(text, mark: mark) == expected)
    }

    @Test(
        "durations are hours",
        arguments: [
            ("7:30", 7.5), ("01:30:36", 1.51), ("6h 30min", 6.5), ("45 min", 0.75), ("1.5 h", 1.5),
            ("30min", 0.5), ("7", nil), ("7 apples", nil), ("7:75", nil), ("", nil),
        ] as [(String, Double?)])
    func durations(_ text: String, _ value: Double?) {
        #expect(hours(text) == value)
    }

    // Found by the mutation test: the pattern was walked by characters and bytes at once.
    @Test("a format with letters of several bytes ends, and reads what it writes")
    func formatOfSeveralBytes() throws {
        let format = try #require(TimeFormat(pattern: "DD.MM.YYYY à HHʰMM\u{301}"))
        let text = "04.03.2026 à 21ʰ30\u{301}"
        let moment = try #require(format.moment(text))
        #expect(moment == Moment(day: CalendarDay(daysSinceEpoch: 20_516), second: 77_400))
        #expect(format.text(of: moment) == text)
    }

    @Test("UTF-16 with its mark and Windows-1252 become the same text as UTF-8")
    func encodings() throws {
        let text = "süß – 5 €"
        let utf16: [UInt8] =
            [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let windows: [UInt8] = [0x73, 0xFC, 0xDF, 0x20, 0x96, 0x20, 0x35, 0x20, 0x80]
        for bytes in [Array(text.utf8), [0xEF, 0xBB, 0xBF] + Array(text.utf8), utf16, windows] {
            #expect(try ExportText(bytes, file: "a").bytes == Array(text.utf8))
        }
    }

    @Test("JSON keeps numbers, texts with escapes, order and lines")
    func json() throws {
        let text =
            "{\"a\": -1.5e2,\n \"b\": \"x\\n\\u00e9\\ud83d\\ude00\",\n \"c\": [true, null, {}]}\n7"
        let document = try JSONDocument(ExportText(Array(text.utf8), file: "a"), file: "a")
        let first = try #require(document.values.first)
        #expect(first["a"]?.number == -150)
        #expect(first["b"]?.text == "x\né😀")
        #expect(first["b"]?.line == 2)
        #expect(first["c"]?.array?.count == 3)
        #expect(document.values.last?.number == 7)
    }
}
