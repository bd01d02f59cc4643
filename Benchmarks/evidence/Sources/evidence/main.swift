// Times the randomisation test of an 84-day trial on one core and writes its series for R:
// `evidence FOLDER` puts series.csv there, then prints `name,seconds,p` lines (median CPU time).
//
// 21 pairs of two-day periods have 2^21 schedules, too many to list, so that 9,999 are drawn. Every
// eleventh score is missing.
import Foundation
import Stats

let folder = CommandLine.arguments.dropFirst().first ?? "."
let period = 2
let pairs = 21

var generator = SeededGenerator(seed: 5)
func order(_ first: Int) -> [Int] {
    (0..<2 * period).map { $0 < period ? first : 1 - first }
}
let sets = ConcatenatedSets(
    (0..<pairs).map { _ in ListedArrangements([order(0), order(1)]) })
let observed = sets.draw(using: &generator)
let errors = SimulatedErrors(rho: 0.5).draw(at: Array(0..<84), using: &generator)
let scores = observed.indices.map { day -> Double? in
    day % 11 == 5 ? nil : errors[day] - 0.4 * Double(observed[day])
}
let lines = observed.indices.map { day in
    "\(day),\(observed[day]),\(scores[day].map { "\($0)" } ?? "NA")"
}
try (["day,x,y"] + lines).joined(separator: "\n").appending("\n")
    .write(toFile: folder + "/series.csv", atomically: true, encoding: .utf8)

func time(_ name: String, _ statistic: TestStatistic) throws {
    let test = RandomizationTest(statistic: statistic)
    var found = try test.run(scores, observed: observed, in: sets, seed: 1)
    let times = try (0..<9).map { _ in
        let start = clock()
        found = try test.run(scores, observed: observed, in: sets, seed: 1)
        return Double(clock() - start) / Double(CLOCKS_PER_SEC)
    }
    print("\(name),\(times.sorted()[4]),\(found.pValue.value)")
}
try time("n1 GLS t", .gls)
try time("n1 mean difference", .meanDifference)
