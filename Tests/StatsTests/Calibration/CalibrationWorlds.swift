@testable import Stats

/// One cell of the calibration: a design, an autocorrelation, a share of missing days.
struct CalibrationCell: Sendable, CustomStringConvertible {
    let name: String
    let rho: Double
    let missing: Double
    let hasTrend: Bool

    static let designs = ["AB 14+42", "ABAB 4x14", "blocks 12x4", "AB 14+14"]
    static let rhos = [0, 0.4, 0.6, 0.8]

    /// Four designs, four autocorrelations, missing or not; a trend in half of them.
    static let all: [CalibrationCell] = designs.enumerated().flatMap { place, name in
        rhos.enumerated().flatMap { column, rho in
            [0, 0.2].enumerated().map { row, missing in
                CalibrationCell(
                    name: name, rho: rho, missing: missing,
                    hasTrend: (place + column + row) % 2 == 1)
            }
        }
    }

    var description: String {
        "\(name), rho \(rho), \(Int(100 * missing)) % missing\(hasTrend ? ", trend" : "")"
    }

    /// Patterns of phases and missing days that the cell averages over.
    static let patterns = 4

    func plan(pattern: Int) -> SimulatedDesign {
        var generator = SeededGenerator(seed: 77, stream: UInt64(pattern))
        var plan =
            switch name {
            case "AB 14+42": SimulatedDesign.phases("AB", [14, 42])
            case "ABAB 4x14": SimulatedDesign.phases("ABAB", [14, 14, 14, 14])
            case "AB 14+14": SimulatedDesign.phases("AB", [14, 14])
            default: SimulatedDesign.randomPairs(6, length: 4, using: &generator)
            }
        plan.hasTrend = hasTrend
        return missing == 0 ? plan : plan.missing(missing, using: &generator)
    }

    /// Coverage of a method for an effect of one standard deviation.
    func run(_ method: RegressionMethod, replicates: Int) async throws -> Coverage {
        var parts: [Coverage] = []
        for pattern in 0..<Self.patterns {
            let plan = plan(pattern: pattern)
            let design = try plan.design()
            let study = try CoverageStudy(
                design: design, contrast: Contrast(column: "treat", of: design),
                mean: plan.times.map { 5 - plan.exposure[$0] }, truth: -1,
                errors: SimulatedErrors(rho: rho))
            let options = RegressionOptions(
                exposure: Exposure(column: "treat", path: plan.path))
            parts.append(
                try await study.run(
                    Regression(method, options: options),
                    MonteCarlo(
                        replicates: replicates / Self.patterns, seed: UInt64(pattern) + 1000)))
        }
        return Coverage(merging: parts)
    }
}

/// One cell of the onset calibration: phases, speed of the effect, autocorrelation.
struct OnsetCell: Sendable, CustomStringConvertible {
    let name: String
    let word: String
    let lengths: [Int]
    let kernel: OnsetKernel
    /// Long-run effect in standard deviations; 0 is a null run.
    let effect: Double
    let rho: Double

    let hasTrend: Bool

    var description: String {
        let trend = hasTrend ? ", trend" : ""
        return effect == 0
            ? "\(name), no effect, rho \(rho)\(trend)"
            : "\(name), tau \(Int(kernel.onset))/\(Int(kernel.washOut)), dead time "
                + "\(kernel.deadTime), rho \(rho)\(trend)"
    }

    /// The 82 cells of regression.md, section 2.1, and 16 of two further designs.
    static let all = evidence + further

    private static let kernels = [
        (0.0, 0.0, 0), (4, 4, 0), (7, 7, 3), (10, 3, 3), (14, 14, 0), (14, 14, 7), (21, 21, 0),
    ].map { OnsetKernel(onset: $0, washOut: $1, deadTime: $2) }

    /// Five designs; the slowest curves have no place in phases of a week.
    static let evidence: [OnsetCell] = [
        ("AB 14+42", "AB", [14, 42], 7, false), ("AB 28+42", "AB", [28, 42], 7, true),
        ("ABA 21+42+21", "ABA", [21, 42, 21], 7, true),
        ("ABAB 4x14", "ABAB", [14, 14, 14, 14], 7, true),
        ("blocks 8x7", "ABBAABBA", [Int](repeating: 7, count: 8), 4, true),
    ].flatMap { name, word, lengths, count, hasTrend in
        cells(name, word, lengths, kernels: Array(kernels.prefix(count)), nullWithTrend: hasTrend)
    }

    static let further: [OnsetCell] = [
        ("ABA 28+42+28", "ABA", [28, 42, 28]), ("ABAB 4x21", "ABAB", [21, 21, 21, 21]),
    ].flatMap { name, word, lengths in
        cells(
            name, word, lengths, kernels: [kernels[0], kernels[2], kernels[4]],
            nullWithTrend: false)
    }

    private static func cells(
        _ name: String, _ word: String, _ lengths: [Int], kernels: [OnsetKernel],
        nullWithTrend: Bool
    ) -> [OnsetCell] {
        [0.3, 0.6].flatMap { rho in
            func cell(_ kernel: OnsetKernel, effect: Double, trend: Bool) -> OnsetCell {
                OnsetCell(
                    name: name, word: word, lengths: lengths, kernel: kernel, effect: effect,
                    rho: rho, hasTrend: trend)
            }
            let nulls = (nullWithTrend ? [false, true] : [false]).map {
                cell(Self.kernels[0], effect: 0, trend: $0)
            }
            return nulls + kernels.map { cell($0, effect: -1.5, trend: false) }
        }
    }

    /// Coverage of the effect after the longest exposed phase, 10 % of days missing.
    func run(_ method: RegressionMethod, replicates: Int) async throws -> Coverage {
        var generator = SeededGenerator(seed: 55)
        var plan = SimulatedDesign.phases(word, lengths).missing(0.1, using: &generator)
        plan.hasTrend = hasTrend
        let design = try plan.design()
        let curve = kernel.response(to: plan.exposure)
        let study = try CoverageStudy(
            design: design, contrast: Contrast(column: "treat", of: design),
            mean: plan.times.map { 5 + effect * curve[$0] },
            truth: effect * kernel.reach(after: longestPhase),
            errors: SimulatedErrors(rho: rho))
        let options = RegressionOptions(
            days: longestPhase, exposure: Exposure(column: "treat", path: plan.path))
        return try await study.run(
            Regression(method, options: options), MonteCarlo(replicates: replicates, seed: 9))
    }

    /// Days of the longest exposed phase. Two that follow each other stay two, so this is said to
    /// the engine, which by itself would answer for the whole stretch.
    private var longestPhase: Int {
        zip(word, lengths).filter { $0.0 == "B" }.map(\.1).max() ?? 0
    }
}

/// The classical mistake: every lag of a step is tried and the most significant one is reported.
struct LagPicking: Sendable {
    let lags: [Int]
    let rho: Double

    /// Share of null series in which some lag is "significant" at 5 %.
    func falsePositives(replicates: Int) throws -> Double {
        let plan = SimulatedDesign.phases("ABAB", [21, 21, 21, 21])
        let designs = try lags.map { lag -> PreparedAR1 in
            let shifted = plan.exposure.indices.map { $0 >= lag ? plan.exposure[$0 - lag] : 0 }
            return try PreparedAR1(design: SimulatedDesign(exposure: shifted).design())
        }
        let contrast = Contrast(weights: [0, 1])
        let errors = SimulatedErrors(rho: rho)
        let responses = (0..<replicates).map { number -> [Double] in
            var generator = SeededGenerator(seed: 31, stream: UInt64(number))
            return errors.draw(at: plan.times, using: &generator)
        }
        let pValues = try designs.map { design in
            try design.estimates(of: contrast, responses: Matrix(columns: responses))
                .map(\.twoSidedP)
        }
        let found = (0..<replicates).count { number in pValues.contains { $0[number] < 0.05 } }
        return Double(found) / Double(replicates)
    }
}
