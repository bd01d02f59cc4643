import ExperimentTrial
import ExperimentAnalysis
import ExperimentConclusions

extension Report {
    /// How late the level changed after the switches: only where a difference of the same side is claimed,
    /// because a level that followed the switches is the same claim in other words.
    var lag: String? {
        guard let reading = self.switches, let comparison = self.findings.first?.comparison,
            comparison.verdict.claimsEffect, comparison.effect.estimate * reading.effect > 0
        else { return nil }
        return Wording.lag(reading)
    }

    /// Nil without switches, or where their effect is not likely enough to speak of a lag.
    var lagAgreement: LagAgreement? {
        self.switches.flatMap {
            LagAgreement(
                $0, halfTime: self.onset?.halfTime,
                onsetLagInDays: self.primary.data.specification.onsetLagInDays)
        }
    }
}
