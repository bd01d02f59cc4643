import Experiment
import Testing

@Suite("Looking a diary over")
struct DiaryCheckTests {
    @Test("a diary without flaws raises no remark, and says what it was looked over for")
    func clean() throws {
        let check = try CheckFixture.check(CheckFixture.calm(), plan: TrialFixture.plan())
        #expect(check.remarks == [])
        #expect(
            CheckText(check).text.hasSuffix(
                """
                Looked over, and nothing found: completeness, duplicates, impossible values, unlikely \
                values, straight-lining, sources that disagree, adherence, recall across a switch.
                Not looked over for calendar drift: the plan names no column that counts the study \
                days (diary: day: study-day).
                Not looked over for late entries: nothing says when the rows were written (diary: day: \
                written).

                """))
    }

    @Test(
        "the real trials raise no remark beside what is known of them",
        arguments: ExampleTrial.sleep + ExampleTrial.acne)
    func noFalseAlarms(_ trial: ExampleTrial) throws {
        let plan = try trial.plan()
        let check = try DiaryCheck(plan, diary: trial.diary(plan))
        // Gaps, raters who differ, and a day of participant 5 with the cream at two photos of four.
        let known: Set<DiaryRemark.Subject> = [.completeness, .disagreement, .adherence]
        #expect(check.remarks.filter { !known.contains($0.subject) } == [])
    }

    @Test("the made-up example without flaws has its two slips and no other remark")
    func dairy() throws {
        let plan = try ExampleTrial.dairy.plan()
        let check = try DiaryCheck(plan, diary: ExampleTrial.dairy.diary(plan))
        #expect(check.remarks.map(\.subject) == [.adherence])
    }

    @Test("a phase with few of its scores is named with its share and what that costs")
    func completeness() throws {
        let plan = try TrialFixture.plan()
        // 7 of the 14 days under the diet, and 11 of the 14 after it.
        let diary = CheckFixture.calm {
            (14..<21).contains($0) || (28..<31).contains($0) ? nil : CheckFixture.usual($0)
        }
        let remarks = try CheckFixture.remarks(.completeness, diary, plan: plan)
        #expect(
            remarks.map(\.finding) == [
                "itch, Diet from 2026-01-19: 7 of 14 due scores, 50 %.",
                "itch, After from 2026-02-02: 11 of 14 due scores, 78 %.",
            ])
        #expect(
            remarks.map(\.consequence) == [
                "Gaps stay gaps. Below 60 % over the whole trial the evidence is graded D.",
                "Gaps stay gaps. Below 80 % over the whole trial the evidence loses a grade.",
            ])
        #expect(remarks[0].days.map(\.description) == (14..<21).map(TrialFixture.day))
    }

    @Test("days that are still to come are not missing")
    func toCome() throws {
        let plan = try TrialFixture.plan()
        let diary = CheckFixture.calm { $0 < 20 ? CheckFixture.usual($0) : nil }
        let parsed = try TrialFixture.diary(diary, plan)
        let check = try DiaryCheck(plan, diary: parsed, today: CalendarDay(iso: "2026-01-24"))
        #expect(check.outcomes[0].dueDays == 20)
        #expect(check.outcomes[0].toCome == 22)
        #expect(check.outcomes[0].missing == [])
        let later = try DiaryCheck(plan, diary: parsed, today: CalendarDay(iso: "2026-12-24"))
        #expect(later.outcomes[0].dueDays == 42)
        #expect(later.outcomes[0].missing.count == 22)
    }

    @Test("a weekly questionnaire is whole with one score a week")
    func weekly() throws {
        let plan = try CheckFixture.plan(outcomes: "{id: poem, instrument: poem, worthwhile: 3}")
        let diary =
            "date,poem\n"
            + [6, 13, 20, 27, 34, 41].map { "\(TrialFixture.day($0)),\($0 % 5 + 8)\n" }
            .joined()
        let check = try CheckFixture.check(diary, plan: plan)
        #expect(check.outcomes[0].dueDays == 6)
        #expect(check.outcomes[0].missing == [])
        #expect(check.remarks == [])
    }

    @Test("a score that looks back across a switch is left out, and said")
    func recall() throws {
        let plan = try CheckFixture.plan(outcomes: "{id: poem, instrument: poem, worthwhile: 3}")
        let diary =
            "date,poem\n"
            + [6, 13, 16, 27, 34, 41].map { "\(TrialFixture.day($0)),\($0 % 5 + 8)\n" }
            .joined()
        let remarks = try CheckFixture.remarks(.recall, diary, plan: plan)
        #expect(
            remarks.map(\.finding) == [
                "Patient-Oriented Eczema Measure looks back on the last 7 days, which on 1 day reach "
                    + "across a switch or into the days left out after it: 2026-01-21."
            ])
        #expect(remarks.map(\.lines) == [[SourceLine(file: "diary.csv", line: 4)]])
        #expect(
            remarks.map(\.consequence) == [
                "It is left out: a score of both conditions is of neither."
            ])
    }

    @Test("slips are counted within their phase, with their lines and how the analysis takes them")
    func slips() throws {
        let plan = try CheckFixture.plan(
            diary: "  day: {column: date}\n  marks: {slip: slip}")
        let diary =
            "date,itch,slip\n"
            + (0..<42).map {
                "\(TrialFixture.day($0)),\(CheckFixture.usual($0)),\([15, 16, 20].contains($0) ? "yes" : "no")\n"
            }.joined()
        let remarks = try CheckFixture.remarks(.adherence, diary, plan: plan)
        #expect(
            remarks.map(\.finding) == [
                "Diet from 2026-01-19: 3 slips in 14 days, 2026-01-20, 2026-01-21, 2026-01-25."
            ])
        #expect(remarks[0].lines.map(\.line) == [17, 18, 22])
        #expect(
            remarks.map(\.consequence) == [
                "They count as planned; n1 evidence shows the comparison as lived, and without them. "
                    + "More than a fifth slipped: n1 amend can extend the phase."
            ])
    }

    @Test("the text names the lines of each remark and ends its sentence after them")
    func lines() throws {
        let plan = try TrialFixture.plan()
        let diary = CheckFixture.calm() + "\(TrialFixture.day(3)),7.0\n"
        let text = CheckText(try CheckFixture.check(diary, plan: plan)).text
        #expect(
            text.contains(
                """
                Found while looking it over:
                  Duplicates: line 44 repeats line 5 (diary.csv:44).
                    Each counts once.
                """))
    }

    @Test("where it is narrow, scores beside the due ones are told apart from them")
    func narrow() throws {
        let plan = try CheckFixture.plan(
            outcomes: "{id: itch, every: 7, scale: {from: 0, to: 10, better: lower}, worthwhile: 1}"
        )
        let first = plan.schedule.days.lowerBound
        let diary = "date,itch\n\(first),5\n\(first.advanced(by: 1)),7\n"
        let check = try DiaryCheck(
            plan, diary: TrialFixture.diary(diary, plan), today: first.advanced(by: 1))
        let due = check.outcomes[0].dueDays
        let text = CheckText(check, width: 40).text
        #expect(due == 1)
        #expect(text.contains("itch: 1 of 1 due score is there"))
        // A trial that runs compares no phases, so it shows no means either.
        #expect(text.contains(" days, 1 of 1 due score and 1 more, 2 analysed."))
    }

    @Test("the object for programs holds the remarks with days and lines")
    func json() throws {
        let plan = try TrialFixture.plan()
        let diary = CheckFixture.calm() + "\(TrialFixture.day(3)),7.0\n"
        let text = CheckJSON.value(try CheckFixture.check(diary, plan: plan)).text
        #expect(
            text.contains(
                """
                  "remarks": [
                    {
                      "subject": "duplicates",
                      "finding": "line 44 repeats line 5.",
                      "consequence": "Each counts once.",
                      "days": [],
                      "lines": [
                        "diary.csv:44"
                      ]
                    }
                  ],
                """))
    }
}
