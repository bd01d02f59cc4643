import Experiment
import Foundation
import Testing

/// `n1 changes` as people and scripts run it.
@Suite("n1 changes")
struct ChangesCommandTests {
    /// A table whose level moves by `size` on day 30 of 60.
    private static func table(
        days: [Int] = Array(0..<60), size: Double = 4, value: ((Int) -> String)? = nil
    ) -> String {
        "day,score\n"
            + days.map { day in
                let wobble = Double(day * 7 % 5) * 0.3
                let score = value?(day) ?? "\(2 + wobble + (day >= 30 ? size : 0))"
                return "\(day),\(score)\n"
            }.joined()
    }

    private func run(
        _ options: [String] = [], on table: String = table()
    ) throws -> CommandRun {
        try CommandRun(
            ["changes", "-", "--time", "day", "--outcome", "score"] + options, input: table)
    }

    private func object(_ run: CommandRun) throws -> [String: Any] {
        try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any] ?? [:]
    }

    @Test("a clear step is found, with both noise verdicts side by side")
    func text() throws {
        let run = try run()
        #expect(run.exitCode == 0)
        #expect(run.output.contains("30: from "))
        #expect(
            run.output.contains(
                "If it may wander, and flares may come: There is a clear new level: flares and "
                    + "wandering hardly explain it.\n"
                    + "If it has a short memory only (AR 1):  A test at 5 % reports a change ("))
    }

    @Test("flares that fade are named with their days, and no change is listed")
    func flares() throws {
        let flaring = Self.table { day in
            let flares = [(8, 6.0), (27, 5.0)].reduce(0.0) { sum, flare in
                let days = Double(day - flare.0)
                return sum + (days < 0 ? 0 : flare.1 * exp(-days / 4))
            }
            let wobble = Double(day * 7 % 5) * 0.3
            return "\(2 + wobble + flares)"
        }
        let run = try run(on: flaring)
        #expect(run.output.contains("No change is listed among 60 scores."))
        #expect(run.output.contains("2 things came and went:\n8: a flare of +5."))
        // The table numbers its rows and names no days.
        #expect(run.output.contains("half of it gone after about 2 steps"))
        let lasting = try object(self.run(["--json"], on: flaring))["lasting"] as? [String: Any]
        let transients = lasting?["transients"] as? [[String: Any]]
        #expect(transients?.compactMap { $0["time"] as? Int } == [8, 27])
    }

    @Test("a level that moves and comes back is a spell, not a new level")
    func spell() throws {
        let moved = Self.table { day in
            let wobble = Double(day * 7 % 5) * 0.3
            let spell = (20..<40).contains(day) ? 4.0 : 0
            return "\(2 + wobble + spell)"
        }
        let run = try run(on: moved)
        #expect(run.output.contains("There is no sign of a new level."))
        #expect(
            run.output.contains(
                "It looks like a spell: the level moved around 20 and was back around 40."))
    }

    @Test("with missing days the short-memory verdict comes from the bootstrap")
    func gaps() throws {
        let run = try run(on: Self.table(days: (0..<60).filter { $0 % 9 != 4 }))
        #expect(run.output.contains("reports a change (bootstrap p = 0.001)."))
    }

    @Test(
        "searches for a level bound the date of its change",
        arguments: [["fpop"], ["ar-fpop"], ["pelt"], ["bai-perron"], ["posterior"]])
    func dateRanges(_ method: [String]) throws {
        let found = try object(run(["--json", "--method"] + method))
        let changes = found["changes"] as? [[String: Any]] ?? []
        #expect(changes.count == 1)
        let change = try #require(changes.first)
        #expect(change["time"] as? Int == 30)
        let lower = try #require(change["lower"] as? Int)
        let upper = try #require(change["upper"] as? Int)
        #expect(lower <= 30 && 30 <= upper && upper - lower <= 3)
    }

    @Test(
        "a cost that is not of a level has no date range",
        arguments: ["mean-variance", "line", "poisson", "biweight", "ranks"])
    func otherCosts(_ cost: String) throws {
        let whole = Self.table { "\(2 + $0 * 7 % 5 + ($0 >= 30 ? 9 : 0))" }
        let found = try object(run(["--json", "--method", "pelt", "--cost", cost], on: whole))
        for change in found["changes"] as? [[String: Any]] ?? [] {
            #expect(change["lower"] is NSNull && change["upper"] is NSNull)
        }
    }

    @Test("a switch is read with the chance before it and what becomes of a bad start")
    func atSwitch() throws {
        let run = try run(["--switch", "28"])
        let sentences = [
            "The chance that the switches had an effect is more than 99 %.",
            "The chance of a new level before the first switch (28) is",
            "Scores that come back by themselves after a bad day are no effect",
        ]
        for sentence in sentences { #expect(run.output.contains(sentence)) }
        let reading = try object(self.run(["--switch", "28", "--json"]))["atSwitches"]
        let lags = (reading as? [String: Any])?["likelyLags"] as? [Int]
        #expect(lags == [2])
    }

    // MARK: Watching

    @Test("a watch words its chance by the bounds of daily looks, never as a bare yes")
    func watch() throws {
        let run = try run(["--since", "20"], on: Self.table(size: 6))
        #expect(
            run.output.contains("the chance that something has changed since the watch began is"))
        #expect(run.output.contains("For someone who looks every step that is a clear change."))
        #expect(run.output.contains("Evidence that holds however often you look: p = "))
        #expect(
            run.output.contains(
                "It was seen to hold for slow wandering, rating noise and flares that fade or end "
                    + "within two weeks, not for a lasting drift or a season."))
        let looks = try object(self.run(["--since", "20", "--json"]))["looks"] as? [[String: Any]]
        #expect(looks?.first?["verdict"] as? String == "noSign")
    }

    @Test("a watch over nothing says so")
    func quietWatch() throws {
        let run = try run(["--since", "20"], on: Self.table(size: 0))
        #expect(run.output.contains("There is no sign of a change so far."))
    }

    // MARK: Refusals

    /// Each with the sentence that explains it.
    static let refusals: [(options: [String], table: String, message: String, code: Int32)] = [
        (
            [], table(days: Array(0..<13)),
            "found 13 observations; expected at least 14. Wait until there are more.", 1
        ),
        (
            ["--min-segment", "31"], table(),
            "found a minimum segment of 31 with 60 observations; expected at most half of them, 30. "
                + "Shorten it.", 1
        ),
        (
            ["--min-segment", "0"], table(),
            "found a minimum segment of 0 observations; expected 1 or more.", 1
        ),
        (
            [], table { _ in "3" },
            "every observation equals 3.0, so there is no noise to compare a change with; expected at "
                + "least two different values.", 1
        ),
        (
            ["--switch", "60"], table(),
            "found a switch at time 60; expected one after the first observation (0) and not after "
                + "the last (59).", 1
        ),
        (
            ["--switch", "0"], table(),
            "found a switch at time 0; expected one after the first observation (0) and not after "
                + "the last (59).", 1
        ),
        (
            ["--since", "60"], table(),
            "found a switch at time 60; expected one after the first observation (0) and not after "
                + "the last (59).", 1
        ),
        (
            ["--max-changes", "4"], table(),
            "found a request for up to 4 changes in 60 observations; expected from 0 to 3.", 1
        ),
        (
            ["--method", "fpop", "--penalty", "0"], table(),
            "found a penalty of 0.0; expected a positive finite number.", 1
        ),
        (
            ["--method", "pelt", "--cost", "poisson"], table { "\($0 % 5 - 1)" },
            "found -1.0 at observation 0 (counted from 0); expected a count, 0 or more.", 1
        ),
    ]

    @Test("what cannot be searched is refused in one sentence", arguments: refusals.indices)
    func refused(_ place: Int) throws {
        let (options, table, message, code) = Self.refusals[place]
        let run = try run(options, on: table)
        #expect(run.errors == "n1: \(message)\n")
        #expect(run.output.isEmpty)
        #expect(run.exitCode == code)
    }

    @Test("a value that is no finite number and a day that comes twice are refused with their line")
    func badRows() throws {
        let infinite = try run(on: Self.table { $0 == 3 ? "inf" : "\($0 % 4)" })
        #expect(infinite.exitCode == 1)
        #expect(infinite.errors.hasPrefix("n1: standard input:5, column \"score\": found \"inf\""))
        let twice = try run(on: Self.table(days: [0, 1, 1] + Array(2..<40)))
        #expect(twice.exitCode == 1)
        #expect(twice.errors.hasPrefix("n1: standard input:4"))
        #expect(twice.output.isEmpty)
    }

    @Test("of a trial of more than 1,000 scored days it is said that its switches are left out")
    func longTrial() throws {
        let folder = try ScratchFolder()
        try folder.write(
            """
            title: Long
            outcomes:
              - {id: itch, scale: {from: 0, to: 10, better: lower}, worthwhile: 1}
            conditions: [{id: usual}, {id: cream, against: usual}]
            schedule:
              start: 2022-01-03
              phases: [{condition: usual, days: 600}, {condition: cream, days: 500}]
            diary: {file: diary.csv, day: {column: date}}
            """, to: "plan.yaml")
        let first = CalendarDay(year: 2022, month: 1, day: 3)
        let rows = (0..<1100).compactMap { day in
            first.map { "\($0.advanced(by: day)),\(4 + day * 7 % 3)\n" }
        }
        try folder.write("date,itch\n" + rows.joined(), to: "diary.csv")
        let run = try CommandRun(["changes", folder.path])
        #expect(run.exitCode == 0 && rows.count == 1100)
        #expect(run.output.contains("The plan's switches are not looked at one by one"))
    }

    @Test("three changes in a long series are searched with a beam, and that is said")
    func beam() throws {
        let long = Self.table(days: Array(0..<200))
        let run = try run(["--max-changes", "3"], on: long)
        #expect(run.exitCode == 0)
        #expect(run.output.contains("Sets of three dates were searched by a beam."))
    }
}
