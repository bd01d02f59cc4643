import Foundation
@testable import Stats
import Testing
import TestSupport

@Suite("Terms, lags and onset curves")
struct TermTests {
    static let times = [3, 4, 5, 8, 9, 15]

    @Test("a trend is counted from the middle")
    func trend() {
        #expect(Terms.trend(Self.times).values == [-6, -5, -4, -1, 0, 6])
    }

    @Test("a cycle repeats with its period and sums to zero over it")
    func cycle() {
        let columns = Terms.cycle(
            Array(-7..<14), period: 7, origin: 2, names: ["a", "b", "c", "d", "e", "f", "g"])
        #expect(columns.map(\.name) == ["b", "c", "d", "e", "f", "g"])
        for column in columns {
            #expect(Array(column.values[0..<7]) == Array(column.values[7..<14]))
            expectClose(column.values[0..<7].reduce(0, +), 0, .absolute(1e-15))
        }
        // Time 3 is one after the origin: place 1, called "b".
        expectClose(columns[0].values[3 + 7], 6.0 / 7, .roundoff())
    }

    @Test("harmonics complete a turn in their period")
    func harmonics() {
        let columns = Terms.harmonics([0, 7, 14, 28], period: 28, count: 2)
        expectClose(columns[0].values, [0, 1, 0, 0], .absolute(1e-15))
        expectClose(columns[1].values, [1, 0, -1, 1], .absolute(1e-15))
        expectClose(columns[3].values, [1, -1, 1, 1], .absolute(1e-15))
    }

    @Test("a lagged covariate is what it was, and the path must reach back")
    func lagged() throws {
        let path = ExposurePath(start: 2, values: (2...15).map { Double($0 * 10) })
        let column = try Terms.lagged(path, by: 1, at: Self.times, name: "stress.1")
        #expect(column.values == [20, 30, 40, 70, 80, 140])
        #expect(
            throws: RegressionError.exposurePathTooShort(
                first: 2, last: 15, neededFirst: 1, neededLast: 13)
        ) { try Terms.lagged(path, by: 2, at: Self.times, name: "stress.2") }
    }

    @Test("an exposure is carried forward over unknown times, and they are counted")
    func carriedForward() throws {
        let path = try ExposurePath(carryingForward: [0, 1, 0], at: [3, 5, 9], through: 10)
        #expect(path.values == [0, 0, 1, 1, 1, 1, 0, 0])
        #expect(path.carriedForward == 5)
        #expect(path.end == 10)
    }

    @Test(
        "the columns of a lag basis apply its curve",
        arguments: [
            LagBasis.almon(lags: 6), LagBasis.naturalSpline(lags: 6, knots: 4),
        ])
    func lagBasis(basis: LagBasis) throws {
        let values = (0..<30).map { Double(($0 * 5) % 7) }
        let path = ExposurePath(start: 0, values: values)
        let times = Array(6..<30)
        let columns = try basis.columns(for: path, at: times, name: "dose")
        let gamma = (0..<columns.count).map { 0.5 - 0.2 * Double($0) }
        let curve = (0...6).map { lag in
            zip(basis.weights(atLag: lag), gamma).reduce(0) { $0 + $1.0 * $1.1 }
        }
        for (row, time) in times.enumerated() {
            let direct = (0...6).reduce(0) { $0 + curve[$1] * values[time - $1] }
            let byColumns = zip(columns, gamma).reduce(0) { $0 + $1.0.values[row] * $1.1 }
            expectClose(byColumns, direct, .absolute(1e-12))
        }
        let cumulative = zip(basis.cumulativeWeights(), gamma).reduce(0) { $0 + $1.0 * $1.1 }
        expectClose(cumulative, curve.reduce(0, +), .absolute(1e-13))
    }

    @Test("an Almon lag holds any cubic, and a natural spline any line")
    func spans() throws {
        let lags = (0...10).map(Double.init)
        let cubic = lags.map { 1 - 0.3 * $0 + 0.02 * $0 * $0 * $0 }
        let almon = try QRFactorization(LagBasis.almon(lags: 10).matrix).residuals(cubic)
        #expect(almon.allSatisfy { $0.magnitude < 1e-12 })
        let line = lags.map { 2 - 0.7 * $0 }
        let spline = LagBasis.naturalSpline(lags: 10, knots: 5)
        let rest = try QRFactorization(spline.matrix).residuals(line)
        #expect(rest.allSatisfy { $0.magnitude < 1e-12 })
        #expect(spline.matrix.columns == 5)
    }

    @Test("an onset curve by hand: dead time 1, tau 2 up, a jump down")
    func kernel() {
        let kernel = OnsetKernel(onset: 2, washOut: 0, deadTime: 1)
        let a = 1 - exp(-0.5)
        let expected = [0, 0, a, a + a * (1 - a), 0, 0]
        expectClose(kernel.response(to: [0, 1, 1, 0, 0, 0]), expected, .roundoff(operations: 4))
        expectClose(kernel.reach(after: 3), 1 - exp(-1), .roundoff(operations: 4))
        #expect(kernel.reach(after: 1) == 0)
        #expect(OnsetKernel(onset: 0, washOut: 9, deadTime: 0).reach(after: 1) == 1)
    }

    @Test("the standard grid has 192 curves with a wash-out and 24 without")
    func grid() {
        #expect(OnsetGrid.standard.kernels(reaching: 42, separateWashOut: true).count == 192)
        #expect(OnsetGrid.standard.kernels(reaching: 42, separateWashOut: false).count == 24)
    }
}
