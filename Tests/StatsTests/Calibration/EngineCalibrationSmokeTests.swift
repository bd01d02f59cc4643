@testable import Stats
import Testing
import TestSupport

/// A small version of the calibration for every test run: twelve cells, seconds. The bars leave
/// room for its Monte-Carlo error (0.5 points a cell); the seeds are fixed.
@Suite("Calibration of the engines, smoke version")
struct EngineCalibrationSmokeTests {
    static let cells = CalibrationCell.all.filter {
        $0.rho != 0.6 && ($0.missing > 0) != $0.hasTrend
    }
    static let replicates = 2000

    @Test("ar1 keeps its promise in each cell and on average, without bias")
    func coverage() async throws {
        #expect(Self.cells.count == 12)
        var mean = 0.0
        for cell in Self.cells {
            let found = try await cell.run(.ar1, replicates: Self.replicates)
            #expect(found.refused == 0)
            #expect((0.92...0.972).contains(found.coverage), "\(cell): \(found.coverage)")
            #expect(found.bias.magnitude < 0.03 + 4 * found.biasError, "\(cell): \(found.bias)")
            mean += found.coverage / Double(Self.cells.count)
        }
        #expect((0.942...0.958).contains(mean), "mean \(mean)")
    }

    @Test("least squares breaks its promise on the same data as soon as days resemble each other")
    func naive() async throws {
        for cell in Self.cells where cell.rho == 0.8 && cell.name != "blocks 12x4" {
            let found = try await cell.run(.ols, replicates: 400)
            #expect(found.coverage < 0.85, "\(cell): \(found.coverage)")
        }
    }

    @Test("a drift of two standard deviations under daily switching is seldom called a slow effect")
    func drift() async throws {
        var parts: [Coverage] = []
        // A schedule each: one that happens to run with the drift would decide a shared one.
        for pattern in 0..<400 {
            var generator = SeededGenerator(seed: 70, stream: UInt64(pattern))
            let exposure = (0..<70).map { _ in generator.uniform() < 0.5 ? 0.0 : 1.0 }
            let plan = SimulatedDesign(exposure: exposure)
            let design = try plan.design()
            let study = try CoverageStudy(
                design: design, contrast: Contrast(column: "treat", of: design),
                mean: plan.times.map { 5 + 2 * Double($0) / 69 }, truth: 0,
                errors: SimulatedErrors(rho: 0))
            let options = RegressionOptions(
                exposure: Exposure(column: "treat", path: plan.path))
            parts.append(
                try await study.run(
                    Regression(.onset, options: options),
                    MonteCarlo(replicates: 1, seed: UInt64(pattern))))
        }
        let found = Coverage(merging: parts)
        // 6.0 % in 2 000 series; without noise and a wandering level it was 45 %. Three standard errors
        // of 400 series around 7 %.
        #expect(found.rejectionRate <= 0.108, "\(found.rejectionRate)")
    }

    @Test("picking the best of fifteen lags finds effects that are not there")
    func lagPicking() throws {
        let rate = try LagPicking(lags: Array(0..<15), rho: 0.3).falsePositives(replicates: 400)
        #expect(rate > 0.15)
    }

    @Test("a study gives the same answer on a second run")
    func deterministic() async throws {
        let cell = Self.cells[0]
        let first = try await cell.run(.ar1, replicates: 64)
        let second = try await cell.run(.ar1, replicates: 64)
        #expect(first == second)
    }

    @Test("simulated errors have the variance and the autocorrelation that they promise")
    func errors() {
        var generator = SeededGenerator(seed: 3)
        let errors = SimulatedErrors(rho: 0.7, noiseShare: 0.25)
        let count = 40_000
        let u = errors.draw(at: Array(0..<count), using: &generator)
        let square = u.reduce(0) { $0 + $1 * $1 } / Double(count)
        // Var of the mean square of this process: (2/n) (1 + 2 sum r_h^2) = (2/n) 2.08.
        expectClose(square, 1, .monteCarlo(standardError: (4.2 / Double(count)).squareRoot()))
        let product = zip(u.dropFirst(), u).reduce(0) { $0 + $1.0 * $1.1 } / Double(count)
        expectClose(
            product, 0.75 * 0.7, .monteCarlo(standardError: (4.2 / Double(count)).squareRoot()))
    }
}
