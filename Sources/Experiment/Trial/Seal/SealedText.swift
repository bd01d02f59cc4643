import ExperimentDiary
import ExperimentText

import Yams

/// The first bytes of a plan file, by their number and hash.
///
/// Whether what stands behind them only adds amendments is decided on what YAML makes of the text, not
/// on its lines: YAML ends a line in more ways than one, and a line that looks like part of an amendment
/// could carry a key of its own.
package struct SealedText {
    let hash: String
    let bytes: Int

    package init(hash: String, bytes: Int) {
        self.hash = hash
        self.bytes = bytes
    }

    /// Whether the text begins with the sealed bytes, and everything in it but amendments added at the
    /// end of their list is what those bytes alone say.
    ///
    /// - `hash`: SHA-256 in hexadecimal.
    package func isAmendedOnly(in text: [UInt8], hash: ([UInt8]) -> String) -> Bool {
        let sealed = Array(text.prefix(bytes))
        guard sealed.count == bytes, hash(sealed) == self.hash else { return false }
        guard text.count > bytes else { return true }
        guard let before = Self.entries(sealed), let after = Self.entries(text) else {
            return false
        }
        let (old, new) = (Self.split(before), Self.split(after))
        return old.others == new.others && new.amendments.starts(with: old.amendments)
    }

    private struct Entry: Equatable {
        let key: Node
        let value: Node
    }

    /// The keys and values of the root; nil when the bytes are no such YAML.
    private static func entries(_ bytes: [UInt8]) -> [Entry]? {
        guard let text = String(validating: bytes, as: UTF8.self),
            case .mapping(let mapping)? = (try? compose(yaml: PlanReader.withoutMark(text))) ?? nil
        else { return nil }
        return mapping.map { Entry(key: $0.key, value: $0.value) }
    }

    /// A list of amendments that is none stays among the others, where a difference shows.
    private static func split(_ entries: [Entry]) -> (others: [Entry], amendments: [Node]) {
        var others: [Entry] = []
        var amendments: [Node] = []
        for entry in entries {
            if entry.key.string == "amendments", case .sequence(let list) = entry.value {
                amendments += list
            } else {
                others.append(entry)
            }
        }
        return (others, amendments)
    }
}
