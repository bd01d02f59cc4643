@testable import Stats
import Testing

import Experiment
@testable import ExperimentTrial
@testable import ExperimentAnalysis
@testable import ExperimentConclusions
@testable import ExperimentReport

@Suite("Verdict")
struct VerdictTests {
    private static func chances(_ better: Double, _ worthwhile: Double, _ negligible: Double)
        -> Chances
    {
        Chances(
            better: better,
            size: Chances.Size(smallest: 1, worthwhile: worthwhile, negligible: negligible))
    }

    @Test("the rule is applied in its order, each threshold included")
    func rule() {
        #expect(Verdict(Self.chances(0.975, 0.80, 0.15)) == .helped)
        #expect(Verdict(Self.chances(0.974, 0.80, 0.15)) == .cannotTell)
        #expect(Verdict(Self.chances(0.99, 0.79, 0.21)) == .helpedALittle)
        #expect(Verdict(Self.chances(0.975, 0.10, 0.90)) == .helpedALittle)
        #expect(Verdict(Self.chances(0.974, 0.10, 0.80)) == .noWorthwhileDifference)
        #expect(Verdict(Self.chances(0.03, 0.00, 0.85)) == .noWorthwhileDifference)
        #expect(Verdict(Self.chances(0.02, 0.00, 0.85)) == .worse)
        #expect(Verdict(Self.chances(0.026, 0.00, 0.79)) == .cannotTell)
    }

    @Test("without a smallest worthwhile change only the direction decides")
    func directionOnly() {
        #expect(Verdict(Chances(better: 0.975, size: nil)) == .helped)
        #expect(Verdict(Chances(better: 0.97, size: nil)) == .cannotTell)
        #expect(Verdict(Chances(better: 0.03, size: nil)) == .cannotTell)
        #expect(Verdict(Chances(better: 0.025, size: nil)) == .worse)
    }

    @Test("from nine in ten on an answer leans, to either side")
    func leaning() {
        #expect(Leaning(Chances(better: 0.90, size: nil)) == .better)
        #expect(Leaning(Chances(better: 0.10, size: nil)) == .worse)
        #expect(Leaning(Chances(better: 0.89, size: nil)) == nil)
    }

    @Test(
        "one week in two that is worse earns no better grade than C: the claim must hold with a fortnight"
    )
    func fortnight() throws {
        var capped = 0
        for seed in 1...40 as ClosedRange<UInt64> {
            var trial = SampleTrial(phases: [21, 21, 21, 21], effect: 0, noise: 0.8)
            (trial.method, trial.seed) = ("daily", seed)
            trial.fortnight = (2, Int(seed % 14))
            let comparison = try #require(try trial.report().headline.comparison)
            guard comparison.verdict.claimsEffect else { continue }
            let asks = comparison.evidence.reasons.contains(.fortnightDecides)
            #expect(!asks || comparison.evidence.grade <= .c)
            capped += asks ? 1 : 0
        }
        #expect(capped > 0)
        // An effect that is there keeps its grade.
        let effect = SampleTrial(phases: [21, 21, 21, 21], effect: -2, noise: 0.8)
        let kept = try #require(try effect.report().headline.comparison)
        #expect(kept.verdict == .helped && kept.evidence.grade == .b)
        #expect(!kept.evidence.reasons.contains(.fortnightDecides))
    }

    /// Trials of every size of effect, noise, design and direction, and one of a small, sure effect.
    static let fits: [SampleTrial] =
        (0..<120).map { index in
            var trial = SampleTrial()
            trial.seed = UInt64(1000 + index)
            trial.effect = Double(index % 13 - 6) * 0.5
            trial.noise = [0.4, 1, 2][index % 3]
            trial.isLowerBetter = index % 2 == 0
            trial.worthwhile = index % 5 == 0 ? nil : [0.5, 1, 2][index % 3]
            trial.phases = [[14, 14], [10, 10, 10, 10], [21, 28, 14]][index % 3]
            trial.missing = [0, 0.1, 0.3, 0.5][index % 4]
            trial.slips = [0, 0.1, 0.4][index % 3]
            return trial
        } + [SampleTrial(worthwhile: 2, phases: [10, 10, 10, 10], effect: -0.8, noise: 0.4)]

    @Test("no verdict contradicts its numbers, and no sentence its verdict", arguments: fits)
    func neverContradicts(_ trial: SampleTrial) throws {
        let report = try trial.report()
        let comparison = try #require(report.headline.comparison)
        let effect = comparison.effect
        let chances = comparison.chances
        switch comparison.verdict {
        case .helped:
            #expect(effect.improvement > 0)
            #expect(chances.better >= 0.975 && !effect.interval.contains(0))
            #expect(chances.size.map { $0.worthwhile >= 0.8 } ?? true)
        case .helpedALittle:
            #expect(effect.improvement > 0 && chances.better >= 0.975)
            #expect(!effect.interval.contains(0))
        case .noWorthwhileDifference, .noneIfFast:
            let smallest = try #require(effect.worthwhile)
            #expect(effect.improvement.magnitude < smallest)
        case .worse:
            #expect(effect.improvement < 0 && chances.better <= 0.025)
            #expect(!effect.interval.contains(0))
        case .cannotTell, .notYet:
            // A draw that explains the scores takes a claim back.
            let isOpen = chances.better < 0.975 && chances.better > 0.025
            #expect(isOpen || comparison.draw.map { $0.p > 0.1 } == true)
        }
        try expectWording(of: report.headline, comparison)
    }

    private func expectWording(of finding: Finding, _ comparison: Comparison) throws {
        let sentence = Wording.headline(finding)
        if comparison.evidence.grade <= .c {
            #expect(!sentence.contains("” helped"))
            #expect(!sentence.contains("” made it worse"))
        }
        if comparison.evidence.grade == .d, comparison.verdict != .cannotTell,
            comparison.verdict != .notYet
        {
            #expect(sentence.lowercased().contains("this cannot show why"))
        }
        if case .effect = finding, !comparison.isZeroWhenRounded {
            let word = comparison.effect.improvement > 0 ? "(better)" : "(worse)"
            #expect(sentence.contains(word))
            #expect(sentence.contains(comparison.rounding.size(comparison.effect.estimate)))
        }
        if comparison.verdict == .cannotTell { #expect(sentence.contains("We cannot tell")) }
    }

    @Test("the finding follows from the verdict", arguments: fits.prefix(30))
    func finding(_ trial: SampleTrial) throws {
        let report = try trial.report()
        let comparison = try #require(report.headline.comparison)
        switch report.headline {
        case .effect: #expect(comparison.verdict.claimsEffect)
        case .compatibleWithNone(_, let ruledOut):
            #expect(!comparison.verdict.claimsEffect)
            let ends = comparison.effect.improvementInterval
            #expect(ruledOut.improvementBeyond == ends.upper)
            #expect(ruledOut.worseningBeyond == -ends.lower)
        case .notEstimable: Issue.record("an analysed trial has an estimate")
        }
    }
}
