import Experiment
import Foundation
import Testing

/// The documented main path, as its users walk it: `plan`, then `log` day by day, then `report` and the
/// letter. What is typed in counts in every form.
@Suite("The main path: plan, log, report, letter")
struct MainPathTests {
    private static let answers = "examples/stories/rosacea-dairy/answers.yaml"

    /// A withdrawal trial whose diary was written by `n1 log` alone, with slips on many tested days.
    private static func trial(
        _ folder: borrowing ScratchFolder, days: Int?, effect: Int
    ) throws -> (path: String, plan: TrialPlan) {
        let path = folder.path + "/trial"
        let planned = try CommandRun(
            ["plan", "--answers", answers, "--design", "withdrawal", "--output", path],
            environment: ["N1_TODAY": "2026-11-21"])
        #expect(planned.exitCode == 0, "\(planned.errors)")
        let plan = try DraftPlan(
            yaml: String(contentsOfFile: path + "/plan.yaml", encoding: .utf8), file: "plan.yaml"
        ).validated()
        let outcome = plan.primaryOutcome
        var rows = ["date,\(outcome.id)"]
        for (place, day) in plan.schedule.days.enumerated() where place < days ?? Int.max {
            let isTested =
                plan.schedule.phase(on: day).flatMap { plan.condition($0.condition) }?
                .reference != nil
            rows.append("\(day),\((place * 7) % 3 + (isTested ? 2 - effect : 2))")
        }
        let table = try folder.write(rows.joined(separator: "\n") + "\n", to: "scores.csv")
        let end = plan.schedule.days.upperBound.advanced(by: 1)
        let imported = try CommandRun(
            ["import", table, "--trial", path], environment: ["N1_TODAY": "\(end)"])
        #expect(imported.exitCode == 0, "\(imported.errors)")
        let tested = plan.schedule.days.filter { day in
            plan.schedule.phase(on: day).flatMap { plan.condition($0.condition) }?.reference
                != nil
        }
        for (place, day) in tested.enumerated() where place % 5 < 2 {
            let run = try CommandRun(
                ["log", "--trial", path, "--date", "\(day)", "slip=cheese"],
                environment: ["N1_TODAY": "\(end)"])
            #expect(run.exitCode == 0, "\(run.errors)")
        }
        let rescue = try CommandRun(
            [
                "log", "--trial", path, "--date", "\(tested[4])", "rescue=hydrocortisone",
                "illness=cold",
            ],
            environment: ["N1_TODAY": "\(end)"])
        #expect(rescue.exitCode == 0, "\(rescue.errors)")
        return (path, plan)
    }

    @Test("slips, rescue and illness that were typed in count in report, letter and grade")
    func typedIn() throws {
        let folder = try ScratchFolder()
        let (path, plan) = try Self.trial(folder, days: nil, effect: 1)
        let after = ["N1_TODAY": "\(plan.schedule.days.upperBound.advanced(by: 1))"]
        let report = try CommandRun(["report", path], environment: after)
        #expect(report.exitCode == 0, "\(report.errors)")
        #expect(report.output.contains("were lived as planned"))
        #expect(!report.output.contains("Slips were not recorded"))
        #expect(report.output.contains("hydrocortisone"))
        let letter = try CommandRun(["report", path, "--letter"], environment: after)
        #expect(letter.output.contains("hydrocortisone"))
        #expect(letter.output.contains("Slips"))
    }

    @Test("the same diary says the same whether or not the plan names columns for its marks")
    func namedMarks() throws {
        let folder = try ScratchFolder()
        let (path, plan) = try Self.trial(folder, days: nil, effect: 1)
        let after = ["N1_TODAY": "\(plan.schedule.days.upperBound.advanced(by: 1))"]
        let without = try CommandRun(["report", path], environment: after)
        let file = path + "/plan.yaml"
        let marks = """

            diary:
              day: {column: date}
              marks: {slip: slip, rescue: rescue, illness: illness, reaction: reaction}

            """
        try (String(contentsOfFile: file, encoding: .utf8) + marks)
            .write(toFile: file, atomically: true, encoding: .utf8)
        let with = try CommandRun(["report", path], environment: after)
        #expect(without.exitCode == 0 && with.exitCode == 0, "\(with.errors)")
        // Only the plan's own hash may differ.
        func lines(_ text: String) -> [Substring] {
            text.split(separator: "\n").filter { !$0.contains("SHA-256") }
        }
        #expect(lines(with.output) == lines(without.output))
    }

    @Test("phases that nobody lived are no repetition: a diary that ends after one change has one")
    func quitter() throws {
        let folder = try ScratchFolder()
        let (path, plan) = try Self.trial(folder, days: 50, effect: 2)
        let last = plan.schedule.days.upperBound
        let quit = try CommandRun(
            ["report", path], environment: ["N1_TODAY": "\(last.advanced(by: 1))"])
        #expect(quit.exitCode == 0, "\(quit.errors)")
        #expect(quit.output.contains("You made one change and did not go back"))
        #expect(!quit.output.contains("You changed between the two"))
        let middle = try CommandRun(
            ["report", path, "--format", "json"],
            environment: ["N1_TODAY": "\(plan.schedule.days.lowerBound.advanced(by: 49))"])
        if middle.output.contains("\"nextSteps\"") {
            #expect(middle.output.contains("\"kind\": \"finish\""))
            #expect(!middle.output.contains("one-switch"))
        }
    }

    @Test("on a day in its middle a report counts due days only, and gives no verdict and no grade")
    func running() throws {
        let folder = try ScratchFolder()
        let (path, plan) = try Self.trial(folder, days: 40, effect: 0)
        let middle = ["N1_TODAY": "\(plan.schedule.days.lowerBound.advanced(by: 39))"]
        let report = try CommandRun(["report", path], environment: middle)
        #expect(report.exitCode == 0, "\(report.errors)")
        #expect(report.output.contains("Day 40 of"))
        #expect(!report.output.contains("Strength of evidence"))
        #expect(!report.output.contains("You can stop"))
        #expect(!report.output.contains("of the days have a score"))
    }
}
