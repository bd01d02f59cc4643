import Foundation
@testable import Stats
import Testing

/// A made-up count of every day, with the means that it was made with.
struct CountWorld: Sendable, CustomTestStringConvertible {
    let name: String
    let reference: Double
    let tested: Double
    let draw: @Sendable ([Int], inout SeededGenerator) -> [Double]
    var testDescription: String { name }

    static let all: [CountWorld] = [
        zeros(0.6, 0.6, 6, 6), zeros(0.6, 0.6, 6, 3), zeros(0.6, 0.8, 6, 6),
        spells(0.6, 0.6, 6, 6), spells(0.6, 0.6, 6, 3), spells(0.6, 0.8, 6, 6),
        wandering(4, 1, 0.4), wandering(4, 0.5, 0.4), wandering(12, 1, 0.3),
        wandering(12, 0.6, 0.3), wandering(1, 1, 0.5), wandering(1, 0.5, 0.5),
        uneven(20, 1, 1), uneven(20, 0.6, 1), uneven(4, 1, 0.5), uneven(4, 0.5, 0.5),
    ]

    static let designs: [(name: String, exposures: [Int])] = [
        ("AB 14+42", phases("AB", [14, 42])), ("ABA 28+42+28", phases("ABA", [28, 42, 28])),
        ("6 pairs of 7+7", phases("ABBAABABBABA", [Int](repeating: 7, count: 12))),
    ]

    private static func phases(_ word: String, _ lengths: [Int]) -> [Int] {
        zip(word, lengths).flatMap { [Int](repeating: $0 == "A" ? 0 : 1, count: $1) }
    }

    /// A share of days with none, independent, and a Poisson count on the others.
    private static func zeros(_ z0: Double, _ z1: Double, _ a0: Double, _ a1: Double) -> CountWorld
    {
        CountWorld(
            name: "zeros \(Int(z0 * 100))>\(Int(z1 * 100)) %, else \(a0)>\(a1)",
            reference: (1 - z0) * a0, tested: (1 - z1) * a1
        ) { x, generator in
            x.map { exposure in
                let (share, mean) = exposure == 1 ? (z1, a1) : (z0, a0)
                return generator.uniform() < share ? 0 : CountDraws.poisson(mean, &generator)
            }
        }
    }

    /// The same, where days with none come in runs: autocorrelation .6 behind them.
    private static func spells(
        _ z0: Double, _ z1: Double, _ a0: Double, _ a1: Double
    ) -> CountWorld {
        CountWorld(
            name: "zeros \(Int(z0 * 100))>\(Int(z1 * 100)) % in spells, else \(a0)>\(a1)",
            reference: (1 - z0) * a0, tested: (1 - z1) * a1
        ) { x, generator in
            let level = CountDraws.autoregression(x.count, rho: 0.6, sd: 1, &generator)
            return x.indices.map { day in
                let (share, mean) = x[day] == 1 ? (z1, a1) : (z0, a0)
                let place = 0.5 * erfc(-level[day] / 2.0.squareRoot())
                return place < share ? 0 : CountDraws.poisson(mean, &generator)
            }
        }
    }

    /// Poisson around a rate whose logarithm is an autoregression of .6.
    private static func wandering(_ mean: Double, _ ratio: Double, _ sd: Double) -> CountWorld {
        CountWorld(
            name: "Poisson, log rate AR 0.6 sd \(sd), mean \(mean) x \(ratio)", reference: mean,
            tested: mean * ratio
        ) { x, generator in
            let level = CountDraws.autoregression(x.count, rho: 0.6, sd: sd, &generator)
            return x.indices.map { day in
                let rate = mean * (x[day] == 1 ? ratio : 1) * exp(level[day] - sd * sd / 2)
                return CountDraws.poisson(rate, &generator)
            }
        }
    }

    /// Negative binomial of shape k.
    private static func uneven(_ mean: Double, _ ratio: Double, _ k: Double) -> CountWorld {
        CountWorld(
            name: "negative binomial k \(k), mean \(mean) x \(ratio)", reference: mean,
            tested: mean * ratio
        ) { x, generator in
            x.map { exposure in
                let rate = mean * (exposure == 1 ? ratio : 1)
                return CountDraws.poisson(rate * CountDraws.gamma(k, &generator) / k, &generator)
            }
        }
    }
}

/// Random numbers that counts are made of.
enum CountDraws {
    static func normal(_ generator: inout SeededGenerator) -> Double {
        let (u, v) = (max(generator.uniform(), 1e-300), generator.uniform())
        return (-2 * log(u)).squareRoot() * cos(2 * .pi * v)
    }

    static func autoregression(
        _ count: Int, rho: Double, sd: Double, _ generator: inout SeededGenerator
    ) -> [Double] {
        var last = sd * normal(&generator)
        let step = sd * (1 - rho * rho).squareRoot()
        return [last]
            + (1..<count).map { _ in
                last = rho * last + step * normal(&generator)
                return last
            }
    }

    /// By products of uniform numbers; normal from 60 on.
    static func poisson(_ rate: Double, _ generator: inout SeededGenerator) -> Double {
        guard rate <= 60 else {
            return max(0, (rate + rate.squareRoot() * normal(&generator)).rounded())
        }
        let limit = exp(-rate)
        var (count, product) = (0.0, generator.uniform())
        while product > limit {
            count += 1
            product *= generator.uniform()
        }
        return count
    }

    /// Marsaglia & Tsang (2000), unit scale.
    static func gamma(_ shape: Double, _ generator: inout SeededGenerator) -> Double {
        guard shape >= 1 else {
            let boosted = gamma(shape + 1, &generator)
            return boosted * pow(max(generator.uniform(), 1e-300), 1 / shape)
        }
        let d = shape - 1.0 / 3
        let c = 1 / (9 * d).squareRoot()
        while true {
            let x = normal(&generator)
            let v = pow(1 + c * x, 3)
            let u = log(max(generator.uniform(), 1e-300))
            if v > 0, u < 0.5 * x * x + d - d * v + d * log(v) { return d * v }
        }
    }
}
