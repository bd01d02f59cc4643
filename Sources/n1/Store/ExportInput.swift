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
        case plain(FileHandle, size: Int?)
        case packed(ZipEntry, ZipArchive)
    }

    private static let pieceLength = 1 << 20

    /// - Parameters:
    ///   - path: a file, or `-` for standard input.
    ///   - entry: which file of an archive is meant.
    ///   - format: the format, when the user said it.
    /// - Throws: `FileAccessError`, or `ImportError` for what is wrong with an archive.
    init(_ path: String, entry: String? = nil, format: String? = nil) throws {
        let handle = try Self.opened(path)
        let size = path == "-" ? nil : try? Int(handle.seekToEnd())
        if size != nil { try? handle.seek(toOffset: 0) }
        let file = path == "-" ? "standard input" : FileAccess.name(of: path)
        let first = Self.piece(handle)
        guard let size, ZipArchive.isZip(first) else {
            guard entry == nil else {
                throw UsageError(
                    "--entry: found \(file), which is no zip archive; expected one. "
                        + "Leave out --entry.")
            }
            (name, archive, head) = (file, nil, first)
            content = .plain(handle, size: size)
            return
        }
        let zip = try ZipArchive(Self.bytes(of: handle, count: size), file: file)
        let found = try zip.entry(named: entry, format: format)
        (name, archive) = (found.lastName, file)
        head = try zip.head(of: found)
        content = .packed(found, zip)
    }

    /// Whether it is an SQLite database.
    var isDatabase: Bool { head.starts(with: Array("SQLite format 3\0".utf8)) }

    /// `export.xml in export.zip`.
    var title: String { name + (archive.map { " in \($0)" } ?? "") }

    /// Refuses what is too large for a reader that needs the whole file; a file on the disk shows its
    /// size by itself.
    func requireRoom(in run: ImportRun) throws(ImportError) {
        guard case .packed(let entry, let archive) = content else { return }
        try run.requireRoom(for: entry, of: archive.file)
    }

    /// Every piece, the first one too.
    func pieces(_ visit: ([UInt8]) throws -> Void) throws {
        switch content {
        case .plain(let handle, let size):
            var progress = Progress(of: title, size: size)
            var piece = head
            while !piece.isEmpty {
                try visit(piece)
                progress.advance(by: piece.count)
                piece = Self.piece(handle)
            }
            progress.end()
        case .packed(let entry, let archive):
            var progress = Progress(of: title, size: entry.size)
            var stream = try ZipStream(entry, in: archive)
            while let piece = try stream.next() {
                try visit(piece)
                progress.advance(by: piece.count)
            }
            progress.end()
        }
    }

    private static func opened(_ path: String) throws(FileAccessError) -> FileHandle {
        if path == "-" { return .standardInput }
        guard FileAccess.exists(path) else { throw .missing(path) }
        guard !FileAccess.isFolder(path) else { throw .isFolder(path) }
        guard let opened = FileHandle(forReadingAtPath: path) else { throw .unreadable(path) }
        return opened
    }

    private static func piece(_ handle: FileHandle) -> [UInt8] {
        filled(pieceLength) { read(handle.fileDescriptor, $0.baseAddress, $0.count) }
    }

    /// Reads where it is told to, and moves the place of no other reading.
    private static func bytes(of handle: FileHandle, count: Int) -> RandomAccessBytes {
        RandomAccessBytes(count: count) { range in
            filled(range.count) {
                pread(handle.fileDescriptor, $0.baseAddress, $0.count, off_t(range.lowerBound))
            }
        }
    }

    /// The bytes that `read` puts into a space of the length, as many as it says.
    private static func filled(
        _ length: Int, _ read: (UnsafeMutableRawBufferPointer) -> Int
    ) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            count = max(0, read(UnsafeMutableRawBufferPointer(buffer)))
        }
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
        Terminal.writeProgress("\r\(name) [\(bar)] \(percent) %")
    }

    func end() {
        if isShown { Terminal.writeProgress("\r\u{1B}[K") }
    }
}
