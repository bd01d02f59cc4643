import Foundation
import Testing

@Suite("Importing from a zip archive")
struct ZipImportTests {
    private static let examples = "Tests/ExperimentTests/Readers/Examples/"
    private static let maps = ["--map", "sleep=sleep.hours", "--map", "count=steps"]

    private func n1(
        _ arguments: [String], in diary: borrowing DiaryFolder
    ) throws -> CommandRun {
        try CommandRun(
            arguments + ["--trial", diary.path], environment: ["N1_TODAY": "2026-03-09"])
    }

    @Test("an export inside its archive is the same as the export itself, hash and lines included")
    func same() throws {
        let diary = try DiaryFolder()
        let zipped = try n1(
            ["import", Self.examples + "zip/apple-health.zip"] + Self.maps, in: diary)
        #expect(zipped.errors.isEmpty && zipped.exitCode == 0)
        #expect(
            zipped.output.hasPrefix(
                "export.xml in apple-health.zip (Apple Health): added 4 values.\n"
                    + "  count: 1\n  period: 1\n  sleep: 2\n"))
        let sql =
            "SELECT day, name, number, line, sha256, format FROM record JOIN batch "
            + "ON batch.id = batch ORDER BY record.id"
        let other = try DiaryFolder()
        let plain = try n1(
            ["import", Self.examples + "apple-health.xml"] + Self.maps, in: other)
        #expect(plain.output.contains("added 4 values"))
        #expect(try diary.rows(sql) == other.rows(sql))
        #expect(try diary.rows("SELECT DISTINCT file FROM batch") == [["export.xml"]])
        let again = try n1(
            ["import", Self.examples + "apple-health.xml"] + Self.maps, in: diary)
        #expect(again.output.contains("added 0 values, 4 were there already."))
    }

    @Test("an entry is named where several could be meant, and its name is that of the file")
    func entry() throws {
        let diary = try DiaryFolder()
        let path = Self.examples + "zip/fitbit.zip"
        let several = Self.examples + "zip/two-apps.zip"
        let refused = try n1(["import", several] + Self.maps, in: diary)
        #expect(refused.exitCode == 1 && refused.errors.contains("Name it with --entry"))
        let run = try n1(
            ["import", path, "--entry", "steps-2026-03-04.json", "--map", "count=steps"], in: diary)
        #expect(
            run.output == "steps-2026-03-04.json in fitbit.zip (Fitbit (JSON)): added 2 values.\n"
                + "  count: 2\n")
        let plain = try n1(
            ["import", Self.examples + "long.csv", "--entry", "long.csv"], in: diary)
        #expect(
            plain.errors == "n1: --entry: found long.csv, which is no zip archive; expected one. "
                + "Leave out --entry.\n")
    }

    @Test("the files of one app in an archive come in together, and are looked into together")
    func together() throws {
        let diary = try DiaryFolder()
        let path = Self.examples + "zip/fitbit.zip"
        let run = try n1(["import", path] + Self.maps, in: diary)
        #expect(
            run.output
                == "sleep-2026-03-04.json in fitbit.zip (Fitbit (JSON)): added 1 value.\n"
                + "  sleep: 1\n  1 left out, on line 3: naps, not nights.\n"
                + "  Not asked for by the plan: sleep.awake.minutes (1), sleep.deep.minutes (1), "
                + "sleep.efficiency (1), sleep.in-bed.hours (1).\n"
                + "steps-2026-03-04.json in fitbit.zip (Fitbit (JSON)): added 2 values.\n  count: 2\n"
        )
        let look = try n1(["import", path, "--list"], in: diary)
        #expect(look.output.hasPrefix("2 files in fitbit.zip (Fitbit (JSON)): 6 series on 2 days"))
    }

    @Test("an archive on standard input, which cannot be read from its end, is refused")
    func standardInput() throws {
        let diary = try DiaryFolder()
        let run = try CommandRun(
            ["import", "-", "--trial", diary.path], input: "PK\u{03}\u{04}\u{14}",
            environment: ["N1_TODAY": "2026-03-09"])
        #expect(run.exitCode == 1)
        #expect(
            run.errors
                == "n1: standard input: found a zip archive; expected the file inside it, or the "
                + "archive by its name, because it is read from its end. Write n1 import export.zip. A "
                + "spreadsheet (.xlsx) is to be saved as CSV.\n")
    }

    @Test("a damaged archive is refused, and the diary stays as it was")
    func damaged() throws {
        let diary = try DiaryFolder()
        let whole = FileManager.default.contents(
            atPath: CommandRun.packageFolder.path + "/" + Self.examples + "zip/apple-health.zip")
        var bytes = try #require(whole)
        bytes[bytes.count / 2] ^= 0x10
        let path = try diary.folder.write(bytes, to: "export.zip")
        let run = try n1(["import", path] + Self.maps, in: diary)
        #expect(run.exitCode == 1 && run.output.isEmpty)
        #expect(run.errors.hasSuffix("The archive is damaged: copy or export it again.\n"))
        #expect(diary.folder.contents == ["export.zip", "plan.yaml"])
    }
}
