@testable import Stats
import Testing
import TestSupport

/// The randomisation test of staggered starts.
@Suite("Randomisation test of staggered starts")
struct StaggeredStartTests {
    /// The windows of the reference sets: eight starts each, fourteen times apart. Their table
    /// counts times from one.
    static func draw(_ series: Int) throws -> StartDraw {
        try StartDraw(
            windows: (0..<series).map { Array(15 + 14 * $0..<23 + 14 * $0) })
    }

    @Test(
        "k, N and the statistic of the reference sets",
        arguments: SteppedOracle.names.dropLast())
    func reference(name: String) throws {
        let oracle = try SteppedOracle(name)
        let found = try StaggeredStartTest().run(
            oracle.data, starts: oracle.starts, in: Self.draw(oracle.data.series.count), seed: 1)
        #expect(found.isExact)
        #expect(Double(found.pValue.extreme) == oracle.value("extreme", model: "common"))
        #expect(Double(found.pValue.total) == oracle.value("schedules", model: "common"))
        expectClose(
            found.statistic, oracle.value("statistic", model: "common"),
            .significant(digits: 9), "t")
    }

    @Test(
        "k of the average over onset curves, from dense matrices",
        arguments: [
            "mb1_recovery_null", "mb2_recovery_effect", "mb3_two_sites", "mb5_scales",
        ])
    func onsetAverage(name: String) throws {
        let oracle = try SteppedOracle(name)
        let expected = SteppedOnsetTests.row(name)
        let found = try StaggeredStartTest(statistic: .onsetAverage).run(
            oracle.data, starts: oracle.starts, in: Self.draw(oracle.data.series.count), seed: 1)
        #expect(Double(found.pValue.extreme) == expected["onset_extreme"])
        // ln of a power of about 100 of r^2: digits are lost in proportion.
        expectClose(
            found.statistic, expected["onset_statistic"] ?? .nan, .iterative(1e-9), "ln T")
    }

    @Test("too many schedules are drawn, the same for the same seed")
    func drawn() throws {
        let oracle = try SteppedOracle("mb6_noise")
        let draw = try Self.draw(5)
        let found = try StaggeredStartTest().run(
            oracle.data, starts: oracle.starts, in: draw, seed: 4)
        #expect(!found.isExact)
        #expect(found.drawCount.asInt == 120 * 32_768)
        #expect(found.pValue.total == 10_000)
        #expect(
            try StaggeredStartTest().run(
                oracle.data, starts: oracle.starts, in: draw, seed: 4) == found)
    }

    @Test("drawn schedules agree with all of them")
    func drawnAgainstExact() throws {
        let oracle = try SteppedOracle("mb2_recovery_effect")
        let test = StaggeredStartTest(exactLimit: 0)
        let found = try test.run(
            oracle.data, starts: oracle.starts, in: Self.draw(3), seed: 5)
        let exact = 196.0 / 3072
        expectClose(
            found.pValue.value, exact,
            .monteCarlo(standardError: (exact * (1 - exact) / 9999).squareRoot()))
    }

    @Test("series in another order, another unit and levels of their own change nothing")
    func laws() throws {
        let oracle = try SteppedOracle("mb2_recovery_effect")
        let found = try StaggeredStartTest().run(
            oracle.data, starts: oracle.starts, in: Self.draw(3), seed: 1)
        let remade = try SteppedLawTests.remade(oracle.data) { [40, -3, 0.5][$0] - 8 * $2 }
        let turned = try SteppedSeries(
            times: oracle.data.times, series: [2, 0, 1].map { remade.series[$0] })
        let again = try StaggeredStartTest().run(
            turned, starts: [2, 0, 1].map { oracle.starts[$0] }, in: Self.draw(3), seed: 1)
        #expect(again.pValue == found.pValue)
        #expect(again.smallestReachableP == found.smallestReachableP)
        expectClose(again.statistic, 8 * found.statistic, .iterative(1e-10))
    }

    @Test("with three series and a drawn order the smallest p is 1 of 3072, by order alone 1 of 6")
    func smallest() throws {
        let oracle = try SteppedOracle("mb1_recovery_null")
        let found = try StaggeredStartTest().run(
            oracle.data, starts: oracle.starts, in: Self.draw(3), seed: 1)
        #expect(found.smallestReachableP.total == 3072)
        #expect(found.smallestReachableP.extreme <= 2)
        let order = try StartDraw(windows: oracle.starts.map { [$0] })
        #expect(order.count.asInt == 6)
        let byOrder = try StaggeredStartTest().run(
            oracle.data, starts: oracle.starts, in: order, seed: 1)
        #expect(byOrder.smallestReachableP.description == "1/6")
    }

    @Test("a draw knows what it can produce")
    func contains() throws {
        let drawn = try StartDraw(windows: [[1, 2], [2, 3]])
        #expect(drawn.contains([2, 2]) && drawn.contains([3, 1]) && !drawn.contains([1, 1]))
        let fixed = try StartDraw(windows: [[1, 2], [2, 3]], isOrderDrawn: false)
        #expect(fixed.contains([2, 2]) && !fixed.contains([3, 1]))
        #expect(fixed.count.asInt == 4 && drawn.count.asInt == 8)
    }
}
