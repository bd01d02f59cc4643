import Foundation
import Testing

/// The smoke version of `make worlds`: a few diaries of every kind through the whole command line, and
/// what the rules of verdict and grade promise whatever the diary says. How often a world without an
/// effect is claimed to have one is counted by scripts/worlds, not here.
@Suite("Worlds that nobody chose for the program")
struct WorldsTests {
    @Test("a claim, a grade and an advice to stop keep their promises", arguments: World.all)
    func keepsItsPromises(world: World) throws {
        for trial in 0..<2 {
            let answer = try world.report(trial: UInt64(trial), today: "2026-11-01")
            answer.keepsPromises(on: world)
            let design = world.design
            if answer.finding.isClaim, design.isDrawn {
                let draw = try #require(answer.draw)
                let p = try #require(draw.p).value
                let smallest = try #require(draw.smallestReachableP).value
                if smallest <= 0.05 + 1e-9 {
                    #expect(p <= 0.10 + 1e-9)
                    #expect(p <= 0.05 + 1e-9 || answer.finding.grade != "A")
                }
            }
            if answer.finding.isClaim, design.mostGrade > answer.finding.grade {
                Issue.record("\(world): \(answer.finding.grade), above \(design.mostGrade)")
            }
        }
    }

    /// Levels of 6.1, 6.4 and 4.6: the first two phases are alike, so that all of "worse under b" comes from
    /// the one change at the end. ARMA(.95, -.7) without an effect, trial 8 of scripts/worlds.
    @Test("a level that changed once is no B, though the plan went back")
    func askEitherEnd() throws {
        let scores =
            "56776673576557755665687686788767696677886655"
            + "665676755875656666876657675355543443465446645554455555"
        let answer = try Answer(
            scores.compactMap(\.wholeNumberValue), Plan.aba, today: "2026-11-01")
        #expect(answer.finding.verdict == "worse")
        #expect(answer.finding.grade == "C")
        #expect(answer.finding.evidence.reasons.contains { $0.hasPrefix("It rests on one change") })
    }

    @Test("before the planned end nothing says stop, and without an effect no look has a verdict")
    func waitsForTheEnd() throws {
        for world in [World(.none, .abab), World(.none, .fourPairs), World(.instant, .fourPairs)] {
            for days in [21, 35, 49] {
                let answer = try world.report(trial: 1, days: days, today: Plan.day(days - 1))
                #expect(!answer.saysStop)
                // With an effect the records may become so clear that a look is decisive.
                if world.course == .none { #expect(answer.finding.verdict == "not-yet") }
                // The same diary, read long after the end, may say more, yet never "stop".
                let late = try world.report(trial: 1, days: days, today: "2026-11-01")
                #expect(!late.saysStop)
            }
        }
    }
}

/// One kind of diary under one design.
struct World: CustomTestStringConvertible, Sendable {
    enum Course: String, CaseIterable, Sendable {
        case none, instant, slow, cycle, recovery, wander, badStart
    }

    let course: Course
    let design: Plan

    init(_ course: Course, _ design: Plan) {
        self.course = course
        self.design = design
    }

    static let all = Course.allCases.flatMap { course in
        [Plan.ab, .aba, .abab, .fourPairs, .sixPairs].map { World(course, $0) }
    }

    var testDescription: String { "\(course.rawValue), \(design.name)" }

    /// Rounded to the scale of 0 to 10: a mean of 5, noise with a memory of .3 and a standard deviation of
    /// 1.2, and the course.
    private func scores(_ draw: inout Draw) -> [Int] {
        var (noise, walk, share) = (1.2 * draw.normal(), 0.0, 0.0)
        let phase = 28 * draw.uniform()
        return design.days.enumerated().map { day, exposure in
            noise = 0.3 * noise + 1.145 * draw.normal()
            walk += 0.35 * draw.normal()
            share += (exposure - share) * 0.067
            let time = Double(day)
            let course =
                switch course {
                case .none: 0.0
                case .instant: -1.5 * exposure
                case .slow: -2 * share
                case .cycle: 1.5 * sin(2 * Double.pi * (time + phase) / 28)
                case .recovery: 2 - 0.05 * time
                case .wander: walk
                case .badStart: 4 * exp(-time / 14)
                }
            return Int(min(10, max(0, (5 + noise + course).rounded())))
        }
    }

    /// - `days`: of the diary; nil for all.
    func report(trial: UInt64, days: Int? = nil, today: String) throws -> Answer {
        let place = UInt64(Course.allCases.firstIndex(of: course) ?? 0)
        var draw = Draw(state: 1000 * place + 10 * trial + 7)
        return try Answer(Array(scores(&draw).prefix(days ?? .max)), design, today: today)
    }
}

/// A schedule with the design that drew it, if one did.
struct Plan: Sendable {
    let name: String
    /// Condition and days of each phase.
    let phases: [(String, Int)]
    let seed: Int
    let drawnAs: String?
    /// The best grade that a claim can have under it, whatever the diary says.
    let mostGrade: String

    var isDrawn: Bool { drawnAs != nil }
    var days: [Double] { phases.flatMap { [Double](repeating: $0.0 == "b" ? 1 : 0, count: $0.1) } }

    static let ab = Plan(
        name: "AB", phases: [("a", 14), ("b", 42)], seed: 1, drawnAs: nil, mostGrade: "C")
    static let aba = Plan(
        name: "ABA", phases: [("a", 28), ("b", 42), ("a", 28)], seed: 1, drawnAs: nil,
        mostGrade: "B")
    /// Keeps time with 28 days.
    static let abab = Plan(
        name: "ABAB", phases: [("a", 14), ("b", 14), ("a", 14), ("b", 14)], seed: 1, drawnAs: nil,
        mostGrade: "C")
    /// Sixteen schedules, so that .05 is out of reach.
    static let fourPairs = Plan(
        name: "four pairs", phases: pairs("bababaab"), seed: 5,
        drawnAs: "kind: block-pairs, pairs: 4, period: 7", mostGrade: "B")
    static let sixPairs = Plan(
        name: "six pairs", phases: pairs("abbabaababab"), seed: 1,
        drawnAs: "kind: block-pairs, pairs: 6, period: 7", mostGrade: "A")

    private static func pairs(_ order: String) -> [(String, Int)] { order.map { (String($0), 7) } }

    var text: String {
        let phases = phases.map { "    - {condition: \($0.0), days: \($0.1)}\n" }.joined()
        let design =
            drawnAs.map { "design: {\($0), seed: \(seed), conditions: [a, b]}\n" } ?? ""
        return """
            title: a world
            seed: \(seed)
            outcomes:
              - {id: y, scale: {from: 0, to: 10, better: lower}, worthwhile: 1}
            conditions:
              - {id: a}
              - {id: b, against: a}
            \(design)schedule:
              start: 2026-01-05
              phases:
            \(phases)analysis: {onset-lag: 1, washout: 1}
            diary: {file: diary.csv, day: {column: date}}

            """
    }

    /// The day of this number, from 0 on.
    static func day(_ number: Int) -> String {
        let lengths = [31, 28, 31, 30, 31, 30]
        var (month, day) = (0, 4 + number)
        while day >= lengths[month] {
            day -= lengths[month]
            month += 1
        }
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        return "2026-\(two(month + 1))-\(two(day + 1))"
    }
}

/// What of a report is held against the rules.
struct Answer: Decodable {
    let findings: [Finding]
    let nextSteps: [Step]
    let evidence: Evidence?

    var finding: Finding { findings[0] }
    var draw: Evidence.Randomization? { evidence?.comparisons.first?.randomization }
    var saysStop: Bool { nextSteps.contains { $0.kind == "stop" } }

    struct Step: Decodable { let kind: String }

    struct Finding: Decodable {
        let verdict: String
        let evidence: Grade
        let interval: Range
        let improvement: Double
        let chances: Chances

        var grade: String { evidence.grade }
        var isClaim: Bool { ["helped", "helped-a-little", "worse"].contains(verdict) }
        struct Grade: Decodable {
            let grade: String
            let reasons: [String]
        }
        struct Range: Decodable { let lower, upper: Double }
        struct Chances: Decodable { let negligible: Chance }
        struct Chance: Decodable { let probability: Double }
    }

    struct Evidence: Decodable {
        let comparisons: [Comparison]

        struct Comparison: Decodable { let randomization: Randomization? }
        /// Both nil where nothing was drawn.
        struct Randomization: Decodable { let p, smallestReachableP: Value? }
        struct Value: Decodable { let value: Double }
    }

    /// What holds whatever the design.
    func keepsPromises(on world: World) {
        let range = finding.interval
        if finding.isClaim {
            #expect(range.lower > 0 || range.upper < 0, "a claim whose interval holds zero")
            #expect((finding.verdict == "worse") == (finding.improvement < 0))
        }
        if finding.verdict.hasPrefix("no-worthwhile") {
            #expect(finding.chances.negligible.probability >= 0.8)
        }
        if finding.verdict == "no-worthwhile-difference-if-fast" || finding.verdict == "cannot-tell"
        {
            #expect(!saysStop)
        }
        if saysStop { #expect(["A", "B"].contains(finding.grade)) }
    }
}

extension Answer {
    /// What the program says of these scores, one a day.
    init(_ scores: [Int], _ design: Plan, today: String) throws {
        let folder = try ScratchFolder()
        let lines = scores.enumerated().map { day, score in "\(Plan.day(day)),\(score)\n" }
        try folder.write(design.text, to: "plan.yaml")
        try folder.write("date,y\n" + lines.joined(), to: "diary.csv")
        let run = try CommandRun(
            ["report", folder.path, "--format", "json"], environment: ["N1_TODAY": today])
        #expect(run.exitCode == 0, "\(run.errors)")
        self = try JSONDecoder().decode(Answer.self, from: Data(run.output.utf8))
    }
}

/// Numbers of a made-up diary, the same on every machine (SplitMix64; normal by the sum of twelve).
struct Draw {
    var state: UInt64

    mutating func uniform() -> Double {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return Double((z ^ (z >> 31)) >> 11) * 0x1p-53
    }

    mutating func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + uniform() } }
}
