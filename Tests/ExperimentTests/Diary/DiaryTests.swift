import Experiment
import Testing

@Suite("Diary")
struct DiaryTests {
    @Test("wide and long files of the same days are the same scores")
    func wideIsLong() throws {
        let scores: [Int: Double] = [0: 3, 1: 4.5, 5: 2, 20: 7]
        let wide = try TrialFixture.plan()
        let long = try TrialFixture.plan(
            diary: "  layout: long\n  day: {column: date}\n  series: what\n  value: score")
        let wideDiary = try TrialFixture.diary(TrialFixture.wide { scores[$0] }, wide)
        let longDiary = try TrialFixture.diary(
            "date,what,score\n"
                + scores.sorted { $0.key > $1.key }
                .map { "\(TrialFixture.day($0.key)),itch,\($0.value)\n" }.joined(), long)
        let a = try TrialData(wide, outcome: wide.primaryOutcome, diary: wideDiary)
        let b = try TrialData(long, outcome: long.primaryOutcome, diary: longDiary)
        #expect(a.days.map(\.score?.value) == b.days.map(\.score?.value))
        #expect(a.days.compactMap(\.score?.value) == [3, 4.5, 2, 7])
    }

    @Test("a missing day is a gap, never a zero, and the days stay consecutive")
    func gaps() throws {
        let plan = try TrialFixture.plan()
        let diary = try TrialFixture.diary(TrialFixture.wide { $0 % 3 == 0 ? 2 : nil }, plan)
        #expect(diary.days.map(\.day).count == 40)
        #expect(
            zip(diary.days, diary.days.dropFirst()).allSatisfy { $0.day.distance(to: $1.day) == 1 })
        #expect(diary.days[1].entries.isEmpty)
        let data = try TrialData(plan, outcome: plan.primaryOutcome, diary: diary)
        #expect(data.days[1].exclusion == .noScore)
        #expect(data.days[1].score == nil)
    }

    @Test(
        "several measurements of a day become mean, worst or last as the plan says",
        arguments: [
            ("mean", 4.0), ("worst", 7.0), ("last", 3.0),
        ])
    func combining(rule: String, expected: Double) throws {
        let plan = try TrialFixture.plan(
            outcome: "combine: \(rule)", diary: "  day: {column: t, format: \"YYYY-MM-DD HH:MM\"}")
        let diary = try TrialFixture.diary(
            "t,itch\n2026-01-05 21:00,3\n2026-01-05 09:00,2\n2026-01-05 13:00,7\n", plan)
        let data = try TrialData(plan, outcome: plan.primaryOutcome, diary: diary)
        #expect(data.days[0].score?.value == expected)
        #expect(data.days[0].score?.measurements == 3)
    }

    @Test("for an outcome that is better high, the worst is the lowest")
    func worstOfHigherBetter() throws {
        let text = TrialFixture.text(
            outcome: "combine: worst", diary: "  day: {column: t, format: \"YYYY-MM-DD HH:MM\"}")
        let plan = try DraftPlan(
            yaml: text.split(separator: "better: lower", omittingEmptySubsequences: false).joined(
                separator: "better: higher"), file: "p"
        ).validated()
        let diary = try TrialFixture.diary("t,itch\n2026-01-05 09:00,2\n2026-01-05 13:00,7\n", plan)
        #expect(
            try TrialData(plan, outcome: plan.primaryOutcome, diary: diary).days[0].score?.value
                == 2)
    }

    @Test(
        "raters of one measurement are averaged, a skipped rater is left out of the mean and noted")
    func raters() throws {
        let plan = try TrialFixture.plan(
            outcome: "combine: mean", diary: "  day: {column: date}\n  columns: {itch: [ann, bob]}")
        let diary = try TrialFixture.diary(
            "date,ann,bob\n2026-01-05,2,4\n2026-01-05,,9\n2026-01-06,5,5\n", plan)
        let data = try TrialData(plan, outcome: plan.primaryOutcome, diary: diary)
        #expect(data.days[0].score?.value == 6)
        #expect(data.days[0].score?.measurements == 2)
        #expect(
            diary.notes == [
                .ratersSkipped(series: "itch", lines: [SourceLine(file: "diary.csv", line: 3)])
            ])
    }

    @Test("raters in the rows of a long file are averaged too")
    func longRaters() throws {
        let plan = try TrialFixture.plan(
            outcome: "combine: worst",
            diary:
                "  layout: long\n  day: {column: t, format: \"YYYY-MM-DD HH:MM\"}\n  series: what\n  value: v\n  rater: who"
        )
        let diary = try TrialFixture.diary(
            """
            t,what,who,v
            2026-01-05 09:00,itch,ann,2
            2026-01-05 09:00,itch,bob,4
            2026-01-05 21:00,itch,ann,1
            """, plan)
        let data = try TrialData(plan, outcome: plan.primaryOutcome, diary: diary)
        #expect(data.days[0].score?.value == 3)
        #expect(data.days[0].score?.measurements == 2)
    }

    @Test("an exact repetition is dropped with a note of both lines, and changes nothing")
    func repetition() throws {
        let plan = try TrialFixture.plan()
        let once = try TrialFixture.diary("date,itch\n2026-01-05,3\n2026-01-06,4\n", plan)
        let twice = try TrialFixture.diary(
            "date,itch\n2026-01-05,3\n2026-01-06,4\n2026-01-05,3\n", plan)
        #expect(
            once.days.map { $0.entries.map(\.readings) }
                == twice.days.map { $0.entries.map(\.readings) })
        #expect(
            twice.notes == [
                .duplicateDropped(
                    kept: SourceLine(file: "diary.csv", line: 2),
                    dropped: SourceLine(file: "diary.csv", line: 4))
            ])
    }

    @Test("rows in any order are the same diary")
    func rowOrder() throws {
        let plan = try TrialFixture.plan()
        let lines = TrialFixture.wide { Double($0 % 7) }.split(separator: "\n").map(String.init)
        let shuffled = [lines[0]] + lines.dropFirst().reversed()
        let a = try TrialFixture.diary(lines.joined(separator: "\n"), plan)
        let b = try TrialFixture.diary(shuffled.joined(separator: "\n"), plan)
        #expect(
            a.days.map { $0.entries.map(\.readings) } == b.days.map { $0.entries.map(\.readings) })
    }

    @Test("surrounding spaces never change a meaning, and are reported with their lines")
    func spaces() throws {
        let plan = try TrialFixture.plan(
            diary: "  day: {column: date}\n  condition: {column: on, yes: diet, no: usual}")
        let diary = try TrialFixture.diary(
            "date,itch,on\n2026-01-05,3,True \n2026-01-06, 4,true\n2026-01-07,5,FALSE\n", plan)
        #expect(diary.days.flatMap(\.entries).map(\.condition) == ["diet", "diet", "usual"])
        #expect(diary.days.flatMap(\.entries).flatMap(\.readings).map(\.value) == [3, 4, 5])
        #expect(
            diary.notes == [
                .spacesIgnored(
                    column: "on", cell: "True ", meaning: "diet",
                    lines: [SourceLine(file: "diary.csv", line: 2)])
            ])
    }

    @Test("words that the plan does not know are refused with the words it knows")
    func unknownWords() throws {
        let plan = try TrialFixture.plan(
            diary:
                "  day: {column: date}\n  condition: {column: on, words: {Cream: diet, None: usual}}\n  marks: {slip: ate}"
        )
        let error = #expect(throws: ImportError.self) {
            try TrialFixture.diary("date,itch,on,ate\n2026-01-05,3,creme,maybe\n", plan)
        }
        #expect(
            error?.description == """
                diary.csv:2, column "on": found "creme"; expected one of "Cream" and "None". Correct \
                the cell, or add the word to the plan.
                diary.csv:2, column "ate": found "maybe"; expected a word for yes (yes, true, 1, x) or \
                no (no, false, 0). Correct the cell, or add the word to the plan.
                """)
    }

    @Test("a file without a single score is refused")
    func noScores() throws {
        let plan = try TrialFixture.plan()
        let error = #expect(throws: ImportError.self) {
            try TrialFixture.diary("date,itch\n2026-01-05,\n2026-01-06,NA\n", plan)
        }
        #expect(
            error?.description
                == "diary.csv: found no value of \"itch\"; expected at least one day with a score. "
                + "Check the columns that the plan names.")
    }

    @Test(
        "items of an instrument become its score, and an item may be missing only as its rule allows"
    )
    func items() throws {
        let plan = try DraftPlan(
            yaml: """
                title: Eczema
                outcomes: [{id: poem, instrument: poem}]
                conditions: [{id: usual}, {id: diet, against: usual}]
                schedule: {start: 2026-01-05, phases: [{condition: usual, days: 28}, {condition: diet, days: 28}]}
                diary:
                  day: {column: date}
                  columns:
                    poem: {itch: a, sleep: b, bleeding: c, weeping: d, cracking: e, flaking: f, dryness: g}
                """, file: "plan.yaml"
        ).validated()
        let diary = try TrialFixture.diary(
            "date,a,b,c,d,e,f,g\n2026-01-11,3,2,0,1,0,4,4\n2026-01-18,3,2,,1,0,4,4\n", plan)
        let data = try TrialData(plan, outcome: plan.primaryOutcome, diary: diary)
        #expect(data.days[6].score?.value == 14)
        #expect(data.days[13].score?.value == 14)
        let incomplete = try TrialFixture.diary(
            "date,a,b,c,d,e,f,g\n2026-01-11,3,2,,,0,4,4\n", plan)
        #expect(throws: ScoringError.self) {
            try TrialData(plan, outcome: plan.primaryOutcome, diary: incomplete)
        }
    }
}
