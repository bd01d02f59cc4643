import Foundation

/// Files that the user named, read whole and written whole.
enum FileAccess {
    /// - Throws: `FileAccessError` when there is no such file, it is a folder, or it may not be read.
    static func bytes(of path: String) throws(FileAccessError) -> [UInt8] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw .missing(path)
        }
        guard !isFolder.boolValue else { throw .isFolder(path) }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw .unreadable(path)
        }
        return [UInt8](data)
    }

    /// All of standard input.
    static func standardInput() -> [UInt8] {
        [UInt8](FileHandle.standardInput.readDataToEndOfFile())
    }

    /// UTF-8 text.
    static func text(of path: String) throws(FileAccessError) -> String {
        guard let text = String(validating: try bytes(of: path), as: UTF8.self) else {
            throw .notText(path)
        }
        return text
    }

    /// Writes a file in one step, readable by its owner only: the old file or the whole new one is
    /// there, never a part.
    static func write(_ text: String, to path: String) throws(FileAccessError) {
        let unfinished = path + ".unfinished"
        let manager = FileManager.default
        guard
            manager.createFile(
                atPath: unfinished, contents: Data(text.utf8),
                attributes: [.posixPermissions: 0o600])
        else { throw .unwritable(path) }
        guard rename(unfinished, path) == 0 else {
            try? manager.removeItem(atPath: unfinished)
            throw .unwritable(path)
        }
    }

    /// The last part of a path, which is how messages name a file.
    static func name(of path: String) -> String { (path as NSString).lastPathComponent }

    /// Makes a folder that only its owner can open, unless it is there.
    static func makeFolder(_ path: String) throws(FileAccessError) {
        guard !isFolder(path) else { return }
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw .unwritable(path)
        }
    }

    static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            && isFolder.boolValue
    }
}

/// Why a file could not be used.
enum FileAccessError: CommandFailure, Equatable {
    case missing(String)
    /// A trial's plan, which a new user may not have made yet.
    case noPlan(String)
    case isFolder(String)
    case unreadable(String)
    case notText(String)
    case unwritable(String)

    var exitCode: Int32 { 2 }

    var description: String {
        switch self {
        case .missing(let path):
            "\(path): found no such file; expected a file. Check the name and the folder."
        case .noPlan(let path):
            "\(path): found no such file; expected a plan. Name the trial's folder, or make a plan "
                + "with n1 plan."
        case .isFolder(let path):
            "\(path): found a folder; expected a file. Name a file inside it."
        case .unreadable(let path):
            "\(path): found a file that may not be read; expected one that may. "
                + "Check its permissions with ls -l."
        case .notText(let path):
            "\(path): found bytes that are not UTF-8; expected UTF-8 text. Save the file as UTF-8."
        case .unwritable(let path):
            "\(path): could not be written, and nothing was changed. "
                + "Check that its folder exists, may be written to and is not full."
        }
    }
}
