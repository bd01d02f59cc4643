import ExperimentDiary
import ExperimentText

/// The change of a score that a person would call worth having.
///
/// Published values are thresholds of groups of patients between two occasions, not limits of noise
/// for one person; show the person's own smallest detectable change beside them.
package struct SmallestWorthwhileChange: Sendable, Hashable {
    /// In points of the instrument; nil when none is published and none is assumed.
    package let value: Double?
    /// As a share of the baseline score, 0.3 for 30 %; nil when none is in use.
    package let shareOfBaseline: Double?
    /// True when the value was established on another instrument, or in people with another disease.
    package let borrowed: Bool
    package let evidence: Evidence

    package init(
        _ value: Double?, shareOfBaseline: Double? = nil, borrowed: Bool = false,
        _ evidence: Evidence
    ) {
        self.value = value
        self.shareOfBaseline = shareOfBaseline
        self.borrowed = borrowed
        self.evidence = evidence
    }

    /// Neither a value nor a share: `evidence` says what was looked for.
    package static func none(_ evidence: Evidence) -> Self { Self(nil, evidence) }

    /// In points for a person whose mean at baseline is given: the absolute value where there is one,
    /// the share otherwise.
    package func points(baselineMean: Double) -> Double? {
        value ?? shareOfBaseline.map { $0 * baselineMean.magnitude }
    }
}
