import Foundation
import Testing

@Suite("What was taken back, corrected or comes after the end")
struct RelogTests {
    @Test("a reaction that was taken back and typed again counts again, and its rule speaks")
    func again() throws {
        let diary = try DiaryFolder()
        let words = "reaction=throat feels tight"
        #expect(try diary.n1("log", words).output.contains("STOP S1"))
        _ = try diary.n1("log", "--undo")
        let again = try diary.n1("log", words).output
        #expect(again.contains("logged     2026-03-04: reaction: throat feels tight"))
        #expect(again.contains("STOP S1"))
        #expect(try diary.n1("events").output.contains("throat feels tight"))
        #expect(try diary.n1("log", words).output.contains("was there"))
    }

    @Test(
        "slips, remarks and readings of a combined series are typed again after an undo",
        arguments: ["dairy=slip", "count=62"])
    func everythingAgain(_ typed: String) throws {
        let diary = try DiaryFolder()
        _ = try diary.n1("log", typed)
        _ = try diary.n1("log", "--undo")
        #expect(try diary.n1("log", typed).output.hasPrefix("logged"))
    }

    @Test("--correct takes the place of the reading or the event that was typed before")
    func corrected() throws {
        let diary = try DiaryFolder()
        _ = try diary.n1("log", "count=62")
        #expect(
            try diary.n1("log", "count=71", "--correct", "own scale").output
                == "corrected  2026-03-04: count 62 is now count 71\n")
        #expect(try diary.rows("SELECT number FROM diary") == [["71.0"]])
        #expect(try diary.n1("log", "antibiotics=doxycycline tablets").output.contains("STOP S7"))
        let cream = try diary.n1("log", "antibiotics=metronidazole cream", "--correct", "a cream")
        #expect(
            cream.output.hasPrefix("corrected  2026-03-04: antibiotics: doxycycline tablets is"))
        #expect(!cream.output.contains("STOP"))
        #expect(!(try diary.n1("today").output.contains("STOP")))
    }

    @Test("a remark beside a corrected value is one more; alone it takes the place of the last")
    func remarks() throws {
        let diary = try DiaryFolder()
        _ = try diary.n1("log", "itch=4", "--note", "tired")
        _ = try diary.n1("log", "itch=5", "--note", "typed in bed", "--correct", "wrong")
        #expect(
            try diary.n1("events").output
                == "2026-03-04: note \"tired\"\n2026-03-04: note \"typed in bed\"\n")
        _ = try diary.n1("log", "--note", "typed late", "--correct", "it was late")
        #expect(
            try diary.n1("events").output
                == "2026-03-04: note \"tired\"\n2026-03-04: note \"typed late\"\n")
    }

    @Test("--undo takes back what was typed last for one day")
    func undoOfADay() throws {
        let diary = try DiaryFolder()
        _ = try diary.n1("log", "weight=62", "itch=3", "--date", "2026-03-02")
        _ = try diary.n1("log", "slip=cheese", "--date", "2026-03-02")
        _ = try diary.n1("log", "itch=4")
        let undo = ["log", "--undo", "--date", "2026-03-02"]
        #expect(
            try diary.n1(undo[0], undo[1], undo[2], undo[3]).output
                == "taken back  2026-03-02: slip: cheese\n")
        #expect(try diary.n1("events").output == "No events.\n")
        _ = try diary.n1(undo[0], undo[1], undo[2], undo[3])
        #expect(
            try diary.n1(undo[0], undo[1], undo[2], undo[3]).output
                == "There is nothing to take back.\n")
        #expect(try diary.rows("SELECT number FROM diary") == [["4.0"]])
    }

    @Test(
        "after the last day and before the first a reaction is taken, and its rule speaks; a value is not"
    )
    func outside() throws {
        let diary = try DiaryFolder()
        let after = "2028-01-20T20:00"
        let told = try diary.n1("log", "reaction=throat feels tight", at: after)
        #expect(told.output.contains("logged") && told.output.contains("STOP S1"))
        #expect(try diary.n1("today", at: after).output.contains("STOP S1"))
        #expect(try diary.n1("log", "itch=3", at: after).errors.contains("is no day of this trial"))
        #expect(
            try diary.n1("events", "add", "illness", "--about", "a cold", at: "2025-12-20T20:00")
                .output.hasPrefix("logged"))
        #expect(
            try diary.n1("log", "--note", "old", "--date", "2016-03-04").errors
                .contains("is no day of this trial"))
    }
}
