import Foundation

@testable import Stats

/// A kind of diary that holds no lasting change of level, and a generator of it.
///
/// Flares come as a Poisson process, `rate` a day, with heights `size` times 0.6 to 1.4. `floor`: on zero
/// with rating noise of .3, 0 to 10, one decimal; `points`: whole points from 0 to 10 without noise;
/// `wander`: on AR(.4) noise of SD 1.
struct TransientWorld: Sendable {
    enum Ground: Sendable { case floor, points, wander }
    enum Course: Sendable { case fade, riseAndFall, plateau }

    enum Kind: Sendable {
        case flares(Ground, Course, tau: Double, rate: Double, size: Double)
        case twoStates
        case logNormal, ordinal, garch, heavyTails
        case wander(rho: Double, white: Double)
        case drift(perMonth: Double)
        case season(amplitude: Double)
    }

    let name: String
    let kind: Kind
    /// Whether the page of the method names it as not within 5 %.
    let isOpen: Bool

    init(_ name: String, _ kind: Kind, isOpen: Bool = false) {
        self.name = name
        self.kind = kind
        self.isOpen = isOpen
    }

    private static func flares(
        _ name: String, _ ground: Ground, _ tau: Double, every days: Double, _ size: Double,
        _ course: Course = .fade, isOpen: Bool = false
    ) -> TransientWorld {
        TransientWorld(
            name, .flares(ground, course, tau: tau, rate: 1 / days, size: size), isOpen: isOpen)
    }

    static let all = [
        flares("floor, tau 5, every 20 days, 4 points", .floor, 5, every: 20, 4),
        flares("floor, tau 10, every 20 days, 4 points", .floor, 10, every: 20, 4),
        flares("floor, tau 1.5, every 20 days, 4 points", .floor, 1.5, every: 20, 4),
        flares("whole points, tau 5, every 20 days, 5 points", .points, 5, every: 20, 5),
        flares("whole points, tau 10, every 25 days, 5 points", .points, 10, every: 25, 5),
        flares("on wander, tau 5, every 15 days, 2 SD", .wander, 5, every: 15, 2),
        flares("on wander, tau 5, every 20 days, 4 SD", .wander, 5, every: 20, 4),
        flares("on wander, tau 10, every 40 days, 6 SD", .wander, 10, every: 40, 6),
        flares("floor, rise and fall, tau 5, 4 points", .floor, 5, every: 20, 4, .riseAndFall),
        flares("on wander, rise and fall, tau 8, 4 SD", .wander, 8, every: 25, 4, .riseAndFall),
        flares(
            "on wander, tau 10, every 15 days, 4 SD (overlapping)", .wander, 10, every: 15, 4,
            isOpen: true),
        flares(
            "floor, plateaus of 12 days, 4 points", .floor, 8, every: 25, 4, .plateau, isOpen: true),
        TransientWorld("two states, +3 SD for 8 of 33 days", .twoStates, isOpen: true),
        TransientWorld("log-normal, AR .6", .logNormal),
        TransientWorld("ordinal 0-4, 70 % zeros, AR .7", .ordinal),
        TransientWorld("GARCH (.25, .7), AR .4", .garch),
        TransientWorld("t3, AR .5", .heavyTails),
        TransientWorld("AR .5", .wander(rho: 0.5, white: 0)),
        TransientWorld("AR .8", .wander(rho: 0.8, white: 0)),
        TransientWorld("AR .9 + 44 % white", .wander(rho: 0.9, white: 0.44)),
    ]

    func series(_ n: Int, seed: UInt64, stream: UInt64) -> [Double] {
        var draws = WorldDraws(seed: seed, stream: stream)
        switch kind {
        case .flares(let ground, let course, let tau, let rate, let size):
            let flares = draws.flares(n, course, tau: tau, rate: rate, size: size)
            return onGround(ground, flares, &draws)
        case .twoStates:
            return zip(draws.twoStates(n), draws.wander(n, 0.3)).map { 3 * $0 + $1 }
        case .logNormal: return draws.wander(n, 0.6).map { exp($0) }
        case .ordinal:
            return draws.wander(n, 0.7).map { z in
                Double([0.524, 1.036, 1.48, 2.05].count { z >= $0 })
            }
        case .garch: return draws.garch(n)
        case .heavyTails: return draws.heavyTails(n, rho: 0.5)
        case .wander(let rho, let white):
            return zip(draws.wander(n, rho), draws.wander(n, 0)).map {
                4 + (1 - white).squareRoot() * $0 + white.squareRoot() * $1
            }
        case .drift(let slope):
            return draws.wander(n, 0).enumerated().map { slope * Double($0) / 30 + $1 }
        case .season(let amplitude):
            let start = draws.random.uniform()
            return draws.wander(n, 0).enumerated().map {
                amplitude * sin(2 * Double.pi * (Double($0) / 365.25 + start)) + $1
            }
        }
    }

    private func onGround(
        _ ground: Ground, _ flares: [Double], _ draws: inout WorldDraws
    ) -> [Double] {
        switch ground {
        case .floor:
            flares.map { (10 * min(max($0 + 0.3 * draws.normal(), 0), 10)).rounded() / 10 }
        case .points: flares.map { min(max($0, 0), 10).rounded() }
        case .wander: zip(flares, draws.wander(flares.count, 0.4)).map { 4 + $0 + $1 }
        }
    }

    /// A step of `size` in the middle half of AR noise of SD 1.
    static func step(
        _ n: Int, rho: Double, size: Double, seed: UInt64, stream: UInt64
    ) -> (y: [Double], index: Int) {
        var draws = WorldDraws(seed: seed, stream: stream)
        var y = draws.wander(n, rho)
        let index = n / 4 + draws.random.uniform(below: n / 2)
        for day in index..<n { y[day] += size }
        return (y, index)
    }
}

/// The draws behind one series.
struct WorldDraws {
    var random: SeededGenerator
    private var normals: NormalDraws<SeededGenerator>

    init(seed: UInt64, stream: UInt64) {
        random = SeededGenerator(seed: seed &+ 1_000_003, stream: stream)
        normals = NormalDraws(SeededGenerator(seed: seed, stream: stream))
    }

    mutating func normal() -> Double { normals.next() }

    /// AR(1) of unit variance.
    mutating func wander(_ n: Int, _ rho: Double) -> [Double] {
        var value = normal()
        return (0..<n).map { day in
            if day > 0 { value = rho * value + (1 - rho * rho).squareRoot() * normal() }
            return value
        }
    }

    mutating func flares(
        _ n: Int, _ course: TransientWorld.Course, tau: Double, rate: Double, size: Double
    ) -> [Double] {
        let lead = 60
        var y = [Double](repeating: 0, count: n + lead)
        var time = 0.0
        while true {
            time += -log(1 - random.uniform()) / rate
            guard Int(time) < y.count else { return Array(y[lead...]) }
            let height = size * (0.6 + 0.8 * random.uniform())
            for day in Int(time)..<min(y.count, Int(time) + 60) {
                y[day] += height * Self.height(course, tau, Double(day - Int(time)))
            }
        }
    }

    private static func height(
        _ course: TransientWorld.Course, _ tau: Double, _ day: Double
    ) -> Double {
        switch course {
        case .fade: return exp(-day / tau)
        case .riseAndFall:
            let peak = tau <= 3 ? 3 : tau / 2
            return (day + 1) / peak * exp(1 - (day + 1) / peak)
        case .plateau: return day < 1.5 * tau ? 1 : 0
        }
    }

    /// A calm of 25 days and a flare of 8 on average.
    mutating func twoStates(_ n: Int) -> [Double] {
        var isFlaring = false
        return (0..<n + 60).map { _ in
            isFlaring = isFlaring ? random.uniform() > 1.0 / 8 : random.uniform() < 1.0 / 25
            return isFlaring ? 1 : 0
        }.suffix(n)
    }

    mutating func garch(_ n: Int) -> [Double] {
        var (variance, shock, value) = (1.0, 0.0, 0.0)
        return (0..<n + 200).map { _ in
            variance = 0.05 + 0.25 * shock * shock + 0.7 * variance
            shock = variance.squareRoot() * normal()
            value = 0.4 * value + shock
            return value
        }.suffix(n)
    }

    /// Student t with three degrees of freedom, unit variance.
    mutating func heavyTails(_ n: Int, rho: Double) -> [Double] {
        var value = 0.0
        return (0..<n + 100).map { _ in
            let chi = (0..<3).reduce(0.0) { sum, _ in
                let z = normal()
                return sum + z * z
            }
            let t = normal() / (chi / 3).squareRoot() / 3.0.squareRoot()
            value = rho * value + (1 - rho * rho).squareRoot() * t
            return value
        }.suffix(n)
    }
}
