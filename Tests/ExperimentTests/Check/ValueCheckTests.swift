import Experiment
import Testing

@Suite("Values of a diary looked over")
struct ValueCheckTests {
    private static func withCovariate(
        _ name: String, _ value: (Int) -> Double
    ) throws -> (String, TrialPlan) {
        let plan = try CheckFixture.plan(covariates: "covariates:\n  - {id: \(name)}")
        let diary =
            "date,itch,\(name)\n"
            + (0..<42).map { "\(TrialFixture.day($0)),\(CheckFixture.usual($0)),\(value($0))\n" }
            .joined()
        return (diary, plan)
    }

    @Test("a night of 27 hours is impossible by its name, and only then")
    func impossible() throws {
        let (diary, plan) = try Self.withCovariate("sleep.hours") { $0 == 8 ? 27 : 7 }
        let remarks = try CheckFixture.remarks(.impossibleValues, diary, plan: plan)
        #expect(
            remarks.map(\.finding) == [
                "sleep.hours: 27 on 2026-01-13; expected 0 to 24 hours a day."
            ])
        #expect(remarks[0].lines == [SourceLine(file: "diary.csv", line: 10)])
        #expect(
            remarks.map(\.consequence) == [
                "The analysis takes the value as it stands and corrects the score for it. Correct it: "
                    + "n1 log sleep.hours=VALUE --date DAY --correct REASON, or in the file."
            ])
        let (other, otherPlan) = try Self.withCovariate("mood") { $0 == 8 ? 27 : 7 }
        #expect(try CheckFixture.remarks(.impossibleValues, other, plan: otherPlan) == [])
    }

    @Test("a value beyond the outer fences is unlikely; one inside them is not")
    func unlikely() throws {
        // Quartiles of log(1 + x) of 6, 7, 8: fences well below 40 and above 12.
        let (diary, plan) = try Self.withCovariate("sleep") { $0 == 20 ? 75 : Double(6 + $0 % 3) }
        let remarks = try CheckFixture.remarks(.unlikelyValues, diary, plan: plan)
        #expect(
            remarks.map(\.finding) == [
                "sleep: 75 on 2026-01-25; half of the days lie between 6 and 8."
            ])
        #expect(
            remarks.map(\.consequence) == [
                "Such a value is kept, because a bad day may be real. Correct it if it is a slip of "
                    + "the pen."
            ])
        let (calm, calmPlan) = try Self.withCovariate("sleep") {
            $0 == 20 ? 11 : Double(6 + $0 % 3)
        }
        #expect(try CheckFixture.remarks(.unlikelyValues, calm, plan: calmPlan) == [])
    }

    @Test("amounts spread over three powers of ten are not unlikely")
    func amounts() throws {
        let (diary, plan) = try Self.withCovariate("steps") {
            Double([40, 300, 900, 5000, 22_000][$0 % 5])
        }
        #expect(try CheckFixture.remarks(.unlikelyValues, diary, plan: plan) == [])
    }

    @Test("twelve equal answers among others that differ are straight-lining")
    func straight() throws {
        let plan = try TrialFixture.plan()
        let diary = CheckFixture.calm { (20..<32).contains($0) ? 6 : CheckFixture.usual($0) }
        let remarks = try CheckFixture.remarks(.straightLining, diary, plan: plan)
        #expect(
            remarks.map(\.finding) == [
                "itch: 12 answers in a row are 6, 2026-01-25 to 2026-02-05, while the other days differ."
            ])
        #expect(remarks[0].lines.map(\.line) == Array(22...33))
        #expect(
            remarks.map(\.consequence) == [
                "They are analysed as they stand. Answers given by habit hide a difference that is "
                    + "there, and make the days look less scattered than they are."
            ])
    }

    @Test("calm skin may stay calm: the good end of the scale is no straight-lining")
    func calmSkin() throws {
        let diary = CheckFixture.calm { (14..<42).contains($0) ? 0 : CheckFixture.usual($0) }
        #expect(try CheckFixture.remarks(.straightLining, diary, plan: TrialFixture.plan()) == [])
    }

    @Test("a diary that mostly repeats itself is a steady person, not straight-lining")
    func steady() throws {
        // Every answer four times; runs of eight come up by chance.
        let diary = CheckFixture.calm { Double([5, 5, 6, 5, 6, 4, 4, 5, 6, 5, 5][$0 / 4]) }
        #expect(try CheckFixture.remarks(.straightLining, diary, plan: TrialFixture.plan()) == [])
    }

    @Test("a questionnaire with one answer to every item, three times in a row, is said")
    func uniform() throws {
        let items = ["itch", "sleep", "bleeding", "weeping", "cracking", "flaking", "dryness"]
        let columns = items.map { "\($0): \($0)" }.joined(separator: ", ")
        let plan = try CheckFixture.plan(
            outcomes: "{id: poem, instrument: poem, worthwhile: 3}",
            diary: "  day: {column: date}\n  columns:\n    poem: {\(columns)}")
        func diary(_ answers: [(Int, [Int])]) -> String {
            "date," + items.joined(separator: ",") + "\n"
                + answers.map { day, values in
                    TrialFixture.day(day) + "," + values.map(String.init).joined(separator: ",")
                        + "\n"
                }.joined()
        }
        let mixed = [2, 1, 0, 0, 2, 3, 1]
        let same = [Int](repeating: 2, count: 7)
        let days = [6, 13, 20, 27, 34, 41]
        let straight = diary(zip(days, [mixed, mixed, mixed, same, same, same]).map { ($0, $1) })
        #expect(
            try CheckFixture.remarks(.straightLining, straight, plan: plan).map(\.finding) == [
                "Patient-Oriented Eczema Measure: every item has the same answer in 3 forms in a row, "
                    + "2026-02-01, 2026-02-08, 2026-02-15."
            ])
        let clear = diary(days.map { ($0, [Int](repeating: 0, count: 7)) })
        #expect(try CheckFixture.remarks(.straightLining, clear, plan: plan) == [])
    }

    @Test("raters who differ by more than what would be worth having are said")
    func raters() throws {
        let plan = try CheckFixture.plan(
            diary: "  day: {column: date}\n  columns: {itch: [ann, bob]}")
        func diary(_ gap: Double) -> String {
            "date,ann,bob\n"
                + (0..<42).map {
                    "\(TrialFixture.day($0)),\(CheckFixture.usual($0)),\(CheckFixture.usual($0) + gap)\n"
                }.joined()
        }
        let remarks = try CheckFixture.remarks(.disagreement, diary(2), plan: plan)
        #expect(
            remarks.map(\.finding) == [
                "itch: on 42 of 42 occasions the raters lie further apart than the 1 points that would "
                    + "be worth having, typically 2."
            ])
        #expect(remarks.map(\.consequence) == ["The mean of the raters is analysed."])
        #expect(try CheckFixture.remarks(.disagreement, diary(1), plan: plan) == [])
    }

    @Test("two sources of one series that lie further apart than the days do are said")
    func sources() throws {
        let plan = try CheckFixture.plan(covariates: "covariates:\n  - {id: sleep, combine: mean}")
        let facts = (0..<10).flatMap { index -> [RecordedFact] in
            ["oura", "fitbit-json"].enumerated().map { place, format in
                let gap = format == "oura" && index == 3 ? 4.0 : 0.1
                let value = 7 + Double(index % 2) + (place == 0 ? gap : 0)
                return RecordedFact(
                    id: 2 * index + place + 1, entry: 2 * index + place + 1,
                    fact: DiaryFact(
                        day: CalendarDay(iso: TrialFixture.day(index))
                            ?? plan.schedule.days.lowerBound,
                        .reading(series: "sleep", rater: nil, value: value)),
                    origin: .imported(format: format, file: "export"), recordedOn: nil,
                    isCurrent: true)
            }
        }
        let diary = try Diary(facts, file: "diary.sqlite", plan: plan)
        let remarks = try DiaryCheck(plan, diary: diary).remarks.filter {
            $0.subject == .disagreement
        }
        #expect(remarks.count == 1)
        #expect(
            remarks[0].finding.hasPrefix(
                "sleep: imported from oura and imported from fitbit-json lie further apart on 1 of 10 "
                    + "days than the days do"))
        #expect(remarks[0].lines.map(\.line) == [7, 8])
    }

    @Test("values that an import brought and the diary did not take are told from then on")
    func differences() throws {
        let plan = try TrialFixture.plan()
        let day = plan.schedule.days.lowerBound
        let fact = RecordedFact(
            id: 1, entry: 1,
            fact: DiaryFact(day: day, .reading(series: "itch", rater: nil, value: 4)),
            origin: .typed, recordedOn: day, isCurrent: true)
        let difference = SourceDifference(
            day: day, series: "itch", kept: 4, other: 6, otherSource: "e.csv",
            line: SourceLine(file: "e.csv", line: 2))
        let diary = try Diary(
            [fact], differences: [difference], file: "diary.sqlite", plan: plan)
        let remarks = try DiaryCheck(plan, diary: diary).remarks.filter {
            $0.subject == .disagreement
        }
        #expect(
            remarks.map(\.finding) == [
                "itch differs from e.csv on 1 day: 2026-01-05 4 against 6."
            ])
        #expect(remarks.map(\.lines) == [[SourceLine(file: "e.csv", line: 2)]])
        #expect(
            remarks.map(\.consequence) == [
                "The value that was there first is analysed. Take the other one with "
                    + "n1 log itch=VALUE --date DAY --correct REASON."
            ])
    }
}
