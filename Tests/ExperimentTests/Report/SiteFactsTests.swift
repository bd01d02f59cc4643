import Experiment
import Testing

@testable import ExperimentConclusions

/// The grade of sites, from facts by hand: 3 sites, 21 days apart, 28 days after the last start, all days
/// shared, one effect, a draw that reaches .01, effects within 6 days.
@Suite("Facts of sites")
struct SiteFactsTests {
    private typealias Sites = DesignFacts.SiteFacts

    private struct World {
        var count = 3
        var starts = 3
        var stagger = 21
        var after = 28
        var shared = 1.0
        var common = 0.9
        var smallestP = 0.01
        var isRandomised = true

        func graded() -> (grade: EvidenceGrade, reasons: [GradedEvidence.Reason]) {
            let sites = Sites(
                count: count, starts: starts, stagger: stagger, daysAfterLastStart: after,
                sharedShare: shared, probabilityOfCommonEffect: common)
            var facts = DesignFacts(
                carryover: .leftOut(days: 1), phasesPerCondition: 1, switches: 1, observedShare: 1,
                baselineDays: 14)
            facts.fadeDays = 6
            facts.smallestReachableP = smallestP
            var reasons: [GradedEvidence.Reason] = []
            let grade = sites.grade(isRandomised: isRandomised, facts, &reasons)
            return (grade, reasons)
        }
    }

    private func graded(
        _ change: (inout World) -> Void = { _ in }
    ) -> (grade: EvidenceGrade, reasons: [GradedEvidence.Reason]) {
        var world = World()
        change(&world)
        return world.graded()
    }

    @Test("three sites that chance spread out, compared on shared days, are an A")
    func best() {
        let best = graded()
        #expect(best.grade == .a)
        #expect(best.reasons == [.sites(.analysedTogether(sites: 3))])
    }

    @Test(
        "each thing that is missing for an A leaves B, and says so where it is not said elsewhere")
    func oneStep() {
        #expect(graded { $0.isRandomised = false }.grade == .b)
        #expect(graded { $0.starts = 2 }.grade == .b)
        #expect(graded { $0.after = 13 }.grade == .b)
        #expect(graded { $0.after = 14 }.grade == .a)
        let few = graded { $0.shared = 0.79 }
        #expect(few.grade == .b && few.reasons.contains(.sites(.fewSharedDays(percent: 79))))
        let small = graded { $0.smallestP = 0.0556 }
        #expect(small.grade == .b && small.reasons.contains(.drawTooSmall(smallestP: 0.0556)))
        #expect(graded { $0.smallestP = 0.05 }.grade == .a)
    }

    @Test("two sites are a B where chance chose their days and could have reached .05, else a C")
    func two() {
        func pair(_ change: (inout World) -> Void = { _ in }) -> EvidenceGrade {
            graded {
                ($0.count, $0.starts) = (2, 2)
                change(&$0)
            }.grade
        }
        #expect(pair() == .b)
        #expect(pair { $0.isRandomised = false } == .c)
        #expect(pair { $0.smallestP = 0.1 } == .c)
    }

    @Test("starts closer together than an effect needs to come, or sites that differ, are a C")
    func apart() {
        let close = graded { $0.stagger = 5 }
        #expect(close.grade == .c)
        #expect(close.reasons.contains(.sites(.closeTogether(days: 5, needed: 6))))
        #expect(graded { $0.stagger = 6 }.grade == .a)
        let differing = graded { $0.common = 0.04 }
        #expect(differing.grade == .c && differing.reasons.contains(.sites(.differ)))
    }
}
