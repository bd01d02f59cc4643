import Foundation
import Testing

@Suite("Tables in other encodings")
struct EncodingTests {
    private static let plan = """
        title: Tee
        outcomes:
          - {id: itch, scale: {from: 0, to: 10, better: lower}, worthwhile: 1}
        conditions:
          - {id: usual}
          - {id: tea, against: usual}
        schedule:
          start: 2026-01-05
          phases: [{condition: usual, days: 14}, {condition: tea, days: 14}]
        diary:
          day: {column: Tag}
          columns: {itch: Stärke}
          condition: {column: Getränk, words: {üblich: usual, Tee: tea}}

        """

    private static let table =
        "Tag;Stärke;Getränk\n"
        + (0..<28).map { day in
            let date = day < 27 ? "2026-01-\(day < 5 ? "0" : "")\(5 + day)" : "2026-02-01"
            return
                "\(date);\((day * 7 + 3) % 5 + (day < 14 ? 3 : 1));\(day < 14 ? "üblich" : "Tee")\n"
        }.joined()

    /// Letters up to 0xFF have their Unicode numbers in Windows-1252.
    private static let encoded: [(name: String, bytes: Data)] = [
        ("Windows-1252", Data(table.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) })),
        (
            "UTF-16",
            Data(
                [0xFF, 0xFE]
                    + table.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] })
        ),
    ]

    @Test(
        "analyze, evidence and export say the same of a table in each encoding; check and report name it",
        arguments: [0, 1])
    func trial(_ place: Int) throws {
        let (name, bytes) = Self.encoded[place]
        let folder = try ScratchFolder()
        try folder.write(Self.plan, to: "plan.yaml")
        let plain = try folder.write(Self.table, to: "plain.csv")
        let other = try folder.write(bytes, to: "other.csv")
        for command in ["analyze", "evidence", "export"] {
            let runs = try [plain, other].map {
                try CommandRun([command, folder.path, "--diary", $0])
            }
            #expect(runs[1].exitCode == 0, "\(runs[1].errors)")
            #expect(
                runs[1].output.replacingOccurrences(of: "other.csv", with: "plain.csv")
                    == runs[0].output)
        }
        let report = try CommandRun(
            ["report", folder.path, "--diary", other, "--format", "markdown"])
        #expect(report.output.contains("The file “other.csv” is \(name) and was read as such."))
        let check = try CommandRun(["check", folder.path, "--diary", other])
        #expect(check.exitCode == 0)
        #expect(check.output.contains("  other.csv is \(name) and was read as such.\n"))
        let imported = try CommandRun(
            ["import", other, "--trial", folder.path], environment: ["N1_TODAY": "2026-03-04"])
        #expect(imported.output.contains("The file is \(name) and was read as such."))
        #expect(imported.output.contains("itch: 28"))
    }

    @Test("fit and changes read a plain table in each encoding", arguments: [0, 1])
    func tables(_ place: Int) throws {
        let folder = try ScratchFolder()
        let plain = try folder.write(Self.table, to: "plain.csv")
        let other = try folder.write(Self.encoded[place].bytes, to: "other.csv")
        let runs = try [plain, other].map {
            try CommandRun(["changes", $0, "--time", "Tag", "--outcome", "Stärke"])
        }
        #expect(runs[1].exitCode == 0, "\(runs[1].errors)")
        #expect(
            runs[1].output.replacingOccurrences(of: "other.csv", with: "plain.csv")
                == runs[0].output)
    }
}
