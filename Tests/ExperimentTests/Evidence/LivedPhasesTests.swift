import Experiment
import Testing

@testable import ExperimentConclusions

/// A repetition is a phase that somebody lived and scored, not one that a plan only promised.
@Suite("Phases that were lived")
struct LivedPhasesTests {
    private static func facts(_ phases: [Int], lived: Int? = nil) throws -> DesignFacts {
        var trial = SampleTrial()
        trial.method = "ols"
        trial.phases = phases
        trial.livedDays = lived
        return try #require(try trial.report().headline.comparison).facts
    }

    @Test(
        "a diary that ends early has the switches that it reached",
        arguments: [(84, 3, 2), (70, 3, 2), (63, 2, 1), (43, 2, 1), (42, 1, 1), (30, 1, 1)])
    func early(days: Int, switches: Int, perCondition: Int) throws {
        let facts = try Self.facts([21, 21, 21, 21], lived: days)
        #expect(facts.switches == switches)
        #expect(facts.phasesPerCondition == perCondition)
    }

    @Test("neighbouring phases and the shortest stretch are of the lived ones")
    func shortest() throws {
        #expect(try Self.facts([28, 14, 35]).shortestPhaseDays == 14)
        #expect(try Self.facts([28, 21, 7], lived: 49).shortestPhaseDays == 21)
    }

    @Test("a season is asked after only where phases of sixty days were lived")
    func season() throws {
        #expect(try Self.facts([70, 65]).seasonalPhaseDays == 65)
        #expect(try Self.facts([70, 59]).seasonalPhaseDays == nil)
    }
}
