import Foundation
@testable import Stats
import Testing
import TestSupport

/// Against dense matrices in another language:
/// Tests/Oracles/regression/multiple-baseline/onset_rhythm.py.
@Suite("Slow onset in a multiple baseline")
struct SteppedOnsetTests {
    static let bar = Tolerance.absolute(1e-8)

    static func row(_ name: String) -> [String: Double] {
        let rows = OracleFile.rows("regression/multiple-baseline/onset.csv")
        let cells = rows.first { $0[0] == name } ?? []
        return Dictionary(uniqueKeysWithValues: zip(rows[0], cells.map { Double($0) ?? .nan }))
    }

    @Test("the average over curves reproduces the oracle", arguments: SteppedOracle.names)
    func average(name: String) throws {
        let data = try SteppedOracle(name).data
        let expected = Self.row(name)
        let found = try SteppedSeriesModel().onset(data)
        #expect(Double(found.horizon) == expected["horizon"])
        #expect(Double(found.curveCount) == expected["curves"])
        let values = [
            found.effect.mean, found.effect.quantile(0.025), found.effect.quantile(0.975),
            found.effect.probability(below: 0), found.probabilityOfStep,
        ]
        let names = ["mean", "lower", "upper", "p_below_0", "p_step"]
        expectClose(values, names.map { expected[$0] ?? .nan }, Self.bar, name)
    }

    @Test("so does that over fast curves", arguments: SteppedOracle.names)
    func fastAverage(name: String) throws {
        let data = try SteppedOracle(name).data
        let expected = Self.row(name)
        let found = try SteppedSeriesModel().onset(
            data, grid: OnsetGrid(timeConstants: [0, 2, 4], deadTimes: [0, 3]))
        let values = [
            found.effect.mean, found.effect.quantile(0.025), found.effect.quantile(0.975),
        ]
        let names = ["fast_mean", "fast_lower", "fast_upper"]
        expectClose(values, names.map { expected[$0] ?? .nan }, Self.bar, name)
    }

    @Test("an effect that comes with a half-life of 7 rows is found where a step model misses it")
    func slowEffect() throws {
        var generator = SeededGenerator(seed: 3)
        let times = Array(1...84)
        let curve = OnsetKernel(onset: 7 / log(2), washOut: 0, deadTime: 0)
        let series = [16, 31, 45].map { start in
            let exposures = times.map { $0 >= start ? 1.0 : 0 }
            let reached = curve.response(to: exposures)
            return SteppedSeries.Series(
                responses: reached.map { 6 - 3 * $0 + generator.uniform() - 0.5 },
                exposures: exposures)
        }
        let data = try SteppedSeries(times: times, series: series)
        let truth = -3 * curve.reach(after: 28)
        let found = try SteppedSeriesModel().onset(data)
        #expect(found.effect.quantile(0.025) < truth && truth < found.effect.quantile(0.975))
        #expect(found.halfTime > 4 && found.halfTime < 11)
        #expect(try SteppedSeriesModel().fit(data).commonEffect.quantile(0.025) > truth)
    }
}
