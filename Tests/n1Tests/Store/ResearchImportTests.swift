import Foundation
import GRDB
import Testing

/// What comes from and goes to systems of clinical research, and units on the way.
@Suite("REDCap, StudyU, units")
struct ResearchImportTests {
    private static let examples = "Tests/ExperimentTests/Readers/Examples/"

    // MARK: Units

    @Test("a map says the unit that is wanted, and the file's own is converted to it")
    func units() throws {
        let diary = try ScratchFolder()
        let run = try CommandRun(
            [
                "import", Self.examples + "units.csv", "--trial", diary.path,
                "--map", "weight[kg]=weight (lbs)", "--map", "sleep[min]=sleep", "--map",
                "walk[km]=walk",
            ], environment: ["N1_TODAY": "2026-03-09"])
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(
            try Self.values(diary.path) == [
                "2026-03-04 sleep 450.0", "2026-03-04 walk 2.5", "2026-03-04 weight 68.0388555",
                "2026-03-05 sleep 375.0", "2026-03-05 walk 4.828032",
                "2026-03-05 weight 68.719244055",
            ])
    }

    @Test("a unit that cannot be told in the wanted one is refused, and an unknown one is named")
    func wrongUnits() throws {
        let diary = try ScratchFolder()
        func errors(_ map: String) throws -> String {
            try CommandRun(
                ["import", Self.examples + "units.csv", "--trial", diary.path, "--map", map],
                environment: ["N1_TODAY": "2026-03-09"]
            ).errors
        }
        #expect(
            try errors("weight[min]=weight (lbs)").hasPrefix(
                "n1: units.csv:2: found the unit \"lbs\" for \"weight (lbs)\"; expected one that can be "
                    + "told in min."))
        #expect(
            try errors("weight[stones]=weight (lbs)").hasPrefix(
                "n1: --map: found the unit \"stones\" in "))
    }

    @Test("a look into a file shows the unit of each series")
    func shown() throws {
        let diary = try ScratchFolder()
        let run = try CommandRun(
            ["import", Self.examples + "units.csv", "--trial", diary.path],
            environment: ["N1_TODAY": "2026-03-09"])
        #expect(run.output.contains("150 to 151.5 lbs"))
        #expect(run.output.contains("6.25 to 7.5 h"))
    }

    // MARK: REDCap

    @Test("a diary that goes to REDCap and comes back is the same")
    func redcap() throws {
        let diary = try DiaryFolder()
        for (day, values) in [("2026-03-02", "itch=4"), ("2026-03-03", "itch=6")] {
            _ = try diary.n1("log", values, "sleep=7.5", "--date", day)
        }
        let out = diary.path + "/out"
        let export = try CommandRun(
            ["export", diary.path, "--format", "redcap", "--output", out],
            environment: ["N1_TODAY": "2026-03-09"])
        #expect(export.exitCode == 0, "\(export.errors)")
        let other = try DiaryFolder()
        let back = try other.n1(
            "import", out + "/redcap-records.csv", "--dictionary", out + "/redcap-dictionary.csv")
        #expect(back.exitCode == 0, "\(back.errors)")
        let sql = "SELECT day, name, number FROM diary ORDER BY day, name"
        #expect(try other.rows(sql) == diary.rows(sql))
        #expect(back.output.contains("1 left out, on line 2: rows without a day."))
    }

    @Test("answers that were downloaded by their labels have the numbers of the dictionary")
    func labels() throws {
        let folder = try ScratchFolder()
        let dictionary = try folder.write(
            """
            "Variable / Field Name","Form Name","Field Type","Field Label","Choices, Calculations, OR Slider Labels","Text Validation Type OR Show Slider Number"
            study_id,days,text,Record,,
            when,days,text,Day,,date_dmy
            itch,days,radio,Itch,"0, None | 1, Mild | 2, Strong",
            slept,days,yesno,Slept well?,,

            """, to: "dictionary.csv")
        let data = try folder.write(
            "study_id,when,itch,slept\n7,2026-03-04,Mild,Yes\n7,2026-03-05,Strong,No\n8,2026-03-05,None,No\n",
            to: "data.csv")
        func n1(_ more: [String]) throws -> CommandRun {
            try CommandRun(
                [
                    "import", data, "--dictionary", dictionary, "--trial", folder.path,
                    "--map", "itch=itch", "--map", "slept=slept",
                ] + more, environment: ["N1_TODAY": "2026-03-09"])
        }
        #expect(
            try n1([]).errors.contains(
                "column \"study_id\": found 2 people, 7 (2) and 8 (1); expected the diary of one."))
        let run = try n1(["--person", "7"])
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(run.output.contains("1 row passed over"))
        #expect(
            try Self.values(folder.path) == [
                "2026-03-04 itch 1.0", "2026-03-04 slept 1.0", "2026-03-05 itch 2.0",
                "2026-03-05 slept 0.0",
            ])
    }

    // MARK: StudyU

    @Test("an archive of StudyU becomes a folder with plan and diary for each participant")
    func studyU() throws {
        let folder = try ScratchFolder()
        let text = try String(
            contentsOfFile: CommandRun.packageFolder.path + "/" + Self.examples
                + "studyu-measurements.csv", encoding: .utf8)
        let lines = text.split(separator: "\n").map(String.init)
        let others = lines.dropFirst().map { $0.replacing(",p3,", with: ",p/4,") }
        let answers = try folder.write(
            (lines + others).joined(separator: "\n") + "\n", to: "measurements.csv")
        let run = try CommandRun(
            [
                "studyu", Self.examples + "studyu-study.json", "--answers", answers, "--sequence",
                "ABBA",
                "--output", folder.path + "/study",
            ], environment: ["N1_TODAY": "2026-03-09", "TZ": "UTC"])
        #expect(run.exitCode == 0, "\(run.errors)")
        for person in ["p3", "p_4"] {
            let own = folder.path + "/study/" + person
            #expect(FileManager.default.fileExists(atPath: own + "/plan.yaml"))
            let found = try Self.values(own)
            #expect(found.contains { $0.hasSuffix("pain 2.5") })
            #expect(found.contains { $0.hasSuffix("pain 7.0") })
        }
        let again = try CommandRun(
            [
                "studyu", Self.examples + "studyu-study.json", "--answers", answers, "--sequence",
                "ABBA",
                "--output", folder.path + "/study", "--person", "p3",
            ], environment: ["N1_TODAY": "2026-03-09"])
        #expect(again.exitCode == 0)
    }

    @Test("the table of progress of StudyU's database makes plan and diary too")
    func progress() throws {
        let folder = try ScratchFolder()
        let run = try CommandRun(
            [
                "studyu", Self.examples + "studyu-study.json", "--answers",
                Self.examples + "studyu.csv",
                "--sequence", "ABBA", "--output", folder.path + "/s",
            ], environment: ["N1_TODAY": "2026-03-09", "TZ": "UTC"])
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(
            try Self.values(folder.path + "/s") == [
                "2026-03-04 pain 4.0", "2026-03-04 slept 1.0", "2026-03-05 pain 2.5",
            ])
        let plan = try String(contentsOfFile: folder.path + "/s/plan.yaml", encoding: .utf8)
        #expect(plan.contains("2026-03-04"))
    }

    /// `day name number`, by day and name.
    private static func values(_ folder: String) throws -> [String] {
        let database = try DatabaseQueue(path: folder + "/diary.sqlite")
        defer { try? database.close() }
        return try database.read { database in
            try Row.fetchAll(
                database,
                sql: "SELECT day, name, number FROM diary WHERE kind = 'reading' ORDER BY day, name"
            ).map { row in
                row.databaseValues.map { "\($0.storage.value ?? "")" }.joined(separator: " ")
            }
        }
    }
}
