import Foundation
@testable import Stats
import Testing
import TestSupport

/// Oracles of regression.md, table 4 and section 4 (made by sim5_power.py and sim4_interim.py).
@Suite("Planning and evidence")
struct PlanningAndEvidenceTests {
    struct Planned: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let word: String
        let lengths: [Int]
        var trend = false
        var missesEveryFifth = false
        let rhos: [Double]
        let variances: [Double]

        func design() throws -> DesignMatrix {
            var plan = SimulatedDesign.phases(word, lengths)
            plan.hasTrend = trend
            if missesEveryFifth { plan.observed = plan.exposure.indices.filter { $0 % 5 != 3 } }
            return try plan.design()
        }
    }

    static let five: [Double] = [0, 0.2, 0.4, 0.6, 0.8]
    static let table: [Planned] = [
        Planned(
            testDescription: "AB 14+42", word: "AB", lengths: [14, 42], rhos: five,
            variances: [
                0.095238095238, 0.136755584691, 0.194026643747, 0.263539921831, 0.273244781784,
            ]),
        Planned(
            testDescription: "AB 14+42, trend", word: "AB", lengths: [14, 42], trend: true,
            rhos: five,
            variances: [
                0.217776388455, 0.304193763466, 0.404543304791, 0.472846534898, 0.364618670570,
            ]),
        Planned(
            testDescription: "AB 28+42", word: "AB", lengths: [28, 42], rhos: five,
            variances: [
                0.059523809524, 0.086994524281, 0.127801160278, 0.187540141297, 0.231530343008,
            ]),
        Planned(
            testDescription: "ABA 21+42+21", word: "ABA", lengths: [21, 42, 21], rhos: five,
            variances: [
                0.047619047619, 0.068967862608, 0.099078510874, 0.136873156342, 0.143252595156,
            ]),
        Planned(
            testDescription: "ABAB 4x14", word: "ABAB", lengths: [14, 14, 14, 14], rhos: five,
            variances: [
                0.071428571429, 0.099585062241, 0.132075471698, 0.153846153846, 0.118421052632,
            ]),
        Planned(
            testDescription: "8x7 ABBAABBA", word: "ABBAABBA",
            lengths: [7, 7, 7, 7, 7, 7, 7, 7], rhos: five,
            variances: [
                0.071428571429, 0.097567995395, 0.124311674009, 0.134626354820, 0.093994778068,
            ]),
        Planned(
            testDescription: "12x4", word: "ABBAABABBAAB",
            lengths: [Int](repeating: 4, count: 12), rhos: five,
            variances: [
                0.083333333333, 0.104803493450, 0.116022099448, 0.102564102564, 0.058441558442,
            ]),
        Planned(
            testDescription: "ABAB 4x14 with gaps", word: "ABAB", lengths: [14, 14, 14, 14],
            missesEveryFifth: true, rhos: [0, 0.4, 0.8],
            variances: [0.088932806324, 0.152067703532, 0.162367501341]),
    ]

    @Test("the variance of a planned effect", arguments: table)
    func variance(plan: Planned) throws {
        let design = try plan.design()
        let contrast = try Contrast(column: "treat", of: design)
        for (rho, expected) in zip(plan.rhos, plan.variances) {
            let found = try PlannedPrecision(design: design, contrast: contrast, rho: rho)
            expectClose(found.unitVariance, expected, .published(decimals: 12))
        }
    }

    static let powers: [(String, [Int], [Double])] = [
        ("AB", [14, 42], [0.865801, 0.712845, 0.547838, 0.423495, 0.437398]),
        ("ABAB", [14, 14, 14, 14], [0.944425, 0.846795, 0.732789, 0.678908, 0.810410]),
    ]

    @Test("the power to find one standard deviation", arguments: powers)
    func power(word: String, lengths: [Int], expected: [Double]) throws {
        let design = try SimulatedDesign.phases(word, lengths).design()
        let contrast = try Contrast(column: "treat", of: design)
        for (rho, value) in zip(Self.five, expected) {
            let plan = try PlannedPrecision(design: design, contrast: contrast, rho: rho)
            // The oracle takes the degrees of freedom at rho = 1e-6 for 0: 1e-6 of power.
            expectClose(plan.power(effect: 1), value, .absolute(2e-6))
            expectClose(
                plan.power(effect: plan.detectableEffect()), 0.8, .absolute(1e-12))
        }
    }

    static let looks: [([Double], [Double])] = [
        ([0.5, 0.75, 1], [2.963, 2.359, 2.014]), ([1.0 / 3, 2.0 / 3, 1], [3.710, 2.511, 1.993]),
        ([0.25, 0.5, 0.75, 1], [4.333, 2.963, 2.359, 2.014]),
    ]

    @Test("O'Brien-Fleming boundaries", arguments: looks)
    func spending(fractions: [Double], expected: [Double]) throws {
        let looks = try InterimLooks(informationFractions: fractions)
        expectClose(looks.boundaries, expected, .published(decimals: 3))
    }

    @Test("a single look spends everything, and all looks together spend alpha")
    func spendingTotal() throws {
        let single = try InterimLooks(informationFractions: [1])
        expectClose(single.boundaries[0], 1.959963984540054, .iterative(1e-12))
        // Random walks through the boundaries of four looks cross in 5 % of cases.
        let looks = try InterimLooks(informationFractions: [0.25, 0.5, 0.75, 1])
        var generator = SeededGenerator(seed: 21)
        let replicates = 200_000
        var crossed = 0
        for _ in 0..<replicates {
            var score = 0.0
            var hit = false
            for (k, fraction) in looks.informationFractions.enumerated() {
                score += 0.5 * standardNormal(using: &generator)
                if score.magnitude / fraction.squareRoot() >= looks.boundaries[k] { hit = true }
            }
            if hit { crossed += 1 }
        }
        let error = (0.05 * 0.95 / Double(replicates)).squareRoot()
        expectClose(
            Double(crossed) / Double(replicates), 0.05, .monteCarlo(standardError: error))
    }

    @Test("looks at the planned rows have increasing information that ends at 1")
    func information() throws {
        let design = try SimulatedDesign.phases("ABAB", [14, 14, 14, 14]).design()
        let contrast = try Contrast(column: "treat", of: design)
        let fractions = try InterimLooks.fractions(
            of: design, contrast: contrast, rows: [28, 42, 56])
        #expect(fractions[0] < fractions[1] && fractions[1] < fractions[2])
        expectClose(fractions[2], 1, .roundoff())
        #expect(throws: RegressionError.self) {
            try InterimLooks.fractions(of: design, contrast: contrast, rows: [14, 56])
        }
        let error = #expect(throws: RegressionError.self) {
            try InterimLooks(informationFractions: [0.5, 0.4])
        }
        #expect(
            error?.description
                == "The option \"information fraction\" is 0.4; it must be above the one before "
                + "(0.5) and at most 1.")
    }

    @Test(
        "Bayes factors equal a dense marginal likelihood", arguments: ["d1", "d2", "d3"],
        [1.0, 0.5])
    func bayesFactor(tag: String, scale: Double) throws {
        let oracle = OracleFile.namedValues("regression/oracle_bayes_factor.csv")
        let data = RegressionOracle.named(tag)
        let found = try BayesFactor(
            ofColumn: "treat", data.responses, on: data.design, priorScale: scale)
        // Dense inverses near rho = 1 cost the oracle some digits.
        expectClose(found.logarithm, oracle["\(tag).g\(scale)"] ?? .nan, .absolute(1e-8))
    }

    @Test("Benjamini and Hochberg by hand")
    func falseDiscovery() throws {
        // m = 5, q = 0.1: thresholds 0.02, 0.04, 0.06, 0.08, 0.1.
        let control = try FalseDiscoveryControl(pValues: [0.2, 0.012, 0.05, 0.03, 0.9])
        #expect(control.isSelected == [false, true, true, true, false])
        // Adjusted: 0.05/3*5 = 0.08333, 0.03/2*5 = 0.075, 0.012*5 = 0.06, 0.2/4*5 = 0.25, 0.9.
        expectClose(control.adjusted, [0.25, 0.06, 0.25 / 3, 0.075, 0.9], .roundoff(operations: 4))
        expectClose(try #require(control.intervalLevel), 1 - 3 * 0.1 / 5, .roundoff())
        #expect(try FalseDiscoveryControl(pValues: [0.5, 0.9]).intervalLevel == nil)
        #expect(throws: RegressionError.self) { try FalseDiscoveryControl(pValues: [1.5]) }
    }
}
