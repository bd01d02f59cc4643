import Foundation

@testable import Stats

/// One cell of the calibration of `robust`: an outcome of regression.md section 3, a design, an
/// autocorrelation; 10 % of days missing.
struct RobustCell: Sendable, CustomStringConvertible {
    let design: String
    let outcome: SimulatedScale
    let rho: Double

    static let designs = ["AB 14+42", "ABAB 4x14", "blocks 8x7"]

    /// Three designs, three autocorrelations, ten outcomes.
    static let all: [RobustCell] = designs.flatMap { design in
        [0.3, 0.6, 0.8].flatMap { rho in
            SimulatedScale.all.map { RobustCell(design: design, outcome: $0, rho: rho) }
        }
    }

    var description: String { "\(design), \(outcome), rho \(rho)" }

    private var plan: SimulatedDesign {
        var generator = SeededGenerator(seed: 66)
        let whole =
            switch design {
            case "AB 14+42": SimulatedDesign.phases("AB", [14, 42])
            case "ABAB 4x14": SimulatedDesign.phases("ABAB", [14, 14, 14, 14])
            default: SimulatedDesign.phases("ABBAABBA", [Int](repeating: 7, count: 8))
            }
        return whole.missing(0.1, using: &generator)
    }

    /// Coverage of the difference of the expected responses.
    func run(replicates: Int) async throws -> Coverage {
        let plan = plan
        let design = try plan.design()
        let exposure = plan.times.map { plan.exposure[$0] }
        let contrast = try Contrast(column: "treat", of: design)
        let regression = Regression(
            .robust, options: RegressionOptions(exposure: Exposure(column: "treat")))
        let truth = outcome.expected(treated: true) - outcome.expected(treated: false)
        let errors = SimulatedErrors(rho: rho, noiseShare: outcome.noiseShare)
        let outcomes = try await MonteCarlo(replicates: replicates, seed: 12).run {
            _, generator -> CoverageStudy.Outcome? in
            let latent = errors.draw(at: plan.times, using: &generator)
            let y = zip(latent, exposure).map {
                outcome.response($0, treated: $1 > 0, using: &generator)
            }
            let estimate = try? regression.fit(y, on: design).estimate(of: contrast)
            return estimate.map {
                CoverageStudy.Outcome(estimate: $0.estimate, interval: $0.interval())
            }
        }
        return Coverage(outcomes, truth: truth)
    }
}

/// How a response comes from a latent state u with standard deviation 1.
enum SimulatedScale: Sendable, CustomStringConvertible {
    /// u, times the ratio under treatment.
    case normal(ratio: Double)
    /// u with 30 % white noise.
    case noisy
    /// mean + change (under treatment) + sd u, rounded and kept within 0...top.
    case rounded(top: Double, mean: Double, sd: Double, change: Double)
    /// log(y + 1/2) of a Poisson y with mean exp(sd u) mean, times the ratio under treatment.
    case count(mean: Double, sd: Double, ratio: Double)

    static let all: [SimulatedScale] = [
        .normal(ratio: 1), .normal(ratio: 0.6), .normal(ratio: 1.5), .noisy,
        .rounded(top: 10, mean: 5, sd: 1.5, change: -1.5),
        .rounded(top: 10, mean: 2.5, sd: 1.5, change: -1.5),
        .rounded(top: 4, mean: 2, sd: 0.8, change: -0.8),
        .count(mean: 12, sd: 0.3, ratio: 0.6), .count(mean: 4, sd: 0.4, ratio: 0.5),
        .count(mean: 1, sd: 0.5, ratio: 0.5),
    ]

    var description: String {
        switch self {
        case .normal(let ratio): "normal, SD x \(ratio)"
        case .noisy: "AR(1) + 30 % noise"
        case .rounded(let top, let mean, _, let change):
            "0-\(Int(top)), \(mean) to \(mean + change)"
        case .count(let mean, _, let ratio): "count \(mean), ratio \(ratio), log"
        }
    }

    var noiseShare: Double {
        if case .noisy = self { return 0.3 }
        return 0
    }

    func response(
        _ u: Double, treated: Bool, using generator: inout some RandomNumberGenerator
    ) -> Double {
        switch self {
        case .normal(let ratio): return treated ? ratio * u : u
        case .noisy: return u
        case .rounded(let top, let mean, let sd, let change):
            return min(
                max((mean + (treated ? change : 0) + sd * u).rounded(.toNearestOrEven), 0), top)
        case .count(let mean, let sd, let ratio):
            let rate = mean * (treated ? ratio : 1) * exp(sd * u)
            return log(Double(Self.poisson(rate, generator.uniform())) + 0.5)
        }
    }

    /// The mean of the response, by the same rule on 2 001 values of u.
    func expected(treated: Bool) -> Double {
        let steps = (-1000...1000).map { Double($0) * 0.008 }
        let weights = steps.map { exp(-0.5 * $0 * $0) }
        let total = weights.reduce(0, +)
        return zip(steps, weights).reduce(0) { sum, point in
            sum + point.1 / total * mean(given: point.0, treated: treated)
        }
    }

    private func mean(given u: Double, treated: Bool) -> Double {
        guard case .count(let mean, let sd, let ratio) = self else {
            var generator = SeededGenerator(seed: 0)
            return response(u, treated: treated, using: &generator)
        }
        let rate = mean * (treated ? ratio : 1) * exp(sd * u)
        var term = exp(-rate)
        var sum = 0.0
        for count in 0..<400 {
            sum += term * log(Double(count) + 0.5)
            term *= rate / Double(count + 1)
        }
        return sum
    }

    /// By inversion: the count below whose cumulated probability a uniform number falls.
    private static func poisson(_ rate: Double, _ uniform: Double) -> Int {
        var count = 0
        var term = exp(-rate)
        var sum = term
        while sum <= uniform, count < 400 {
            count += 1
            term *= rate / Double(count)
            sum += term
        }
        return count
    }
}
