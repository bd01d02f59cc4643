/// A sentence of evidence or caution with its source.
public struct SourcedStatement: Sendable, Hashable, CustomStringConvertible {
    public let text: String
    public let evidence: Evidence

    public init(_ text: String, _ tag: EvidenceTag, _ source: String) {
        self.text = text
        evidence = Evidence(tag, source)
    }

    /// A choice of this project.
    static func ours(_ text: String) -> Self {
        Self(text, .designDefault, "a default of this project")
    }

    /// `Text (source) [V]`.
    public var description: String { "\(text) (\(evidence.source)) [\(evidence.tag.rawValue)]" }
}
