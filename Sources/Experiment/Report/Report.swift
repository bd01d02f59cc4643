import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial
import Stats

/// The conclusions of a trial and what is known of the making of this page: what every form of a report
/// shows. It holds no sentence and works nothing out: `Wording` makes sentences, renderers lay them out.
@dynamicMemberLookup
package struct Report: Sendable {
    package let conclusions: TrialConclusions
    package let provenance: Provenance

    package init(_ conclusions: TrialConclusions, provenance: Provenance) {
        self.conclusions = conclusions
        self.provenance = provenance
    }

    /// The answers of an analysis, and what they rest on.
    package init(_ analysis: TrialAnalysis, provenance: Provenance) {
        self.init(TrialConclusions(analysis, .answers), provenance: provenance)
    }

    /// A report with everything in it.
    package init(whole analysis: TrialAnalysis, provenance: Provenance) {
        self.init(TrialConclusions(analysis, .whole), provenance: provenance)
    }

    package subscript<Value>(dynamicMember path: KeyPath<TrialConclusions, Value>) -> Value {
        conclusions[keyPath: path]
    }
}
