import Foundation

/// Files that the user named, read whole and written whole.
enum FileAccess {
    /// More bytes than any diary or export that is read as a whole: a gigabyte.
    static let largest = 1 << 30

    /// - `path`: a file or a pipe, or `-` for standard input.
    ///
    /// Throws `FileAccessError` when there is no such file, it is a folder, it may not be read, could
    /// be read in part only, or is larger than a gigabyte.
    static func bytes(of path: String, most: Int = largest) throws(FileAccessError) -> [UInt8] {
        try InputFile(path).rest(most: most)
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
        try OutputFile(path).write(text)
    }

    /// Writes a file where there is none.
    static func create(_ text: String, at path: String) throws(FileAccessError) {
        try OutputFile(path).create(text)
    }

    /// Takes a file of this program away, if it is there.
    static func remove(_ path: String) {
        if isRegular(path) { try? FileManager.default.removeItem(atPath: path) }
    }

    /// The folder of a file, as the system takes it.
    static func folder(of path: String) -> String {
        let folder = (path as NSString).deletingLastPathComponent
        return folder.isEmpty ? "." : folder
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

    /// The path without links and detours; the path itself where nothing is there.
    static func resolved(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// Whether it is a file that can be read twice, and no pipe or device.
    static func isRegular(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

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
    /// A plan under another name than the one that is looked for.
    case otherPlan(String, found: String)
    case isFolder(String)
    case unreadable(String)
    case notText(String)
    case unwritable(String)
    /// It could be read only so far.
    case broken(String, bytes: Int, reason: String)
    case tooLarge(String, most: Int)
    /// Something is there that must not be written over.
    case occupied(String)

    var exitCode: Int32 { 2 }

    var description: String {
        switch self {
        case .missing(let path):
            "\(path): found no such file; expected a file. Check the name and the folder."
        case .noPlan(let path):
            "\(path): found no such file; expected a plan. Name the trial's folder, or make a plan "
                + "with n1 plan."
        case .otherPlan(let path, let found):
            "\(path): found \(found) instead; expected this name. Rename it."
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
        case .broken(let path, let bytes, let reason):
            "\(path): could be read up to byte \(bytes) only (\(reason)), and nothing was taken "
                + "from it; expected the whole file. Copy it to this computer and try again."
        case .tooLarge(let path, let most):
            "\(path): found more than \(most >> 20) MB; expected less. Take the columns and days "
                + "that are needed into a smaller file."
        case .occupied(let path):
            "\(path): found a file; expected none, because it is never written over. "
                + "Choose another name."
        }
    }
}
