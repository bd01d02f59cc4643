import Experiment
import Foundation
import Testing

@testable import ExperimentDiary
@testable import ExperimentText
@testable import ExperimentTrial

/// For each stop rule a logged story in which it speaks, read through what is said of the day, the
/// calendar and the story that reports open with.
@Suite("A trial after a stop rule spoke")
struct StoppedTrialTests {
    /// 14 days as usual, 42 without milk, then milk again.
    private func plan(_ extra: String = "", outcome: String = "") throws -> TrialPlan {
        let every = outcome.isEmpty ? "" : ", \(outcome)"
        return try DraftPlan(
            yaml: """
                title: Milk
                template: dairy-free-6w
                outcomes:
                  - {id: itch, scale: {from: 0, to: 100, better: lower}, worthwhile: 1\(every)}
                conditions:
                  - {id: usual}
                  - {id: diet, against: usual, leaves-out: [dairy], do: Eat nothing that contains dairy.}
                safety: {answers: {age: 36, anaphylaxis: no}}
                schedule:
                  start: 2026-12-01
                  phases:
                    - {name: Before, condition: usual, days: 14}
                    - {name: Diet, condition: diet, days: 42}
                    - {name: "milk, a full portion", condition: usual, days: 1, part: challenge, food: milk, portion: 1}
                    - {name: watching, condition: diet, days: 3, part: observation, food: milk}
                    - {name: "milk, a full portion", condition: usual, days: 1, part: challenge, food: milk, portion: 1}
                    - {name: watching, condition: diet, days: 3, part: observation, food: milk}
                \(extra)

                """, file: "plan.yaml"
        ).validated()
    }

    private func facts(_ contents: [(day: String, content: DiaryFact.Content)]) -> [RecordedFact] {
        contents.enumerated().map { place, fact in
            RecordedFact(
                id: place + 1, entry: place + 1,
                fact: DiaryFact(day: Sample.day(fact.day), fact.content), origin: .typed,
                recordedOn: Sample.day(fact.day), isCurrent: true)
        }
    }

    private func brief(
        _ plan: TrialPlan, _ facts: [RecordedFact], on day: String
    ) -> String {
        let log = SafetyLog(facts, plan: plan)
        let date = Sample.day(day)
        return DayBrief(
            plan, on: date, logged: [], stops: log.notices(on: date),
            needsHelpForMood: log.needsHelpForMood(on: date)
        ).text(TerminalStyle(width: 600))
    }

    private func struck(_ plan: TrialPlan, _ facts: [RecordedFact], on day: String) -> Int {
        let stops = StopNotice.holding(on: Sample.day(day), facts, plan: plan)
        return TrialCalendar(plan, stamp: "2026-12-01T12:00:00Z", version: "0", stops: stops).text
            .components(separatedBy: "STATUS:CANCELLED").count - 1
    }

    private func story(_ plan: TrialPlan, _ facts: [RecordedFact]) throws -> SafetyStory {
        SafetyStory(plan, diary: try Diary(facts, file: "", plan: plan))
    }

    private let milk = "2027-01-26"

    @Test("S1: nothing more is said but to get help, and every phase to come is cancelled")
    func s1() throws {
        let plan = try plan()
        let told = facts([(milk, .mark(.reaction, lastDay: nil, about: "trouble breathing"))])
        let text = brief(plan, told, on: "2027-01-30")
        #expect(text.contains("STOP S1") && !text.contains("milk"))
        #expect(struck(plan, told, on: milk) == 4)
        let found = try story(plan, told)
        #expect(found.closing?.rule == .s1)
        #expect(found.spoken.first?.words == ["trouble breathing"])
        #expect(found.spoken.first?.day == Sample.day(milk))
    }

    @Test("S2: no food is tried again, the challenges are cancelled, no switch back is proposed")
    func s2() throws {
        let plan = try plan()
        let told = facts([(milk, .note("hives an hour after milk"))])
        let text = brief(plan, told, on: "2027-01-30")
        #expect(text.contains("No food is tried again at home") && !text.contains("Eat milk"))
        // The whole way back that is to come, its days of watching too.
        #expect(struck(plan, told, on: milk) == 4)
        let found = try story(plan, told)
        #expect(found.closing?.rule == .s2)
        #expect(found.food.permission == .onlyUnderSupervision)
        #expect(
            !plan.mayReturn(to: plan.conditions[0], after: found.spoken).isForHome)
    }

    @Test("S3: the trial pauses, also where scores are due every third day; good scores are silent")
    func s3() throws {
        let plan = try plan(outcome: "every: 3")
        let due = plan.dueDays(of: plan.primaryOutcome)
        let bad = due.prefix(10).enumerated().map { place, day in
            (
                day: "\(day)",
                content: DiaryFact.Content.reading(
                    series: "itch", rater: nil, value: place < 5 ? 7 : 80)
            )
        }
        let last = bad[bad.count - 1].day
        #expect(StopWatch(facts(bad), plan: plan, on: Sample.day(last)).rulesThatSpeak == [.s3])
        #expect(brief(plan, facts(bad), on: last).contains("nothing is tried today"))
        let calm = bad.map {
            (day: $0.day, content: DiaryFact.Content.reading(series: "itch", rater: nil, value: 7))
        }
        #expect(StopWatch(facts(calm), plan: plan, on: Sample.day(last)).rulesThatSpeak == [])
    }

    @Test("S3: what three evenings said holds on the next day, until its score is there")
    func s3OnTheMorningAfter() throws {
        let plan = try plan()
        func score(_ day: String, _ value: Double) -> (day: String, content: DiaryFact.Content) {
            (day, .reading(series: "itch", rater: nil, value: value))
        }
        let before = (1...14).map { score("2026-12-\($0 < 10 ? "0" : "")\($0)", 7) }
        let bad = before + ["2027-01-23", "2027-01-24", "2027-01-25"].map { score($0, 80) }
        let text = brief(plan, facts(bad), on: milk)
        #expect(text.contains("nothing is tried today") && !text.contains("Eat milk"))
        let calm = facts(bad + [score(milk, 8)])
        #expect(StopWatch(calm, plan: plan, on: Sample.day(milk)).rulesThatSpeak == [])
        #expect(brief(plan, facts(bad), on: "2027-01-27").contains("nothing is tried"))
    }

    @Test(
        "S3: no food is tried again before the skin was calm for two weeks, or the plan was amended"
    )
    func s3OnTheWayBack() throws {
        let back = (0..<4).flatMap { _ in
            [
                "    - {name: \"milk, a full portion\", condition: usual, days: 1, part: challenge, "
                    + "food: milk, portion: 1}",
                "    - {name: watching, condition: diet, days: 6, part: observation, food: milk}",
            ]
        }
        let plan = try plan(back.joined(separator: "\n"))
        func score(_ place: Int, _ value: Double) -> (day: String, content: DiaryFact.Content) {
            (
                "\(plan.schedule.days.lowerBound.advanced(by: place))",
                .reading(series: "itch", rater: nil, value: value)
            )
        }
        let before = (0..<56).map { score($0, 7) }
        // The flare ends on 28 January; the next challenges are on 30 January, 3, 10, 17 and 24 February.
        let flare = (56..<59).map { score($0, 80) }
        let calm = (59..<90).map { score($0, 7) }
        let told = facts(before + flare + calm)
        for day in ["2027-01-30", "2027-02-03", "2027-02-10"] {
            let text = brief(plan, told, on: day)
            #expect(text.contains("STOP S3, for what was logged on 2027-01-28"), "\(text)")
            #expect(text.contains("No food is tried again before the skin was calm for two weeks"))
            #expect(!text.contains("Eat milk"), "\(day)")
        }
        #expect(brief(plan, told, on: "2027-02-02").contains("What was planned next waits."))
        #expect(brief(plan, told, on: "2027-02-17").contains("Eat milk"))
        // Three challenges, and the days of watching after each; not those after the portion that was eaten.
        #expect(struck(plan, told, on: "2027-01-29") == 6)
        let stops = StopNotice.holding(on: Sample.day("2027-01-29"), told, plan: plan)
        let sheet = DailySheet(plan, stops: stops).html
        #expect(sheet.components(separatedBy: "not yet</td>").count == 1 + (1 + 3) + 2 * (1 + 6))
        // Days without a score do not end it, nor does one good day.
        let silent = facts(before + flare + [score(59, 7)])
        #expect(brief(plan, silent, on: "2027-02-17").contains("nothing is tried today"))
        let amended = try self.plan(
            (back + ["amendments: [{on: 2027-01-29, change: pause, days: 14, reason: a flare}]"])
                .joined(separator: "\n"))
        #expect(brief(amended, told, on: "2027-02-13").contains("Eat milk"))
    }

    @Test("after the last day nothing comes back while a doctor's word is waited for")
    func waitsForDoctor() throws {
        let plan = try plan()
        let told = facts([("2027-01-26", .mark(.illness, lastDay: nil, about: "bloody stool"))])
        let text = brief(plan, told, on: "2027-02-20")
        #expect(text.contains("STOP S4"))
        #expect(text.contains("talk to a doctor before dairy comes back"))
        #expect(!text.contains("what stayed quiet comes back now"))
        #expect(brief(plan, [], on: "2027-02-20").contains("what stayed quiet comes back now"))
    }

    @Test("S4: the trial waits for a doctor and says nothing else to do")
    func s4() throws {
        let plan = try plan()
        let told = facts([("2027-01-03", .mark(.illness, lastDay: nil, about: "bloody stool"))])
        let text = brief(plan, told, on: "2027-01-04")
        #expect(text.contains("STOP S4") && text.contains("waits until a doctor"))
        #expect(!text.contains("Eat nothing that contains dairy"))
        #expect(try story(plan, told).closing?.rule == .s4)
        #expect(struck(plan, told, on: "2027-01-04") == 5)
    }

    @Test(
        "S5 ends the restriction; eating as before is said only where it is open")
    func s5() throws {
        let plan = try plan()
        let told = facts([
            ("2026-12-01", .reading(series: "weight", rater: nil, value: 60)),
            ("2027-01-05", .reading(series: "weight", rater: nil, value: 57)),
        ])
        let text = brief(plan, told, on: "2027-01-06")
        #expect(text.contains("STOP S5") && text.contains("small portion first."))
        #expect(!text.contains("Eat nothing that contains dairy"))
        #expect(try story(plan, told).weight?.change == -3)
        let blocked = try self.plan().replacingSafety("safety: {answers: {food-allergy: yes}}")
        let closed = brief(blocked, told, on: "2027-01-06")
        #expect(closed.contains("STOP S5") && !closed.contains("eat as before"))
        #expect(closed.contains("only when they say how"))
    }

    @Test("S6 and S7: the limit brings the food back, an operation pauses")
    func s6s7() throws {
        let plan = try plan()
        let told = facts([("2027-01-03", .note("operation on my knee"))])
        #expect(brief(plan, told, on: "2027-01-03").contains("STOP S7"))
        #expect(try story(plan, told).closing == nil)
    }

    @Test("S7 holds until the plan says how the trial goes on, and no food is tried meanwhile")
    func s7() throws {
        let told = facts([("2027-01-25", .note("I am pregnant"))])
        let waiting = brief(try plan(), told, on: milk)
        #expect(waiting.contains("STOP S7") && waiting.contains("nothing is tried today"))
        #expect(!waiting.contains("Eat milk"))
        let amended = try plan(
            "amendments: [{on: 2027-01-26, change: pause, days: 10, reason: with my doctor}]")
        #expect(!brief(amended, told, on: "2027-02-05").contains("STOP S7"))
        #expect(brief(amended, told, on: "2027-01-25").contains("STOP S7"))
    }

    @Test(
        "in a pregnancy nothing more is proposed, also after antibiotics; after these alone it is")
    func pregnancy() throws {
        let plan = try plan()
        let course = (
            milk, DiaryFact.Content.mark(.antibiotics, lastDay: nil, about: "amoxicillin")
        )
        let news = (
            "2027-01-28", DiaryFact.Content.mark(.illness, lastDay: nil, about: "I am pregnant")
        )
        let both = try story(plan, facts([course, news]))
        #expect(both.closing?.rule == .s7 && both.spoken.map(\.rule) == [.s7, .s7])
        #expect(try story(plan, facts([news])).closing?.rule == .s7)
        #expect(try story(plan, facts([course])).closing == nil)
        for condition in plan.conditions {
            #expect(plan.mayReturn(to: condition, after: both.spoken).permission == .never)
        }
    }

    @Test(
        "an antibiotic on the skin is no interruption, and what it was is asked where nobody said")
    func onTheSkin() throws {
        let plan = try plan()
        func said(_ mark: DayMark, _ text: String) -> [String] {
            let log = SafetyLog(facts([(milk, .mark(mark, lastDay: nil, about: text))]), plan: plan)
            return SafetyRemarks(log, on: Sample.day(milk)).sentences
        }
        #expect(said(.rescue, "metronidazole") == [StopRule.whichWay])
        #expect(said(.rescue, "metronidazole gel") == [])
        #expect(said(.antibiotics, "clindamycin lotion") == [])
        for text in ["clindamycin", "doxycycline", "metronidazole tablets"] {
            #expect(said(.antibiotics, text).first?.hasPrefix("STOP S7") == true, "\(text)")
        }
    }

    @Test("a quiet diary tells nothing, and weight is asked once a week")
    func quiet() throws {
        let plan = try plan()
        let found = try story(plan, facts([("2026-12-02", .note("pizza at work"))]))
        #expect(found.isQuiet && found.closing == nil)
        #expect(plan.dueSeries(on: Sample.day("2026-12-08")).map(\.id) == ["itch", "weight"])
        #expect(plan.dueSeries(on: Sample.day("2026-12-09")).map(\.id) == ["itch"])
        let pounds = try LogRequest(["weight=128 lb"], day: Sample.day("2026-12-08"), plan: plan)
        #expect(
            pounds.facts.map(\.content) == [.reading(series: "weight", rater: nil, value: 58.1)])
    }

    @Test("rescue treatment is told with its name and its days")
    func rescue() throws {
        let plan = try plan()
        let told = facts([
            (
                "2026-12-02",
                .mark(.rescue, lastDay: Sample.day("2026-12-04"), about: "hydrocortisone")
            ),
            ("2026-12-20", .mark(.rescue, lastDay: nil, about: "hydrocortisone")),
        ])
        let found = try story(plan, told)
        #expect(found.rescueDays == 4)
        #expect(found.rescue.map(\.text) == ["hydrocortisone"])
    }

    @Test("after the last day the food comes back, or not by oneself")
    func afterwards() throws {
        let plan = try plan()
        let end = "\(plan.schedule.days.upperBound.advanced(by: 1))"
        #expect(brief(plan, [], on: end).contains("what stayed quiet comes back now"))
        let told = facts([(milk, .note("hives an hour after milk"))])
        #expect(brief(plan, told, on: end).contains("Do not go back to dairy by yourself"))
    }
}

extension TrialPlan {
    /// The same plan with another safety section.
    fileprivate func replacingSafety(_ line: String) throws -> TrialPlan {
        try DraftPlan(
            yaml: """
                title: Milk
                template: dairy-free-6w
                outcomes:
                  - {id: itch, scale: {from: 0, to: 100, better: lower}, worthwhile: 1}
                conditions:
                  - {id: usual}
                  - {id: diet, against: usual, leaves-out: [dairy], do: Eat nothing that contains dairy.}
                \(line)
                schedule:
                  start: 2026-12-01
                  phases:
                    - {condition: usual, days: 14}
                    - {condition: diet, days: 42}

                """, file: "plan.yaml"
        ).validated()
    }
}
