import Experiment
import Testing

@Suite("Export of a multiple baseline")
struct StaggeredExportTests {
    private func plan(staggered: Bool) throws -> TrialPlan {
        try DraftPlan(
            yaml: """
                title: Test
                outcomes:
                  - {id: face, scale: {from: 0, to: 10, better: lower}, primary: true}
                  - {id: arm, scale: {from: 0, to: 10, better: lower}}
                covariates: [{id: stress}]
                conditions: [{id: usual}, {id: cream, against: usual}]
                schedule:
                  start: 2026-12-01
                  phases: [{name: Before, condition: usual, days: 4}, {name: Cream, condition: cream, days: 6}]
                \(staggered ? "  outcomes:" : "")
                \(staggered ? "    arm: [{name: Arm waits, condition: usual, days: 7}, {condition: cream, days: 3}]" : "")
                """, file: "plan.yaml"
        ).validated()
    }

    private func rows(staggered: Bool) throws -> (rows: [String], dictionary: String) {
        let plan = try plan(staggered: staggered)
        let text = "date,face,arm,stress\n2026-12-05,4,6,2\n2026-12-09,3,5,2\n"
        let export = DiaryExport(
            try Diary(CSVTable(bytes: Array(text.utf8), file: "diary.csv"), plan: plan), plan: plan)
        let rows = export.csv.split(separator: "\r\n").dropFirst().map { row in
            let cells = row.split(separator: ",", omittingEmptySubsequences: false)
            return "\(cells[0]) \(cells[6]): \(cells[3]), \(cells[4])"
        }
        return (rows, export.dictionary)
    }

    @Test("each outcome has its own phase, and what belongs to no outcome has none")
    func ownPhase() throws {
        let (rows, dictionary) = try rows(staggered: true)
        #expect(
            rows == [
                "2026-12-05 face: Cream, cream", "2026-12-05 arm: Arm waits, usual",
                "2026-12-05 stress: , ", "2026-12-09 face: Cream, cream",
                "2026-12-09 arm: cream, cream", "2026-12-09 stress: , ",
            ])
        #expect(dictionary.contains("that of the outcome of the row"))
    }

    @Test("with one schedule every row has its phase, and the dictionary says no more")
    func oneSchedule() throws {
        let (rows, dictionary) = try rows(staggered: false)
        #expect(rows.allSatisfy { $0.hasSuffix(": Cream, cream") } && rows.count == 6)
        #expect(!dictionary.contains("that of the outcome of the row"))
    }
}
