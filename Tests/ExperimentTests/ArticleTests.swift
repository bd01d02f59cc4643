import Experiment
import Foundation
import TestSupport
import Testing

@testable import ExperimentDiary
@testable import ExperimentTrial

/// The snippets of the articles of `Experiment`, as they stand there.
@Suite("Articles of Experiment")
struct ArticleTests {
    @Test("every snippet of an article is in this file, which compiles it")
    func snippets() throws {
        try Articles.requireCompiled(
            in: "Sources/Experiment/All/Experiment.docc", by: #filePath, atLeast: 3)
    }

    @Test("FromADiaryToAConclusion")
    func diary() throws {
        let plan = """
            title: Cream
            outcomes:
              - {id: itch, scale: {from: 0, to: 10, better: lower}, worthwhile: 1}
            conditions:
              - {id: without}
              - {id: cream, against: without}
            schedule:
              start: 2026-01-01
              phases: [{condition: without, days: 14}, {condition: cream, days: 14}]
            diary: {file: diary.csv}
            """
        let rows = (0..<28).map { day in
            let date = day < 9 ? "2026-01-0\(day + 1)" : "2026-01-\(day + 1)"
            return "\(date),\(6 + day % 3 - (day < 14 ? 0 : 2))"
        }
        let diary = "date,itch\n" + rows.joined(separator: "\n") + "\n"
        let trial = try Trial(plan: plan)
        let answer = try trial.answer(diary: Array(diary.utf8))
        #expect(trial.title == "Cream")
        #expect(try #require(answer.estimate) < -1 && answer.markdown.contains("Cream"))
    }

    @Test("AddingAnInstrument")
    func instrument() throws {
        let dryness = Instrument(
            id: "dryness", name: "Dryness of the skin", summary: "dryness today, 0 to 10",
            items: [InstrumentItem("dryness", .range(0...10, step: 1), "0 none, 10 the worst")],
            range: 0...10, step: 1, unit: "points", recall: .now, minimumDaysBetween: 1,
            smallestWorthwhileChange: .none(
                Evidence(.designDefault, "none found; set one in the plan")),
            bands: nil, licence: "Free.", notes: [], rule: SingleItem(key: "dryness"))
        let score = try dryness.score(["dryness": 4])
        #expect(score.value == 4)
    }

    @Test("AddingAReader")
    func reader() throws {
        let formats = ImportFormat.all.map(\.id)
        #expect(formats.contains("daylio"))
    }
}
