import ExperimentDiary
import ExperimentText

/// A sentence of evidence or caution with its source.
package struct SourcedStatement: Sendable, Hashable, CustomStringConvertible {
    package let text: String
    package let evidence: Evidence

    package init(_ text: String, _ tag: EvidenceTag, _ source: String) {
        self.text = text
        evidence = Evidence(tag, source)
    }

    /// A choice of this project.
    static func ours(_ text: String) -> Self {
        Self(text, .designDefault, "a default of this project")
    }

    /// `Text (source) [V]`.
    package var description: String { "\(text) (\(evidence.source)) [\(evidence.tag.rawValue)]" }
}
