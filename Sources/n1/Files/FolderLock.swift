import Foundation

/// A lock on a folder that one program at a time holds; it ends with the program in any case.
///
/// Whoever reads a file of a trial, changes it and writes it back holds it all the while: otherwise two
/// that do so at once would each keep its own change only.
///
/// The folder and not the database, because closing a second descriptor of a database drops the locks
/// that SQLite holds on it.
struct FolderLock {
    private let descriptor: Int32

    /// Waits until nobody else holds it. Where the folder cannot be locked, the writing that follows
    /// says why.
    init(_ folder: String) {
        descriptor = open(folder, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
    }

    func release() {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Runs `body` while nobody else changes the folder.
    static func holding<Result>(_ folder: String, _ body: () throws -> Result) rethrows -> Result {
        let lock = FolderLock(folder)
        defer { lock.release() }
        return try body()
    }
}
