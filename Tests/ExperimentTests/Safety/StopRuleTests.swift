import Experiment
import Testing

@Suite("Stop rules")
struct StopRuleTests {
    private func rules(_ watch: StopWatch) -> [StopRule] { watch.rulesThatSpeak }

    @Test("nothing known, nothing said")
    func silence() { #expect(rules(StopWatch()) == []) }

    @Test("S1 on each emergency sign, before all else", arguments: StopEvent.EmergencySign.allCases)
    func s1(_ sign: StopEvent.EmergencySign) {
        #expect(rules(StopWatch(events: [.redFlag, .emergency(sign)])) == [.s1, .s4])
    }

    @Test(
        "S2 within 2 hours of a food, vomiting within 6, not later and not without one",
        arguments: StopEvent.ReactionSign.allCases)
    func s2(_ sign: StopEvent.ReactionSign) {
        let last: Double = sign == .vomiting ? 6 : 2
        #expect(rules(StopWatch(events: [.reaction(sign, hoursAfterChallenge: last)])) == [.s2])
        #expect(rules(StopWatch(events: [.reaction(sign, hoursAfterChallenge: last + 0.1)])) == [])
        #expect(rules(StopWatch(events: [.reaction(sign, hoursAfterChallenge: nil)])) == [])
    }

    private func s3(
        _ scores: [Double?], mean: Double = 3, change: Double = 2,
        _ direction: ScoreDirection = .higherIsWorse
    ) -> [StopRule] {
        rules(
            StopWatch(
                scores: scores, baselineMean: mean, smallestWorthwhileChange: change,
                direction: direction))
    }

    @Test("S3 at baseline mean + 2 x smallest worthwhile change on 3 days in a row")
    func s3Threshold() {
        #expect(s3([7, 7, 7]) == [.s3])
        #expect(s3([7, 6.9, 7]) == [])
        #expect(s3([8, 9]) == [])
        #expect(s3([7, 7, 7, 3]) == [])
        #expect(s3([1, 7, 8, 9]) == [.s3])
    }

    @Test("S3: a day without a score is no bad day")
    func s3Missing() { #expect(s3([9, 9, nil, 9]) == []) }

    @Test("S3 meets its threshold in decimals: 2.6 + 2 x 2.2 = 7")
    func s3Decimals() {
        #expect(s3([7, 7, 7], mean: 2.6, change: 2.2) == [.s3])
        #expect(s3([6.99, 7, 7], mean: 2.6, change: 2.2) == [])
    }

    @Test("S3 looks down where higher is better, and at the distance from a target")
    func s3Directions() {
        #expect(s3([4, 4, 4], mean: 6, change: 1, .higherIsBetter) == [.s3])
        #expect(s3([8, 8, 8], mean: 6, change: 1, .higherIsBetter) == [])
        #expect(s3([5.5, 10.5, 5.5], mean: 0.5, change: 0.5, .target(7...9)) == [.s3])
        #expect(s3([8, 8, 8], mean: 0.5, change: 0.5, .target(7...9)) == [])
    }

    @Test("S3 needs a baseline and a change to compare with")
    func s3Unknown() {
        #expect(rules(StopWatch(scores: [10, 10, 10], smallestWorthwhileChange: 2)) == [])
        #expect(rules(StopWatch(scores: [10, 10, 10], baselineMean: 2)) == [])
        #expect(s3([10, 10, 10], change: 0) == [])
    }

    @Test("S3 on rescue: 8 of the last 14 days speak, 7 do not, older days do not count")
    func rescue() {
        func days(_ used: Int, _ rest: Int) -> [Bool?] {
            [Bool?](repeating: true, count: used) + [Bool?](repeating: false, count: rest)
        }
        #expect(rules(StopWatch(rescue: days(8, 6))) == [.s3])
        #expect(rules(StopWatch(rescue: days(7, 7))) == [])
        #expect(rules(StopWatch(rescue: days(8, 7))) == [])
        #expect(rules(StopWatch(rescue: [Bool?](repeating: nil, count: 14))) == [])
    }

    @Test("S4 on red flags, S5 on fear of food")
    func events() {
        #expect(rules(StopWatch(events: [.redFlag])) == [.s4])
        #expect(rules(StopWatch(events: [.foodFear])) == [.s5])
    }

    @Test("S5 at 5 % of weight: 60 to 57 kg speaks, 57.1 does not, a gain never does")
    func weight() {
        #expect(rules(StopWatch(baselineWeight: 60, weight: 57)) == [.s5])
        #expect(rules(StopWatch(baselineWeight: 60, weight: 57.1)) == [])
        #expect(rules(StopWatch(baselineWeight: 60, weight: 66)) == [])
        #expect(rules(StopWatch(baselineWeight: 60)) == [])
    }

    @Test("S6 on the day that the cap is reached")
    func cap() {
        #expect(rules(StopWatch(restrictedDays: 56, cap: 56)) == [.s6])
        #expect(rules(StopWatch(restrictedDays: 55, cap: 56)) == [])
        #expect(rules(StopWatch(restrictedDays: 400)) == [])
    }

    @Test(
        "S6 speaks from the cap on, and a clinician's agreement moves it"
    )
    func capOfPlan() throws {
        func plan(_ days: Int, _ safety: String, pause: String = "") throws -> TrialPlan {
            try Sample.plan(
                adding: "template: dairy-free-6w\nsafety: {clinician-agreed: \(safety)}\n\(pause)",
                phases: """
                        - {condition: usual, days: 14}
                        - {condition: diet, days: \(days)}
                        - {condition: usual, days: 1, part: challenge, food: milk, portion: 1}
                        - {condition: diet, days: 3, part: observation, food: milk}
                    """)
        }
        func speaks(_ plan: TrialPlan, onDay place: Int) -> Bool {
            let day = Sample.day("2026-12-15").advanced(by: place - 1)
            return StopWatch([], plan: plan, on: day).rulesThatSpeak == [.s6]
        }
        let capped = try plan(56, "false")
        #expect(!speaks(capped, onDay: 55) && speaks(capped, onDay: 56))
        // The challenge ends the elimination.
        #expect(!speaks(capped, onDay: 57) && !speaks(capped, onDay: 60))
        let agreed = try plan(70, "true")
        #expect(
            !speaks(agreed, onDay: 56) && !speaks(agreed, onDay: 69) && speaks(agreed, onDay: 70))
        // Days outside the trial are days on which the food may be eaten.
        let paused = try plan(
            56, "false",
            pause: "amendments: [{on: 2027-01-10, change: pause, days: 7, reason: a trip}]")
        #expect((1...70).allSatisfy { !speaks(paused, onDay: $0) })
        // A few of them are no pause from leaving it out.
        let shortly = try plan(
            56, "false",
            pause: "amendments: [{on: 2027-01-10, change: pause, days: 2, reason: a trip}]")
        #expect((1...70).contains { speaks(shortly, onDay: $0) })
        #expect(StopWatch([], plan: try Sample.plan(), on: Sample.day("2027-01-25")).cap == nil)
    }

    @Test("S7 on each interruption", arguments: StopEvent.Interruption.allCases)
    func s7(_ interruption: StopEvent.Interruption) {
        #expect(rules(StopWatch(events: [.interruption(interruption)])) == [.s7])
    }

    @Test("each rule says when it speaks, what to do and why", arguments: StopRule.allCases)
    func texts(_ rule: StopRule) {
        #expect(!rule.trigger.isEmpty && rule.message.hasSuffix(".") && !rule.basis.source.isEmpty)
    }
}
