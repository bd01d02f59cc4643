import Foundation
@testable import Stats
import TestSupport
import Testing

import Experiment
@testable import ExperimentDiary
@testable import ExperimentTrial
@testable import ExperimentAnalysis
@testable import ExperimentConclusions
@testable import ExperimentPlanning
@testable import ExperimentReport

@Suite("The evidence in a report")
struct ReportEvidenceTests {
    private func report(_ plan: TrialPlan, _ diary: Diary) throws -> Report {
        Report(
            whole: try TrialAnalysis(plan, diary: diary), provenance: Provenance(version: "0"))
    }

    private func markdown(_ report: Report) -> String { MarkdownRenderer.text(report) }

    private func drawn(_ pairs: Int, effect: Double) throws -> Report {
        let plan = try EvidenceFixture.blockPairs(pairs, analysis: "washout: 1")
        let arrangement = try #require(plan.design).schedule.arrangement
        return try report(
            plan,
            EvidenceFixture.diary(plan) {
                effect * Double(arrangement[$0]) + EvidenceFixture.swing($0)
            })
    }

    @Test("a drawn schedule has its k of N among the explanations, in the details and in the JSON")
    func draw() throws {
        let report = try drawn(6, effect: -6)
        let text = markdown(report)
        #expect(
            text.contains(
                "**Chance alone.** Of the 64 schedules that the plan could have drawn, 2 set the "
                    + "conditions apart as clearly as yours or more clearly. Chance in the draw is an "
                    + "unlikely explanation."))
        #expect(text.contains("p = 2/64, 0.031."))
        let object = try JSONReading.object(JSONRenderer.text(report))
        let evidence = try #require(object["evidence"] as? [String: Any])
        let comparisons = try #require(evidence["comparisons"] as? [[String: Any]])
        let test = try #require(comparisons.first?["randomization"] as? [String: Any])
        let p = try #require(test["p"] as? [String: Any])
        #expect(p["extreme"] as? Int == 2 && p["total"] as? Int == 64)
        #expect(report.headline.comparison?.evidence.grade == .a)
        #expect(text.contains("“Diet” helped"))
    }

    @Test("the report of a drawn plan follows the published schema")
    func schema() throws {
        let path = ReportSamples.packageFolder.appendingPathComponent("docs/report.schema.json")
        let schema = try JSONReading.object(try String(contentsOf: path, encoding: .utf8))
        for pairs in [4, 6] {
            let report = try JSONReading.object(JSONRenderer.text(drawn(pairs, effect: -1)))
            #expect(SchemaCheck(schema).problems(of: report) == [])
        }
    }

    @Test("a draw that is too small to tell is said to be, and a plan by hand has the reason")
    func refusals() throws {
        #expect(
            markdown(try drawn(4, effect: -6)).contains(
                "**Chance alone.** The plan could have drawn 16 schedules only, too few to rule out "
                    + "chance by the draw alone, whatever the scores."))
        let text = markdown(try ReportSamples.example("dairy-rosacea"))
        #expect(text.contains("No randomisation test: the plan was not randomised."))
        #expect(!text.contains("**Chance alone.**"))
    }

    @Test("many schedules are drawn, and no p is printed as zero")
    func manySchedules() throws {
        let text = markdown(try drawn(18, effect: -6))
        #expect(text.contains("Of 10000 schedules, yours and others drawn"))
        #expect(text.contains("p = 1/10000, below 0.001."))
        #expect(!text.contains("0.000"))
    }

    @Test("each part of the evidence stands in the details where the diary has it")
    func parts() throws {
        let plan = try EvidenceFixture.plan(
            phases: [
                "    - {condition: usual, days: 28}", "    - {condition: diet, days: 28}",
            ], rest: "started-because-bad: true")
        let marks = [12: "rescue", 40: "slip", 41: "rescue", 50: "ill"]
        let report = try report(
            plan,
            EvidenceFixture.diary(plan, marks: marks) {
                EvidenceFixture.swing($0) + ($0 < 28 ? 5 : 3)
            })
        let text = markdown(report)
        for heading in [
            "### What the draw of the schedule shows", "### Did it begin at a bad moment?",
            "### Was it kept?", "### Rescue treatment", "### Days left out by rule",
            "### Effect sizes",
        ] {
            #expect(text.contains(heading), "\(heading)")
        }
        #expect(text.contains("The plan says that it was started because things were bad."))
        #expect(text.contains("| as done, through onset curves |"))
        #expect(text.contains("| rescue day counts as the worse of two days |"))
        #expect(text.contains("within 7 days of the illness"))
        let html = HTMLRenderer.text(report)
        #expect(html.contains(Wording.placeboTitle.replacingOccurrences(of: "'", with: "&#39;")))
    }

    @Test("outcomes that disagree are an explanation, with the family's numbers in the details")
    func discordance() throws {
        let sleep = "  - {id: sleep, scale: {from: -100, to: 100, better: higher}, worthwhile: 1}"
        let plan = try EvidenceFixture.blockPairs(6, outcomes: sleep)
        let arrangement = try #require(plan.design).schedule.arrangement
        let rows = arrangement.enumerated().map { day, condition in
            "\(EvidenceFixture.start.advanced(by: day)),"
                + "\(-3 * Double(condition) + EvidenceFixture.swing(day)),"
                + "\(-3 * Double(condition) + EvidenceFixture.swing(day + 500)),no,no,no,no,no"
        }
        let csv =
            "date,itch,sleep,slip,rescue,ill,antibiotics,reaction\n"
            + rows.joined(separator: "\n") + "\n"
        let text = markdown(
            try report(
                plan, Diary(CSVTable(bytes: Array(csv.utf8), file: "diary.csv"), plan: plan)))
        #expect(
            text.contains(
                "**Outcomes that disagree.** The outcomes disagree: better on itch, worse on sleep."
            ))
        #expect(text.matches(of: /better on itch, worse on sleep/).count == 1)
        let details = try #require(text.components(separatedBy: "### Other outcomes").last)
        #expect(details.contains("| Interval | In swings | Chance it is better |"))
        #expect(details.contains(" worse |"))
        #expect(details.contains("One swing is a standard deviation"))
    }

    @Test("the onset curve rises from nothing to the whole effect, its band around it")
    func onset() throws {
        // An effect at once, so that the course is identified.
        var trial = SampleTrial()
        trial.phases = [28, 28, 28, 28]
        trial.effect = -4
        trial.noise = 0.4
        let report = try trial.wholeReport()
        let onset = try #require(report.onset)
        let first = try #require(onset.course.first)
        let last = try #require(onset.course.last)
        #expect(first.mean == 0)
        expectClose(last.mean, 1, .roundoff())
        for (before, after) in zip(onset.course, onset.course.dropFirst()) {
            #expect(before.mean <= after.mean + 1e-12)
        }
        #expect(onset.course.allSatisfy { $0.lower <= $0.mean && $0.mean <= $0.upper })
        #expect(HTMLRenderer.text(report).contains(Wording.onsetTitle))
    }

    @Test("without a level that lasts no day has a chance, and none is drawn")
    func chances() throws {
        let report = try ReportSamples.example("dairy-rosacea")
        let change = try #require(report.change)
        #expect(change.date == nil && change.daily.isEmpty)
        #expect(!HTMLRenderer.text(report).contains("class=\"chance\""))
    }

    // MARK: Foods that came back

    private func foods(
        marks: [Int: String] = [:], flaring: Set<Int>
    ) throws -> (report: Report, milk: [Int]) {
        let plan = try EvidenceFixture.challenges(foods: ["milk", "egg"], rounds: 3)
        let origin = plan.schedule.days.lowerBound
        let milk = plan.schedule.phases.filter { $0.part == .challenge && $0.food == "milk" }
            .map { origin.distance(to: $0.first) }
        let bad = milk.enumerated().filter { flaring.contains($0.offset) }
            .flatMap { Array($0.element + 1...$0.element + 3) }
        let diary = try EvidenceFixture.diary(plan, marks: marks) { day in
            0.3 * EvidenceFixture.swing(day) + (bad.contains(day) ? 3 : 0)
        }
        return (try report(plan, diary), milk)
    }

    @Test("a food has its k of n, the stretches without it, its effect and what that counts as")
    func foodsInWords() throws {
        let text = markdown(try foods(flaring: [0, 1, 2]).report)
        #expect(text.contains("## Foods that came back"))
        #expect(text.contains("- **Milk.** Scores flared after 3 of 3 challenges."))
        #expect(
            text.contains(
                "This pattern counts as a reaction in your records: ask a doctor or dietitian before "
                    + "you eat it again."))
        #expect(text.contains("- **Egg.** Scores flared after 0 of 3 challenges."))
        #expect(text.contains("| “Milk” | 3 of 3 |"))
        #expect(
            text.contains("the intervals of the 2 foods hold together with 95 %"))
    }

    @Test("the effect of a food is what was put in, its interval around it, and none for the other")
    func foodEffect() throws {
        let found = try #require(try foods(flaring: [0, 1, 2]).report.evidence?.challenges)
        let milk = try #require(found.foods.first { $0.food == "milk" }?.effect)
        let egg = try #require(found.foods.first { $0.food == "egg" }?.effect)
        expectClose(milk.worsening, 3, .absolute(0.4))
        #expect(milk.interval.contains(3) && milk.interval.lower > 1)
        #expect(egg.interval.contains(0))
        expectClose(milk.interval.level, 0.975, .roundoff())
    }

    @Test("one flare of three is no reaction in words")
    func oneFlare() throws {
        let text = markdown(try foods(flaring: [1]).report)
        #expect(text.contains("Scores flared after 1 of 3 challenges."))
        #expect(text.contains("less than the"))
        #expect(!text.contains("This pattern counts as a reaction"))
    }

    @Test("an immediate reaction is listed apart, and its challenge is not counted")
    func immediate() throws {
        let days = try foods(flaring: [0, 1, 2]).milk
        let (report, _) = try foods(marks: [days[1]: "reaction"], flaring: [0, 1, 2])
        let milk = try #require(
            report.evidence?.challenges?.foods.first { $0.food == "milk" })
        #expect(milk.scoredWindows == 2 && milk.flares == 2)
        #expect(milk.conclusion == .inconclusive)
        #expect(milk.immediateReactions == [EvidenceFixture.start.advanced(by: days[1])])
        #expect(
            markdown(report).contains(
                "It stands apart: that challenge is not counted and its days are in no average."))
    }

    @Test("a ladder tells each dose: the first ones have the day until the next to show")
    func doses() throws {
        let data = try EvidenceFixture.data(
            Self.ladder(),
            score: { day in
                // The full portion is eaten on days 30, 43 and 56; the smaller ones the days before.
                let full = [30, 43, 56].contains { ($0 + 1...$0 + 3).contains(day) }
                return full ? 4 : 0.1 * EvidenceFixture.swing(day)
            })
        let milk = try #require(ChallengeEvidence(data)?.foods.first)
        #expect(milk.doses.map(\.portion) == [0.25, 0.5, 1])
        #expect(milk.doses.map(\.flares) == [0, 0, 3])
        #expect(milk.doses.map(\.challenges) == [3, 3, 3])
        #expect(data.challenges[0].window == 29...33)
    }

    private static func ladder() throws -> TrialPlan {
        let steps = [0.25, 0.5, 1].map {
            "    - {condition: usual, days: 1, part: challenge, food: milk, portion: \($0)}"
        }
        let round =
            steps + [
                "    - {condition: diet, days: 3, part: observation, food: milk}",
                "    - {condition: diet, days: 7, part: washout, food: milk}",
            ]
        return try EvidenceFixture.plan(
            phases: [
                "    - {condition: usual, days: 14, part: baseline}",
                "    - {condition: diet, days: 14, part: elimination}",
            ] + round + round + round)
    }
}
