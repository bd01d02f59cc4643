@testable import Stats

/// Designs and errors for tests that simulate.
struct SimulatedDesign: Sendable {
    /// 0 or 1 a time.
    let exposure: [Double]
    var hasTrend = false
    /// Which times are observed; nil is all.
    var observed: [Int]?

    /// A word of phases, B exposed, and the length of each.
    static func phases(_ word: String, _ lengths: [Int]) -> SimulatedDesign {
        SimulatedDesign(
            exposure: zip(word, lengths).flatMap { letter, length in
                [Double](repeating: letter == "B" ? 1 : 0, count: length)
            })
    }

    /// Pairs of phases of one length in random order.
    static func randomPairs(
        _ pairs: Int, length: Int, using generator: inout some RandomNumberGenerator
    ) -> SimulatedDesign {
        var exposure: [Double] = []
        for _ in 0..<pairs {
            let first = generator.uniform() < 0.5 ? 0.0 : 1.0
            exposure += [Double](repeating: first, count: length)
            exposure += [Double](repeating: 1 - first, count: length)
        }
        return SimulatedDesign(exposure: exposure)
    }

    /// Drops times at random; the first stays.
    func missing(
        _ share: Double, using generator: inout some RandomNumberGenerator
    ) -> SimulatedDesign {
        var result = self
        result.observed = exposure.indices.filter { $0 == 0 || generator.uniform() >= share }
        return result
    }

    var times: [Int] { observed ?? Array(exposure.indices) }

    var path: ExposurePath { ExposurePath(start: 0, values: exposure) }

    /// Intercept, "treat" and, if wanted, a centred trend.
    func design() throws(RegressionError) -> DesignMatrix {
        let n = Double(exposure.count)
        var columns = [
            (name: "(Intercept)", values: times.map { _ in 1.0 }),
            (name: "treat", values: times.map { exposure[$0] }),
        ]
        if hasTrend {
            columns.append(
                (name: "trend", values: times.map { (Double($0) - (n - 1) / 2) / n }))
        }
        return try DesignMatrix(columns: columns, times: times)
    }
}

/// A stationary autoregression with standard deviation 1.
struct AR1Path {
    let rho: Double

    func draw(_ count: Int, using generator: inout some RandomNumberGenerator) -> [Double] {
        var values: [Double] = []
        let fresh = (1 - rho * rho).squareRoot()
        for _ in 0..<count {
            let noise = standardNormal(using: &generator)
            values.append(values.isEmpty ? noise : rho * (values.last ?? 0) + fresh * noise)
        }
        return values
    }
}

/// By inversion: one uniform number each.
func standardNormal(using generator: inout some RandomNumberGenerator) -> Double {
    let u = generator.uniform()
    return Normal.standard.quantile(u == 0 ? 0x1p-54 : u)
}
