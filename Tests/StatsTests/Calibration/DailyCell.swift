import Foundation
@testable import Stats

/// One cell of the calibration of `daily`: a noise that was not made for it, under a design, without an
/// effect and without missing days.
struct DailyCell: Sendable, CustomStringConvertible {
    let noise: SimulatedNoise
    let design: String

    static let designs: [(name: String, word: String, lengths: [Int])] = [
        ("AB 14+42", "AB", [14, 42]), ("ABA 28+42+28", "ABA", [28, 42, 28]),
        ("ABAB 4x14", "ABAB", [14, 14, 14, 14]), ("pairs 4x(7+7)", "", []),
        ("AB 60+120", "AB", [60, 120]), ("AB 14+14", "AB", [14, 14]),
        ("ABAB 4x7", "ABAB", [7, 7, 7, 7]),
    ]

    static let all = SimulatedNoise.allCases.flatMap { noise in
        designs.map { DailyCell(noise: noise, design: $0.name) }
    }

    var description: String { "\(noise.rawValue), \(design)" }

    /// Where no interval of one person's days can be held to its promise: a rhythm in step with the
    /// phases, and one switch in a memory longer than the trial.
    var isDeclaredLimit: Bool {
        switch noise {
        case .cycle, .wanderingCycle: design == "ABAB 4x14" || design == "AB 14+14"
        case .fractional45, .twoMemories, .fractional30:
            design.hasPrefix("AB 60") || design.hasPrefix("ABA ")
        default: false
        }
    }

    /// Four sets of pairs in random order; one plan for every other design.
    private func plans() -> [SimulatedDesign] {
        guard let own = Self.designs.first(where: { $0.name == design }), own.word.isEmpty else {
            return Self.designs.filter { $0.name == design }
                .map { SimulatedDesign.phases($0.word, $0.lengths) }
        }
        return (0..<4).map { pattern in
            var generator = SeededGenerator(seed: 78, stream: UInt64(pattern))
            return SimulatedDesign.randomPairs(4, length: 7, using: &generator)
        }
    }

    /// Coverage of no effect.
    func run(_ method: RegressionMethod, replicates: Int) async throws -> Coverage {
        let plans = plans()
        var parts: [Coverage] = []
        for (place, plan) in plans.enumerated() {
            let design = try plan.design()
            let contrast = try Contrast(column: "treat", of: design)
            let regression = Regression(
                method, options: RegressionOptions(exposure: Exposure(column: "treat")))
            let outcomes = try await MonteCarlo(
                replicates: replicates / plans.count, seed: 4_000 + UInt64(place)
            ).run { _, generator -> CoverageStudy.Outcome? in
                let y = noise.draw(under: plan.exposure, using: &generator)
                let estimate = try? regression.fit(y, on: design).estimate(of: contrast)
                return estimate.map {
                    CoverageStudy.Outcome(estimate: $0.estimate, interval: $0.interval())
                }
            }
            parts.append(Coverage(outcomes, truth: 0))
        }
        return Coverage(merging: parts)
    }
}

/// Days without an effect, as they might be: the noises of the search for a default engine and of the
/// review of the release.
enum SimulatedNoise: String, Sendable, CaseIterable {
    case white, ar3 = "AR .3", ar6 = "AR .6", ar8 = "AR .8"
    case ar8White = "AR .8 + 44 % white", ar9White = "AR .9 + 44 % white"
    case arma = "ARMA(.95, -.7)", walk = "random walk .35 + white"
    case fractional30 = "fractional .3", fractional45 = "fractional .45"
    case twoMemories = "AR .95 + AR .4", twoLevels = "two levels, 15 days"
    case quieter = "SD 2.5 to .8, AR .3", louder = "SD .8 to 2.5, AR .3"
    case quieterAR6 = "SD 2.5 to .8, AR .6"
    case heavyTails = "t3, AR .5", logNormal = "log-normal, AR .5", garch = "GARCH, AR .5"
    case zeros = "0-10, 70 % zeros, AR .6", flares = "flares of 5 days, floor"
    case cycle = "28-day cycle, AR .3", wanderingCycle = "AR(2), about 28 days"

    /// One series, a value a day.
    func draw(under exposure: [Double], using generator: inout SeededGenerator) -> [Double] {
        let n = exposure.count
        func ar(_ rho: Double) -> [Double] { AR1Path(rho: rho).draw(n, using: &generator) }
        func white() -> [Double] { ar(0) }
        func mixed(_ slow: [Double], _ share: Double, _ quick: [Double]) -> [Double] {
            zip(slow, quick).map { (1 - share).squareRoot() * $0 + share.squareRoot() * $1 }
        }
        func spread(_ rho: Double, _ usual: Double, _ treated: Double) -> [Double] {
            zip(ar(rho), exposure).map { $0 * ($1 > 0 ? treated : usual) }
        }
        switch self {
        case .white: return white()
        case .ar3: return ar(0.3)
        case .ar6: return ar(0.6)
        case .ar8: return ar(0.8)
        case .ar8White: return mixed(ar(0.8), 0.44, white())
        case .ar9White: return mixed(ar(0.9), 0.44, white())
        case .arma:
            return Self.filtered(n, using: &generator) { past, now, last in
                0.95 * past - 0.7 * last + now
            }
        case .walk:
            var level = 0.0
            return zip(white(), white()).map { step, noise in
                level += 0.35 * step
                return level + noise
            }
        case .fractional30: return Self.fractional(0.3, n, using: &generator)
        case .fractional45: return Self.fractional(0.45, n, using: &generator)
        case .twoMemories: return mixed(ar(0.95), 0.5, ar(0.4))
        case .twoLevels:
            var side = generator.uniform() < 0.5 ? 0.8 : -0.8
            return white().map { noise in
                if generator.uniform() < 1.0 / 15 { side = -side }
                return side + 0.6 * noise
            }
        case .quieter: return spread(0.3, 2.5, 0.8)
        case .louder: return spread(0.3, 0.8, 2.5)
        case .quieterAR6: return spread(0.6, 2.5, 0.8)
        case .heavyTails:
            // A normal number over the root of a mean of three squares.
            return Self.filtered(
                n, using: &generator,
                shock: { generator in
                    let squares = (0..<3).reduce(0.0) { sum, _ in
                        let z = standardNormal(using: &generator)
                        return sum + z * z
                    }
                    return standardNormal(using: &generator) / (squares / 3).squareRoot()
                }
            ) { past, now, _ in 0.5 * past + now }
        case .logNormal: return ar(0.5).map { exp($0) }
        case .garch:
            var (variance, last) = (1.0, 0.0)
            return Self.filtered(
                n, using: &generator,
                shock: { generator in
                    variance = 0.1 + 0.2 * last * last + 0.7 * variance
                    last = variance.squareRoot() * standardNormal(using: &generator)
                    return last
                }
            ) { past, now, _ in 0.5 * past + now }
        case .zeros: return ar(0.6).map { min(10, max(0, (3 * $0 - 1.07).rounded())) }
        case .flares:
            var height = 0.0
            return (0..<n + 100).map { _ in
                height *= exp(-1.0 / 5)
                if generator.uniform() < 1.0 / 20 { height += 2 + 4 * generator.uniform() }
                return height.rounded()
            }.suffix(n)
        case .cycle:
            let phase = 28 * generator.uniform()
            return ar(0.3).enumerated().map { day, noise in
                noise + 1.5 * sin(2 * .pi * (Double(day) + phase) / 28)
            }
        case .wanderingCycle:
            let (first, second) = (2 * 0.97 * cos(2 * Double.pi / 28), -0.97 * 0.97)
            var (before, last) = (0.0, 0.0)
            let wave = (0..<n + 200).map { _ -> Double in
                (before, last) = (
                    last, first * last + second * before + standardNormal(using: &generator)
                )
                return last
            }.suffix(n)
            // Half of the variance is the wave's: (1 - s) / (1 + s) / ((1 - s)^2 - f^2), s and f of AR(2).
            let variance =
                (1 - second) / ((1 + second) * ((1 - second) * (1 - second) - first * first))
            return zip(wave, white()).map {
                ($0 / variance.squareRoot() + $1) / 2.0.squareRoot()
            }
        }
    }

    /// After 300 days of its own past.
    private static func filtered(
        _ n: Int, using generator: inout SeededGenerator,
        shock: (inout SeededGenerator) -> Double = { standardNormal(using: &$0) },
        next: (_ past: Double, _ now: Double, _ last: Double) -> Double
    ) -> [Double] {
        var (value, last) = (0.0, 0.0)
        return (0..<n + 300).map { _ in
            let now = shock(&generator)
            value = next(value, now, last)
            last = now
            return value
        }.suffix(n)
    }

    /// x_t = sum of psi_k e_(t - k), psi_k = psi_(k-1) (k - 1 + d) / k, over 600 days.
    private static func fractional(
        _ d: Double, _ n: Int, using generator: inout SeededGenerator
    ) -> [Double] {
        let past = 600
        var weights = [1.0]
        for k in 1..<past { weights.append(weights[k - 1] * (Double(k) - 1 + d) / Double(k)) }
        let shocks = (0..<n + past).map { _ in standardNormal(using: &generator) }
        return (0..<n).map { day in
            (0..<past).reduce(0) { $0 + weights[$1] * shocks[day + past - $1] }
        }
    }
}
