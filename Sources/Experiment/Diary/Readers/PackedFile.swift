import ExperimentText

/// Files that hold an export inside them, or something else altogether; told by their first bytes.
package enum PackedFile: Sendable, Equatable {
    case zip, gzip, database, pdf

    /// Nil for everything else.
    package init?(_ head: some Sequence<UInt8>) {
        let first = Array(head.prefix(16))
        let found = Self.signatures.first { first.starts(with: $0.bytes) }
        guard let found else { return nil }
        self = found.kind
    }

    private static let signatures: [(bytes: [UInt8], kind: PackedFile)] = [
        ([0x50, 0x4B, 0x03, 0x04], .zip), ([0x50, 0x4B, 0x05, 0x06], .zip), ([0x1F, 0x8B], .gzip),
        (Array("SQLite format 3".utf8), .database), (Array("%PDF-".utf8), .pdf),
    ]

    package var name: String {
        switch self {
        case .zip: "a zip archive"
        case .gzip: "a gzip archive"
        case .database: "an SQLite database"
        case .pdf: "a PDF"
        }
    }

    /// What is expected in its place, and how to get it.
    package var advice: String {
        switch self {
        case .zip:
            "expected the file inside it, or the archive by its name, because it is read from its "
                + "end. Write n1 import export.zip. A spreadsheet (.xlsx) is to be saved as CSV."
        case .gzip: "expected the file inside it. Unpack it first: gunzip -c FILE | n1 import -."
        case .database:
            "expected the one of Health Connect, health_connect_export.db, or an exported table. "
                + "Export from the app that wrote it."
        case .pdf: "expected a table or a data file. Export as CSV, XML or JSON."
        }
    }
}
