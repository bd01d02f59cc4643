@testable import Stats
import Testing
import TestSupport

/// What must not matter to the joint model, and what must carry over.
@Suite("Laws of a multiple baseline")
struct SteppedLawTests {
    /// Other roads to the same integral differ by rounding only; effects are of the order of one.
    static let bar = Tolerance.absolute(1e-10)
    static let sets = ["mb2_recovery_effect", "mb4_one_reacts", "mb5_scales"]

    /// The data with each series and each row remade.
    static func remade(
        _ data: SteppedSeries, times: [Int]? = nil, unit: SteppedSeries.Unit? = nil,
        _ change: (_ series: Int, _ row: Int, _ response: Double) -> Double? = { $2 }
    ) throws -> SteppedSeries {
        try SteppedSeries(
            times: times ?? data.times,
            series: data.series.enumerated().map { place, one in
                SteppedSeries.Series(
                    responses: one.responses.enumerated().map { row, y in
                        y.flatMap { change(place, row, $0) }
                    },
                    exposures: one.exposures)
            }, unit: unit ?? data.unit)
    }

    static func values(_ found: MixtureOfStudentT) -> [Double] {
        [found.mean, found.quantile(0.025), found.quantile(0.975), found.probability(below: 0)]
    }

    static func same(
        _ first: SteppedSeriesFit, _ second: SteppedSeriesFit, order: [Int]? = nil
    ) {
        expectClose(values(first.effect), values(second.effect), bar, "effect")
        expectClose(values(first.commonEffect), values(second.commonEffect), bar, "common")
        expectClose(
            first.probabilityOfCommonEffect, second.probabilityOfCommonEffect, bar, "P(tau=0)")
        let order = order ?? Array(first.seriesEffects.indices)
        for (place, other) in order.enumerated() {
            expectClose(
                values(first.seriesEffects[place]), values(second.seriesEffects[other]), bar,
                "series \(other)")
        }
    }

    @Test("the order of the series does not matter", arguments: sets)
    func seriesOrder(name: String) throws {
        let data = try SteppedOracle(name).data
        let order = Array(data.series.indices.reversed())
        let swapped = try SteppedSeries(
            times: data.times, series: order.map { data.series[$0] }, unit: data.unit)
        for hasOwnTrends in [false, true] {
            let model = SteppedSeriesModel(hasOwnTrends: hasOwnTrends)
            Self.same(try model.fit(swapped), try model.fit(data), order: order)
        }
        expectClose(
            Self.values(try SteppedSeriesModel().onset(swapped).effect),
            Self.values(try SteppedSeriesModel().onset(data).effect), Self.bar, "onset")
    }

    @Test("any course that all series share changes nothing", arguments: sets)
    func sharedCourse(name: String) throws {
        let data = try SteppedOracle(name).data
        var generator = SeededGenerator(seed: 7)
        var level = 0.0
        let course = data.times.map { _ in
            level += generator.uniform() - 0.3
            return level + 3 * generator.uniform()
        }
        // In the unit in which the series are compared, for that is what they share; adding it
        // would change the swings, so the unit is then that of the responses.
        let scaled = try Self.remade(data, unit: .response) { $2 / data.scales[$0] }
        let moved = try Self.remade(scaled) { $2 + course[$1] }
        Self.same(try SteppedSeriesModel().fit(moved), try SteppedSeriesModel().fit(data))
        expectClose(
            Self.values(try SteppedSeriesModel().onset(moved).effect),
            Self.values(try SteppedSeriesModel().onset(data).effect), Self.bar, "onset")
    }

    @Test("the order of the rows does not matter", arguments: sets)
    func rowOrder(name: String) throws {
        let data = try SteppedOracle(name).data
        var generator = SeededGenerator(seed: 8)
        let order = generator.shuffled(Array(data.times.indices))
        let permuted = try SteppedSeries(
            times: order.map { data.times[$0] },
            series: data.series.map { one in
                SteppedSeries.Series(
                    responses: order.map { one.responses[$0] },
                    exposures: order.map { one.exposures[$0] })
            }, unit: data.unit)
        #expect(permuted == data)
    }

    @Test("a level of its own, another origin of time and rows of one series change nothing")
    func levels() throws {
        let data = try SteppedOracle("mb2_recovery_effect").data
        let fit = try SteppedSeriesModel().fit(data)
        let levels = [3.0, -20, 100]
        Self.same(
            try SteppedSeriesModel().fit(Self.remade(data) { $2 + levels[$0] }), fit)
        Self.same(
            try SteppedSeriesModel().fit(Self.remade(data, times: data.times.map { $0 - 400 })),
            fit)
        let paired = try Self.remade(data) { _, row, y in
            data.series.count { $0.responses[row] != nil } >= 2 ? y : nil
        }
        Self.same(try SteppedSeriesModel().fit(paired), fit)
    }

    @Test("the effect has the unit of the responses")
    func units() throws {
        let data = try SteppedOracle("mb2_recovery_effect").data
        let fit = try SteppedSeriesModel().fit(data)
        let scaled = try SteppedSeriesModel().fit(Self.remade(data) { -10 * $2 })
        expectClose(scaled.effect.mean, -10 * fit.effect.mean, .absolute(1e-9))
        expectClose(
            scaled.effect.quantile(0.025), -10 * fit.effect.quantile(0.975), .absolute(1e-9))
    }

    @Test("in usual swings the unit of a series does not matter")
    func swings() throws {
        let data = try SteppedOracle("mb5_scales").data
        let factors = [1.0, 0.01, 250]
        let scaled = try Self.remade(data) { factors[$0] * $2 }
        Self.same(try SteppedSeriesModel().fit(scaled), try SteppedSeriesModel().fit(data))
        expectClose(
            scaled.scales, zip(data.scales, factors).map { $0 * $1 },
            .roundoff(operations: 100))
    }

    @Test("a swing is the root of half the mean square of neighbouring steps")
    func swingByHand() {
        // Neighbours: 1 -> 3 and 5 -> 4; 3 and 5 are two times apart. (4 + 1) / 2 / 2 = 1.25.
        let found = SteppedSeries.usualSwing(of: [1, 3, nil, 5, 4], times: [1, 2, 3, 4, 5])
        expectClose(found ?? .nan, 1.25.squareRoot(), .roundoff())
        #expect(SteppedSeries.usualSwing(of: [1, 3], times: [1, 3]) == nil)
    }

    @Test(
        "more nodes change nothing that is shown", arguments: ["mb2_recovery_effect", "mb5_scales"])
    func nodes(name: String) throws {
        let data = try SteppedOracle(name).data
        // The column k96_difference of the reference table says at most 1e-6 for these sets.
        expectClose(
            Self.values(try SteppedSeriesModel(nodes: 96).fit(data).effect),
            Self.values(try SteppedSeriesModel().fit(data).effect), .absolute(1e-5))
    }
}
