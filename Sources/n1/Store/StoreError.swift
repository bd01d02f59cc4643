import Experiment
import GRDB

/// Why the diary database cannot be used. Nothing of the failed write is in it.
enum StoreError: CommandFailure, Equatable {
    case noDiary(String)
    case notADatabase(String)
    case damaged(String, finding: String)
    case newer(String)
    case notWritable(String)
    case notReadable(String)
    case unfinished(String)
    case full(String)
    case busy(String)
    case failed(String, code: Int32, message: String)

    var exitCode: Int32 { 2 }

    var description: String {
        switch self {
        case .noDiary(let path):
            "\(path): found no diary; expected one that n1 log or n1 import has written. "
                + "Log a first value with n1 log."
        case .notADatabase(let path):
            "\(path): found a file that is no diary database; expected one that n1 log has "
                + "written. Move it away and log again."
        case .damaged(let path, let finding):
            "\(path): found a damaged database (\(finding)); expected an intact one. "
                + "Restore the file from a copy; n1 changed nothing."
        case .newer(let path):
            "\(path): found a diary of a newer n1; expected one of this version. "
                + "Install the newer n1."
        case .notWritable(let path):
            "\(path): could not be written, and nothing was changed; expected a folder and a file "
                + "that may be written to. Check them with ls -l."
        case .notReadable(let path):
            "\(path): found a diary that may not be read; expected one that may. "
                + "Check its permissions with ls -l."
        case .unfinished(let path):
            "\(path): found a diary whose last entries are still in \(FileAccess.name(of: path))-wal, "
                + "in a folder that may not be written to; expected a folder where they can be taken "
                + "in. Copy all files of the diary to a folder of your own and read them there."
        case .full(let path):
            "\(path): found no space left to write, and nothing was changed; expected room for a "
                + "few more pages. Free some space and log again."
        case .busy(let path):
            "\(path): found another program writing for over a minute, and nothing was changed; "
                + "expected it to finish. Close it and log again."
        case .failed(let path, let code, let message):
            "\(path): found an error of the database (\(code): \(message)), and nothing was "
                + "changed; expected none. Check the disk, then log again."
        }
    }

    /// What an error of the library means for the person.
    init(_ error: DatabaseError, path: String) {
        switch error.resultCode {
        case .SQLITE_NOTADB: self = .notADatabase(path)
        case .SQLITE_CORRUPT, .SQLITE_ERROR, .SQLITE_CONSTRAINT, .SQLITE_MISMATCH, .SQLITE_SCHEMA,
            .SQLITE_FORMAT:
            self = .damaged(path, finding: error.message ?? "not readable")
        case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
            self = .notWritable(path)
        case .SQLITE_FULL: self = .full(path)
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path)
        case .SQLITE_IOERR: self = Self.ioError(error, path)
        default:
            self = .failed(
                path, code: error.extendedResultCode.rawValue, message: error.message ?? "unknown")
        }
    }

    /// A write that the file system cut short is a full disk or a limit on the size of files.
    private static func ioError(_ error: DatabaseError, _ path: String) -> StoreError {
        switch error.extendedResultCode {
        case .SQLITE_IOERR_WRITE, .SQLITE_IOERR_SHMSIZE, .SQLITE_IOERR_TRUNCATE,
            .SQLITE_IOERR_FSYNC:
            .full(path)
        default:
            .failed(
                path, code: error.extendedResultCode.rawValue, message: error.message ?? "unknown")
        }
    }
}
