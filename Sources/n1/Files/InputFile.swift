import Foundation

/// A file, a pipe or standard input that is read to its end, and never a part of it that passes for
/// the whole.
///
/// A read that a signal broke off is repeated; one that fails is an error and not the end. A regular
/// file that ends before the size that it had when it was opened is an error too.
///
/// A class, because it is closed once, with its last user.
final class InputFile {
    /// How messages call it.
    let name: String
    /// In bytes; nil for what is no regular file.
    let size: Int?
    /// What went wrong in a reading that could only answer with fewer bytes.
    private(set) var failure: FileAccessError?
    private let path: String
    private let descriptor: Int32
    private var count = 0

    static let standardInputName = "standard input"

    /// - Parameter path: a file, or `-` for standard input.
    /// - Throws: `FileAccessError` when there is none, it is a folder, or it may not be read.
    init(_ path: String) throws(FileAccessError) {
        let isStandardInput = path == "-"
        self.path = isStandardInput ? Self.standardInputName : path
        name = isStandardInput ? Self.standardInputName : FileAccess.name(of: path)
        descriptor = isStandardInput ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw [ENOENT, ENOTDIR, ELOOP].contains(errno) ? .missing(path) : .unreadable(path)
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            if !isStandardInput { close(descriptor) }
            throw .unreadable(self.path)
        }
        guard status.st_mode & S_IFMT != S_IFDIR else {
            if !isStandardInput { close(descriptor) }
            throw .isFolder(self.path)
        }
        // Standard input may stand somewhere inside its file.
        size =
            status.st_mode & S_IFMT == S_IFREG && !isStandardInput ? Int(status.st_size) : nil
    }

    deinit { if descriptor != STDIN_FILENO { close(descriptor) } }

    /// The next bytes, at most so many; none only at the end.
    func piece(_ length: Int) throws(FileAccessError) -> [UInt8] {
        let piece = try filled(length) { [descriptor] space in
            read(descriptor, space.baseAddress, space.count)
        }
        count += piece.count
        if piece.isEmpty, let size, count < size {
            throw .broken(path, bytes: count, reason: "\(size) were announced")
        }
        return piece
    }

    /// All bytes that are left, of which there may be `most`.
    func rest(most: Int) throws(FileAccessError) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(min(size ?? 0, most))
        while true {
            let piece = try piece(1 << 20)
            guard !piece.isEmpty else { return bytes }
            guard bytes.count + piece.count <= most else { throw .tooLarge(path, most: most) }
            bytes += piece
        }
    }

    /// The bytes of a range, wherever `piece` stands; fewer, with a `failure`, when they cannot be read.
    func bytes(in range: Range<Int>) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < range.count {
            let start = range.lowerBound + bytes.count
            do throws(FileAccessError) {
                let piece = try filled(range.upperBound - start) { [descriptor] space in
                    pread(descriptor, space.baseAddress, space.count, off_t(start))
                }
                guard !piece.isEmpty else {
                    failure = .broken(path, bytes: start, reason: "\(size ?? 0) were announced")
                    break
                }
                bytes += piece
            } catch {
                failure = error
                break
            }
        }
        return bytes
    }

    /// What a system call puts into a space of the length.
    private func filled(
        _ length: Int, _ call: (UnsafeMutableRawBufferPointer) -> Int
    ) throws(FileAccessError) -> [UInt8] {
        var failed: Int32?
        let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            var result = call(UnsafeMutableRawBufferPointer(buffer))
            while result < 0, errno == EINTR {
                result = call(UnsafeMutableRawBufferPointer(buffer))
            }
            if result < 0 { failed = errno }
            count = max(0, result)
        }
        switch failed {
        case nil: return bytes
        case EISDIR: throw .isFolder(path)
        case EBADF: throw .unreadable(path)
        case let code?:
            throw .broken(path, bytes: count, reason: String(cString: strerror(code)))
        }
    }
}
