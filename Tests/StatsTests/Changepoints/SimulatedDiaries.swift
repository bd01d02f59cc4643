import Foundation

@testable import Stats

/// The noises of the calibration: unit marginal variance, one value a day.
enum SimulatedNoiseKind: String, CaseIterable {
    case iid
    case ar3 = "AR .3"
    case ar6 = "AR .6"
    case ar8 = "AR .8"
    case ar8white = "AR .8 + 44 % white"
    case ar9white = "AR .9 + 44 % white"
    case ar2 = "AR(2) (.4, .3)"
    case t4 = "t4, AR .5"
    case flares = "3 % flares of +4 SD, AR .5"
    case integers = "integers 0-10, AR .5"
    case missing = "20 % missing, AR .6"
    case trend = "trend of 2 SD in Z, AR .5"

    /// Autocorrelation of the wander and share of white noise.
    var shape: (rho: Double, white: Double) {
        switch self {
        case .iid, .ar2: (0, 0)
        case .ar3: (0.3, 0)
        case .ar6, .missing: (0.6, 0)
        case .ar8: (0.8, 0)
        case .ar8white: (0.8, 0.44)
        case .ar9white: (0.9, 0.44)
        case .t4, .flares, .integers, .trend: (0.5, 0)
        }
    }

    /// The largest share of unchanged series that may reach P >= .8.
    var bar: Double { self == .ar9white ? 0.10 : 0.06 }

    func series(_ n: Int, _ normals: inout NormalDraws<SeededGenerator>) -> [Double] {
        guard self != .ar2 else { return secondOrder(n, &normals) }
        let (rho, white) = shape
        var value = 0.0
        return (0..<n).map { day in
            var e = normals.next()
            if self == .t4 {
                let chi = (0..<4).reduce(0.0) { sum, _ in
                    let z = normals.next()
                    return sum + z * z
                }
                e *= (2 / chi).squareRoot()
            }
            value = day == 0 ? e : rho * value + (1 - rho * rho).squareRoot() * e
            let rating = white > 0 ? normals.next() : 0
            return (1 - white).squareRoot() * value + white.squareRoot() * rating
        }
    }

    private func secondOrder(_ n: Int, _ normals: inout NormalDraws<SeededGenerator>) -> [Double] {
        var (one, two) = (0.0, 0.0)
        var values: [Double] = []
        for day in 0..<(n + 60) {
            let value = 0.4 * one + 0.3 * two + normals.next()
            (one, two) = (value, one)
            if day >= 60 { values.append(value / 1.315) }
        }
        return values
    }
}

/// A diary with a known truth.
struct SimulatedDiary {
    let days: [Int]
    let y: [Double]
    /// Index of the first observation after each true change.
    let changes: [Int]

    static let flareShare = 0.03

    /// `size` is that of one change in the middle half, in SD; 0 for none.
    init(_ kind: SimulatedNoiseKind, _ n: Int, size: Double, seed: UInt64, stream: UInt64) {
        var random = SeededGenerator(seed: seed &+ 1_000_003, stream: stream)
        var normals = NormalDraws(SeededGenerator(seed: seed, stream: stream))
        var y = kind.series(n, &normals)
        let date = n / 4 + random.uniform(below: n / 2)
        if size != 0 { for day in date..<n { y[day] += size } }
        var days = Array(0..<n)
        switch kind {
        case .flares:
            for day in 0..<n where random.uniform() < Self.flareShare { y[day] += 4 }
        case .integers:
            y = y.map { min(max((4 + 1.2 * $0).rounded(), 0), 10) }
        case .trend:
            for day in 0..<n { y[day] += 2 * Double(day) / Double(n) }
        case .missing:
            days = Array(random.shuffled(days).prefix(n * 4 / 5)).sorted()
            y = days.map { y[$0] }
        default: break
        }
        self.days = days
        self.y = y
        changes = size == 0 ? [] : [days.firstIndex { $0 >= date } ?? days.count - 1]
    }
}

/// Designs of the calibration, prepared once where the days are always the same.
struct DiaryDesigns {
    private let full: PosteriorDesign
    private let trend: PosteriorDesign

    init(_ n: Int) throws {
        full = try PosteriorDesign(times: Array(0..<n))
        trend = try PosteriorDesign(
            times: Array(0..<n), covariates: Matrix(columns: [(0..<n).map { Double($0) }]))
    }

    func callAsFunction(
        _ kind: SimulatedNoiseKind, _ diary: SimulatedDiary
    ) throws -> PosteriorDesign {
        switch kind {
        case .trend: trend
        case .missing: try PosteriorDesign(times: diary.days)
        default: full
        }
    }
}

/// A share with its standard error, in percent.
struct Share {
    var hits = 0
    var count = 0

    mutating func add(_ hit: Bool) {
        hits += hit ? 1 : 0
        count += 1
    }

    var value: Double { count == 0 ? .nan : Double(hits) / Double(count) }

    var percent: String { count == 0 ? "-" : String(format: "%.1f", 100 * value) }

    /// Whether the share may be at most `bound`, given 2.5 standard errors of simulation.
    func isAtMost(_ bound: Double) -> Bool {
        value <= bound + 2.5 * (bound * (1 - bound) / Double(max(1, count))).squareRoot()
    }

    func isAtLeast(_ bound: Double) -> Bool {
        value >= bound - 2.5 * (bound * (1 - bound) / Double(max(1, count))).squareRoot()
    }
}
