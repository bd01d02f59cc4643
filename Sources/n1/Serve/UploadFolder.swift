import Foundation
import Web

/// Files that were dropped on a page and are not written into the diary yet: in a folder of their own
/// that only their owner can open, and that goes away with the server.
///
/// A class, because the folder is removed once, with its last user.
final class UploadFolder {
    private let path: String
    /// Names of the folders of the uploads, the oldest first.
    private var uploads: [String] = []

    /// More are forgotten, the oldest first.
    private static let most = 4

    init() throws(FileAccessError) {
        let base = NSTemporaryDirectory() as NSString
        path = base.appendingPathComponent("n1-serve-\(Door.secret())")
        try FileAccess.makeFolder(path)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

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
