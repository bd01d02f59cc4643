import Experiment
import Testing

@Suite("CSV")
struct CSVTests {
    private func rows(_ text: String, separator: Character = ",") throws -> [CSVRow] {
        var reader = CSVReader(
            bytes: Array(text.utf8), separator: separator.asciiValue ?? UInt8(ascii: ","))
        var rows: [CSVRow] = []
        while let row = try reader.next() { rows.append(row) }
        return rows
    }

    @Test("a row knows the line on which it begins, also after quoted line breaks")
    func lines() throws {
        let rows = try rows("a,b\n\"x\ny\",2\n3,4\n")
        #expect(rows.map(\.line) == [1, 2, 4])
        #expect(rows[1].cells == ["x\ny", "2"])
    }

    @Test("LF, CR LF and CR end a line alike", arguments: ["\n", "\r\n", "\r"])
    func lineEnds(_ end: String) throws {
        let rows = try rows("a,b" + end + "1,2" + end)
        #expect(rows.map(\.cells) == [["a", "b"], ["1", "2"]])
        #expect(rows.map(\.line) == [1, 2])
    }

    @Test("quotes hold separators and doubled quotes; spaces are kept")
    func quotes() throws {
        #expect(
            try rows("\"a,b\",\"say \"\"no\"\"\", c ").map(\.cells) == [
                ["a,b", "say \"no\"", " c "]
            ])
    }

    @Test("every table of cells survives writing with quotes and reading", arguments: 0..<50)
    func roundTrip(seed: Int) throws {
        var generator = SmallGenerator(UInt64(seed))
        let alphabet = Array("ab,\"\n é;")
        let table = (0..<5).map { _ in
            (0..<3).map { _ in
                String(
                    (0..<generator.below(6)).map { _ in alphabet[generator.below(alphabet.count)] })
            }
        }
        let text = table.map { row in
            row.map {
                "\""
                    + $0.split(separator: "\"", omittingEmptySubsequences: false).joined(
                        separator: "\"\"") + "\""
            }
            .joined(separator: ",") + "\n"
        }.joined()
        #expect(try rows(text).map(\.cells) == table)
    }

    @Test("a quote that is never closed, and text after a closing quote, are refused with the line")
    func malformed() {
        #expect(throws: CSVError.unclosedQuote(line: 2)) { try rows("a\n\"b\nc") }
        #expect(throws: CSVError.textAfterQuote(line: 2)) { try rows("a\n\"b\"c\n") }
    }

    @Test(
        "the separator, a byte-order mark and a sep= line are read from the file",
        arguments: [
            "a,b\n1,2\n", "a;b\n1;2\n", "a\tb\n1\t2\n", "a|b\n1|2\n", "\u{FEFF}a,b\n1,2\n",
            "sep=;\na;b\n1;2\n",
        ])
    func dialects(_ text: String) throws {
        let table = try CSVTable(bytes: Array(text.utf8), file: "d.csv")
        #expect(table.header == ["a", "b"])
        #expect(table.rows.map(\.cells) == [["1", "2"]])
    }

    @Test(
        "a table says the same in every encoding that an import reads",
        arguments: [
            ("UTF-8", Array("Tag;Süße\n1;groß\n".utf8)),
            ("UTF-8", [0xEF, 0xBB, 0xBF] + Array("Tag;Süße\n1;groß\n".utf8)),
            (
                "UTF-16",
                [0xFF, 0xFE]
                    + "Tag;Süße\n1;groß\n".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
            ),
            (
                "UTF-16",
                [0xFE, 0xFF]
                    + "Tag;Süße\n1;groß\n".utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
            ),
            // Up to 0xFF, Windows-1252 letters have the numbers of Unicode.
            ("Windows-1252", "Tag;Süße\n1;groß\n".unicodeScalars.map { UInt8($0.value) }),
        ] as [(String, [UInt8])])
    func encodings(_ name: String, _ bytes: [UInt8]) throws {
        let table = try CSVTable(bytes: bytes, file: "d.csv")
        #expect(table.encoding.name == name)
        #expect(table.header == ["Tag", "Süße"])
        #expect(table.rows.map(\.cells) == [["1", "groß"]])
        #expect(table.rows.map(\.line) == [2])
    }

    @Test("a header cell with line breaks is found by its words")
    func headerWithLineBreak() throws {
        let table = try CSVTable(
            bytes: Array("\"Intervention\n(Boolean)\",x\nTRUE,1\n".utf8), file: "d.csv")
        #expect(try table.index(of: "Intervention (Boolean)", for: "the condition") == 0)
        #expect(table.rows.map(\.line) == [3])
    }

    @Test("rows that are too short or too long are refused, all at once, with their lines")
    func rowLengths() {
        let error = #expect(throws: ImportError.self) {
            try CSVTable(bytes: Array("a,b\n1\n1,2\n1,2,3\n1,2,,\n".utf8), file: "d.csv")
        }
        #expect(
            error?.description == """
                d.csv:2: found 1 cell; expected 2, one under each column name. Check the separators \
                and quotes of this line.
                d.csv:4: found 3 cells; expected 2, one under each column name. Check the separators \
                and quotes of this line.
                """)
    }

    @Test("two columns of one name are refused when the plan asks for them")
    func repeatedColumn() throws {
        let table = try CSVTable(bytes: Array("a,a\n1,2\n".utf8), file: "d.csv")
        let error = #expect(throws: ImportProblem.self) { try table.index(of: "a", for: "x") }
        #expect(
            error?.description
                == "d.csv:1: found 2 columns named \"a\"; expected one. Rename the others.")
    }
}

/// A tiny linear congruential generator for test inputs.
struct SmallGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed &* 2_862_933_555_777_941_757 &+ 3_037_000_493 }

    mutating func below(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(bound))
    }
}
