/// Scores of two phases, or of all rows under two conditions: what single-case effect sizes
/// compare.
///
/// These numbers describe. Their textbook standard errors take the rows for independent; on daily
/// scores with an autocorrelation of 0.6 the intervals made from them cover 70 to 77 % where 95 %
/// is promised, so none is offered here as a result: pair the number with the engine's interval of
/// the standardised effect.
public struct PhaseScores: Sendable, Hashable {
    /// The direction in which a score gets better.
    public enum Improvement: Sendable, Hashable { case decrease, increase }

    public let baseline: [Double]
    public let treated: [Double]
    /// Time of each score, in any unit; times between scores matter to trends only.
    let baselineTimes: [Double]
    let treatedTimes: [Double]
    public let improvement: Improvement

    /// - Parameters:
    ///   - baseline: m >= 1 finite scores, in the order of their times.
    ///   - treated: n >= 1 finite scores, in the order of their times.
    ///   - improvement: the direction in which a score gets better.
    ///   - times: a time for each score, baseline first, increasing within each phase; 1, 2, … by
    ///     default.
    /// - Throws: `.tooFewScores`, `.notFinite`, `.wrongTimeCount`, `.timesOutOfOrder`.
    public init(
        baseline: [Double], treated: [Double], improvement: Improvement, times: [Double]? = nil
    ) throws(EffectSizeError) {
        for (phase, scores) in [(EffectSizeError.Phase.baseline, baseline), (.treated, treated)] {
            guard !scores.isEmpty else {
                throw .tooFewScores(phase, found: 0, needed: 1)
            }
            guard scores.allSatisfy(\.isFinite) else { throw .notFinite(phase) }
        }
        let count = baseline.count + treated.count
        let times = times ?? (1...count).map(Double.init)
        guard times.count == count else {
            throw .wrongTimeCount(found: times.count, expected: count)
        }
        baselineTimes = Array(times.prefix(baseline.count))
        treatedTimes = Array(times.suffix(treated.count))
        for (phase, times) in [
            (EffectSizeError.Phase.baseline, baselineTimes), (.treated, treatedTimes),
        ]
        where !zip(times, times.dropFirst()).allSatisfy(<) {
            throw .timesOutOfOrder(phase)
        }
        self.baseline = baseline
        self.treated = treated
        self.improvement = improvement
    }

    /// 1 when `treated` is better than `baseline` by more than `tolerance`, -1 when worse, else 0.
    func comparison(_ baseline: Double, _ treated: Double, tolerance: Double = 0) -> Double {
        let gain = improvement == .decrease ? baseline - treated : treated - baseline
        return gain > tolerance ? 1 : gain < -tolerance ? -1 : 0
    }

    func require(_ needed: Int, in phase: EffectSizeError.Phase) throws(EffectSizeError) {
        let found = phase == .baseline ? baseline.count : treated.count
        guard found >= needed else { throw .tooFewScores(phase, found: found, needed: needed) }
    }
}

/// Why an effect size does not exist for these scores.
public enum EffectSizeError: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Phase: String, Sendable { case baseline, treated }

    case tooFewScores(Phase, found: Int, needed: Int)
    case notFinite(Phase)
    case wrongTimeCount(found: Int, expected: Int)
    case timesOutOfOrder(Phase)
    case noSpread(Phase)
    case meanNotPositive(Phase, mean: Double)
    case goalAtBaseline(goal: Double)

    public var description: String {
        switch self {
        case .tooFewScores(let phase, let found, let needed):
            "\(phase.rawValue) phase: found \(found) scores; this effect size needs at least "
                + "\(needed)"
        case .notFinite(let phase):
            "\(phase.rawValue) phase: a score is not a finite number; leave the row out instead"
        case .wrongTimeCount(let found, let expected):
            "found \(found) times for \(expected) scores; give one for each"
        case .timesOutOfOrder(let phase):
            "\(phase.rawValue) phase: times do not increase; give the scores in the order of their times"
        case .noSpread(let phase):
            "\(phase.rawValue) phase: all scores are equal, so a difference in standard "
                + "deviations does not exist; report the difference in points"
        case .meanNotPositive(let phase, let mean):
            "\(phase.rawValue) phase: the mean is \(mean); a ratio needs a scale that starts at "
                + "zero and means above it; report the difference in points"
        case .goalAtBaseline(let goal):
            "the goal \(goal) is the baseline mean, so there is no way to go; choose another goal"
        }
    }
}
