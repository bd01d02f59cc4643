import Foundation
import Web

/// Files that were dropped on a page and are not written into the diary yet: in a folder of their own
/// that only their owner can open, and that goes away with the server, or with the next one where this
/// one was killed.
///
/// A class, because the folder is removed once, with its last user.
final class UploadFolder {
    private let path: String
    /// Open and locked as long as the server runs.
    private let descriptor: Int32
    /// Names of the folders of the uploads, the oldest first.
    private var uploads: [String] = []

    /// More are forgotten, the oldest first.
    private static let most = 4
    private static let beginning = "n1-serve-"

    init() throws(FileAccessError) {
        Self.removeAbandoned()
        (path, descriptor) = try Self.made()
    }

    /// Another server that starts may take a folder away that is not locked yet; then there is another.
    private static func made() throws(FileAccessError) -> (String, Int32) {
        for _ in 0..<8 {
            let path = place(beginning + Door.secret())
            try FileAccess.makeFolder(path)
            let descriptor = open(path, O_RDONLY | O_CLOEXEC)
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0, FileAccess.isFolder(path) {
                return (path, descriptor)
            }
            close(descriptor)
        }
        throw .unwritable(NSTemporaryDirectory())
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
        close(descriptor)
    }

    private static func place(_ name: String) -> String {
        (NSTemporaryDirectory() as NSString).appendingPathComponent(name)
    }

    /// Folders of ours that a killed server left: nobody holds their lock.
    static func removeAbandoned() {
        let names =
            (try? FileManager.default.contentsOfDirectory(atPath: NSTemporaryDirectory())) ?? []
        for name in names where name.hasPrefix(beginning) {
            let descriptor = open(place(name), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            guard descriptor >= 0 else { continue }
            defer { close(descriptor) }
            var status = stat()
            guard fstat(descriptor, &status) == 0, status.st_uid == getuid(),
                flock(descriptor, LOCK_EX | LOCK_NB) == 0
            else { continue }
            try? FileManager.default.removeItem(atPath: place(name))
        }
    }

    /// Keeps a file under its own name.
    /// - Returns: under what it is asked for.
    func keep(_ file: MultipartForm.File) throws(FileAccessError) -> String {
        let id = Door.secret()
        let folder = (path as NSString).appendingPathComponent(id)
        try FileAccess.makeFolder(folder)
        try OutputFile((folder as NSString).appendingPathComponent(file.name))
            .write(Array(file.bytes))
        uploads.append(id)
        if uploads.count > Self.most { forget(uploads[0]) }
        return id
    }

    /// Where a file is that was kept; nil where it was forgotten.
    func path(of id: String) -> String? {
        guard uploads.contains(id) else { return nil }
        let folder = (path as NSString).appendingPathComponent(id)
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
        return names?.first.map { (folder as NSString).appendingPathComponent($0) }
    }

    func forget(_ id: String) {
        uploads.removeAll { $0 == id }
        try? FileManager.default.removeItem(
            atPath: (path as NSString).appendingPathComponent(id))
    }
}
