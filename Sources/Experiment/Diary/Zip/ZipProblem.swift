import ExperimentText

/// Why a zip archive, or one of its entries, cannot be read.
package enum ZipProblem: Error, Sendable, Equatable {
    case cutOff(file: String)
    case severalParts(file: String)
    case damaged(file: String, finding: String)
    case tooManyEntries(file: String, bytes: Int, most: Int)
    case encrypted(file: String, entry: String)
    case method(file: String, entry: String, number: Int)
    case badEntry(file: String, entry: String, finding: String)
    case implausible(file: String, entry: String, size: Int, packed: Int, most: Int)
    case tooLarge(file: String, entry: String, size: Int, most: Int)
    case spreadsheet(file: String)
    case nothingToRead(file: String, entries: [String])
    case several(file: String, entries: [String])
    case noSuchEntry(file: String, found: String, entries: [String])
}

extension ZipProblem: CustomStringConvertible {
    package var description: String {
        switch self {
        case .cutOff(let file):
            "\(file): found a zip archive without its table of contents at the end; expected the whole "
                + "archive. It is cut off: copy or export it again."
        case .severalParts(let file):
            "\(file): found one part of a zip archive of several; expected a whole one. "
                + "Join the parts, or export again."
        case .damaged(let file, let finding):
            "\(file): found \(finding); expected a zip archive that agrees with itself. "
                + "It is damaged: copy or export it again."
        case .tooManyEntries(let file, let bytes, let most):
            "\(file): found a table of contents of \(bytes) bytes; expected at most \(most). "
                + "Unzip it, and import the file itself."
        case .encrypted(let file, let entry):
            "\(file), \"\(entry)\": found an encrypted entry; expected a plain one. "
                + "Unzip it with its password, and import the file itself."
        case .method(let file, let entry, let number):
            "\(file), \"\(entry)\": found an entry packed by \(Self.methodName(number)); expected "
                + "stored or deflated. Unzip it, and import the file itself."
        case .badEntry(let file, let entry, let finding):
            "\(file), \"\(entry)\": found \(finding); expected an entry that agrees with the table of "
                + "contents. The archive is damaged: copy or export it again."
        case .implausible(let file, let entry, let size, let packed, let most):
            "\(file), \"\(entry)\": found \(size) bytes packed into \(packed); expected at most "
                + "\(most) to 1, as no real export packs better. Unzip it, and import the file itself, if "
                + "you trust it."
        case .tooLarge(let file, let entry, let size, let most):
            "\(file), \"\(entry)\": found an entry of \(size) bytes when unpacked, of a format that is "
                + "read as a whole; expected at most \(most). Export a shorter time."
        case .spreadsheet(let file):
            "\(file): found a spreadsheet or an office document; expected a table as text. "
                + "Save it as CSV."
        case .nothingToRead(let file, let entries):
            "\(file): found \(Self.names(entries)); expected a file that a reader knows. "
                + "Name one with --entry and its --format, or check that this is the right archive."
        case .several(let file, let entries):
            "\(file): found \(entries.count) files that could be meant, \(Self.names(entries)); "
                + "expected one. Name it with --entry, such as --entry \"\(entries.first ?? "")\"."
        case .noSuchEntry(let file, let found, let entries):
            "\(file): found no entry \"\(found)\"; expected one of \(Self.names(entries)). "
                + advice(for: found, among: entries)
        }
    }

    private static let mostNames = 12

    private static func names(_ names: [String]) -> String {
        guard !names.isEmpty else { return "no file" }
        let shown = listed(Array(names.prefix(mostNames)))
        let rest = names.count - mostNames
        return rest > 0 ? "\(shown) and \(rest) more" : shown
    }

    private static func methodName(_ number: Int) -> String {
        let known = [
            9: "Deflate64", 12: "bzip2", 14: "LZMA", 20: "Zstandard", 93: "Zstandard", 95: "XZ",
            98: "PPMd", 99: "AES encryption",
        ]
        return known[number] ?? "method \(number)"
    }
}
