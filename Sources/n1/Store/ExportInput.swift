import Experiment
import Foundation

/// A file, or the file inside a zip archive, that is read in pieces, so that its size does not matter.
struct ExportInput {
    let name: String
    /// The archive that it is in.
    let archive: String?
    /// The first piece, by which the format is told.
    let head: [UInt8]
    private let content: Content

    private enum Content {
        /// Its first piece is read already.
        case plain(InputFile)
        case packed(ZipEntry, ZipArchive, InputFile)
    }

    private static let pieceLength = 1 << 20

    /// A file, or the files of an archive that belong together.
    ///
    /// - `path`: a file, or `-` for standard input.
    /// - `entry`: which file of an archive is meant.
    /// - `format`: the format, when the user said it.
    ///
    /// Throws `FileAccessError`, or `ImportError` for what is wrong with an archive.
    static func all(_ path: String, entry: String? = nil, format: String? = nil) throws -> [Self] {
        let input = try InputFile(path)
        let file = input.name
        let first = try input.piece(Self.pieceLength)
        guard let size = input.size, ZipArchive.isZip(first) else {
            guard entry == nil else {
                throw UsageError(
                    "--entry: found \(file), which is no zip archive; expected one. "
                        + "Leave out --entry.")
            }
            return [Self(name: file, archive: nil, head: first, content: .plain(input))]
        }
        return try reading(input) {
            let zip = try ZipArchive(
                RandomAccessBytes(count: size) { input.bytes(in: $0) }, file: file)
            return try zip.entries(named: entry, format: format).map { found in
                Self(
                    name: found.lastName, archive: file, head: try zip.head(of: found),
                    content: .packed(found, zip, input))
            }
        }
    }

    /// All bytes, for what cannot be read in pieces.
    func bytes() throws -> [UInt8] {
        var bytes: [UInt8] = []
        try pieces { bytes += $0 }
        return bytes
    }

    /// Whether it is an SQLite database.
    var isDatabase: Bool { head.starts(with: Array("SQLite format 3\0".utf8)) }

    /// `export.xml in export.zip`.
    var title: String { name + (archive.map { " in \($0)" } ?? "") }

    /// Refuses what is too large for a reader that needs the whole file; a file on the disk shows its
    /// size by itself.
    func requireRoom(in run: ImportRun) throws(ImportError) {
        guard case .packed(let entry, let archive, _) = content else { return }
        try run.requireRoom(for: entry, of: archive.file)
    }

    /// Every piece, the first one too.
    /// - Throws: `FileAccessError` where the file could not be read on, and what `visit` throws.
    func pieces(_ visit: ([UInt8]) throws -> Void) throws {
        switch content {
        case .plain(let input):
            var progress = Progress(of: title, size: input.size)
            var piece = head
            while !piece.isEmpty {
                try visit(piece)
                progress.advance(by: piece.count)
                piece = try input.piece(Self.pieceLength)
            }
            progress.end()
        case .packed(let entry, let archive, let input):
            var progress = Progress(of: title, size: entry.size)
            try Self.reading(input) {
                var stream = try ZipStream(entry, in: archive)
                while let piece = try stream.next() {
                    try visit(piece)
                    progress.advance(by: piece.count)
                }
            }
            progress.end()
        }
    }

    /// An archive that could not be read looks like a damaged one; what is said is why.
    private static func reading<Result>(
        _ input: InputFile, _ body: () throws -> Result
    ) throws -> Result {
        do { return try body() } catch { throw input.failure ?? error }
    }
}

/// How much of a long file is read, on a terminal only.
private struct Progress {
    private let name: String
    private let size: Int
    private let isShown: Bool
    private var done = 0
    private var percent = -1

    /// Shorter files are read before a bar could be seen.
    private static let shortest = 32 << 20

    init(of name: String, size: Int?) {
        self.name = name
        self.size = size ?? 0
        isShown = Terminal.showsProgress && self.size >= Self.shortest
    }

    mutating func advance(by bytes: Int) {
        done += bytes
        guard isShown, done * 100 / size != percent else { return }
        percent = done * 100 / size
        let filled = percent * 30 / 100
        let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: 30 - filled)
        Terminal.writeProgress("\(name) [\(bar)] \(percent) %")
    }

    func end() {
        if isShown { Terminal.writeProgress("") }
    }
}
