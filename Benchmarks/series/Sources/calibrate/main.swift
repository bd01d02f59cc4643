import Foundation
import Stats

// How often the mean and the next person are held by intervals of 95 %, in simulated series whose truth is
// known: each person a diary of AR(1) noise, analysed by the engine ar1. Prints docs/calibration-series.md's
// table. calibrate SETS TABLE.md: rows that the file has already are not made again.

let sets = CommandLine.arguments.count > 1 ? Int(CommandLine.arguments[1]) ?? 200 : 200
let path = CommandLine.arguments.count > 2 ? CommandLine.arguments[2] : "/dev/stdout"
let made = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""

/// Written at once: a table of many hours is read while it grows.
func tell(_ line: String) {
    guard let file = FileHandle(forWritingAtPath: path) else { return print(line) }
    file.seekToEndOfFile()
    file.write(Data((line + "\n").utf8))
}

struct World {
    var name: String
    var people: Int
    var tau: Double
    var isUnequal = false
    var isHeavy = false
    /// The smallest worthwhile change, by which the prior of the spread is scaled.
    var change = 1.0
    /// What becomes of those whom it helps less than most: three in ten of them leave, of the others one.
    var leaving = Leaving.nobody
    let mean = 0.5

    enum Leaving { case nobody, withoutTrace, withTheirDays }
}

struct Draws {
    var generator: SeededGenerator
    mutating func normal() -> Double {
        let u = 1 - generator.uniform()
        return (-2 * log(u)).squareRoot() * cos(2 * .pi * generator.uniform())
    }
    /// t with 4 degrees of freedom and variance 1.
    mutating func t4() -> Double {
        let square = -2 * log((1 - generator.uniform()) * (1 - generator.uniform()))
        return normal() / (square / 4).squareRoot() / 2.0.squareRoot()
    }
}

/// Scores of a diary under drawn pairs of weeks, and the person's effect as the engine sees it.
func person(
    _ effect: Double, _ world: World, leavesEarly: Bool, _ draws: inout Draws
) -> NormalMixture? {
    let rho = world.isUnequal ? 0.8 * draws.generator.uniform() : 0.4
    let pairs = leavesEarly ? 1 : world.isUnequal ? 2 + draws.generator.uniform(below: 6) : 4
    let sd = world.isUnequal ? 0.8 + 1.6 * draws.generator.uniform() : 1.5
    var exposure: [Double] = []
    for _ in 0..<pairs {
        let first = Double(draws.generator.uniform(below: 2))
        exposure += [Double](repeating: first, count: 7) + [Double](repeating: 1 - first, count: 7)
    }
    var noise = draws.normal()
    let scores = exposure.map { share -> Double in
        noise = rho * noise + (1 - rho * rho).squareRoot() * draws.normal()
        return 5 + effect * share + sd * noise
    }
    guard
        let design = try? DesignMatrix(
            columns: [("intercept", exposure.map { _ in 1 }), ("exposure", exposure)],
            times: Array(exposure.indices)),
        let prepared = try? PreparedAR1(design: design),
        let found = try? prepared.estimates(
            of: Contrast(weights: [0, 1]), responses: Matrix(columns: [scores]))
    else { return nil }
    return NormalMixture(found[0].distribution)
}

struct Row: Sendable {
    var mean = false, next = 0.0, prediction = 0.0
    var dersimonianLaird = false, z = false, pauleMandel = false, plain = false, floor = false
    /// Whether the mean lies between the ends with and without those who left, as losers of the change.
    var between = false
}

func chance(_ interval: Interval, _ world: World) -> Double {
    // The next person's chance of lying inside, from the truth of the world.
    func below(_ x: Double) -> Double {
        guard world.tau > 0 else { return x >= world.mean ? 1 : 0 }
        let z = (x - world.mean) / world.tau
        return world.isHeavy
            ? StudentT(degreesOfFreedom: 4).probability(below: z * 2.0.squareRoot())
            : Normal.standard.probability(below: z)
    }
    return below(interval.upper) - below(interval.lower)
        + (world.tau == 0 && interval.lower == world.mean ? 1 : 0)
}

/// The people of one set, and how many left without a trace.
func people(_ world: World, set: Int) -> (units: [NormalMixture], left: Int) {
    var draws = Draws(generator: SeededGenerator(seed: 2026, stream: UInt64(set)))
    var units: [NormalMixture] = []
    var left = 0
    while units.count < world.people {
        let shape = world.isHeavy ? draws.t4() : draws.normal()
        let effect = world.mean + world.tau * shape
        let leaves =
            world.leaving != .nobody
            && draws.generator.uniform() < (effect < world.mean ? 0.3 : 0.1)
        let isShort = leaves && world.leaving == .withTheirDays
        guard let unit = person(effect, world, leavesEarly: isShort, &draws) else { continue }
        if leaves, !isShort { left += 1 } else { units.append(unit) }
    }
    return (units, left)
}

/// The ends to a ten-thousandth, which is enough for a coverage.
func interval(_ mixture: NormalMixture) -> Interval {
    let (mean, sd) = (mixture.mean, mixture.standardDeviation)
    func end(_ p: Double, _ start: Double) -> Double {
        var (a, b) = (start - 0.3 * sd, start + 0.3 * sd)
        var (fa, fb) = (mixture.probability(below: a) - p, mixture.probability(below: b) - p)
        for _ in 0..<30 where abs(b - a) > 1e-4 * sd && fa != fb {
            let next = max(mean - 20 * sd, min(mean + 20 * sd, b - fb * (b - a) / (fb - fa)))
            (a, fa) = (b, fb)
            (b, fb) = (next, mixture.probability(below: next) - p)
        }
        return b
    }
    return Interval(
        lower: end(0.025, mean - 1.9 * sd), upper: end(0.975, mean + 1.9 * sd), level: 0.95)
}

func posterior(_ units: [NormalMixture], _ world: World) -> PopulationPosterior {
    PopulationPosterior(
        PopulationSurface(
            UnitLikelihoods(units), widest: .spread(ofSize: 2 * world.change)),
        prior: .spread(ofSize: world.change))
}

func run(_ world: World, set: Int) -> Row {
    let (units, left) = people(world, set: set)
    let found = posterior(units, world)
    var row = Row()
    // Between the ends is where the probability is between those of the ends.
    let place = found.mean.probability(below: world.mean)
    row.mean = (0.025...0.975).contains(place)
    row.next = chance(interval(found.next), world)
    row.between = row.mean
    if left > 0, !row.mean {
        // As the report has it: each of them lost the smallest worthwhile change.
        let error = UnitLikelihoods(units).typicalError
        let lost = (0..<left).map { _ in
            NormalMixture(estimate: -world.change, standardError: error)
        }
        let other = posterior(units + lost, world).mean.probability(below: world.mean)
        row.between = max(place, other) >= 0.025 && min(place, other) <= 0.975
    }
    let (effects, variances) = (units.map(\.mean), units.map(\.variance))
    let classic = ClassicMetaAnalysis(effects: effects, variances: variances)
    row.z = classic.interval(.z).contains(world.mean)
    row.plain = classic.interval(.knappHartung).contains(world.mean)
    row.floor = classic.interval(.knappHartungWithFloor).contains(world.mean)
    row.prediction = chance(classic.predictionInterval(usesT: true), world)
    func holds(_ estimator: SpreadEstimator) -> Bool {
        ClassicMetaAnalysis(effects: effects, variances: variances, estimator: estimator)
            .interval(.z).contains(world.mean)
    }
    row.dersimonianLaird = holds(.dersimonianLaird)
    row.pauleMandel = holds(.pauleMandel)
    return row
}

var worlds: [World] = []
for people in [3, 5, 8, 15, 50] {
    for tau in [0, 0.3, 1] {
        worlds.append(World(name: "equal", people: people, tau: tau))
        worlds.append(World(name: "unequal", people: people, tau: tau, isUnequal: true))
    }
}
for people in [3, 5, 8, 15, 50] {
    for tau in [0.3, 1] {
        worlds.append(World(name: "t4 effects", people: people, tau: tau, isHeavy: true))
    }
}
for people in [5, 15, 50] {
    for change in [3, 1.0 / 3] {
        for tau in [0.3, 1] {
            worlds.append(
                World(
                    name: change > 1 ? "prior 3 times too wide" : "prior 3 times too narrow",
                    people: people, tau: tau, change: change))
        }
    }
    for tau in [0.3, 1] {
        worlds.append(
            World(name: "leave, days kept", people: people, tau: tau, leaving: .withTheirDays))
        worlds.append(
            World(name: "leave, no trace", people: people, tau: tau, leaving: .withoutTrace))
    }
}

if made.isEmpty {
    _ = FileManager.default.createFile(atPath: path, contents: nil)
    tell(
        "| world | people | tau | sets | **mean** | **next** | z, DL | z, REML | z, PM | HKSJ | HKSJ, floor | "
            + "next, t(k-2) | with the leavers |")
    tell("|---|" + String(repeating: "---:|", count: 12))
}
for world in worlds {
    let start = "| \(world.name) | \(world.people) | \(world.tau) |"
    if made.contains(start) { continue }
    let number = world.people == 50 ? max(100, sets / 2) : sets
    let rows = (0..<number).map { run(world, set: $0) }
    func share(_ path: (Row) -> Bool) -> String {
        String(format: "%.1f", 100 * Double(rows.count(where: path)) / Double(number))
    }
    func average(_ path: (Row) -> Double) -> Double {
        rows.map(path).reduce(0, +) / Double(number)
    }
    func percent(_ path: (Row) -> Double) -> String { String(format: "%.1f", 100 * average(path)) }
    let cells = [
        String(number), share { $0.mean }, percent { $0.next }, share { $0.dersimonianLaird },
        share { $0.z }, share { $0.pauleMandel }, share { $0.plain }, share { $0.floor },
        percent { $0.prediction },
        world.leaving == .withoutTrace ? share { $0.between } : "",
    ]
    tell(start + " " + cells.joined(separator: " | ") + " |")
}
