import Foundation
import Testing

/// `n1 fit` and `n1 changes` on tables whose rows are no days.
@Suite("Other steps of time")
struct TimeStepTests {
    /// 96 values ten minutes apart, whose level moves by 4 at the 48th.
    private static let sensor =
        "moment,score,x\n"
        + (0..<96).map { index in
            let minute = index * 10
            let clock = [minute / 60, minute % 60].map { ($0 < 10 ? "0" : "") + String($0) }
            let wobble = Double(index * 7 % 5) * 0.3
            return
                "2026-03-04T\(clock.joined(separator: ":")),\(2 + wobble + (index >= 48 ? 4 : 0)),"
                + "\(index >= 48 ? 1 : 0)\n"
        }.joined()

    @Test("changes are named by the moment, and counted in the table's own steps")
    func changes() throws {
        let run = try CommandRun(
            [
                "changes", "-", "--time", "moment", "--outcome", "score", "--switch",
                "2026-03-04T08:00",
            ],
            input: Self.sensor)
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(run.output.contains("2026-03-04T08:00: from "))
        #expect(run.output.contains("steps of 10 minutes after a switch"))
        #expect(!run.output.contains("days"))
    }

    @Test("a fit of moments gives the numbers of a fit of counted steps")
    func fit() throws {
        let counted =
            "moment,score,x\n"
            + Self.sensor.split(separator: "\n").dropFirst().enumerated().map { index, line in
                "\(index)," + line.split(separator: ",").dropFirst().joined(separator: ",") + "\n"
            }.joined()
        func object(_ table: String, _ options: [String]) throws -> [String: Any] {
            let run = try CommandRun(
                [
                    "fit", "-", "--time", "moment", "--outcome", "score", "--exposure", "x",
                    "--engine", "reml", "--json",
                ] + options, input: table)
            return try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
                ?? [:]
        }
        let moments = try object(Self.sensor, [])
        let steps = try object(counted, ["--step", "10 minutes"])
        #expect(moments["step"] as? String == "step of 10 minutes")
        #expect(moments["estimate"] as? Double == steps["estimate"] as? Double)
        #expect(moments["standardError"] as? Double == steps["standardError"] as? Double)
        #expect(steps["step"] as? String == moments["step"] as? String)
    }

    @Test("a step that is no word is refused")
    func refused() throws {
        let run = try CommandRun(
            [
                "fit", "-", "--time", "moment", "--outcome", "score", "--exposure", "x", "--step",
                "0 h",
            ],
            input: Self.sensor)
        #expect(run.exitCode == 2)
        #expect(
            run.errors
                == "n1: --step: found \"0 h\"; expected the name of a step of time. Write it like "
                + "hour or \"10 minutes\".\n")
    }
}
