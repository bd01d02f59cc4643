@testable import Stats
import Testing

/// The ABAB example of R package SCRT: hypothetical data of Onghena (1992), Behavioral Assessment
/// 14, 153-171, read from `data/ABAB.rda` of SCRT 1.3.1 (CRAN); phases A1, B1, A2, B2 of six
/// scores each.
@Suite("Onghena 1992")
struct Onghena1992Tests {
    private let scores: [Double?] = [
        6, 2, 5, 3, 4, 4, 1, 2, 3, 1, 3, 2, 2, 3, 4, 2, 4, 3, 0, 1, 2, 0, 2, 1,
    ]
    private let observed = [0, 1, 0, 1].flatMap { Arrangement(repeating: $0, count: 6) }
    private let set = PhaseChangePoints(phases: [0, 1, 0, 1], length: 24, minimumPhaseLength: 4)

    @Test(
        "24 scores, phases of at least 4: 165 arrangements, p = 5/165 (means), 4/165 (phase means)"
    )
    func published() throws {
        #expect(set.count.asInt == 165)
        let means = RandomizationTest(statistic: .meanDifference, alternative: .decrease)
        let phases = RandomizationTest(statistic: .phaseMeanDifference, alternative: .decrease)
        let first = try means.run(scores, observed: observed, in: set, seed: 1)
        let second = try phases.run(scores, observed: observed, in: set, seed: 1)
        #expect(first.pValue == RandomizationProportion(extreme: 5, total: 165))
        #expect(second.pValue == RandomizationProportion(extreme: 4, total: 165))
    }
}
