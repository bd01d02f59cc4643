import ExperimentTrial
import ExperimentAnalysis
import ExperimentConclusions

extension Report {
    /// Nil without switches, or where their effect is not likely enough to speak of a lag.
    var lagAgreement: LagAgreement? {
        switches.flatMap {
            LagAgreement(
                $0, halfTime: onset?.halfTime,
                onsetLagInDays: primary.data.specification.onsetLagInDays)
        }
    }
}
