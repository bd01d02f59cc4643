import Testing

@testable import Experiment

@Suite("Evidence grade")
struct EvidenceGradeTests {
    /// A design that earns an A, to be spoilt one fact at a time.
    private struct Design {
        var random: Bool? = true
        var carryover: Bool? = true
        var phases = 2
        var switches = 3
        var observed = 0.9
        var adherence: Double? = 0.9
        var baseline = 14
        var stable: Bool? = true
        var change: Int? = 0
        var rescue: DesignFacts.RescueDays?

        var grade: EvidenceGrade { graded.grade }

        var graded: GradedEvidence {
            GradedEvidence(
                DesignFacts(
                    isOrderRandomised: random, hasNoCarryover: carryover,
                    phasesPerCondition: phases, switches: switches, observedShare: observed,
                    adherence: adherence, baselineDays: baseline, isBaselineStable: stable,
                    changeDistanceInDays: change, rescue: rescue))
        }
    }

    @Test("A needs a random order, two phases of each condition and carryover examined")
    func gradeA() {
        #expect(Design().grade == .a)
        #expect(Design(random: false).grade == .b)
        #expect(Design(random: nil).grade == .b)
        #expect(Design(carryover: nil).grade == .b)
        #expect(Design(phases: 1, switches: 2).grade == .b)
    }

    @Test("one change is C on a steady baseline with the change at its time, else D")
    func oneChange() {
        #expect(Design(phases: 1, switches: 1).grade == .c)
        #expect(Design(phases: 1, switches: 1, change: -14).grade == .c)
        #expect(Design(phases: 1, switches: 1, change: 15).grade == .d)
        #expect(Design(phases: 1, switches: 1, change: nil).grade == .d)
        #expect(Design(phases: 1, switches: 1, baseline: 13).grade == .d)
        #expect(Design(phases: 1, switches: 1, stable: nil).grade == .d)
        #expect(Design(phases: 1, switches: 1, stable: false).grade == .d)
    }

    @Test("missing days, slips and uneven rescue cost a grade each, and most days missing all")
    func costs() {
        #expect(Design(observed: 0.79).grade == .b)
        #expect(Design(adherence: 0.79).grade == .b)
        #expect(Design(observed: 0.79, adherence: 0.79).grade == .c)
        #expect(Design(observed: 0.59).grade == .d)
        let uneven = DesignFacts.RescueDays(
            condition: 1, conditionDays: 28, reference: 6, referenceDays: 28)
        #expect(Design(rescue: uneven).grade == .b)
        let even = DesignFacts.RescueDays(
            condition: 4, conditionDays: 28, reference: 6, referenceDays: 28)
        #expect(Design(rescue: even).grade == .a)
        #expect(Design(adherence: nil).grade == .a)
    }

    @Test("a grade always has a reason")
    func reasons() {
        for switches in 0...4 {
            for observed in [0.2, 0.7, 1] {
                #expect(!Design(switches: switches, observed: observed).graded.reasons.isEmpty)
            }
        }
    }

    @Test("A is above B, B above C, C above D")
    func order() { #expect([.d, .a, .c, .b].sorted() == [EvidenceGrade.d, .c, .b, .a]) }
}
