import Foundation
import Testing

/// `n1 simulate` and the command that it tells to type next.
@Suite("Simulating a plan on the command line")
struct SimulateCommandTests {
    private static let today = ["N1_TODAY": "2026-11-21"]

    /// A plan with a diary block of the caller's.
    private func yaml(_ diary: String) -> String {
        """
        title: A new cream
        outcomes:
          - {id: itch, scale: {from: 0, to: 10, better: lower}, worthwhile: 1}
        conditions: [{id: usual}, {id: cream, against: usual}]
        schedule:
          start: 2026-12-01
          phases:
            - {condition: usual, days: 21}
            - {condition: cream, days: 21}
            - {condition: usual, days: 21}
        \(diary)

        """
    }

    /// The line behind "next", typed into a shell that finds this build of n1.
    private func typed(_ said: String, as other: String? = nil) throws -> (
        text: String, code: Int32
    ) {
        let next = try #require(said.split(separator: "\n").first { $0.hasPrefix("next") })
        var command = next.dropFirst("next".count).drop { $0 == " " }
        #expect(command.hasPrefix("n1 report "), "\(said)")
        if let other { command = "n1 \(other) " + command.dropFirst("n1 report ".count) }
        let run = try ProgramRun(
            ["/bin/sh", "-c", "{ \(command)\n} 2>&1"],
            environment: [
                "PATH": CommandRun.program.deletingLastPathComponent().path + ":/usr/bin:/bin",
                "HOME": "/nonexistent",
            ])
        return (run.output, run.exitCode)
    }

    @Test(
        "the command that is said reports on the simulated diary, whatever the plan says of a diary",
        arguments: [
            "", "diary: {day: {column: tag}}", "diary: {}",
            "diary:\n  day:\n    column: tag", "diary: {file: mine.csv}",
            "diary: {file: /somewhere/else/mine.csv}",
            "diary:   # none yet\n\n  outside-plan: refuse",
            "diary:\r\n  outside-plan: refuse", "diary:\n     # how\n  outside-plan: refuse",
        ])
    func next(diary: String) throws {
        let folder = try ScratchFolder()
        let plan = try folder.write(yaml(diary), to: "plan.yaml")
        // A name that a shell would take apart.
        let run = try CommandRun([
            "simulate", plan, "--effect", "-2", "--output", folder.path + "/it's a demo",
        ])
        #expect(run.exitCode == 0 && run.errors.isEmpty, "\(run.errors)")
        let report = try typed(run.output)
        #expect(report.code == 0, "\(report.text)")
        #expect(report.text.contains("Simulated data, not a real person."))
        let numbers = try typed(run.output, as: "analyze")
        #expect(numbers.code == 0 && numbers.text.contains("cream"), "\(numbers.text)")
    }

    @Test("a plan of n1 plan is simulated and reported; its sites change on days of their own")
    func planned() throws {
        let folder = try ScratchFolder()
        let answers = [
            "age=36", "red-flags-gut=no", "red-flags-skin=no", "changes-medicine=no", "pregnant=no",
            "product-allergy=no", "vitamin-a-medicine=no",
        ]
        .flatMap { ["--answer", $0] }
        let sites = ["--site", "left-cheek", "--site", "chin", "--site", "nose"]
        let plan = try CommandRun(
            ["plan", "--template", "topical-routine"] + sites
                + ["--condition", "rosacea", "--start", "2026-12-01", "--seed", "3"] + answers
                + ["--output", folder.path + "/trial"], environment: Self.today)
        #expect(plan.exitCode == 0, "\(plan.errors)")
        let run = try CommandRun([
            "simulate", folder.path + "/trial", "--effect", "-2", "--rho", "0.3", "--output",
            folder.path + "/demo",
        ])
        #expect(run.exitCode == 0, "\(run.errors)")
        let report = try typed(run.output)
        #expect(report.code == 0, "\(report.text)")
        #expect(
            report.text.contains("It began on 3 different days at different sites"),
            "\(report.text)")
        for command in ["analyze", "check", "evidence", "changes", "export"] {
            let other = try typed(run.output, as: command)
            #expect(other.code == 0, "\(command): \(other.text)")
        }
        let power = try CommandRun(["power", folder.path + "/demo", "--replicates", "100"])
        #expect(power.exitCode == 0, "\(power.errors)")
        #expect(power.output.contains("3 outcomes start on days of their own."), "\(power.output)")
        #expect(
            power.output.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(power.output)")
        let json = try CommandRun(["power", folder.path + "/demo", "--replicates", "100", "--json"])
        let document = try #require(
            try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
        let outcomes = try #require(document["outcomes"] as? [[String: Any]])
        #expect(outcomes.count == 3)
        #expect(outcomes[0]["outcome"] as? String == document["outcome"] as? String)
        let starts = outcomes.compactMap {
            ($0["phases"] as? [[String: Any]])?.last?["first"] as? String
        }
        #expect(Set(starts).count == 3, "\(starts)")
    }
}
