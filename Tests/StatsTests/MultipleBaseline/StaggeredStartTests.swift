import Stats
import Testing
import TestSupport

/// The randomisation test of staggered starts.
@Suite("Randomisation test of staggered starts")
struct StaggeredStartTests {
    /// The windows of the reference sets: eight starts each, fourteen times apart. Their table
    /// counts times from one.
    static func draw(_ series: Int) throws -> StartDraw {
        try StartDraw(
            windows: (0..<series).map { window in Array(15 + 14 * window..<23 + 14 * window) })
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
}
