import Foundation
import Testing

@Suite("Several series in one call of n1 fit")
struct FitSeriesTests {
    /// Two people of ten days; the second one's rows stand before, between and behind the first one's.
    private static let table: String = {
        let rows = (1...10).flatMap { day -> [String] in
            let exposure = day > 5 ? 1 : 0
            return [
                "b,\(day),\(20 + day % 3 - 2 * exposure),\(exposure)",
                "a,\(day),\(10 + day % 4 + exposure),\(exposure)",
            ]
        }
        return (["person,day,itch,cream"] + rows).joined(separator: "\n") + "\n"
    }()

    private static let columns = [
        "--time", "day", "--outcome", "itch", "--exposure", "cream", "--engine", "ols",
    ]

    private static func only(_ person: String) -> String {
        let lines = table.split(separator: "\n")
        return lines.enumerated().filter { $0.offset == 0 || $0.element.hasPrefix(person) }
            .map { String($0.element) }.joined(separator: "\n") + "\n"
    }

    private func object(_ run: CommandRun) throws -> [[String: Any]] {
        let json = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
        return try #require((json as? [String: Any])?["fits"] as? [[String: Any]])
    }

    @Test("each series of a table is fitted as if it stood alone, in the order of the first rows")
    func byPerson() throws {
        let folder = try ScratchFolder()
        let all = try folder.write(Self.table, to: "all.csv")
        let fits = try object(CommandRun(["fit", all, "--by", "person", "--json"] + Self.columns))
        #expect(fits.map { $0["series"] as? String } == ["b", "a"])
        for (person, fit) in zip(["b", "a"], fits) {
            let file = try folder.write(Self.only(person), to: person + ".csv")
            let alone = try CommandRun(["fit", file, "--json"] + Self.columns)
            let expected = try #require(
                JSONSerialization.jsonObject(with: Data(alone.output.utf8)) as? NSDictionary)
            #expect(fit["fit"] as? NSDictionary == expected)
            #expect(fit["error"] is NSNull)
        }
    }

    @Test("several files are several series, each named by its file")
    func files() throws {
        let folder = try ScratchFolder()
        let (a, b) = (
            try folder.write(Self.only("a"), to: "a.csv"),
            try folder.write(Self.only("b"), to: "b.csv")
        )
        let run = try CommandRun(["fit", a, b] + Self.columns)
        #expect(run.exitCode == 0, "\(run.errors)")
        let alone = try CommandRun(["fit", a] + Self.columns)
        #expect(run.output.hasPrefix(a + "\n" + alone.output + "\n" + b + "\n"))
    }

    @Test("a series that cannot be fitted is told, and the others are printed")
    func refusal() throws {
        let folder = try ScratchFolder()
        let all = try folder.write(Self.table + "c,1,5,0\n", to: "all.csv")
        let run = try CommandRun(["fit", all, "--by", "person", "--json"] + Self.columns)
        #expect(run.exitCode == 1)
        #expect(run.errors.hasPrefix("n1: c: "))
        let fits = try object(run)
        #expect(fits.count == 3 && fits[2]["fit"] is NSNull && fits[2]["error"] is String)
    }

    @Test("a row without a name, a column that is not there, and standard input twice are refused")
    func wrong() throws {
        let folder = try ScratchFolder()
        let all = try folder.write(Self.table + ",11,5,0\n", to: "all.csv")
        #expect(
            try CommandRun(["fit", all, "--by", "person"] + Self.columns).errors
                == "n1: all.csv:22, column \"person\": found nothing; expected the name of a series in "
                + "every row. Fill the cell, or delete the row.\n")
        let missing = try CommandRun(["fit", all, "--by", "who"] + Self.columns)
        #expect(missing.exitCode == 1 && missing.errors.contains("\"who\""))
        #expect(try CommandRun(["fit", "-", "-"] + Self.columns).exitCode == 2)
    }

    @Test("a column with decimal commas is read as one, in fit and in changes")
    func decimalCommas() throws {
        let folder = try ScratchFolder()
        let comma = Self.only("a").replacing(",", with: ";").split(separator: "\n").enumerated()
            .map { row, line -> String in
                let cells = line.split(separator: ";").map(String.init)
                return row == 0 ? String(line) : "\(cells[0]);\(cells[1]);\(cells[2]),5;\(cells[3])"
            }.joined(separator: "\n")
        let written = try folder.write(comma + "\n", to: "comma.csv")
        let pointed = try folder.write(
            comma.replacing(",", with: ".").replacing(";", with: ",") + "\n", to: "point.csv")
        let found = try CommandRun(["fit", written] + Self.columns)
        #expect(found.exitCode == 0, "\(found.errors)")
        #expect(try found.output == CommandRun(["fit", pointed] + Self.columns).output)
        let rows = (1...20).map { "\($0);\($0 % 4),5" }
        let series = try folder.write(
            (["day;y"] + rows).joined(separator: "\n") + "\n", to: "series.csv")
        let changes = try CommandRun(["changes", series, "--time", "day", "--outcome", "y"])
        #expect(changes.exitCode == 0 && changes.output.contains("0.5 to 3.5"), "\(changes.errors)")
    }
}
