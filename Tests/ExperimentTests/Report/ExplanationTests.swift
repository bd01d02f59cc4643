@testable import Stats
import TestSupport
import Testing

import Experiment
@testable import ExperimentDiary
@testable import ExperimentTrial
@testable import ExperimentAnalysis
@testable import ExperimentConclusions
@testable import ExperimentReport

@Suite("What else could explain it, and what next")
struct ExplanationTests {
    @Test("slips and missing days are counted, and the answer without them is told")
    func counts() throws {
        var trial = SampleTrial()
        trial.slips = 0.3
        trial.missing = 0.2
        let report = try trial.report()
        let data = report.primary.data
        for explanation in report.explanations {
            switch explanation {
            case .marked(let days) where days.mark == .slip:
                #expect(days.underCondition == data.days.count { $0.marks.contains(.slip) })
                #expect(days.conditionDays == 21 && days.underReference == 0)
                #expect(days.effectWithout != nil)
            case .missing(let days):
                #expect(
                    days.underCondition + days.underReference
                        == data.days.count { $0.score == nil })
                let worst = try #require(days.effectAtWorst)
                #expect(worst.improvement < (report.primary.effects[0].improvement))
            default: break
            }
        }
    }

    @Test(
        "days marked as slips leave the estimate of the rest as if they had not been written down")
    func leavingOut() throws {
        var trial = SampleTrial()
        trial.slips = 0.3
        let data = try trial.report().primary.data
        let without = data.mapDays {
            $0.marks.contains(.slip) ? $0.leftOut(.marked(.slip)) : $0
        }
        let unwritten = data.mapDays { day in
            guard day.marks.contains(.slip) else { return day }
            var other = day
            other.score = nil
            other.exclusion = .noScore
            return other
        }
        let left = try EffectAnalysis(without).effects[0].estimate
        expectClose(left, try EffectAnalysis(unwritten).effects[0].estimate, .exact)
    }

    @Test("missing days that lack their covariate too still weigh in the worst case")
    func missingCovariate() throws {
        let report = try ReportSamples.example("dairy-rosacea")
        let missing = report.explanations.compactMap { explanation -> MissingDays? in
            if case .missing(let days) = explanation { days } else { nil }
        }
        let worst = try #require(missing.first?.effectAtWorst)
        #expect(worst.improvement < report.primary.effects[0].improvement - 0.05)
    }

    @Test("a drift of the scores is told beside the effect, and none where there is none")
    func drift() throws {
        var trial = SampleTrial()
        trial.phases = [7, 7, 7, 7, 7, 7, 7, 7]
        trial.noise = 0.5
        trial.drift = -2
        let report = try trial.wholeReport()
        let drift = try #require(
            report.explanations.compactMap { explanation -> Drift? in
                if case .drift(let drift) = explanation { drift } else { nil }
            }.first)
        #expect(drift.interval.lower < -2 && drift.interval.upper > -2)
        #expect(drift.effect.interval.lower < -1.5 && drift.effect.interval.upper > -1.5)
        let text = MarkdownRenderer.text(report)
        #expect(
            text.contains(
                "**A drift of its own.** From the first day to the last the scores fell by "))
        #expect(text.contains(" points whatever the condition ("))
        trial.drift = 0
        #expect(
            try !trial.wholeReport().explanations.contains {
                if case .drift = $0 { true } else { false }
            })
    }

    @Test("one change is told as such, a long trial with few changes as a season")
    func design() throws {
        let once = try SampleTrial().report().explanations
        #expect(once.contains { if case .oneChangeOnly = $0 { true } else { false } })
        var long = SampleTrial()
        long.phases = [28, 28, 28]
        let season = try long.report().explanations
        #expect(season.contains { if case .season(84, 2) = $0 { true } else { false } })
        var quick = SampleTrial()
        quick.phases = [5, 5, 5, 5, 5, 5]
        let neither = try quick.report().explanations
        #expect(!neither.contains { if case .season = $0 { true } else { false } })
    }

    @Test("a baseline that ends in a bad week is said to be one, with the improvement to expect")
    func badSpell() throws {
        let scores =
            Array(repeating: 3.0, count: 14) + Array(repeating: 8.0, count: 7)
            + Array(repeating: 3.0, count: 14)
        let rows = scores.enumerated().map { day, score in
            let start = CalendarDay(daysSinceEpoch: 20409)
            return "\(start.advanced(by: day)),\(score + Double(day % 3) / 10),no,no"
        }
        var trial = SampleTrial()
        trial.phases = [21, 14]
        let csv = "date,score,slip,rescue\n" + rows.joined(separator: "\n") + "\n"
        let report = try ReportSamples.report(yaml: trial.yaml, csv: Array(csv.utf8))
        let start = try #require(StartingPoint(report.primary))
        expectClose(start.worsening, 5, .absolute(0.2))
        let steady = try #require(StartingPoint(try SampleTrial().report().primary))
        #expect(!steady.isElevated)
    }

    @Test("what the plan says about starting in a bad spell is told with what the records say")
    func startedBecauseBad() throws {
        for (said, sentence) in [
            ("true", "The plan says that it was started because things were bad."),
            ("false", "The plan says that it was not started because things were bad."),
        ] {
            let trial = SampleTrial()
            let report = try ReportSamples.report(
                yaml: trial.yaml + "\nstarted-because-bad: \(said)\n", csv: Array(trial.csv.utf8))
            let point = "**Starting at a bad moment.** \(sentence)"
            #expect(MarkdownRenderer.text(report).contains(point))
        }
        let silent = MarkdownRenderer.text(try SampleTrial().report())
        #expect(!silent.contains("The plan says that it was"))
    }

    @Test("more days narrow the answer, a switch more than as many days of the same")
    func nextSteps() throws {
        var trial = SampleTrial()
        trial.effect = -0.4
        let extensions = try trial.report().nextSteps.compactMap { step -> FollowUp? in
            if case .goOn(let extra) = step { extra } else { nil }
        }
        #expect(extensions.count == 3)
        #expect(extensions.map(\.extraDays) == extensions.map(\.extraDays).sorted())
        for extra in extensions { #expect(extra.halfWidthAfter < extra.halfWidthNow) }
        let pair = extensions.first { if case .anotherPair = $0.kind { true } else { false } }
        let same = extensions.first { if case .moreOfTheSame = $0.kind { true } else { false } }
        #expect(try #require(pair).halfWidthAfter < (try #require(same).halfWidthAfter))
    }

    @Test("independent days: doubling both arms divides the interval by the square root of two")
    func doubled() throws {
        var trial = SampleTrial()
        trial.method = "ols"
        trial.phases = [20, 20]
        trial.effect = -0.1
        let report = try trial.report()
        let pair = report.nextSteps.compactMap { step -> FollowUp? in
            if case .goOn(let extra) = step, case .anotherPair = extra.kind { extra } else { nil }
        }
        let extra = try #require(pair.first)
        expectClose(
            extra.halfWidthAfter, extra.halfWidthNow / 2.0.squareRoot(), .roundoff(operations: 100))
    }

    @Test(
        "what next never contradicts the verdict: it stops only on an answer, and an open question goes on",
        arguments: VerdictTests.fits)
    func consistent(_ trial: SampleTrial) throws {
        let report = try trial.report()
        let comparison = try #require(report.headline.comparison)
        #expect(!report.nextSteps.isEmpty)
        for step in report.nextSteps {
            let sentence = Wording.nextStep(step, of: comparison)
            switch step {
            case .stop(let verdict, let grade):
                #expect(verdict == comparison.verdict && verdict != .cannotTell)
                #expect(grade == comparison.evidence.grade && grade >= .b)
                #expect(report.nextSteps.count == 1)
            case .finish: Issue.record("the trial is over: \(sentence)")
            case .goOn(let extra):
                #expect(comparison.verdict == .cannotTell || comparison.evidence.grade < .b)
                #expect(extra.chanceToSettle.map { (0...1).contains($0) } ?? true)
                #expect(extra.chanceToStay <= 1 && extra.gradeAfter >= .d)
                let isOpen = comparison.verdict == .cannotTell
                #expect(sentence.contains("settles the question") == isOpen)
                #expect(!sentence.contains("settled"))
            }
        }
    }

    @Test("the evidence tells the same next steps as the report", arguments: ReportSamples.examples)
    func sameSteps(_ name: String) throws {
        let report = try ReportSamples.example(name)
        #expect(report.evidence?.comparisons.first?.nextSteps == report.nextSteps)
    }

    @Test("nothing more is asked where the records decide and the design carries it")
    func stop() throws {
        var trial = SampleTrial()
        // Three weeks keep time with no month and no fortnight.
        trial.phases = [21, 21, 21, 21]
        trial.effect = -3
        let steps = try trial.report().nextSteps
        #expect(steps == [.stop(.helped, .b)])
    }
}
