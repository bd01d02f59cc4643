import Experiment
import Testing

@Suite("Dates of a diary looked over")
struct CalendarCheckTests {
    private static func counted(_ number: (Int) -> Int) -> String {
        "date,itch,study day\n"
            + (0..<42).map { "\(TrialFixture.day($0)),\(CheckFixture.usual($0)),\(number($0))\n" }
            .joined()
    }

    private static func plan() throws -> TrialPlan {
        try CheckFixture.plan(diary: "  day: {column: date, study-day: study day}")
    }

    @Test("a count from 0 and a count from 1 keep step with the dates alike", arguments: [0, 1])
    func inStep(_ first: Int) throws {
        let remarks = try CheckFixture.remarks(
            .calendarDrift, Self.counted { $0 + first }, plan: Self.plan())
        #expect(remarks == [])
    }

    @Test("rows whose count runs behind the dates are named with the size of the gap")
    func behind() throws {
        // From the 40th day on the count stands still for two days.
        let remarks = try CheckFixture.remarks(
            .calendarDrift, Self.counted { $0 < 39 ? $0 + 1 : $0 - 1 }, plan: Self.plan())
        #expect(
            remarks.map(\.finding) == [
                "on 3 days the count of study days is 2 days behind the date: 2026-02-13 to 2026-02-15."
            ])
        #expect(remarks[0].lines.map(\.line) == [41, 42, 43])
        #expect(
            remarks.map(\.consequence) == [
                "The analysis goes by the dates. If the count is right, correct the dates in the file."
            ])
    }

    @Test("a file that counts from another day than the plan's start says so")
    func otherStart() throws {
        let remarks = try CheckFixture.remarks(
            .calendarDrift, Self.counted { $0 - 6 }, plan: Self.plan())
        #expect(
            remarks.map(\.finding) == [
                "study day 1 of the file is 2026-01-12, but the plan starts on 2026-01-05."
            ])
        #expect(
            remarks.map(\.consequence) == [
                "Phases follow the plan's dates. Check `schedule: start` in the plan."
            ])
    }

    @Test(
        "a first study day that the rows' own dates contradict is said, the real trials are in step"
    )
    func countsFrom() throws {
        let trial = ExampleTrial.sleep[0]
        let yaml = try ExampleTrial.text("examples/\(trial.name)/plan.yaml")
        func remarks(first: String) throws -> [String] {
            let plan = try DraftPlan(
                yaml: yaml.replacing("counts-from: 2023-08-01", with: "counts-from: \(first)")
                    .replacing(
                        "  file: diary.csv", with: "  file: diary.csv\n  outside-plan: leave-out"),
                file: "plan.yaml"
            ).validated()
            return try DiaryCheck(plan, diary: trial.diary(plan)).remarks
                .filter { $0.subject == .calendarDrift }.map(\.finding)
        }
        #expect(try remarks(first: "2023-08-01") == [])
        #expect(
            try remarks(first: "2023-07-29").first
                == "50 of 50 rows were written 3 days after the date that their study day gives.")
    }

    // MARK: Late entries

    private static func written(_ on: (Int) -> Int) -> String {
        "date,itch,filled in\n"
            + (0..<42).map {
                "\(TrialFixture.day($0)),\(CheckFixture.usual($0)),\(TrialFixture.day(on($0)))\n"
            }.joined()
    }

    private static func late(_ on: (Int) -> Int) throws -> [DiaryRemark] {
        try CheckFixture.remarks(
            .lateEntries, written(on),
            plan: CheckFixture.plan(diary: "  day: {column: date, written: filled in}"))
    }

    @Test("the same evening and the morning after are on time")
    func onTime() throws {
        #expect(try Self.late { $0 + $0 % 2 } == [])
    }

    @Test("a day written down three days later is late")
    func late() throws {
        let remarks = try Self.late { $0 == 10 ? 13 : $0 }
        #expect(
            remarks.map(\.finding) == [
                "1 day was written down two days or more afterwards, at the latest 3: 2026-01-15."
            ])
        #expect(
            remarks.map(\.consequence) == [
                "It is analysed as it stands, as memories of the day."
            ])
    }

    @Test("days written down at once are back-filled, and are not told twice as late")
    func backFilled() throws {
        let remarks = try Self.late { (10...14).contains($0) ? 14 : $0 }
        #expect(
            remarks.map(\.finding) == [
                "5 days were written down at once on 2026-01-19: 2026-01-15 to 2026-01-19."
            ])
        #expect(remarks[0].lines.map(\.line) == [12, 13, 14, 15, 16])
    }

    @Test("a day written down before it came is a wrong date")
    func early() throws {
        let remarks = try Self.late { $0 == 10 ? 8 : $0 }
        #expect(
            remarks.map(\.finding) == [
                "1 day was written down before the day itself: 2026-01-15."
            ])
    }
}
