internal import Stats

/// What belongs beside a reading at known switches: whether its lag agrees with the regression, and what
/// becomes of a start on a bad day.
public struct SwitchContext: Sendable {
    /// Whether the first switch is the start of what is tested.
    let beginsAtFirstSwitch: Bool
    let agreement: LagAgreement?
    private let spell: BaselineSpell?

    /// Of a plain table, about which no more is known than its switches.
    init() {
        beginsAtFirstSwitch = false
        agreement = nil
        spell = nil
    }

    /// Of a trial.
    public init(_ data: TrialData, _ reading: SwitchReading) {
        let regression = try? EffectAnalysis(data)
        let onset = regression?.fit.onset.flatMap { onset in
            onset.isEstimable ? OnsetTiming(halfTime: onset.halfTime) : nil
        }
        beginsAtFirstSwitch = !SearchedSeries(data).startsOn
        agreement = LagAgreement(
            reading, onset: onset, onsetLagInDays: data.plan.analysis.onsetLagInDays)
        spell = BaselineSpell(data, autocorrelation: regression?.autocorrelation ?? 0)
    }

    public var sentences: [String] {
        [agreement?.sentence, regressionToTheMean].compactMap(\.self)
    }

    /// Scores come back by themselves after a bad spell; with noise that runs through the switch that is
    /// expected and does not count as an effect.
    private var regressionToTheMean: String {
        guard let spell, spell.isBad else {
            return "Scores that come back by themselves after a bad day are no effect: the chance "
                + "above expects them to, because the wandering runs through the switch."
        }
        func points(_ value: Double) -> String { PlainNumber.text(value, decimals: 1) }
        return "The week before the first switch was bad, \(points(spell.last.mean)) on average "
            + "after \(points(spell.earlier.mean)): about \(points(spell.expectedImprovement)) points "
            + "of improvement are to be expected with no change at all. The chance above allows "
            + "for that, because the wandering runs through the switch."
    }
}
