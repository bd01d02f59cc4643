import ExperimentTrial
import ExperimentAnalysis
import ExperimentConclusions

extension Report {
    /// Nil without switches, or where their effect is not likely enough to speak of a lag.
    var lagAgreement: LagAgreement? {
        self.switches.flatMap {
            LagAgreement(
                $0, halfTime: self.onset?.halfTime,
                onsetLagInDays: self.primary.data.specification.onsetLagInDays)
        }
    }
}
