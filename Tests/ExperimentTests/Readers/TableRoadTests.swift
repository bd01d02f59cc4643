import Experiment
@testable import ExperimentDiary
@testable import ExperimentTrial
import Foundation
import Testing

/// A small plan, and one table on the two roads into its diary.
private struct TwoRoads {
    let plan: TrialPlan

    init(outcome: String = "", diary: String = "{file: d.csv}", more: String = "") throws {
        plan = try DraftPlan(
            yaml: """
                title: t
                outcomes:
                  - {id: mood, scale: {from: 0, to: 100, better: higher}, worthwhile: 5\(outcome)}
                conditions:
                  - {id: none, name: nothing}
                  - {id: x, name: probiotic, against: none}
                schedule:
                  start: 2026-01-01
                  phases:
                    - {condition: none, days: 10}
                    - {condition: x, days: 10}
                diary: \(diary)
                \(more)
                """, file: "plan.yaml"
        ).validated()
    }

    func read(_ text: String) throws -> Diary {
        try Diary(CSVTable(bytes: Array(text.utf8), file: "d.csv"), plan: plan)
    }

    func imported(_ text: String, only: [RowChoice] = [], maps: [String] = []) throws
        -> ImportedFacts
    {
        let context = ImportContext(
            file: "d.csv", mapping: plan.diary, only: only, isOneADay: plan.combinedSeries.isEmpty)
        var run = try ImportRun(
            ExportHead(Array(text.utf8), file: "d.csv"), format: "csv", maps: maps,
            context: context, plan: plan, today: CalendarDay.all.upperBound)
        try run.read(Array(text.utf8))
        return try run.finish()
    }

    /// The values of the one series on both roads.
    func values(_ text: String) throws -> [[Double]] {
        let read = try read(text).days.flatMap(\.entries).flatMap(\.readings).map(\.value)
        let facts = try imported(text).facts.compactMap { fact -> Double? in
            if case .reading(_, _, let value) = fact.fact.content { value } else { nil }
        }
        return [read, facts]
    }

    /// The conditions that rows name, on both roads.
    func conditions(_ text: String) throws -> [[String]] {
        let read = try read(text).days.flatMap(\.entries).compactMap(\.condition)
        let facts = try imported(text).facts.compactMap { fact -> String? in
            if case .condition(let id) = fact.fact.content { id } else { nil }
        }
        return [read, facts]
    }

    /// Why both roads refuse a table.
    func refusals(_ text: String) -> [String] {
        let attempts: [() throws -> Void] = [{ _ = try read(text) }, { _ = try imported(text) }]
        return attempts.map { attempt in
            do {
                try attempt()
                return "read"
            } catch {
                return "\(error)"
            }
        }
    }
}

@Suite("Two roads of a table into a diary")
struct TableRoadTests {
    @Test("equal answers of one day are two answers, where another cell tells their rows apart")
    func equalAnswers() throws {
        let roads = try TwoRoads(outcome: ", combine: mean")
        let text = "date,time,mood\n2026-01-01,09:00,60\n2026-01-01,15:00,60\n2026-01-01,21:00,90\n"
        #expect(try roads.values(text) == [[60, 60, 90], [60, 60, 90]])
    }

    @Test("equal answers of one day are two answers, where nothing tells their rows apart")
    func equalRows() throws {
        let roads = try TwoRoads(outcome: ", combine: mean")
        #expect(
            try roads.values("date,mood\n2026-01-01,60\n2026-01-01,60\n2026-01-01,90\n")
                == [[60, 60, 90], [60, 60, 90]])
    }

    @Test(
        "a row that repeats another one in every cell counts once where a time, an id or the day tells moments apart",
        arguments: [
            (", combine: mean", "date,time,mood\n2026-01-01,09:00,60\n2026-01-01,09:00,60\n"),
            (", combine: mean", "date,id,mood\n2026-01-01,7,60\n2026-01-01,7,60\n"),
            (", combine: mean", "date,mood\n2026-01-01 09:00,60\n2026-01-01 09:00,60\n"),
            ("", "date,mood\n2026-01-01,60\n2026-01-01,60\n"),
        ])
    func repeatedRows(outcome: String, text: String) throws {
        let roads = try TwoRoads(outcome: outcome)
        let told =
            text.hasPrefix("date,time")
            ? ["\"time\" is read as the time of day of each row."] : []
        #expect(try roads.values(text) == [[60], [60]])
        #expect(
            try roads.read(text).notes == told.map { .settled(.said($0)) } + [
                .duplicateDropped(
                    kept: SourceLine(file: "d.csv", line: 2),
                    dropped: SourceLine(file: "d.csv", line: 3))
            ])
        #expect(
            try roads.imported(text).notes.map(\.description)
                == told + ["Line 3 repeats line 2 in every cell and counts once."])
    }

    @Test("a word that the plan names is never nothing")
    func wordsOfThePlan() throws {
        let diary = "{file: d.csv, condition: {column: took}}"
        let text = "date,mood,took\n2026-01-01,5,none\n2026-01-02,6,x\n2026-01-03,7,Probiotic\n"
        let roads = try TwoRoads(diary: diary)
        #expect(try roads.conditions(text) == [["none", "x", "x"], ["none", "x", "x"]])
        let named = try TwoRoads(
            diary: "{file: d.csv, condition: {column: took, words: {nan: none, '-': x}}}")
        let words = "date,mood,took\n2026-01-01,5,NaN\n2026-01-02,6,-\n"
        #expect(try named.conditions(words) == [["none", "x"], ["none", "x"]])
    }

    @Test("a word that stands for a number in the plan is that number on both roads")
    func wordsForNumbers() throws {
        let roads = try TwoRoads(
            more:
                "imports: [{format: csv, series: {mood: {from: mood, words: {none: 0, bad: 20}}}}]")
        let text = "date,mood\n2026-01-01,None\n2026-01-02,bad\n2026-01-03,40\n"
        #expect(try roads.values(text) == [[0, 20, 40], [0, 20, 40]])
    }

    @Test("cells that stand for nothing are counted and told")
    func nothing() throws {
        let roads = try TwoRoads()
        let text = "date,mood\n2026-01-01,none\n2026-01-02,5\n2026-01-03,none\n2026-01-04,#N/A\n"
        let told = [
            "\"none\" in \"mood\" was taken as no value: 2 cells, the first on line 2.",
            "\"#N/A\" in \"mood\" was taken as no value: 1 cell, on line 5.",
        ]
        #expect(try roads.values(text) == [[5], [5]])
        #expect(try roads.imported(text).notes.map(\.description) == told)
        #expect(
            try roads.read(text).notes.map { note in
                if case .settled(let note) = note { note.description } else { "" }
            } == told)
    }

    @Test("several people in one file are named before anything else is said of it")
    func people() throws {
        let roads = try TwoRoads(outcome: ", combine: mean")
        let text = """
            participant_id,date,mood
            p1,2026-01-01,60
            p3,2026-01-01,a
            p1,2026-01-02,80
            p3,2026-01-02,20
            p3,2026-01-02,20

            """
        let refusal =
            "d.csv, column \"participant_id\": found 2 people, p3 (3) and p1 (2); expected the "
            + "diary of one. Say whose it is: \"only: {participant_id: p3}\" in the plan's diary, or "
            + "n1 import --only \"participant_id=p3\"."
        #expect(roads.refusals(text) == [refusal, refusal])
        let chosen = try TwoRoads(
            outcome: ", combine: mean", diary: "{file: d.csv, only: {participant_id: P1}}")
        #expect(try chosen.values(text) == [[60, 80], [60, 80]])
        let told =
            "3 rows passed over: only those with \"P1\" in \"participant_id\" were asked for."
        #expect(try chosen.imported(text).notes.map(\.description) == [told])
        let person = try roads.imported(text, only: [RowChoice(column: nil, value: "p1")])
        #expect(person.facts.count == 2)
        #expect(
            throws: ImportError(
                .reader(.noSuchRows(file: "d.csv", column: "participant_id", "p9", ["p1", "p3"])))
        ) {
            try roads.imported(text, only: [RowChoice(column: nil, value: "p9")])
        }
    }

    @Test("one person's name in every row, or a name that never comes back, is no reason to ask")
    func onePerson() throws {
        let roads = try TwoRoads()
        #expect(
            try roads.values("participant,date,mood\np1,2026-01-01,6\np1,2026-01-02,8\n")
                == [[6, 8], [6, 8]])
        #expect(
            try roads.values("respondent id,date,mood\n17,2026-01-01,6\n18,2026-01-02,8\n")
                == [[6, 8], [6, 8]])
    }

    @Test("rows of one questionnaire are chosen by any column")
    func questionnaire() throws {
        let roads = try TwoRoads(diary: "{file: d.csv, only: {survey: evening}}")
        let text = "date,survey,mood\n2026-01-01,morning,1\n2026-01-01,evening,6\n"
        #expect(try roads.values(text) == [[6], [6]])
    }

    @Test(
        "days are read alike on both roads",
        arguments: [
            ("{file: d.csv}", "date,mood\n2026-01-01T21:30:00+02:00,6\n2026-01-02T09:00:00Z,8\n"),
            ("{file: d.csv}", "date,mood\n2026-01-01 00:00:00,6\n2026-01-02 00:00:00,8\n"),
            ("{file: d.csv}", "date,mood\n1 Jan 2026,6\n2 January 2026,8\n"),
            ("{file: d.csv}", "Datum,mood\n01.01.2026,6\n02.01.2026,8\n13.01.2026,\n"),
            ("{file: d.csv}", "year,month,day,mood\n2026,1,1,6\n2026,1.0,2.0,8\n"),
            ("{file: d.csv}", "Jahr;Monat;Tag;mood\n2026;1;1;6\n2026;01;02;8\n"),
            (
                "{file: d.csv, day: {column: n, counts-from: 2025-12-31}}",
                "n,mood\n1.0,6\n2.0,8\n"
            ),
        ])
    func days(diary: String, text: String) throws {
        let roads = try TwoRoads(diary: diary)
        let expected = [1, 2].compactMap { CalendarDay(year: 2026, month: 1, day: $0) }
        let entries = try roads.read(text).days.flatMap(\.entries)
        #expect(entries.filter { !$0.readings.isEmpty }.map(\.day) == expected)
        #expect(try roads.imported(text).facts.map(\.fact.day) == expected)
        #expect(try roads.values(text) == [[6, 8], [6, 8]])
    }

    @Test("a column with decimal commas is read as such on both roads, and said")
    func decimalComma() throws {
        let roads = try TwoRoads()
        let text = "date;mood\n2026-01-01;7,5\n2026-01-02;60\n"
        #expect(try roads.values(text) == [[7.5, 60], [7.5, 60]])
        #expect(
            try roads.read(text).notes == [.settled(.decimalComma(columns: ["mood"]))])
    }

    @Test("many rows with one problem are one sentence, and so are many rows outside the plan")
    func grouped() throws {
        let roads = try TwoRoads()
        let words = (1...9).map { "2026-01-0\($0),bad\n" }.joined()
        #expect(
            roads.refusals("date,mood\n" + words)[0]
                == "d.csv:2, column \"mood\": found \"bad\"; expected a number from 0 to 100. Write a "
                + "number, or empty the cell if it is not known. The same holds for 8 other rows, the "
                + "last on line 10.")
        let patient = try TwoRoads(diary: "{file: d.csv, outside-plan: leave-out}")
        let early = (1...9).map { "2025-12-0\($0),5\n" }.joined()
        #expect(
            try patient.read("date,mood\n" + early + "2026-01-01,5\n").notes == [
                .settled(
                    .said(
                        "9 rows outside the plan were left out: 2025-12-01 to 2025-12-09, lines 2 to "
                            + "10."))
            ])
    }
}
