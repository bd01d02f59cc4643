import ExperimentDiary
import ExperimentReport
import ExperimentText
@testable import Stats
import TestSupport
import Testing

@testable import ExperimentConclusions

@testable import ExperimentSeries

@Suite("Records of a series")
struct SeriesRecordTests {
    private static func json(_ text: String) throws -> LocatedJSON {
        try JSONDocument(ExportText(Array(text.utf8), file: "records"), file: "records").values[0]
    }

    @Test("a summary comes back as it was written, in about a kilobyte")
    func roundTrip() throws {
        let mixture = NormalMixture([
            .init(weight: 0.25, mean: -1, variance: 0.25),
            .init(weight: 0.75, mean: -1.5, variance: 1),
        ])
        let person = PersonSummary(
            person: "anna", question: SeriesFixture.question, smallest: 1,
            answer: .init(
                likelihood: mixture, isWhole: true, estimate: -1.375, standardError: 0.9,
                verdict: .helped, grade: .a,
                draw: RandomizationSample(observed: 1, values: [1, -1], isComplete: true)),
            days: .init(analysed: 50, scored: 50, due: 56, planned: 56, isFinished: true),
            covariates: [.init(name: "age", value: 34)])
        let line = person.json.line
        #expect(line.utf8.count < 1200)
        #expect(try PersonSummary(Self.json(line), at: "here") == person)
    }

    private static let trial = """
        {"person":"a","outcome":"itch","condition":"cream","reference":"none","smallest":1,"score":[\
        5,6,5,5,3,3,2,3,5,6,6,5,2,null,3,2,6,5,5,6,3,2,3,3],"exposure":[\
        0,0,0,0,1,1,1,1,0,0,0,0,1,1,1,1,0,0,0,0,1,1,1,1],"pairedPeriodDays":4}
        """

    @Test("a plain trial is analysed by ar1, with its draw of three pairs")
    func trial() throws {
        let summary = try PlainTrial(Self.json(Self.trial), at: "here").summary
        let answer = try #require(summary.answer)
        // Means 5.417 and 2.636 over 12 and 11 days; generalised least squares moves it a little.
        expectClose(answer.estimate, -2.78, .absolute(0.1))
        #expect(answer.isWhole && summary.days.analysed == 23)
        let draw = try #require(answer.draw)
        #expect(draw.values.count == 8 && draw.isComplete)
        #expect(try #require(summary.improvement).mean > 2)
    }

    @Test("a missing score is never zero")
    func missing() throws {
        let zero = Self.trial.replacing("null", with: "0")
        let own = try PlainTrial(Self.json(Self.trial), at: "here").summary
        let other = try PlainTrial(Self.json(zero), at: "here").summary
        #expect(own.answer?.estimate != other.answer?.estimate)
        #expect(other.days.analysed == 24)
    }

    @Test("a trial without an answer says why, and is a person all the same")
    func unanswered() throws {
        let flat = Self.trial.replacing("2,null,3", with: "null,null,3")
            .replacing("[5,6,5,5", with: "[null,null,null,null")
            .replacing("3,3,2,3,5,6,6,5", with: "null,null,null,null,null,null,null,null")
            .replacing("6,5,5,6,3,2,3,3", with: "null,null,null,null,null,null,null,null")
        let summary = try PlainTrial(Self.json(flat), at: "here").summary
        #expect(summary.answer == nil && summary.reason != nil)
    }

    @Test("a trial that says that it runs has an answer only at a Bayes factor of 20")
    func running() throws {
        func summary(_ text: String) throws -> PersonSummary {
            try PlainTrial(
                Self.json(
                    text.replacing(
                        "\"pairedPeriodDays\"", with: "\"running\":true,\"pairedPeriodDays\"")),
                at: "here"
            ).summary
        }
        // Three clear points of difference in 23 days; and then the same scores in another order.
        let clear = try summary(Self.trial)
        #expect(clear.answer != nil && clear.isRunning && !clear.isPooled && !clear.days.isFinished)
        let flat = Self.trial.replacing(
            "5,6,5,5,3,3,2,3,5,6,6,5,2,null,3,2,6,5,5,6,3,2,3,3",
            with: "5,3,5,3,6,3,5,2,3,6,2,5,6,null,3,5,2,6,3,5,6,3,5,3")
        #expect(flat != Self.trial)
        let open = try summary(flat)
        #expect(open.answer == nil && open.isRunning && open.reason == PersonSummary.runningReason)
        #expect(try PlainTrial(Self.json(flat), at: "here").summary.answer != nil)
        for summary in [clear, open] {
            let back = try PersonSummary(Self.json(summary.json.line), at: "here")
            #expect(back.isRunning && (back.answer == nil) == (summary.answer == nil))
        }
    }

    @Test("an older record whose verdict is not yet gives up its estimate")
    func notYet() throws {
        let old = SeriesFixture.person("a", -2).json.line
            .replacing("\"verdict\":\"cannot-tell\"", with: "\"verdict\":\"not-yet\"")
        let back = try PersonSummary(Self.json(old), at: "here")
        #expect(back.answer == nil && back.isRunning && back.reason == PersonSummary.runningReason)
        let finding = """
            {"findings":[{"kind":"effect","outcome":{"id":"itch","name":"itch","unit":"points","lowest":0,\
            "highest":10,"direction":"lower is better"},"condition":"cream","reference":"none",\
            "verdict":"VERDICT","estimate":-2,"standardError":0.5,"smallest":1}]}
            """
        func read(_ verdict: String) throws -> PersonSummary? {
            try PersonSummary.all(
                report: Self.json(finding.replacing("VERDICT", with: verdict)), person: "a",
                at: "here"
            ).first
        }
        #expect(try read("not-yet")?.answer == nil && read("not-yet")?.isRunning == true)
        #expect(try read("helped")?.answer?.estimate == -2)
    }

    @Test("sums count who still runs, in parts too, and are those of the others")
    func runningInSums() throws {
        var (own, all, part) = (
            PartialPool(scale: 1), PartialPool(scale: 1), PartialPool(scale: 1)
        )
        for person in SeriesFixture.helped {
            try own.add(person)
            try all.add(person)
        }
        try part.add(SeriesFixture.running("clear", -6))
        try all.add(PartialPool(Self.json(part.json.line), at: "here"))
        let (found, expected) = try (all.pooled(), own.pooled())
        #expect(found.running == 1 && found.withoutAnswer == 0)
        #expect(found.summary.json == expected.summary.json)
    }

    @Test("a bad key is told with its place, what was found and what was expected")
    func badKeys() throws {
        func told(_ text: String) -> String {
            do {
                _ = try PlainTrial(Self.json(text), at: "trials.jsonl:7")
                return ""
            } catch { return "\(error)" }
        }
        #expect(
            told("{}")
                == "trials.jsonl:7, key \"person\": found nothing that fits; expected a text. See docs/series-record.md."
        )
        #expect(
            told(Self.trial.replacing("[5,6", with: "[\"x\",6")).contains(
                "found \"x\"; expected numbers, and null"))
        #expect(told(Self.trial.replacing("[0,0,0", with: "[0,0")).contains("found \"24 values\""))
    }

    @Test("sums made in parts are the sums of all, through their lines")
    func partial() throws {
        var whole = PartialPool(scale: 1)
        var parts = [PartialPool(scale: 1), PartialPool(scale: 1)]
        for (place, person) in SeriesFixture.helped.enumerated() {
            try whole.add(person)
            try parts[place % 2].add(person)
        }
        var sum = PartialPool()
        for part in parts.reversed() {
            try sum.add(PartialPool(Self.json(part.json.line), at: "here"))
        }
        #expect(try sum.pooled().json.text == whole.pooled().json.text)
        let series = try SeriesConclusions(SeriesPeople(SeriesFixture.helped))
        let pooled = try whole.pooled().summary.posterior
        expectClose(pooled.mean.mean, series.mean.estimate, .iterative(1e-5))
        // The tables end at seven times their scale; the spread of the next person leans on what lies beyond.
        expectClose(pooled.next.standardDeviation, series.next.standardDeviation, .iterative(5e-4))
    }

    @Test("somebody who asked something else does not enter the sums")
    func strangers() throws {
        var sum = PartialPool(scale: 1)
        try sum.add(SeriesFixture.helped[0])
        #expect(throws: SeriesProblem.self) {
            try sum.add(
                SeriesFixture.person("x", 1, question: SeriesFixture.question(outcome: "sleep")))
        }
        #expect(throws: SeriesProblem.self) {
            try sum.add(
                SeriesFixture.person("x", 1, question: SeriesFixture.question(benefit: .higher)))
        }
        #expect(sum.count == 1)
    }

    @Test("a population shrinks as the series that it came from, through its text")
    func population() throws {
        let series = try SeriesConclusions(SeriesPeople(SeriesFixture.helped))
        let text = PopulationSummary(series).json.text
        let back = try PopulationSummary(Self.json(text), at: "here")
        let own = series.each[0].shrunken
        let again = PersonReading(SeriesFixture.helped[0], back.posterior, smallest: back.smallest)
        expectClose(again.shrunken.estimate, own.estimate, .iterative(1e-8))
        expectClose(again.shrunken.interval.lower, own.interval.lower, .iterative(1e-7))
    }

    @Test(
        "whose days are in the series already is told from the name or the answer, and counts once")
    func membership() throws {
        let series = try SeriesConclusions(SeriesPeople(SeriesFixture.helped))
        let listed = try PopulationSummary(Self.json(SeriesReport(series).json.text), at: "here")
        let same = SeriesFixture.person("another name", -2.1)
        let grown = SeriesFixture.person("p1", -2.6)
        let stranger = SeriesFixture.person("me", -2.6)
        #expect(listed.holds(same) == true && listed.holds(grown) == true)
        #expect(listed.holds(stranger) == false)
        let pooled = try PopulationSummary(
            Self.json(PopulationSummary(series).json.text), at: "here")
        #expect(pooled.holds(same) == nil)
        func told(_ person: PersonSummary, _ population: PopulationSummary) throws -> String {
            try BorrowedStrength([person], population).sentences.joined(separator: " ")
        }
        #expect(try told(same, listed).contains("are among those of the series, and count once."))
        #expect(try told(stranger, listed).contains("are not among those of the series."))
        #expect(try told(stranger, pooled).contains("The series does not say who is in it"))
        // What others say of a newcomer is what they say of a seventh.
        let seven = try SeriesConclusions(SeriesPeople(SeriesFixture.helped + [stranger]))
        let found = PersonReading(stranger, listed.posterior, smallest: 1, isMember: false)
        expectClose(
            found.shrunken.estimate, seven.each[6].shrunken.estimate, .iterative(1e-5))
    }

    @Test("what a series adds stands apart, with the share that was borrowed")
    func adds() throws {
        let series = try SeriesConclusions(SeriesPeople(SeriesFixture.helped))
        let person = SeriesFixture.person("me", 0.5, error: 1.5)
        let added = try BorrowedStrength([person], PopulationSummary(series))
        let text = added.sentences.joined(separator: " ")
        #expect(
            text.hasPrefix("This stands apart: the answer above comes from your own days alone"))
        #expect(text.contains("Borrowed from the others:"))
        #expect(throws: SeriesProblem.self) {
            try BorrowedStrength(
                [SeriesFixture.person("me", 1, question: SeriesFixture.question(outcome: "sleep"))],
                PopulationSummary(series))
        }
    }
}
