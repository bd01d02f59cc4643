import Foundation
import Testing

@Suite("Taking back what was logged")
struct UndoTests {
    @Test("every step back brings the value before it, however often it was corrected")
    func chain() throws {
        let diary = try DiaryFolder()
        _ = try diary.n1("log", "itch=4")
        _ = try diary.n1("log", "itch=7", "--correct", "a")
        _ = try diary.n1("log", "itch=6", "--correct", "b")
        #expect(
            try diary.n1("log", "--undo").output
                == "taken back  2026-03-04: itch 6; itch 7 counts again\n")
        #expect(
            try diary.n1("log", "--undo").output
                == "taken back  2026-03-04: itch 7; itch 4 counts again\n")
        #expect(try diary.n1("log", "--undo").output == "taken back  2026-03-04: itch 4\n")
        #expect(try diary.n1("log", "--undo").output == "There is nothing to take back.\n")
    }

    @Test("a value that was logged together with a corrected one is not taken back with it")
    func sharedEntry() throws {
        let diary = try DiaryFolder()
        _ = try diary.n1("log", "itch=4", "sleep=7")
        _ = try diary.n1("log", "itch=5", "--correct", "a")
        _ = try diary.n1("log", "sleep=8", "--correct", "b")
        _ = try diary.n1("log", "--undo")
        #expect(
            try diary.n1("log", "--undo").output
                == "taken back  2026-03-04: itch 5; itch 4 counts again\n")
        #expect(
            try diary.rows("SELECT name, number FROM diary ORDER BY name") == [
                ["itch", "4.0"], ["sleep", "7.0"],
            ])
    }

    /// What somebody does: a value on one of two days, with a reason where one is there.
    private struct Step {
        let series: String
        let day: Int
        let value: Int
        let isUndo: Bool

        init(_ random: inout SplitMix) {
            series = random.next(2) == 0 ? "itch" : "sleep"
            day = 3 + random.next(2)
            value = random.next(5)
            isUndo = random.next(5) < 2
        }
    }

    @Test(
        "an undo restores the diary of before the last entry, for any sequence of logging, correcting and undoing",
        arguments: [1, 2, 3] as [UInt64])
    func anySequence(_ seed: UInt64) throws {
        let diary = try DiaryFolder()
        _ = try diary.n1("log", "count=1", "--date", "2026-03-01")
        var random = SplitMix(state: seed)
        var past: [[String: Int]] = [[:]]
        for _ in 0..<36 {
            let step = Step(&random)
            if step.isUndo {
                if past.count > 1 {
                    _ = try diary.n1("log", "--undo")
                    past.removeLast()
                }
            } else {
                var now = past[past.count - 1]
                let name = "2026-03-0\(step.day) \(step.series)"
                _ = try diary.n1(
                    "log", "\(step.series)=\(step.value)", "--date", "2026-03-0\(step.day)",
                    "--correct", "a slip of the pen")
                if now.updateValue(step.value, forKey: name) != step.value { past.append(now) }
            }
            let rows = try diary.rows("SELECT day, name, number FROM diary WHERE name <> 'count'")
            let found = Dictionary(
                uniqueKeysWithValues: rows.map { ("\($0[0]) \($0[1])", Int(Double($0[2]) ?? -1)) })
            #expect(found == past[past.count - 1])
        }
    }

    @Test("an import is taken back as a whole, with a trace, and can come in again")
    func wholeImport() throws {
        let diary = try DiaryFolder()
        _ = try diary.n1("log", "itch=4")
        let own = try diary.folder.write("date,itch\n2026-01-05,2\n2026-01-06,3\n", to: "own.csv")
        let wrong = try diary.folder.write(
            "date,itch,sleep\n2026-01-05,9,4\n2026-01-07,8,5\n2026-01-08,8,5\n", to: "wrong.csv")
        _ = try diary.n1("import", own)
        _ = try diary.n1("import", wrong)
        let rehearsed = try diary.n1("import", "--undo", "--dry-run")
        #expect(rehearsed.output.hasPrefix("would take back  5 values that came with wrong.csv"))
        let undone = try diary.n1("import", "--undo")
        #expect(
            undone.output
                == "taken back  5 values that came with wrong.csv on 2026-03-04. They stay in the diary, "
                + "marked.\n")
        #expect(
            try diary.rows("SELECT number FROM diary ORDER BY day") == [["2.0"], ["3.0"], ["4.0"]])
        #expect(
            try diary.rows("SELECT count(*) FROM supersession WHERE reason = 'import taken back'")
                == [["5"]])
        #expect(!(try CommandRun(["check", diary.path]).output.contains("wrong.csv")))
        // What was taken back by mistake comes in again, whole.
        #expect(try diary.n1("import", wrong).output.contains("added 5 values"))
        #expect(
            try diary.n1("import", "--undo", own).output.contains("2 values that came with own.csv")
        )
        #expect(try diary.n1("import", "--undo").output.contains("wrong.csv"))
        #expect(try diary.n1("import", "--undo").output == "There is no import to take back.\n")
        #expect(try diary.rows("SELECT number FROM diary") == [["4.0"]])
        #expect(try diary.n1("log", "--undo").output == "taken back  2026-03-04: itch 4\n")
    }

    @Test("an undone newer export gives back the older one, which may be renewed again")
    func newerExport() throws {
        let diary = try DiaryFolder()
        let file = try diary.folder.write("date,itch\n2026-01-05,2\n", to: "e.csv")
        _ = try diary.n1("import", file)
        try diary.folder.write("date,itch\n2026-01-05,7\n", to: "e.csv")
        _ = try diary.n1("import", file)
        #expect(
            try diary.n1("import", "--undo").output.contains("1 value from before counts again."))
        #expect(try diary.rows("SELECT number FROM diary") == [["2.0"]])
        try diary.folder.write("date,itch\n2026-01-05,6\n", to: "e.csv")
        #expect(try diary.n1("import", file).output.contains("took the place of an older one"))
        let json = try diary.n1("import", "--undo", "--json")
        #expect(json.output.contains("\"takenBack\"") && json.output.contains("\"restored\""))
        #expect(try diary.n1("import", "--undo").exitCode == 0)
        #expect(try diary.rows("SELECT count(*) FROM diary") == [["0"]])
        #expect(try CommandRun(["check", diary.path]).exitCode != 2)
    }
}

/// SplitMix64 (Steele, Lea & Flood 2014): equal seeds give equal sequences.
private struct SplitMix {
    var state: UInt64

    mutating func next(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }
}
