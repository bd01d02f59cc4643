import ExperimentDiary
import ExperimentText

/// How far a number or a sentence of the catalogues was checked against its source.
package enum EvidenceTag: String, Sendable, Hashable, CaseIterable {
    /// The source was read, often its abstract only.
    case verified = "V"
    /// Seen in a secondary page that names the source.
    case secondary = "S"
    /// Written from memory of the field; the source is named but was not opened.
    case memory = "M"
    /// A default of this project, without clinical authority.
    case designDefault = "D"

    /// What the letter means to a reader.
    package var meaning: String {
        switch self {
        case .verified: "source read, often the abstract only"
        case .secondary: "seen only in a secondary source"
        case .memory: "from memory of the field, source not opened"
        case .designDefault: "a default of this project, no clinical authority"
        }
    }
}

/// Where a number comes from, and how far that was checked.
package struct Evidence: Sendable, Hashable, CustomStringConvertible {
    package let tag: EvidenceTag
    /// Author, year and journal, or a sentence saying why this value was chosen.
    package let source: String

    package init(_ tag: EvidenceTag, _ source: String) {
        self.tag = tag
        self.source = source
    }

    /// `Howells 2018, Br J Dermatol 178:1135 [V]`.
    package var description: String { "\(source) [\(tag.rawValue)]" }
}
