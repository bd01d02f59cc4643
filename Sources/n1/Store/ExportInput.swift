import Foundation

/// A file that is read in pieces, so that its size does not matter.
struct ExportInput {
    let name: String
    /// The first piece, by which the format is told.
    let head: [UInt8]
    private let handle: FileHandle
    private let size: Int?

    private static let pieceLength = 1 << 20

    /// - Parameter path: a file, or `-` for standard input.
    init(_ path: String) throws(FileAccessError) {
        if path == "-" {
            handle = .standardInput
            name = "standard input"
            size = nil
        } else {
            guard FileAccess.exists(path) else { throw .missing(path) }
            guard !FileAccess.isFolder(path) else { throw .isFolder(path) }
            guard let opened = FileHandle(forReadingAtPath: path) else { throw .unreadable(path) }
            handle = opened
            name = FileAccess.name(of: path)
            size = (try? opened.seekToEnd()).map { Int($0) }
            try? opened.seek(toOffset: 0)
        }
        head = Self.piece(handle)
    }

    /// Whether it is an SQLite database.
    var isDatabase: Bool { head.starts(with: Array("SQLite format 3\0".utf8)) }

    /// Every piece, the first one too.
    func pieces(_ visit: ([UInt8]) throws -> Void) throws {
        var progress = Progress(of: name, size: size)
        var piece = head
        while !piece.isEmpty {
            try visit(piece)
            progress.advance(by: piece.count)
            piece = Self.piece(handle)
        }
        progress.end()
    }

    private static func piece(_ handle: FileHandle) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: pieceLength)
        let count = bytes.withUnsafeMutableBytes {
            read(handle.fileDescriptor, $0.baseAddress, $0.count)
        }
        bytes.removeLast(bytes.count - max(count, 0))
        return bytes
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
