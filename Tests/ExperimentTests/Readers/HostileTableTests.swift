@testable import ExperimentDiary
@testable import ExperimentTrial
import Foundation
import Testing

/// Tables as programs and people spoil them: each comes in right, or is told with its lines.
@Suite("Hostile tables")
struct HostileTableTests {
    /// What came in as `day second value`, and what was told.
    private struct Outcome: Equatable {
        var values: [String] = []
        var notes: [String] = []
    }

    private static func plan(_ more: String = "", diary: String = "{file: d.csv}") throws
        -> TrialPlan
    {
        try DraftPlan(
            yaml: """
                title: t
                outcomes:
                  - {id: x, scale: {from: 0, to: 500, better: lower}, worthwhile: 5\(more)}
                conditions:
                  - {id: a}
                  - {id: b, against: a}
                schedule:
                  start: 2026-03-01
                  phases:
                    - {condition: a, days: 20}
                    - {condition: b, days: 20}
                diary: \(diary)
                """, file: "plan.yaml"
        ).validated()
    }

    private static func imported(
        _ text: String, maps: [String] = [], plan: TrialPlan? = nil
    ) throws -> Outcome {
        let plan = try plan ?? Self.plan()
        let context = ImportContext(
            file: "d.csv", mapping: plan.diary, isOneADay: plan.combinedSeries.isEmpty)
        let head = ExportHead(Array(text.utf8), file: "d.csv")
        var run = try ImportRun(
            head, format: nil, maps: maps, context: context, plan: plan,
            today: CalendarDay.all.upperBound)
        try run.read(Array(text.utf8))
        let found = try run.finish()
        let values = found.facts.compactMap { fact -> String? in
            guard case .reading(_, _, let value) = fact.fact.content else { return nil }
            return "\(fact.fact.day) \(fact.fact.second.map { "\($0) " } ?? "")\(value)"
        }
        return Outcome(values: values, notes: found.notes.map(\.description))
    }

    private static func refusal(_ text: String, maps: [String] = []) -> String {
        do {
            return "read: \(try imported(text, maps: maps))"
        } catch {
            return "\(error)"
        }
    }

    // MARK: Units

    @Test("a unit that changes in the middle becomes the first one, and is told with its lines")
    func unitsInCells() throws {
        let found = try Self.imported(
            "date,x\n2026-03-04,100 °F\n2026-03-05,36.6 °C\n2026-03-06,99\n")
        // 36.6 * 9 / 5 + 32.
        #expect(found.values == ["2026-03-04 100.0", "2026-03-05 97.88", "2026-03-06 99.0"])
        #expect(
            found.notes == [
                "\"x\": 1 value in °C, on line 3, became °F, the unit of the first.",
                "\"x\": 1 number without a unit, on line 4, taken in °F like the others.",
            ])
    }

    @Test("so does a unit in a column of a long table, on both roads into a diary")
    func unitsInColumn() throws {
        let text = "date,series,value,unit\n2026-03-04,x,420,min\n2026-03-05,x,7.5,h\n"
        let told = "\"x\": 1 value in h, on line 3, became min, the unit of the first."
        let found = try Self.imported(text)
        #expect(found.values == ["2026-03-04 420.0", "2026-03-05 450.0"] && found.notes == [told])
        let plan = try Self.plan(diary: "{file: d.csv, layout: long, series: series, value: value}")
        let diary = try Diary(CSVTable(bytes: Array(text.utf8), file: "d.csv"), plan: plan)
        let read = diary.days.flatMap(\.entries).flatMap(\.readings).map(\.value)
        #expect(read == [420, 450] && diary.notes.contains(.settled(.said(told))))
    }

    @Test("a unit of another kind is refused with its line")
    func unitOfAnotherKind() {
        #expect(
            Self.refusal("date,x\n2026-03-04,150 lbs\n2026-03-05,3 cm\n")
                == "d.csv:3: found the unit \"cm\" for x; expected one of \"lbs\". "
                + "Change the unit in the app and export again.")
    }

    @Test("a clock is a length of time where its unit was asked for, and told how otherwise")
    func clocks() throws {
        let text = "date,night\n2026-03-04,7:30\n2026-03-05,420 min\n"
        #expect(
            try Self.imported(text, maps: ["x[h]=night"]).values
                == ["2026-03-04 7.5", "2026-03-05 7.0"])
        #expect(
            Self.refusal(text, maps: ["x=night"])
                == "d.csv:2: found \"7:30\" for \"night\"; expected a number. Where it is a length of "
                + "time, ask for its unit: --map \"NAME[h]=night\", or \"unit: h\" under \"imports\" in "
                + "the plan.")
    }

    @Test("a decimal point among decimal commas is told as one")
    func marks() {
        #expect(
            Self.refusal("date;x\n04.03.2026;7,5\n05.03.2026;7.5\n")
                == "d.csv:3: found \"7.5\" for \"x\"; expected a number with a decimal comma, as other "
                + "cells of the column have it. Write 7,5, or one mark in the whole column.")
    }

    // MARK: Times

    @Test(
        "a time in a column of its own is that of its row, and the small hours belong to the evening"
    )
    func clockColumn() throws {
        let text =
            "date,time,x\n2026-03-04,9:30 pm,4\n2026-03-06,0:30,5\n2026-03-06,21:00,6\n"
        let told = "\"time\" is read as the time of day of each row."
        let found = try Self.imported(text)
        #expect(
            found.values == ["2026-03-04 77400 4.0", "2026-03-05 1800 5.0", "2026-03-06 75600 6.0"])
        #expect(found.notes == [told])
        let diary = try Diary(CSVTable(bytes: Array(text.utf8), file: "d.csv"), plan: Self.plan())
        #expect(diary.days.map { "\($0.day)" } == ["2026-03-04", "2026-03-05", "2026-03-06"])
        #expect(diary.notes.contains(.settled(.said(told))))
    }

    @Test("lengths under the same name move no row to another day")
    func lengths() throws {
        let found = try Self.imported("date,time,x\n2026-03-04,0:30,4\n2026-03-05,1:10,5\n")
        #expect(found.values == ["2026-03-04 4.0", "2026-03-05 5.0"] && found.notes.isEmpty)
    }

    @Test("where no name tells the column of days, its cells do if they are the only ones")
    func unnamedDays() throws {
        let found = try Self.imported(
            "when,x\n2026-03-04T21:00:00+02:00,4\n2026-03-05T21:30:00+02:00,5\n")
        #expect(found.values == ["2026-03-04 75600 4.0", "2026-03-05 77400 5.0"])
        #expect(
            found.notes == [
                "\"when\" is read as the day of each row: its cells are days, alone of all."
            ])
        #expect(
            Self.refusal("from,to,x\n2026-03-04,2026-03-05,4\n").hasPrefix(
                "d.csv:1: found no column of days among \"from\", \"to\" and \"x\""))
    }

    // MARK: People

    @Test(
        "names, and ids that stand on several days, are told before anything is read",
        arguments: [
            ("name", "found 2 names, ann (2) and bob (2); expected the rows of one. Say which: "),
            ("who", "found 2 names, ann (2) and bob (2); expected the rows of one. Say which: "),
            (
                "id",
                "found 2 people, ann (2) and bob (2); expected the diary of one. Say whose it is: "
            ),
        ])
    func people(_ column: String, _ told: String) {
        let text =
            "\(column),date,x\nann,2026-03-04,4\nann,2026-03-05,5\nbob,2026-03-06,6\nbob,2026-03-07,7\n"
        #expect(
            Self.refusal(text)
                == "d.csv, column \"\(column)\": \(told)\"only: {\(column): ann}\" in the plan's diary, "
                + "or n1 import --only \"\(column)=ann\".")
    }

    @Test(
        "an id of each row, of each answer, or a number under a name, is nobody",
        arguments: [
            "id,date,x\n1,2026-03-04,4\n2,2026-03-05,5\n",
            "id,date,series,value\n1,2026-03-04,x,4\n1,2026-03-04,y,4\n2,2026-03-05,x,5\n",
            "name,date,x\n1,2026-03-04,4\n2,2026-03-05,5\n",
        ])
    func nobody(_ text: String) throws {
        #expect(try Self.imported(text).values == ["2026-03-04 4.0", "2026-03-05 5.0"])
    }

    // MARK: Rows

    @Test("rows without a day, and days without anything, are counted with their lines")
    func idleRows() throws {
        let found = try Self.imported("date,x\n2026-03-04,4\n2026-03-05,\n,9\n,\n2026-03-06,5\n")
        #expect(found.values == ["2026-03-04 4.0", "2026-03-06 5.0"])
        #expect(
            found.notes == [
                "1 left out, on line 4: rows without a day.",
                "1 left out, on line 3: rows with a day and nothing else.",
            ])
    }

    @Test("a total at the end and a header in the middle are refused with their lines")
    func totals() {
        #expect(
            Self.refusal("date,x\n2026-03-04,4\nTotal,9\n")
                == "d.csv:3, column \"date\": found \"Total\"; expected a day such as 2026-03-04. "
                + "Correct the cell.")
        #expect(
            Self.refusal("date,x\n2026-03-04,4\ndate,x\n2026-03-05,4\n")
                == "d.csv:3, column \"date\": found \"date\"; expected a day such as 2026-03-04. "
                + "Correct the cell.")
    }

    @Test("a problem of many rows is told once, with its last line")
    func grouped() {
        let rows = (0..<30).map { "2026-03-04,\($0)x" }.joined(separator: "\n")
        let days = (0..<30).map { "no day \($0),1" }.joined(separator: "\n")
        #expect(
            Self.refusal("date,x\n2026-03-04,1\n\(days)\n").hasSuffix(
                " The same holds for 29 other rows, the last on line 32."))
        #expect(Self.refusal("date,x\n\(rows)\n").split(separator: "\n").count == 30)
    }
}
