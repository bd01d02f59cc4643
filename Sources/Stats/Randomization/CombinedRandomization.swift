internal import RealModule

/// A randomisation test over several units: everybody's own draw is made again, all at once.
///
/// The statistic is the sum of the units' own, each with variance 1 over its own draw. Under the sharp null
/// hypothesis every combination of schedules was as likely as the one followed, whatever the noise of each
/// unit; five units with eight schedules each have 32 768 of them, though none alone could reach .05.
public struct CombinedRandomization: Sendable, Equatable {
    public enum Method: String, Sendable {
        /// Every combination was counted.
        case listed
        /// 99 999 combinations were drawn.
        case drawn
        /// From the moments of the sum, which is as good as normal for so many units.
        case moments
    }

    /// Two-sided.
    public let p: Double
    /// The smallest p that any scores could lead to.
    public let smallestP: Double
    public let method: Method
    /// ln of the number of combinations.
    public let logCombinations: Double
    /// The sum over units, in standard deviations: positive where the units' values are.
    public let z: Double
    public let count: Int

    private static let listedLimit = 1 << 20
    private static let drawnUnits = 40
    private static let replicates = 99_999
    private static let seed: UInt64 = 20

    /// - Parameter units: at least one.
    public init(_ units: [RandomizationSample]) {
        count = units.count
        logCombinations = units.reduce(0) { $0 + Double.log(Double($1.values.count)) }
        let observed = units.reduce(0) { $0 + $1.observed }
        z = observed / Double(max(count, 1)).squareRoot()
        let highest = units.reduce(0) { $0 + ($1.values.map(\.magnitude).max() ?? 0) }
        if logCombinations <= Double.log(Double(Self.listedLimit)) + 1e-9 {
            method = .listed
            let sums = Self.sums(units)
            p = Self.share(sums, atLeast: observed)
            smallestP = Self.share(sums, atLeast: highest)
        } else {
            smallestP = min(1, 2 * Double.exp(-logCombinations))
            if count <= Self.drawnUnits {
                method = .drawn
                p = Self.drawn(units, observed)
            } else {
                method = .moments
                p = Self.byMoments(z: z, kurtosis: Self.kurtosis(units))
            }
        }
    }

    /// From sums over many units that nobody holds together.
    /// - Parameters:
    ///   - count: of the units.
    ///   - sum: of the units' observed values.
    ///   - fourth: sum over units of the fourth cumulant of their values.
    ///   - logCombinations: sum of the logarithms of their numbers of schedules.
    public init(count: Int, sum: Double, fourth: Double, logCombinations: Double) {
        self.count = count
        self.logCombinations = logCombinations
        let total = Double(max(count, 1))
        z = sum / total.squareRoot()
        method = .moments
        smallestP = min(1, 2 * Double.exp(-logCombinations))
        p = Self.byMoments(z: z, kurtosis: fourth / (total * total))
    }

    private static func sums(_ units: [RandomizationSample]) -> [Double] {
        units.reduce([0]) { sums, unit in
            unit.values.flatMap { value in sums.map { $0 + value } }
        }
    }

    private static func share(_ sums: [Double], atLeast observed: Double) -> Double {
        let edge = observed.magnitude * (1 - 1e-9)
        return Double(sums.count { $0.magnitude >= edge }) / Double(sums.count)
    }

    private static func drawn(_ units: [RandomizationSample], _ observed: Double) -> Double {
        var generator = SeededGenerator(seed: seed)
        let edge = observed.magnitude * (1 - 1e-9)
        var extreme = 1
        for _ in 0..<replicates {
            var sum = 0.0
            for unit in units { sum += unit.values[generator.uniform(below: unit.values.count)] }
            if sum.magnitude >= edge { extreme += 1 }
        }
        return Double(extreme) / Double(replicates + 1)
    }

    private static func kurtosis(_ units: [RandomizationSample]) -> Double {
        let total = Double(units.count)
        return units.reduce(0) { $0 + $1.fourthCumulant } / (total * total)
    }

    /// The two-sided tail of a nearly normal variable (Edgeworth): skewness cancels between the tails.
    private static func byMoments(z: Double, kurtosis: Double) -> Double {
        let size = z.magnitude
        let normal = Normal.standard
        let tail =
            normal.probability(above: size)
            + normal.density(at: size) * kurtosis / 24 * (size * size * size - 3 * size)
        return min(1, max(2 * tail, 0))
    }
}

extension RandomizationSample {
    /// Of the listed values, whose variance is 1.
    public var fourthCumulant: Double {
        let mean = values.reduce(0, +) / Double(values.count)
        let (second, fourth) = values.reduce((0.0, 0.0)) { sums, value in
            let square = (value - mean) * (value - mean)
            return (sums.0 + square, sums.1 + square * square)
        }
        let n = Double(values.count)
        return fourth / n - 3 * (second / n) * (second / n)
    }
}
