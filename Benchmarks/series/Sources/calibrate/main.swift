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
    var priorScale = 1.0
    var leaving = false
    let mean = 0.5
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
func person(_ effect: Double, _ world: World, _ draws: inout Draws) -> NormalMixture? {
    let rho = world.isUnequal ? 0.8 * draws.generator.uniform() : 0.4
    let pairs = world.isUnequal ? 2 + draws.generator.uniform(below: 6) : 4
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
    var mean = false, next = 0.0, z = false, plain = false, floor = false, prediction = 0.0
    var width = 0.0
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

func run(_ world: World, set: Int) -> Row {
    var draws = Draws(generator: SeededGenerator(seed: 2026, stream: UInt64(set)))
    var units: [NormalMixture] = []
    while units.count < world.people {
        let shape = world.isHeavy ? draws.t4() : draws.normal()
        let effect = world.mean + world.tau * shape
        // Those whom it does not help are the ones who leave.
        let leaves = world.leaving && draws.generator.uniform() < (effect < world.mean ? 0.3 : 0.1)
        guard let unit = person(effect, world, &draws) else { continue }
        if !leaves { units.append(unit) }
    }
    let prior = SpreadPrior.halfNormal(scale: world.priorScale)
    let surface = PopulationSurface(
        UnitLikelihoods(units), widest: .halfNormal(scale: 2 * world.priorScale))
    let posterior = PopulationPosterior(surface, prior: prior)
    var row = Row()
    let mean = posterior.mean.interval(level: 0.95)
    row.mean = mean.contains(world.mean)
    row.width = mean.width
    row.next = chance(posterior.next.interval(level: 0.95), world)
    let classic = ClassicMetaAnalysis(
        effects: units.map(\.mean), variances: units.map(\.variance))
    row.z = classic.interval(.z).contains(world.mean)
    row.plain = classic.interval(.knappHartung).contains(world.mean)
    row.floor = classic.interval(.knappHartungWithFloor).contains(world.mean)
    row.prediction = chance(classic.predictionInterval(usesT: true), world)
    return row
}

var worlds: [World] = []
for people in [3, 5, 8, 15, 50] {
    for tau in [0, 0.3, 1] {
        worlds.append(World(name: "equal", people: people, tau: tau))
        worlds.append(World(name: "unequal", people: people, tau: tau, isUnequal: true))
    }
}
for people in [5, 15, 50] {
    worlds.append(World(name: "t4 effects", people: people, tau: 1, isHeavy: true))
    for scale in [3, 1.0 / 3] {
        for tau in [0.3, 1] {
            worlds.append(
                World(
                    name: scale > 1 ? "prior scale 3" : "prior scale 1/3", people: people, tau: tau,
                    priorScale: scale))
        }
    }
    for tau in [0.3, 1] {
        worlds.append(World(name: "the unhelped leave", people: people, tau: tau, leaving: true))
    }
}

if made.isEmpty {
    FileManager.default.createFile(atPath: path, contents: nil)
    tell("| world | people | tau | mean | next | z-REML | HKSJ | with floor | t(k-2) next | width |")
    tell("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
}
for world in worlds {
    let start = "| \(world.name) | \(world.people) | \(world.tau) |"
    if made.contains(start) { continue }
    let number = world.people == 50 ? max(100, sets / 2) : sets
    let rows = (0..<number).map { run(world, set: $0) }
    func share(_ path: (Row) -> Bool) -> String {
        String(format: "%.1f", 100 * Double(rows.count(where: path)) / Double(number))
    }
    func average(_ path: (Row) -> Double, _ factor: Double = 100) -> String {
        String(format: "%.\(factor == 1 ? 2 : 1)f", factor * rows.map(path).reduce(0, +) / Double(number))
    }
    tell(
        start + " \(share { $0.mean }) | \(average { $0.next }) | \(share { $0.z }) | "
            + "\(share { $0.plain }) | \(share { $0.floor }) | \(average { $0.prediction }) | "
            + "\(average({ $0.width }, 1)) |")
}
