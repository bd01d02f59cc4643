import Experiment
import Foundation

/// Trials to report on: the examples of the repository, and made-up ones of any size and name.
enum ReportSamples {
    static let packageFolder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static let examples = [
        "dairy-rosacea", "acne/participant-1", "acne/participant-2", "acne/participant-3",
        "acne/participant-4", "acne/participant-5", "sleep-tea/tea-0889", "sleep-tea/tea-b6a7",
        "sleep-tea/tea-c8ba", "sleep-tea/window-1841", "sleep-tea/window-27bf",
        "sleep-tea/window-2faf", "milk-back",
    ]

    static func example(_ name: String) throws -> Report {
        let folder = packageFolder.appendingPathComponent("examples/\(name)")
        let yaml = try String(
            contentsOf: folder.appendingPathComponent("plan.yaml"), encoding: .utf8)
        let diary = try Data(contentsOf: folder.appendingPathComponent("diary.csv"))
        let plan = try DraftPlan(yaml: yaml, file: "plan.yaml").validated()
        let table = try CSVTable(bytes: [UInt8](diary), file: "diary.csv")
        return Report(
            whole: try TrialAnalysis(plan, diary: Diary(table, plan: plan)),
            provenance: Provenance(version: "0.0.0"))
    }

    static func report(yaml: String, csv: [UInt8]) throws -> Report {
        let plan = try DraftPlan(yaml: yaml, file: "plan.yaml").validated()
        let diary = try Diary(CSVTable(bytes: csv, file: "diary.csv"), plan: plan)
        return Report(
            try TrialAnalysis(plan, diary: diary), provenance: Provenance(version: "0.0.0"))
    }
}

/// A made-up trial: its plan and diary as their files.
struct SampleTrial {
    var title = "A made-up trial"
    var outcome = "itch"
    var unit = "points"
    var condition = "without milk"
    var reference = "with milk"
    var source: String?
    var worthwhile: Double? = 1
    var isLowerBetter = true
    var method = "reml"
    /// Days of each phase, starting with the reference.
    var phases = [21, 21]
    var lag = 0
    var effect = -1.5
    var noise = 1.0
    /// Points by which the level rises over the whole trial, whatever the condition.
    var drift = 0.0
    /// Points by which one week in two is worse, and days since such a week began on the first day.
    var fortnight = (points: 0.0, offset: 0)
    var missing = 0.0
    /// Days that were lived at all, from the first on; all of them where it is nil.
    var livedDays: Int?
    var slips = 0.0
    var recordsMarks = true
    var seed: UInt64 = 1

    var yaml: String {
        let list = phases.enumerated().map { index, days in
            "    - {condition: \(index.isMultiple(of: 2) ? "usual" : "tested"), days: \(days)}"
        }
        let quoted = { (text: String) in
            "\""
                + text.replacingOccurrences(of: "\\", with: "\\\\")
                .replacingOccurrences(of: "\"", with: "\\\"")
                .replacingOccurrences(of: "\n", with: "\\n") + "\""
        }
        return """
            title: \(quoted(title))
            question: \(quoted("Does it help, \(title)?"))
            \(source.map { "source: \(quoted($0))" } ?? "")
            seed: 7
            outcomes:
              - id: score
                name: \(quoted(outcome))
                scale: {from: 0, to: 10, step: 0.1, better: \(isLowerBetter ? "lower" : "higher"), unit: \(quoted(unit))}
                \(worthwhile.map { "worthwhile: \($0)" } ?? "")
            conditions:
              - {id: usual, name: \(quoted(reference))}
              - {id: tested, name: \(quoted(condition)), against: usual}
            schedule:
              start: 2025-11-17
              phases:
            \(list.joined(separator: "\n"))
            diary:
              file: diary.csv
              day: {column: date}
            \(recordsMarks ? "  marks: {slip: slip, rescue: rescue}" : "")
            analysis:
              method: \(method)
              onset-lag: \(lag)
              washout: \(lag)
            """
    }

    var csv: String {
        var state = seed
        var lines = ["date,score\(recordsMarks ? ",slip,rescue" : "")"]
        var day = 0
        let start = CalendarDay(year: 2025, month: 11, day: 17) ?? CalendarDay(daysSinceEpoch: 0)
        for (index, length) in phases.enumerated() {
            for _ in 0..<length {
                let swing = (0..<4).reduce(0.0) { sum, _ in sum + uniform(&state) - 0.5 }
                let risen = drift * Double(day) / Double(phases.reduce(0, +))
                let rota = (day + fortnight.offset) % 14 < 7 ? fortnight.points : 0
                let level =
                    5 + risen + rota + (index.isMultiple(of: 2) ? 0 : effect) + noise * swing * 1.7
                let score = (min(max(level, 0), 10) * 10).rounded() / 10
                let isMissing = uniform(&state) < missing
                let isSlip = !index.isMultiple(of: 2) && uniform(&state) < slips
                let marks = recordsMarks ? ",\(isSlip ? "yes" : "no"),no" : ""
                lines.append(
                    "\(start.advanced(by: day)),\(isMissing ? "" : "\(score)")\(marks)")
                day += 1
            }
        }
        return lines.prefix(1 + (livedDays ?? day)).joined(separator: "\n") + "\n"
    }

    /// With everything in it that is made beside the plan's own analysis.
    func wholeReport() throws -> Report {
        let plan = try DraftPlan(yaml: yaml, file: "plan.yaml").validated()
        let diary = try Diary(CSVTable(bytes: Array(csv.utf8), file: "diary.csv"), plan: plan)
        return Report(
            whole: try TrialAnalysis(plan, diary: diary), provenance: Provenance(version: "0.0.0"))
    }

    func report() throws -> Report {
        try ReportSamples.report(yaml: yaml, csv: Array(csv.utf8))
    }

    /// splitmix64, scaled to 0..<1.
    private func uniform(_ state: inout UInt64) -> Double {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return Double((z ^ (z >> 31)) >> 11) / 9_007_199_254_740_992
    }
}
