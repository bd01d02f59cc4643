import Foundation
import Testing

/// `n1 power` and `n1 calibrate`, as their users run them.
@Suite("Power on the command line")
struct PowerCommandTests {
    private static let example = "examples/dairy-rosacea"

    private func json(_ arguments: [String]) throws -> [String: Any] {
        let run = try CommandRun(arguments)
        #expect(run.exitCode == 0 && run.errors.isEmpty)
        return try #require(
            try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    }

    @Test("power names every assumption and where it comes from, no line wider than 80 columns")
    func power() throws {
        let run = try CommandRun(["power", Self.example, "--replicates", "200", "--rho", "0.3"])
        #expect(run.exitCode == 0 && run.errors.isEmpty)
        #expect(run.output.contains("Simulated diaries, not real data: 200 for each truth"))
        #expect(run.output.contains("autocorrelation 0.30 (given)"))
        #expect(run.output.contains("reference days of the diary)"))
        #expect(run.output.contains("verdict: helped"))
        #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(run.output)")
    }

    @Test("the same seed gives the same bytes, on one core too")
    func deterministic() throws {
        let arguments = ["power", Self.example, "--replicates", "200", "--seed", "3", "--json"]
        let first = try CommandRun(arguments)
        #expect(first.exitCode == 0)
        #expect(try CommandRun(arguments).output == first.output)
        let taskset = "/usr/bin/taskset"
        guard FileManager.default.isExecutableFile(atPath: taskset) else { return }
        let pinned = try ProgramRun([taskset, "-c", "0", CommandRun.program.path] + arguments)
        #expect(pinned.output == first.output)
    }

    @Test("compare puts five designs side by side; calibrate says what the t-test would do")
    func compareAndCalibrate() throws {
        let compared = try json(
            ["power", Self.example, "--compare", "--replicates", "100", "--json"])
        let designs = try #require(compared["designs"] as? [[String: Any]])
        #expect(
            designs.compactMap { $0["design"] as? String } == [
                "this plan", "before/after (AB)", "withdrawal (ABA)", "ABAB", "random block pairs",
            ])
        let run = try CommandRun(["calibrate", Self.example, "--replicates", "100"])
        #expect(run.exitCode == 0)
        #expect(run.output.contains("plain t-test: holds the truth"))
    }

    @Test("Ctrl-C ends a long simulation with exit code 130, one line and no output")
    func interrupted() throws {
        let child = try Child(
            [CommandRun.program.path, "power", Self.example, "--replicates", "1000000"])
        // Long enough to be inside the simulation, which takes a minute and more.
        Thread.sleep(forTimeInterval: 2)
        child.signal(SIGINT)
        let run = try child.finish()
        #expect(run.end == .exit(130))
        #expect(run.output.isEmpty)
        #expect(
            String(decoding: run.errors, as: UTF8.self)
                == "n1: interrupted; nothing was printed or written.\n")
    }

    @Test(
        "wrong numbers end with a sentence and exit code 1, and print nothing",
        arguments: [
            (
                ["--rho", "1"],
                "n1: rho: found 1; expected a number from -0.95 to 0.99. Change the number.\n"
            ),
            (
                ["--missing", "2"],
                "n1: missing: found 2; expected a share from 0 to 0.9. Change the number.\n"
            ),
            (
                ["--replicates", "4000000000000000000"],
                "n1: replicates: found 4000000000000000000; expected a number from 100 to 1000000. 1,000 "
                    + "give a chance to within 3 points in a hundred, 10,000 to within 1.\n"
            ),
            (
                ["--replicates", "5"],
                "n1: replicates: found 5; expected a number from 100 to 1000000. 1,000 give a chance "
                    + "to within 3 points in a hundred, 10,000 to within 1.\n"
            ),
        ])
    func refusals(options: [String], sentence: String) throws {
        let run = try CommandRun(["power", Self.example] + options)
        #expect(run.exitCode == 1)
        #expect(run.output.isEmpty)
        #expect(run.errors == sentence)
    }
}
