// Times the searches for changes on one core and writes the series for the peers: `changes FOLDER`
// puts dense-N.csv, few-N.csv (N points; a change every hundred points, or nine in all) and breaks.csv
// there, then prints `name,seconds` lines (least CPU time of the runs after a first one).
import Foundation
import Stats

func seconds(_ runs: Int, _ work: () throws -> Void) rethrows -> Double {
    try work()
    return try (0..<runs).map { _ in
        let start = clock()
        try work()
        return Double(clock() - start) / Double(CLOCKS_PER_SEC)
    }.min() ?? .nan
}

func report(_ name: String, _ seconds: Double) { print("\(name),\(seconds)") }

/// AR(1) noise of unit variance around levels that change `changes` times.
func series(_ n: Int, rho: Double = 0, changes: Int, seed: UInt64) -> [Double] {
    var generator = SeededGenerator(seed: seed)
    func normal() -> Double {
        let u = 1 - generator.uniform()
        return (-2 * log(u)).squareRoot() * cos(2 * Double.pi * generator.uniform())
    }
    let levels = (0...changes).map { _ in 2 * normal() }
    var error = 0.0
    return (0..<n).map { index in
        error = rho * error + (1 - rho * rho).squareRoot() * normal()
        return error + levels[index * (changes + 1) / n]
    }
}

let folder = CommandLine.arguments.dropFirst().first ?? "."
func write(_ name: String, _ values: [Double]) throws {
    try (values.map { "\($0)" }.joined(separator: "\n") + "\n").write(
        toFile: folder + "/" + name, atomically: true, encoding: .utf8)
}

for n in [1_000, 10_000, 100_000, 1_000_000] {
    for (kind, changes) in [("dense", n / 100 - 1), ("few", 9)] {
        let y = series(n, changes: changes, seed: 7)
        try write("\(kind)-\(n).csv", y)
        let penalty = 2 * log(Double(n))
        let runs = n < 100_000 ? 15 : 5
        report("n1 fpop \(kind) n=\(n)", try seconds(runs) {
            _ = try LevelSearch().penalised(y, penalty: penalty)
        })
        report("n1 ar-fpop \(kind) n=\(n)", try seconds(runs) {
            _ = try LevelSearch(rho: 0.5).penalised(y, penalty: penalty)
        })
    }
}

for n in [84, 365] {
    let y = series(n, rho: 0.5, changes: 1, seed: 3)
    let times = Array(0..<n)
    report("n1 posterior n=\(n)", try seconds(9) {
        _ = try ChangepointPosterior().fit(y, times: times)
    })
    let design = try TransientDesign(times: times)
    // Flares every twenty days: the path is longest where there are many.
    let flares = y.indices.map { day in
        let since = Double((day + 13) % 20)
        return y[day] + 5 * exp(-since / 5)
    }
    report("n1 flare or level n=\(n)", try seconds(9) { _ = try LastingChange(y, on: design) })
    report("n1 flare or level, flares n=\(n)", try seconds(9) {
        _ = try LastingChange(flares, on: design)
    })
    let test = try SingleChangeTest(times: times)
    let scan = try test.scan(y)
    report("n1 bootstrap of 999 n=\(n)", try seconds(5) { _ = try test.pValue(of: scan, seed: 1) })
}

let breaks = series(1000, changes: 2, seed: 5)
try write("breaks.csv", breaks)
report("n1 bai-perron n=1000", try seconds(9) {
    let cost = try RegressionCost(breaks)
    _ = try SegmentNeighbourhood(mostChanges: 5)(cost, minimumSegment: 100)
})
