import Testing

@testable import ExperimentDiary

@Suite("The time of a plain table")
struct TimeColumnTests {
    private func column(
        _ cells: [String], step: TimeStep = .unnamed, order: DateOrder? = nil
    ) throws -> TimeColumn {
        let text = "t,y\n" + cells.map { "\($0),1\n" }.joined()
        let table = try CSVTable(bytes: Array(text.utf8), file: "a.csv")
        return try TimeColumn(table, 0, step: step, order: order)
    }

    @Test("whole numbers are steps of the name that was said, plain steps without one")
    func counts() throws {
        let days = try column(["0", "1", "5.0"])
        #expect(days.times == [0, 1, 5] && days.notation.step.count(3) == "3 steps")
        let step = try #require(TimeStep("10 minutes"))
        let minutes = try column(["0", "1"], step: step)
        #expect(minutes.notation.step.count(2) == "2 steps of 10 minutes")
        #expect(TimeStep("sessions")?.count(2) == "2 sessions")
        #expect(TimeStep("0 hours") == nil && TimeStep("3") == nil && TimeStep("a b c") == nil)
    }

    @Test("days are read in every notation that proves its order")
    func days() throws {
        let found = try column(["13/08/12", "14/08/12", "16/08/12"])
        #expect(found.notation == .dates)
        #expect(found.notation.text(found.times[0]) == "2012-08-13")
        #expect(found.times[2] - found.times[0] == 3)
        #expect(found.notes.count == 1)
        let given = try column(["03/04/2026", "04/04/2026"], order: .monthFirst)
        #expect(given.notation.text(given.times[0]) == "2026-03-04")
        #expect(throws: ImportError.self) { try column(["03/04/2026", "04/04/2026"]) }
    }

    @Test("moments of which no two share a day are days")
    func oneADay() throws {
        let found = try column(["2026-03-04 07:12", "2026-03-05 06:58", "2026-03-07 23:50"])
        #expect(found.notation == .dates)
        #expect(found.times.map { $0 - found.times[0] } == [0, 1, 3])
    }

    @Test("moments on a grid are its steps, written back as they stand")
    func grid() throws {
        let found = try column([
            "2026-03-04T00:05", "2026-03-04T00:20", "2026-03-04T00:35", "2026-03-04T01:20",
        ])
        #expect(found.times == [0, 1, 2, 5])
        #expect(found.notation.step.count(5) == "5 steps of 15 minutes")
        #expect(found.notation.text(5) == "2026-03-04T01:20")
        #expect(found.notation.time("2026-03-04 01:20:00") == 5)
        #expect(found.notes.isEmpty)
    }

    @Test("offsets are told apart: an hour that comes twice is two hours")
    func offsets() throws {
        // The night in which Berlin sets its clocks back.
        let found = try column([
            "2026-10-25T01:30:00+02:00", "2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00",
            "2026-10-25T03:30:00+01:00",
        ])
        #expect(found.times == [0, 1, 2, 3])
        #expect(found.notation.step == TimeStep(seconds: 3600))
        #expect(found.notation.text(0) == "2026-10-25T01:30+02:00")
        #expect(found.notation.time("2026-10-25T02:30:00+01:00") == 2)
    }

    @Test("moments on no grid count for the widest step that no two share, and that is told")
    func irregular() throws {
        let found = try column([
            "2026-03-04 09:13", "2026-03-04 15:02", "2026-03-04 21:40", "2026-03-05 08:55",
        ])
        #expect(found.notation.step.singular == "hour")
        #expect(found.times == [0, 6, 12, 23])
        #expect(found.notation.text(0) == "2026-03-04T09:00")
        #expect(found.notes.count == 1)
    }

    @Test("a cell that is no time is told with its line")
    func refused() throws {
        let error = #expect(throws: ImportError.self) {
            try column(["2026-03-04", "soon"])
        }
        #expect(
            error?.description
                == "a.csv:3, column \"t\": found \"soon\"; expected a day like 2026-03-04, or a moment "
                + "like 2026-03-04 21:30. Correct the cell; all rows write the time in one way.")
    }
}
