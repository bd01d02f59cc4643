import Foundation

/// The writing of a whole file in one step: the old file or the new one is there, never a part.
///
/// A regular file is written beside its place under a name of its own, readable by its owner only from
/// the first byte, brought to the disk, and then renamed; the folder is brought to the disk too. What
/// is no regular file stays what it is: bytes go into a device or a pipe, and through a symbolic link
/// to the file that it names.
struct OutputFile {
    private let path: String

    init(_ path: String) { self.path = path }

    /// - Throws: `FileAccessError`; then nothing was changed.
    func write(_ text: String) throws(FileAccessError) { try write(Array(text.utf8)) }

    /// - Throws: `FileAccessError`; then nothing was changed.
    func write(_ bytes: [UInt8]) throws(FileAccessError) {
        let target = try Self.followed(path)
        if let kind = Self.kind(of: target) {
            guard kind != S_IFDIR else { throw .isFolder(path) }
            guard kind == S_IFREG else { return try pour(bytes, into: target) }
        }
        let unfinished = try Unfinished(beside: target, naming: path)
        try unfinished.fill(bytes)
        guard rename(unfinished.path, target) == 0 else {
            unfinished.remove()
            throw .unwritable(path)
        }
        Self.synchronizeFolder(of: target)
    }

    /// Writes a file where there is none.
    /// - Throws: `FileAccessError.occupied` when there is one, whoever made it and however late.
    func create(_ text: String) throws(FileAccessError) {
        let bytes = Array(text.utf8)
        let unfinished = try Unfinished(beside: path, naming: path)
        try unfinished.fill(bytes)
        defer { unfinished.remove() }
        if link(unfinished.path, path) != 0 {
            guard errno != EEXIST else { throw .occupied(path) }
            // A memory stick may know no second names of a file.
            try createInPlace(bytes)
        }
        Self.synchronizeFolder(of: path)
    }

    private func createInPlace(_ bytes: [UInt8]) throws(FileAccessError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw errno == EEXIST ? .occupied(path) : .unwritable(path) }
        let isWhole = Descriptor.write(bytes, to: descriptor) && fsync(descriptor) == 0
        guard close(descriptor) == 0, isWhole else {
            unlink(path)
            throw .unwritable(path)
        }
    }

    /// Into a device or a pipe, which is opened and never replaced.
    private func pour(_ bytes: [UInt8], into target: String) throws(FileAccessError) {
        let descriptor = open(target, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unwritable(path) }
        let isWhole = Descriptor.write(bytes, to: descriptor)
        guard close(descriptor) == 0, isWhole else { throw .unwritable(path) }
    }

    /// The file that a path means when its symbolic links are followed.
    private static func followed(_ path: String) throws(FileAccessError) -> String {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else { return path }
        guard let resolved = realpath(path, nil) else { throw .unwritable(path) }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// Nil when nothing is there.
    private static func kind(of path: String) -> mode_t? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
    }

    /// A rename is on the disk once its folder is. Some file systems cannot do that for a folder; the
    /// file is in its place all the same, so that nothing is reported.
    private static func synchronizeFolder(of path: String) {
        let descriptor = open(FileAccess.folder(of: path), O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }
}

/// A file on its way to its place. Its writer holds a lock on it, by which one that was left behind is
/// told.
private struct Unfinished {
    let path: String
    private let descriptor: Int32
    /// The file that it is to become.
    private let name: String

    private static let ending = ".unfinished"

    init(beside target: String, naming name: String) throws(FileAccessError) {
        self.name = name
        Self.removeAbandoned(beside: target)
        path =
            Self.beginning(of: target) + String(UInt64.random(in: 0 ... .max), radix: 36)
            + Self.ending
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .unwritable(name) }
        flock(descriptor, LOCK_EX | LOCK_NB)
    }

    /// Writes all bytes, brings it to the disk and closes the file.
    func fill(_ bytes: [UInt8]) throws(FileAccessError) {
        let isWhole = Descriptor.write(bytes, to: descriptor) && fsync(descriptor) == 0
        guard close(descriptor) == 0, isWhole else {
            remove()
            throw .unwritable(name)
        }
    }

    func remove() { unlink(path) }

    /// `folder/.plan.yaml.`
    private static func beginning(of target: String) -> String {
        let folder = (target as NSString).deletingLastPathComponent
        let name = "." + FileAccess.name(of: target) + "."
        return folder.isEmpty ? name : (folder as NSString).appendingPathComponent(name)
    }

    /// Files that a killed program left: nobody holds their lock, and they are old enough for their
    /// writer to have taken it.
    private static func removeAbandoned(beside target: String) {
        let folder = FileAccess.folder(of: target)
        let beginning = FileAccess.name(of: beginning(of: target))
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for name in names where name.hasPrefix(beginning) && name.hasSuffix(ending) {
            let path = (folder as NSString).appendingPathComponent(name)
            let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
            guard descriptor >= 0 else { continue }
            defer { close(descriptor) }
            var status = stat()
            guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
                time(nil) - FileStatus.modification(status) > minute,
                flock(descriptor, LOCK_EX | LOCK_NB) == 0
            else { continue }
            unlink(path)
        }
    }

    private static let minute = 60
}

private enum FileStatus {
    /// In seconds since 1970.
    static func modification(_ status: stat) -> Int {
        #if canImport(Darwin)
            status.st_mtimespec.tv_sec
        #else
            status.st_mtim.tv_sec
        #endif
    }
}

/// Writing to what is open.
enum Descriptor {
    /// All of the bytes, however many calls that takes.
    /// - Returns: false when it could not all be written; `errno` then says why.
    static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Foundation.write(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}
