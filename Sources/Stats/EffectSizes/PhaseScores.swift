/// Scores of two phases, or of all days under two conditions: what single-case effect sizes
/// compare.
///
/// These numbers describe. Their textbook standard errors take the days for independent; on daily
/// scores with an autocorrelation of 0.6 the intervals made from them cover 70 to 77 % where 95 %
/// is promised, so none is offered here as a result: pair the number with the engine's interval of
/// the standardised effect.
public struct PhaseScores: Sendable, Hashable {
    /// The direction in which a score gets better.
    public enum Improvement: Sendable, Hashable { case decrease, increase }

    public let baseline: [Double]
    public let treated: [Double]
    /// Day of each score, in any unit of time; days between scores matter to trends only.
    public let baselineDays: [Double]
    public let treatedDays: [Double]
    public let improvement: Improvement

    /// - Parameters:
    ///   - baseline: m >= 1 finite scores, in the order of their days.
    ///   - treated: n >= 1 finite scores, in the order of their days.
    ///   - improvement: the direction in which a score gets better.
    ///   - days: a day for each score, baseline first, increasing within each phase; 1, 2, … by
    ///     default.
    /// - Throws: `.tooFewScores`, `.notFinite`, `.wrongDayCount`, `.daysOutOfOrder`.
    public init(
        baseline: [Double], treated: [Double], improvement: Improvement, days: [Double]? = nil
    ) throws(EffectSizeError) {
        for (phase, scores) in [(EffectSizeError.Phase.baseline, baseline), (.treated, treated)] {
            guard !scores.isEmpty else {
                throw .tooFewScores(phase, found: 0, needed: 1)
            }
            guard scores.allSatisfy(\.isFinite) else { throw .notFinite(phase) }
        }
        let count = baseline.count + treated.count
        let days = days ?? (1...count).map(Double.init)
        guard days.count == count else { throw .wrongDayCount(found: days.count, expected: count) }
        baselineDays = Array(days.prefix(baseline.count))
        treatedDays = Array(days.suffix(treated.count))
        for (phase, days) in [
            (EffectSizeError.Phase.baseline, baselineDays), (.treated, treatedDays),
        ]
        where !zip(days, days.dropFirst()).allSatisfy(<) {
            throw .daysOutOfOrder(phase)
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
    case wrongDayCount(found: Int, expected: Int)
    case daysOutOfOrder(Phase)
    case noSpread(Phase)
    case meanNotPositive(Phase, mean: Double)
    case goalAtBaseline(goal: Double)

    public var description: String {
        switch self {
        case .tooFewScores(let phase, let found, let needed):
            "\(phase.rawValue) phase: found \(found) scores; this effect size needs at least "
                + "\(needed)"
        case .notFinite(let phase):
            "\(phase.rawValue) phase: a score is not a finite number; leave the day out instead"
        case .wrongDayCount(let found, let expected):
            "found \(found) days for \(expected) scores; give one for each"
        case .daysOutOfOrder(let phase):
            "\(phase.rawValue) phase: days do not increase; give the scores in the order of days"
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
