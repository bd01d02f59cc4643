import ExperimentConclusions
import ExperimentReport
import ExperimentText
@testable import Stats
import TestSupport
import Testing

@testable import ExperimentSeries

@Suite("What several people say together")
struct SeriesConclusionsTests {
    private static func series(
        _ people: [PersonSummary], covariates: [String] = []
    ) throws -> SeriesConclusions {
        try SeriesConclusions(SeriesPeople(people), covariates: covariates)
    }

    @Test("people whom it helps are said to be helped, in the direction that is better")
    func helped() throws {
        let found = try Self.series(SeriesFixture.helped)
        #expect(found.judgement.verdict == .helped)
        #expect(found.mean.estimate > 1.5 && found.mean.interval.lower > 0)
        #expect(found.next.interval.width > found.mean.interval.width)
        #expect(found.outlook == nil)
        #expect(SeriesReport(found).markdown.contains("On average “cream” helped these people:"))
    }

    @Test("nothing on average, and yet they differ")
    func differ() throws {
        let people = [-2.0, 2, -2.2, 1.9, -1.8, 2.1].enumerated().map {
            SeriesFixture.person("p\($0.offset)", $0.element, error: 0.3)
        }
        let found = try Self.series(people)
        #expect(!found.judgement.verdict.claimsEffect)
        #expect(found.spread.answer == .differ)
        #expect(
            SeriesReport(found).text(TerminalStyle()).contains("People differ by enough to matter.")
        )
        // Each keeps most of the own answer.
        #expect(found.each.allSatisfy { $0.borrowed < 0.1 })
    }

    @Test("a noisy person borrows more, and ends nearer to the others")
    func borrowed() throws {
        let people = SeriesFixture.helped + [SeriesFixture.person("noisy", 3, error: 3)]
        let found = try Self.series(people)
        let noisy = try #require(found.each.last)
        #expect(noisy.borrowed > 0.8 && noisy.borrowed > found.each[0].borrowed)
        #expect(noisy.own.estimate < 0 && noisy.shrunken.estimate > 0)
    }

    @Test("cannot tell says how many people would settle it")
    func outlook() throws {
        let people = [-2.4, 0.9, -1.9, 0.4].enumerated().map {
            SeriesFixture.person("p\($0.offset)", $0.element, error: 0.9)
        }
        let found = try Self.series(people)
        #expect(found.judgement.verdict == .cannotTell)
        let outlook = try #require(found.outlook)
        #expect(try #require(outlook.people) > 4)
        #expect(SeriesReport(found).markdown.contains("## What would settle it"))
    }

    @Test("those who left are counted, and the average is told as if they had become worse")
    func left() throws {
        let found = try Self.series(SeriesFixture.helped + [SeriesFixture.left("gone")])
        let lost = try #require(found.ifOthersLost)
        #expect(lost.estimate < found.mean.estimate)
        #expect(SeriesReport(found).markdown.contains("7 people began, 6 have an answer"))
        #expect(SeriesReport(found).markdown.contains("went on holiday"))
    }

    @Test(
        "who still runs is counted and named, and moves no number: not even the one that may answer"
    )
    func running() throws {
        let own = try Self.series(SeriesFixture.helped)
        let more = [SeriesFixture.running("early"), SeriesFixture.running("clear", -6)]
        let found = try Self.series(SeriesFixture.helped + more)
        #expect(found.mean == own.mean && found.next == own.next && found.spread == own.spread)
        // Nobody left, and nobody failed to finish.
        #expect(found.ifOthersLost == nil && found.judgement == own.judgement)
        #expect(found.people.count == 8 && found.people.over == 6)
        let text = SeriesReport(found).markdown
        #expect(text.contains("8 people began, 6 have an answer"))
        #expect(
            text.contains("2 trials still run (early, clear): counted here and in no number above"))
        #expect(!SeriesReport(own).markdown.contains("still run"))
        #expect(SeriesReport(found).json.text.contains("\"running\": [\n    \"early\","))
    }

    @Test("too few whose trials are over is refused, and told how many still run")
    func tooFewOver() {
        let people = SeriesFixture.helped.prefix(2) + [SeriesFixture.running("early", -2)]
        #expect(
            throws: SeriesProblem.tooFew(found: 2, withoutAnswer: 0, running: 1)
        ) { try SeriesPeople(Array(people)) }
        #expect(
            "\(SeriesProblem.tooFew(found: 2, withoutAnswer: 0, running: 1))".hasPrefix(
                "found 2 people with an answer, and 1 trial that still runs; expected at least 3"))
    }

    @Test("the grade is the one that half of the people reach, one less when few finished")
    func grade() throws {
        let grades: [EvidenceGrade] = [.a, .b, .b, .c, .d]
        let people = zip(SeriesFixture.helped, grades).enumerated().map { place, pair in
            SeriesFixture.person(
                "p\(place)", pair.0.answer?.estimate ?? 0, grade: pair.1)
        }
        #expect(try Self.series(people).judgement.grade == .b)
        let unfinished = people.map { person in
            SeriesFixture.person(
                person.person, person.answer?.estimate ?? 0, grade: person.answer?.grade,
                finished: person.person < "p2")
        }
        #expect(try Self.series(unfinished).judgement.grade == .c)
        let unknown = people.map {
            SeriesFixture.person($0.person, $0.answer?.estimate ?? 0, grade: nil)
        }
        #expect(try Self.series(unknown).judgement.grade == .d)
    }

    @Test("a draw over everybody that chance explains takes a claim back")
    func draw() throws {
        // Under lower-is-better the observed statistic of a help is negative.
        func people(_ observed: Double) -> [PersonSummary] {
            SeriesFixture.helped.enumerated().map { place, person in
                SeriesFixture.person(
                    "p\(place)", person.answer?.estimate ?? 0,
                    draw: RandomizationSample(
                        observed: observed, values: [-1.3, -0.5, 0.5, 1.3], isComplete: true))
            }
        }
        let clear = try Self.series(people(-1.3))
        #expect(clear.judgement.verdict == .helped)
        #expect(try #require(clear.draw).p < 0.001 && (clear.draw?.z ?? 0) > 0)
        let unclear = try Self.series(people(-0.5))
        #expect(unclear.judgement.verdict == .cannotTell)
    }

    @Test("a declared covariate is told with its slope; too many are refused")
    func covariates() throws {
        let people = (0..<10).map { place in
            SeriesFixture.person(
                "p\(place)", -0.2 * Double(place), error: 0.3,
                covariates: [.init(name: "age", value: Double(place))])
        }
        let found = try Self.series(people, covariates: ["age"])
        expectClose(found.covariates[0].slope.estimate, 0.2, .absolute(0.02))
        #expect(throws: SeriesProblem.tooManyCovariates(declared: 3, people: 10)) {
            try Self.series(people, covariates: ["age", "a", "b"])
        }
        #expect(throws: SeriesProblem.covariateMissing(name: "weight", person: "p0")) {
            try Self.series(people, covariates: ["weight"])
        }
    }

    @Test("what cannot be put together is refused with a sentence")
    func refusals() {
        let people = SeriesFixture.helped
        func refused(_ people: [PersonSummary]) -> String {
            do {
                _ = try SeriesPeople(people)
                return ""
            } catch { return "\(error)" }
        }
        #expect(refused(Array(people.prefix(2))).contains("expected at least 3"))
        #expect(refused(people + [people[0]]).contains("found \"p0\" twice"))
        let scale = SeriesFixture.person(
            "other", -1, question: SeriesFixture.question(highest: 100))
        #expect(
            refused(people + [scale]).contains(
                "on two scales (0 to 100 points, and 0 to 10 points)"))
        let turned = SeriesFixture.person(
            "other", -1, question: SeriesFixture.question(benefit: .higher))
        #expect(refused(people + [turned]).contains("what helps one would count as harm"))
        let named = SeriesFixture.person(
            "other", -1, question: SeriesFixture.question(called: "ointment"))
        #expect(refused(people + [named]).contains("two conditions under one id \"cream\""))
        let asked = SeriesFixture.person(
            "other", -1, question: SeriesFixture.question(outcome: "sleep"))
        #expect(refused(people + [asked]).contains("Choose with --outcome and --condition"))
    }

    @Test("equal people give equal bytes, in any order the same average")
    func deterministic() throws {
        let first = try SeriesReport(Self.series(SeriesFixture.helped)).json.text
        let second = try SeriesReport(Self.series(SeriesFixture.helped)).json.text
        #expect(first == second)
        let turned = try Self.series(SeriesFixture.helped.reversed())
        let own = try Self.series(SeriesFixture.helped)
        expectClose(turned.mean.estimate, own.mean.estimate, .iterative(1e-12))
    }

    @Test("who has a plan and no score yet did not begin")
    func notBegun() throws {
        var waiting = SeriesFixture.running("waiting")
        waiting.hasBegun = false
        let found = try Self.series(
            SeriesFixture.helped + [waiting, SeriesFixture.running("early")])
        #expect(found.people.count == 7 && found.people.notBegun.map(\.person) == ["waiting"])
        let text = SeriesReport(found).markdown
        #expect(text.contains("7 people began, 6 have an answer"))
        #expect(text.contains("1 more person has a plan and no score yet."))
        #expect(waiting.json.text.contains("\"begun\": false"))
    }
}
