import Foundation
@testable import Stats
import Testing

/// Whether what is printed of a count in points holds the difference of its means. The smoke always runs;
/// the full table of docs/calibration-counts.md is printed with N1_CALIBRATE=1, N1_CALIBRATE_SERIES series
/// a cell (300 unless told).
@Suite("Counts told by their means")
struct CountCalibrationTests {
    private struct Cell {
        var series = 0
        var byLogarithm = 0
        var itsRatio = 0
        var byMeans = 0
        var claimsByLogarithm = 0
        var claimsByMeans = 0

        func percent(_ count: Int) -> String {
            String(format: "%.1f", 100 * Double(count) / Double(max(1, series)))
        }
    }

    private static func cell(world: Int, design: Int, series: Int) throws -> Cell {
        let (made, x) = (CountWorld.all[world], CountWorld.designs[design].exposures)
        let rows = try DesignMatrix(
            columns: [("intercept", x.map { _ in 1.0 }), ("b", x.map(Double.init))],
            times: Array(x.indices))
        var options = RegressionOptions()
        options.exposure = Exposure(column: "b")
        let robust = Regression(.robust, options: options)
        let (difference, ratio) = (made.tested - made.reference, made.tested / made.reference)
        var cell = Cell()
        for number in 0..<series {
            var generator = SeededGenerator(
                seed: UInt64(1000 * world + 100 * design + 7), stream: UInt64(number))
            let y = made.draw(x, &generator)
            let reference = y.indices.filter { x[$0] == 0 }.map { y[$0] }
            let mean = reference.reduce(0, +) / Double(reference.count)
            guard mean > 0,
                let logarithm = try? robust.fit(y.map { log($0 + 0.5) }, on: rows)
                    .estimate(ofColumn: "b").interval(),
                let means = try? robust.fit(y, on: rows).estimate(ofColumn: "b").interval()
            else { continue }
            let ends = (exp(logarithm.lower), exp(logarithm.upper))
            cell.series += 1
            cell.itsRatio += ends.0 <= ratio && ratio <= ends.1 ? 1 : 0
            let inPoints = (mean * (ends.0 - 1), mean * (ends.1 - 1))
            cell.byLogarithm += inPoints.0 <= difference && difference <= inPoints.1 ? 1 : 0
            cell.byMeans += means.contains(difference) ? 1 : 0
            cell.claimsByLogarithm += logarithm.contains(0) ? 0 : 1
            cell.claimsByMeans += means.contains(0) ? 0 : 1
        }
        return cell
    }

    @Test("with most days at none the means hold what the logarithm does not")
    func smoke() throws {
        let cell = try Self.cell(world: 1, design: 1, series: 30)
        #expect(cell.series == 30)
        #expect(cell.byMeans >= 27)
        #expect(cell.byLogarithm <= 24)
    }

    @Test(
        "what is printed in points holds in 93 of 100 in every world",
        .enabled(if: ProcessInfo.processInfo.environment["N1_CALIBRATE"] == "1"))
    func table() throws {
        let given = ProcessInfo.processInfo.environment["N1_CALIBRATE_SERIES"].flatMap(Int.init)
        let series = given ?? 300
        print(
            "| world | design | logarithm | its ratio | means | claims, logarithm | claims, means |"
        )
        print("|---|---|---|---|---|---|---|")
        for world in CountWorld.all.indices {
            for design in CountWorld.designs.indices {
                let cell = try Self.cell(world: world, design: design, series: series)
                let error = (0.93 * 0.07 / Double(series)).squareRoot()
                #expect(Double(cell.byMeans) / Double(cell.series) > 0.93 - 2 * error)
                let shares = [
                    cell.byLogarithm, cell.itsRatio, cell.byMeans, cell.claimsByLogarithm,
                    cell.claimsByMeans,
                ].map(cell.percent)
                let names = [CountWorld.all[world].name, CountWorld.designs[design].name]
                print("| \((names + shares).joined(separator: " | ")) |")
            }
        }
    }
}
