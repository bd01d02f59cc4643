import Testing

import Experiment
@testable import ExperimentDiary
@testable import ExperimentTrial
@testable import ExperimentAnalysis
@testable import ExperimentConclusions
@testable import ExperimentReport

@Suite("Amendments of a running plan")
struct AmendmentTests {
    private func amended(_ changes: String) throws -> Schedule {
        try Sample.plan(adding: "amendments: [\(changes)]").schedule
    }

    private func days(_ schedule: Schedule) -> [String] {
        schedule.phases.map { "\($0.name) \($0.first) \($0.lengthInDays)" }
    }

    @Test("more days for a phase move what follows and nothing before")
    func extend() throws {
        #expect(
            days(try amended("{on: 2026-12-20, change: extend, days: 7, reason: cold}"))
                == ["Before 2026-12-01 14", "Diet 2026-12-15 49", "After 2027-02-02 28"])
    }

    @Test("a pause splits the phase and keeps its days")
    func pause() throws {
        #expect(
            days(try amended("{on: 2026-12-20, change: pause, days: 10, reason: trip}"))
                == [
                    "Before 2026-12-01 14", "Diet 2026-12-15 5", "Diet 2026-12-30 37",
                    "After 2027-02-05 28",
                ])
        #expect(
            days(try amended("{on: 2026-12-15, change: pause, days: 3, reason: trip}"))
                == ["Before 2026-12-01 14", "Diet 2026-12-18 42", "After 2027-01-29 28"])
    }

    @Test("a phase that ended early gives its days back, and a stop ends the trial")
    func ends() throws {
        #expect(
            days(try amended("{on: 2027-01-10, change: end-phase, reason: enough}"))
                == ["Before 2026-12-01 14", "Diet 2026-12-15 26", "After 2027-01-10 28"])
        #expect(
            days(try amended("{on: 2027-01-10, change: stop, reason: rule S5}"))
                == ["Before 2026-12-01 14", "Diet 2026-12-15 26"])
        #expect(
            days(try amended("{on: 2027-01-10, change: note, reason: new cream}"))
                == days(try Sample.plan().schedule))
    }

    @Test("each amendment works on what the ones before left")
    func several() throws {
        let plan = try Sample.plan(
            adding: """
                amendments:
                  - {on: 2026-12-20, change: pause, days: 10, reason: trip}
                  - {on: 2027-02-03, change: extend, days: 4, reason: cold}
                """)
        #expect(
            days(plan.schedule)
                == [
                    "Before 2026-12-01 14", "Diet 2026-12-15 5", "Diet 2026-12-30 41",
                    "After 2027-02-09 28",
                ])
        #expect(days(plan.plannedSchedule) == days(try Sample.plan().schedule))
    }

    @Test("an amendment is added behind a text that stays as it was")
    func appended() throws {
        let text = Sample.yaml()
        let first = try Amendment(
            day: Sample.day("2026-12-20"), change: "pause", days: 3, reason: "a trip: \"home\"",
            madeOn: Sample.today)
        let once = try first.appended(to: text, file: "plan.yaml")
        #expect(once.text.hasPrefix(text))
        #expect(once.plan.amendments == [first])
        let second = try Amendment(
            day: Sample.day("2026-12-30"), change: "note", days: nil, reason: "a new cream")
        let twice = try second.appended(to: once.text, file: "plan.yaml")
        #expect(twice.text.hasPrefix(once.text))
        #expect(twice.plan.amendments == [first, second])
    }

    @Test("amendments that cannot be, each in a sentence")
    func refusals() {
        func message(_ changes: String) -> String {
            do {
                _ = try amended(changes)
                return ""
            } catch { return "\(error)" }
        }
        #expect(
            message("{on: 2028-01-01, change: stop, reason: x}")
                == "plan.yaml:13, amendments[1]: found an amendment from 2028-01-01 on; expected a day inside "
                + "a phase, from 2026-12-01 to 2027-02-22. Correct the day.")
        #expect(
            message(
                "{on: 2026-12-20, change: note, reason: x}, {on: 2026-12-10, change: stop, reason: x}"
            )
                == "plan.yaml:13, amendments[2]: found an amendment from 2026-12-10 on; expected 2026-12-20 "
                + "or later, the day of the amendment before, because what was changed stays changed. "
                + "Correct the day.")
        #expect(
            message("{on: 2026-12-15, change: end-phase, reason: x}")
                == "plan.yaml:13, amendments[1]: found the end of phase \"Diet\" on 2026-12-15, its first day; "
                + "expected a later day, so that something of it was lived. Amend it a day later.")
        #expect(
            message("{on: 2026-12-20, change: stop, reason: ' '}")
                == "plan.yaml:13, amendments[1]: the amendment of 2026-12-20: found no reason; expected one. "
                + "Say why the plan is changed.")
        #expect(
            message("{on: 2026-12-20, change: stopp, reason: x}")
                == "plan.yaml:13, amendments[1]: found the change \"stopp\"; expected one of \"extend\", "
                + "\"end-phase\", \"pause\", \"stop\", \"note\" and \"take-back\". Did you mean \"stop\"?"
        )
    }

    private static let pause = "{on: 2026-12-20, change: pause, days: 10, reason: trip}"

    @Test("a pause can be lengthened, ended and made the end of the trial from within")
    func withinAPause() throws {
        let before = ["Before 2026-12-01 14", "Diet 2026-12-15 5"]
        #expect(
            days(try amended(Self.pause + ", {on: 2026-12-24, change: extend, days: 3, reason: x}"))
                == before + ["Diet 2027-01-02 37", "After 2027-02-08 28"])
        #expect(
            days(try amended(Self.pause + ", {on: 2026-12-24, change: end-phase, reason: back}"))
                == before + ["Diet 2026-12-24 37", "After 2027-01-30 28"])
        #expect(
            days(try amended(Self.pause + ", {on: 2026-12-24, change: stop, reason: x}")) == before)
        let plan = try Sample.plan(
            adding: "amendments: [\(Self.pause), {on: 2026-12-24, change: end-phase, reason: b}]")
        // What was drawn is lived on the days on which it came, none of it lost.
        #expect(plan.drawnDays.count == 84 && plan.drawnDays.allSatisfy { $0 != nil })
        #expect(plan.drawnDays[19] == Sample.day("2026-12-24"))
    }

    @Test("a second pause within a pause says how to lengthen it")
    func pauseWithinAPause() {
        let error = #expect(throws: PlanError.self) {
            try self.amended(Self.pause + ", {on: 2026-12-24, change: pause, days: 3, reason: x}")
        }
        #expect(
            "\(error.map { "\($0)" } ?? "")".hasSuffix(
                "found a pause from 2026-12-24 on; expected a day inside a phase, because a pause lasts "
                    + "until 2026-12-30 already. Lengthen it with --extend, or end it with --end-phase."
            ))
    }

    @Test("a mistaken amendment is taken back on its day, both stay, and the next may be earlier")
    func takenBack() throws {
        let mistake = "{on: 2027-01-20, change: stop, reason: x, made: 2026-12-20}"
        let back = "{on: 2026-12-20, change: take-back, reason: typed wrongly, made: 2026-12-20}"
        let plan = try Sample.plan(
            adding: "amendments: [\(mistake), \(back), \(Self.pause)]")
        #expect(plan.amendments.count == 3 && plan.stop == nil)
        #expect(plan.amendments.inForce.map(\.change) == [.pause(days: 10)])
        #expect(days(plan.schedule) == days(try amended(Self.pause)))
        #expect(
            plan.amendments[1].sentence
                == "2026-12-20: the amendment before was taken back (typed wrongly)")
    }

    @Test("days that were lived by an amendment keep it, and nothing is no amendment")
    func tooLateToTakeBack() {
        func message(_ changes: String) -> String {
            do {
                _ = try amended(changes)
                return ""
            } catch { return "\(error)" }
        }
        let back = "{on: 2026-12-22, change: take-back, reason: x, made: 2026-12-22}"
        #expect(
            message(Self.pause + ", " + back).contains(
                "because the days since then were lived by it. Change what is still to come with"))
        #expect(
            message(back).contains(
                "found nothing to take back on 2026-12-22; expected an amendment before it"))
    }
}
