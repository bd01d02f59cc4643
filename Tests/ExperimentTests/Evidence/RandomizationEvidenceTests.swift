import Experiment
@testable import Stats
import TestSupport
import Testing

@Suite("Evidence: randomisation test of the plan's own draw")
struct RandomizationEvidenceTests {
    private func diet(_ plan: TrialPlan) throws -> Condition {
        try #require(plan.condition("diet"))
    }

    @Test("k and N are those of a brute-force count over every order of the pairs")
    func bruteForce() throws {
        let plan = try EvidenceFixture.blockPairs(5)
        let score = { (day: Int) -> Double? in day % 9 == 4 ? nil : 3 * EvidenceFixture.swing(day) }
        let evidence = try RandomizationEvidence(
            EvidenceFixture.data(plan, score: score), of: diet(plan))
        let observed = try #require(plan.design).schedule.arrangement
        let own = absoluteT(observed, score)
        var extreme = 0
        for orders in 0..<32 {
            let arrangement = (0..<40).map { day in
                let isSwapped = (orders >> (day / 8)) & 1 == 1
                return (day % 8 < 4) == isSwapped ? 1 : 0
            }
            if absoluteT(arrangement, score) >= own - 1e-9 { extreme += 1 }
        }
        #expect(evidence.result.pValue == RandomizationProportion(extreme: extreme, total: 32))
        #expect(evidence.result.isExact)
        #expect(evidence.missingDays == 4)
    }

    /// |t| of the condition with errors whose correlation is 0.5 to the gap, by whitened least
    /// squares.
    private func absoluteT(_ arrangement: [Int], _ score: (Int) -> Double?) -> Double {
        let days = arrangement.indices.filter { score($0) != nil }
        var (ones, mixed, squares, onesY, exposedY, total) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
        for (place, day) in days.enumerated() {
            var carried = 0.0
            if place > 0 {
                carried = (0..<(day - days[place - 1])).reduce(1.0) { sum, _ in sum / 2 }
            }
            let scale = 1 / (1 - carried * carried)
            let before = place > 0 ? days[place - 1] : day
            let one = 1 - carried
            let x = Double(arrangement[day]) - carried * Double(arrangement[before])
            let y = (score(day) ?? 0) - carried * (score(before) ?? 0)
            ones += one * one * scale
            mixed += one * x * scale
            squares += x * x * scale
            onesY += one * y * scale
            exposedY += x * y * scale
            total += y * y * scale
        }
        let determinant = ones * squares - mixed * mixed
        let slope = (ones * exposedY - mixed * onesY) / determinant
        let level = (onesY - mixed * slope) / ones
        let remainder = total - level * onesY - slope * exposedY
        let variance = remainder / Double(days.count - 2) * ones / determinant
        return slope.magnitude / variance.squareRoot()
    }

    @Test("scores that follow the schedule without noise reach the smallest p and no less")
    func noiseless() throws {
        let plan = try EvidenceFixture.blockPairs(6)
        let arrangement = try #require(plan.design).schedule.arrangement
        let evidence = try RandomizationEvidence(
            EvidenceFixture.data(plan) {
                -2 * Double(arrangement[$0]) + 1e-6 * EvidenceFixture.swing($0)
            },
            of: diet(plan))
        #expect(evidence.result.pValue == RandomizationProportion(extreme: 2, total: 64))
        #expect(evidence.result.smallestReachableP == evidence.result.pValue)
        #expect(!evidence.isOutOfReach)
        #expect(
            try RandomizationEvidence.smallestReachableP(plan, of: diet(plan))
                == RandomizationProportion(extreme: 2, total: 64))
        expectClose(evidence.result.estimate, -2, .absolute(1e-5))
    }

    @Test("a scheme of four pairs is said to be too small for 0.05")
    func outOfReach() throws {
        let plan = try EvidenceFixture.blockPairs(4)
        let evidence = try RandomizationEvidence(
            EvidenceFixture.data(plan, score: EvidenceFixture.swing), of: diet(plan))
        #expect(evidence.isOutOfReach)
        #expect(
            evidence.result.smallestReachableP == RandomizationProportion(extreme: 2, total: 16))
    }

    @Test("a plan whose phases were written by hand is refused with the reason")
    func notRandomized() throws {
        let plan = try TrialFixture.plan()
        let data = try TrialData(
            plan, outcome: plan.primaryOutcome,
            diary: TrialFixture.diary(TrialFixture.wide { Double($0 % 7) }, plan))
        #expect(throws: RandomizationRefusal.notRandomized) {
            try RandomizationEvidence(data, of: diet(plan))
        }
        #expect(
            EvidenceWording.refused(.notRandomized)
                == "No randomisation test: the plan was not randomised. Its phases were set by hand or "
                + "admit one order only, so no other schedule could have been drawn to compare with. A "
                + "design such as block-pairs, drawn by n1 plan, makes the test possible.")
    }

    @Test(
        "a pause or a longer phase moves drawn days and draws nothing anew: the same scores have the same p",
        arguments: ["pause, days: 9", "extend, days: 7"])
    func amended(_ change: String) throws {
        let day = EvidenceFixture.start.advanced(by: 30)
        let plan = try EvidenceFixture.blockPairs(6)
        let amended = try EvidenceFixture.blockPairs(
            6, extra: "amendments:\n  - {on: \(day), change: \(change), reason: a cold}")
        let days = amended.drawnDays
        #expect(days.compactMap(\.self).count == plan.schedule.days.count)
        let moved = try EvidenceFixture.data(amended) { place in
            let drawn = days.firstIndex(of: EvidenceFixture.start.advanced(by: place))
            return drawn.map(EvidenceFixture.swing) ?? 99
        }
        let plain = try EvidenceFixture.data(plan, score: EvidenceFixture.swing)
        #expect(
            try RandomizationEvidence(moved, of: diet(amended)).result
                == RandomizationEvidence(plain, of: diet(plan)).result)
    }

    @Test("days of a phase that ended early were never lived, and have no score")
    func endedEarly() throws {
        let day = EvidenceFixture.start.advanced(by: 10)
        let plan = try EvidenceFixture.blockPairs(
            6, extra: "amendments:\n  - {on: \(day), change: end-phase, reason: a cold}")
        let days = plan.drawnDays
        let lost = plan.plannedSchedule.phase(on: day).map { day.distance(to: $0.last) + 1 }
        #expect(days.count { $0 == nil } == lost)
        #expect(days.compactMap(\.self) == plan.schedule.days.map(\.self))
    }
}
