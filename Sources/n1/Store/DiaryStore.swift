import Experiment
import Foundation
import GRDB

/// The diary of a trial on disk: one SQLite file beside the plan that only grows.
///
/// Every write is one transaction that is on the disk before it is acknowledged
/// (write-ahead log, `synchronous = FULL`); two programs that write at once wait for each other.
struct DiaryStore {
    static let fileName = "diary.sqlite"

    /// For another program to finish its writing; a long import takes a few seconds.
    private static let waitInSeconds = 60.0

    let path: String
    let database: DatabaseQueue

    var name: String { FileAccess.name(of: path) }

    /// Opens the diary for what `body` writes, and makes it, readable by its owner only, when there is
    /// none.
    static func writing<Result>(
        to path: String, _ body: (DiaryStore) throws -> Result
    ) throws -> Result {
        let store = try opened(at: path)
        // Closing moves the log into the file, so that one file is the whole diary.
        defer { try? store.database.close() }
        return try body(store)
    }

    private static func opened(at path: String) throws -> DiaryStore {
        guard !isTooShort(path) else { throw StoreError.notADatabase(path) }
        try createPrivately(path)
        var configuration = Configuration()
        configuration.busyMode = .timeout(waitInSeconds)
        // Two programs that make a diary at once would find it half made: SQLite does not wait where it
        // changes the journal.
        let lock = FolderLock(FileAccess.folder(of: path))
        defer { lock.release() }
        return try withStoreErrors(path) {
            let database = try DatabaseQueue(path: path, configuration: configuration)
            try requireOwn(database, path)
            try database.writeWithoutTransaction {
                _ = try String.fetchOne($0, sql: "PRAGMA journal_mode = WAL")
                try $0.execute(sql: "PRAGMA synchronous = FULL")
            }
            try migrate(database, path)
            return DiaryStore(path: path, database: database)
        }
    }

    /// Opens a copy of the diary, empty where there is none, for what `body` would write: the copy
    /// vanishes when it is closed, and the diary itself need not be writable.
    static func rehearsing<Result>(
        _ path: String, _ body: (DiaryStore) throws -> Result
    ) throws -> Result {
        try withStoreErrors(path) {
            // SQLite puts a database without a name into a temporary file once it outgrows its cache.
            let database = try DatabaseQueue(path: "")
            defer { try? database.close() }
            if FileAccess.exists(path) {
                do {
                    try reading(path) { try $0.database.backup(to: database) }
                } catch StoreError.noDiary {}
            }
            try migrate(database, path)
            return try body(DiaryStore(path: path, database: database))
        }
    }

    /// Opens a diary that is there for what `body` reads; neither it nor its folder need be writable,
    /// and one of an older version is read as it is.
    static func reading<Result>(
        _ path: String, _ body: (DiaryStore) throws -> Result
    ) throws -> Result {
        guard FileAccess.exists(path) else { throw StoreError.noDiary(path) }
        let store = try openedForReading(path)
        defer { try? store.database.close() }
        return try withReadingErrors(path) { try body(store) }
    }

    /// Whether something was ever written; a diary without a record says no more than none at all.
    static func holdsRecords(at path: String) throws -> Bool {
        guard FileAccess.exists(path) else { return false }
        do {
            return try reading(path) { store in
                try store.database.read { try Int.fetchOne($0, sql: "SELECT max(id) FROM record") }
                    != nil
            }
        } catch StoreError.noDiary {
            return false
        }
    }

    private static func openedForReading(_ path: String) throws -> DiaryStore {
        var configuration = Configuration()
        // Only a connection that may write clears the write-ahead log away when it closes.
        configuration.readonly =
            access(path, W_OK) != 0 || access(FileAccess.folder(of: path), W_OK) != 0
        configuration.busyMode = .timeout(waitInSeconds)
        guard !isTooShort(path) else { throw StoreError.notADatabase(path) }
        return try withReadingErrors(path) {
            let database = try readOnlyQueue(path, configuration)
            guard try !database.read(DiarySchema.isVacant) else {
                throw StoreError.noDiary(path)
            }
            guard try database.read(DiarySchema.isThere) else {
                throw StoreError.notADatabase(path)
            }
            try refuseNewer(database, path)
            return DiaryStore(path: path, database: database)
        }
    }

    /// Whether it has less than the head of a database, which SQLite would take for an empty one; a first
    /// entry that failed may leave a file of no bytes.
    private static func isTooShort(_ path: String) -> Bool {
        size(of: path).map { (1..<100).contains($0) } ?? false
    }

    /// Whether there is a file, and nothing in it or in its write-ahead log.
    static func isEmptyFile(_ path: String) -> Bool {
        FileAccess.isRegular(path) && size(of: path) == 0 && isClosed(path)
    }

    /// Nil where no file is.
    private static func size(of path: String) -> Int? {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : nil
    }

    /// SQLite needs a writable folder to read a write-ahead log; a closed diary has none, and can be
    /// read as it is.
    private static func readOnlyQueue(
        _ path: String, _ configuration: Configuration
    ) throws -> DatabaseQueue {
        do {
            let database = try DatabaseQueue(path: path, configuration: configuration)
            try database.read { _ = try $0.tableExists("record") }
            return database
        } catch let error as DatabaseError
            where isClosed(path)
            && ([.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode)
                && configuration.readonly
                // The index of the log needs room even where the log is empty.
                || [.SQLITE_FULL, .SQLITE_IOERR].contains(error.resultCode))
        {
            var configuration = configuration
            configuration.readonly = true
            let escaped =
                path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path
            return try DatabaseQueue(
                path: "file:\(escaped)?immutable=1", configuration: configuration)
        }
    }

    /// Whether nothing is in the write-ahead log, so that the file is the whole diary.
    private static func isClosed(_ path: String) -> Bool {
        (size(of: path + "-wal") ?? 0) == 0
    }

    /// Errors of a diary that nothing was to be written to.
    private static func withReadingErrors<Result>(
        _ path: String, _ body: () throws -> Result
    ) throws -> Result {
        do { return try withStoreErrors(path, body) } catch StoreError.notWritable {
            guard access(path, R_OK) == 0, access(FileAccess.folder(of: path), X_OK) == 0 else {
                throw StoreError.notReadable(path)
            }
            throw FileAccess.exists(path + "-wal")
                ? StoreError.unfinished(path) : StoreError.notWritable(path)
        }
    }

    private static func migrate(_ database: DatabaseQueue, _ path: String) throws {
        try refuseNewer(database, path)
        try DiarySchema.migrator.migrate(database)
    }

    /// What a newer version wrote might be passed over in silence.
    private static func refuseNewer(_ database: DatabaseQueue, _ path: String) throws {
        let isNewer = try database.read { try DiarySchema.migrator.hasBeenSuperseded($0) }
        guard !isNewer else { throw StoreError.newer(path) }
    }

    /// A database of another program is left as it is, down to its bytes.
    private static func requireOwn(_ database: DatabaseQueue, _ path: String) throws {
        let isOwn = try database.read { database in
            try DiarySchema.isVacant(database) || DiarySchema.isThere(database)
        }
        guard isOwn else { throw StoreError.notADatabase(path) }
    }

    private static func createPrivately(_ path: String) throws(StoreError) {
        let descriptor = open(path, O_RDWR | O_CREAT, 0o600)
        guard descriptor >= 0 else {
            if errno == ENOSPC { throw .full(path) }
            throw .notWritable(path)
        }
        close(descriptor)
    }

    /// - Throws: `StoreError.damaged` with the first thing that is wrong with the file or with what was
    ///   written to it.
    func requireIntegrity() throws {
        if let first = try integrityProblems().first {
            throw StoreError.damaged(path, finding: first)
        }
        let changed = try withStoreErrors(path) {
            try database.read { try DiaryChain.firstProblem(in: $0) }
        }
        if let changed { throw StoreError.damaged(path, finding: changed) }
    }

    /// The checksum of all that was written; nil for a diary of an older version.
    func checksum() throws -> String? {
        try withStoreErrors(path) { try database.read { try DiaryChain.latest(in: $0) } }
    }

    /// Writes a copy of everything that is committed, while other programs may write.
    /// - Throws: `FileAccessError.occupied` when there is a file.
    func copy(to copy: String) throws {
        try FileAccess.create("", at: copy)
        do {
            try withStoreErrors(copy) {
                let target = try DatabaseQueue(path: copy)
                defer { try? target.close() }
                try database.backup(to: target)
            }
        } catch {
            for ending in ["", "-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: copy + ending)
            }
            throw error
        }
    }

    /// The problems that SQLite's own check of the whole file finds.
    func integrityProblems() throws -> [String] {
        try withStoreErrors(path) {
            try database.read {
                try String.fetchAll($0, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
            }
        }
    }
}

/// Runs `body` and says errors of the database as errors of the diary.
func withStoreErrors<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let error as DatabaseError {
        throw StoreError(error, path: path)
    } catch let damage as StoredRow.Damage {
        throw StoreError.damaged(path, finding: damage.finding)
    }
}
