// Times the engines on one core and writes the series for the peers: `engines FOLDER` puts
// regression.csv, changes.csv and long.csv there, then prints `name,seconds` lines (median of runs,
// CPU time).
import Foundation
import Stats

func seconds(_ runs: Int, _ work: () throws -> Void) rethrows -> Double {
    try work()
    let times = try (0..<runs).map { _ in
        let start = clock()
        try work()
        return Double(clock() - start) / Double(CLOCKS_PER_SEC)
    }
    return times.sorted()[runs / 2]
}

func series(_ n: Int, rho: Double, seed: UInt64, shift: (Int) -> Double) -> [Double] {
    var generator = SeededGenerator(seed: seed)
    var error = 0.0
    return (0..<n).map { index in
        let u = 1 - generator.uniform()
        let normal = (-2 * log(u)).squareRoot() * cos(2 * Double.pi * generator.uniform())
        error = rho * error + (1 - rho * rho).squareRoot() * normal
        return error + shift(index)
    }
}

let folder = CommandLine.arguments.dropFirst().first ?? "."
func write(_ name: String, _ lines: [String]) throws {
    try (lines.joined(separator: "\n") + "\n").write(
        toFile: folder + "/" + name, atomically: true, encoding: .utf8)
}

// Regression: ABAB, 84 days, trend, every seventh day missing.
let days = (0..<84).filter { $0 % 7 != 3 }
let scores = series(84, rho: 0.5, seed: 1) { ($0 / 21) % 2 == 1 ? -1 : 0 }
let treated = (0..<84).map { ($0 / 21) % 2 == 1 ? 1.0 : 0 }
let y = days.map { scores[$0] }
let design = try DesignMatrix(
    columns: [
        ("intercept", days.map { _ in 1 }), ("x", days.map { treated[$0] }),
        ("t", days.map { Double($0) }),
    ], times: days)
try write(
    "regression.csv", ["day,y,x"] + days.map { "\($0),\(scores[$0]),\(treated[$0])" })
let exposure = Exposure(column: "x", path: ExposurePath(start: 0, values: treated))
for method in [RegressionMethod.ar1, .reml, .onset, .daily, .robust] {
    let options = RegressionOptions(exposure: exposure)
    print(
        "n1 \(method.rawValue) n=72,"
            + String(
                try seconds(15) {
                    let fit = try Regression(method, options: options).fit(y, on: design)
                    _ = try fit.estimate(ofColumn: "x").interval()
                }))
}

// The sizes that the engines promise a time for.
func promised(_ method: RegressionMethod, n: Int, p: Int) throws {
    let times = Array(0..<n)
    let x = times.map { ($0 / (n / 4)) % 2 == 1 ? 1.0 : 0 }
    let others = (2..<p).map { k in
        (name: "c\(k)", values: series(n, rho: 0, seed: UInt64(10 + k)) { _ in 0 })
    }
    let design = try DesignMatrix(
        columns: [("intercept", times.map { _ in 1 }), ("x", x)] + others, times: times)
    let y = series(n, rho: 0.5, seed: 9) { -x[$0] }
    let options = RegressionOptions(
        exposure: Exposure(column: "x", path: ExposurePath(start: 0, values: x)))
    let time = try seconds(15) {
        _ = try Regression(method, options: options).fit(y, on: design)
            .estimate(ofColumn: "x").interval()
    }
    print("n1 \(method.rawValue) n=\(n)\(method == .ar1 ? " p=\(p)" : ""),\(time)")
}
try promised(.ar1, n: 56, p: 3)
try promised(.ar1, n: 180, p: 12)
try promised(.onset, n: 84, p: 3)
try promised(.daily, n: 84, p: 3)
try promised(.robust, n: 84, p: 3)
try promised(.robustOnset, n: 84, p: 3)

// Multiple baseline: series with starts 14 rows apart and a course that they share.
func stepped(_ count: Int, n: Int) throws -> (data: SteppedSeries, starts: [Int]) {
    let starts = (0..<count).map { 16 + 14 * $0 }
    let course = series(n, rho: 0.9, seed: 30) { -0.05 * Double($0) }
    let data = try SteppedSeries(
        times: Array(0..<n),
        series: starts.enumerated().map { place, start in
            SteppedSeries.Series(
                responses: series(n, rho: 0.3, seed: UInt64(31 + place)) {
                    course[$0] - ($0 >= start ? 1 : 0)
                },
                exposures: (0..<n).map { $0 >= start ? 1 : 0 })
        })
    return (data, starts)
}
func timeStepped(_ count: Int, n: Int) throws {
    let (data, starts) = try stepped(count, n: n)
    if count == 3 {
        try write(
            "stepped.csv",
            (0..<n).map { row in
                data.series.map { "\($0.responses[row] ?? 0),\($0.exposures[row])" }
                    .joined(separator: ",")
            })
    }
    let size = "S=\(count) n=\(n)"
    let joint = try seconds(15) { _ = try SteppedSeriesModel().fit(data).effect.quantile(0.025) }
    print("n1 multiple baseline \(size),\(joint)")
    let onset = try seconds(9) {
        _ = try SteppedSeriesModel().onset(data).effect.quantile(0.025)
    }
    print("n1 multiple baseline with onset \(size),\(onset)")
    let draw = try StartDraw(windows: starts.map { Array($0 - 2..<$0 + 6) })
    let test = try seconds(9) {
        _ = try StaggeredStartTest().run(data, starts: starts, in: draw, seed: 1)
    }
    print("n1 staggered starts \(size),\(test)")
}
try timeStepped(3, n: 84)
try timeStepped(4, n: 112)
try timeStepped(5, n: 112)

// Changes.
let short = series(84, rho: 0.5, seed: 2) { $0 < 40 ? 0 : 2 }
try write("changes.csv", ["day,y"] + short.enumerated().map { "\($0.offset),\($0.element)" })
print(
    "n1 posterior n=84,\(try seconds(9) { _ = try ChangepointPosterior().fit(short, times: Array(0..<84)) })")
let year = series(365, rho: 0.5, seed: 3) { $0 < 200 ? 0 : 2 }
print(
    "n1 posterior n=365,\(try seconds(3) { _ = try ChangepointPosterior().fit(year, times: Array(0..<365)) })")
for n in [1_000, 10_000, 100_000, 1_000_000] {
    let long = series(n, rho: 0, seed: 4) { ($0 / 100) % 2 == 0 ? 0 : 3 }
    if n == 100_000 { try write("long.csv", long.map { "\($0)" }) }
    let penalty = 2 * log(Double(n))
    print("n1 fpop n=\(n),\(try seconds(3) { _ = try LevelSearch().penalised(long, penalty: penalty) })")
    print(
        "n1 ar-fpop n=\(n),\(try seconds(3) { _ = try LevelSearch(rho: 0.5).penalised(long, penalty: penalty) })")
}
let breaks = series(1000, rho: 0, seed: 5) { $0 < 500 ? 0 : 1 }
try write("breaks.csv", breaks.map { "\($0)" })
print("n1 bai-perron n=1000,\(try seconds(3) { _ = try BaiPerron(replicates: 19, seed: 1).fit(breaks) })")
