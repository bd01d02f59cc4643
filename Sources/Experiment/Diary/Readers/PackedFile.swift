import ExperimentText

/// Files that hold an export inside them, or something else altogether; told by their first bytes.
package enum PackedFile: Sendable, Equatable {
    case zip, gzip, database, pdf
    /// Of a kind such as JPEG.
    case picture(String)

    /// Nil for everything else.
    package init?(_ head: some Sequence<UInt8>) {
        let first = Array(head.prefix(16))
        let found = Self.signatures.first { first.starts(with: $0.bytes) }
        guard let kind = found?.kind ?? Self.brand(first) else { return nil }
        self = kind
    }

    /// Phones write HEIC and AVIF, whose kind stands behind the length of the first box; WebP says its
    /// own behind that of the whole.
    private static func brand(_ first: [UInt8]) -> PackedFile? {
        guard first.count >= 12 else { return nil }
        let brand = String(decoding: first[8..<12], as: UTF8.self)
        if first.starts(with: Array("RIFF".utf8)) {
            return brand == "WEBP" ? .picture("WebP") : nil
        }
        guard first[4..<8].elementsEqual(Array("ftyp".utf8)) else { return nil }
        switch brand {
        case "heic", "heix", "heim", "heis", "hevc", "mif1", "msf1": return .picture("HEIC")
        case "avif", "avis": return .picture("AVIF")
        default: return nil
        }
    }

    private static let signatures: [(bytes: [UInt8], kind: PackedFile)] = [
        ([0x50, 0x4B, 0x03, 0x04], .zip), ([0x50, 0x4B, 0x05, 0x06], .zip), ([0x1F, 0x8B], .gzip),
        (Array("SQLite format 3".utf8), .database), (Array("%PDF-".utf8), .pdf),
        ([0xFF, 0xD8, 0xFF], .picture("JPEG")), ([0x89, 0x50, 0x4E, 0x47], .picture("PNG")),
        (Array("GIF8".utf8), .picture("GIF")), ([0x49, 0x49, 0x2A, 0x00], .picture("TIFF")),
        ([0x4D, 0x4D, 0x00, 0x2A], .picture("TIFF")),
    ]

    package var name: String {
        switch self {
        case .zip: "a zip archive"
        case .gzip: "a gzip archive"
        case .database: "an SQLite database"
        case .pdf: "a PDF"
        case .picture(let kind): "a picture (\(kind))"
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
        case .picture:
            "expected a table or a data file, because no number is read from a picture. Write what it "
                + "shows down with n1 log, or export the data of the app as CSV, XML or JSON."
        }
    }
}
