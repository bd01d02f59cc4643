import GRDB
import GRDBSQLite

/// The checksums of a diary: one for each batch, over everything that the batch wrote and the checksum
/// of the batch before it.
///
/// A value that changes on the disk, a record that is edited, taken out or put in, and a batch that
/// goes missing between others then show. What does not show: the last batches taken off together with
/// their checksums, and a chain that somebody computed anew.
enum DiaryChain {
    /// Writes the checksum of the batch that is being written.
    /// - Parameter records: the numbers of its records.
    static func close(_ batch: Int, records: Range<Int>, in database: Database) throws {
        let previous = try String.fetchOne(
            database, sql: "SELECT sha256 FROM digest WHERE batch < ? ORDER BY batch DESC LIMIT 1",
            arguments: [batch])
        let digest = try self.digest(of: batch, records, after: previous ?? "", database)
        try database.execute(
            sql: "INSERT INTO digest (batch, sha256) VALUES (?, ?)", arguments: [batch, digest])
    }

    /// Writes the checksums of all batches, for a diary of a version that had none.
    static func closeAll(in database: Database) throws {
        for batch in try ranges(database) {
            try close(batch.id, records: batch.records, in: database)
        }
    }

    /// What is wrong with the first batch that is not as it was written; nil when all are.
    static func firstProblem(in database: Database) throws -> String? {
        // A diary of an older version has no checksums until something is written to it.
        guard try database.tableExists("digest") else { return nil }
        let written = try Row.fetchAll(database, sql: "SELECT batch, sha256 FROM digest")
        var expected: [Int: String] = [:]
        for row in written {
            let row = StoredRow(row: row)
            expected[try row.id(0)] = try row.text(1) ?? ""
        }
        var previous = ""
        let batches = try ranges(database)
        for batch in batches {
            let digest = try digest(of: batch.id, batch.records, after: previous, database)
            guard expected[batch.id] == digest else {
                return "what was written on \(batch.stamp) is not what stands there now"
            }
            previous = digest
        }
        guard expected.count == batches.count else {
            return "\(expected.count - batches.count) acts of writing are missing"
        }
        let strays = try Int.fetchOne(
            database,
            sql: "SELECT count(*) FROM record WHERE batch NOT IN (SELECT id FROM batch)")
        return strays == 0 ? nil : "\(strays ?? 0) records that nobody wrote"
    }

    /// Batches in the order of writing, with the numbers of their records, which follow each other.
    private static func ranges(
        _ database: Database
    ) throws -> [(id: Int, stamp: String, records: Range<Int>)] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT batch.id, recordedAt, coalesce(first, 1), coalesce(last, 0)
                FROM batch LEFT JOIN
                    (SELECT batch, min(id) AS first, max(id) AS last FROM record GROUP BY batch)
                    AS own ON own.batch = batch.id
                ORDER BY batch.id
                """
        ).map { row in
            let row = StoredRow(row: row)
            let first = try row.integer(2, in: 1...StoredRow.largestID, "the number")
            let last = try row.integer(3, in: 0...StoredRow.largestID, "the number")
            return (try row.id(0), try row.text(1) ?? "", first..<max(first, last + 1))
        }
    }

    // MARK: One batch

    private static func digest(
        of batch: Int, _ records: Range<Int>, after previous: String, _ database: Database
    ) throws -> String {
        var text = RowText()
        text.append(previous)
        try text.append("SELECT * FROM batch WHERE id = ?", [batch], database)
        try text.append(
            "SELECT * FROM record WHERE id >= ? AND id < ? ORDER BY id",
            [records.lowerBound, records.upperBound], database)
        for (table, key) in [("supersession", "record"), ("difference", "id"), ("undo", "batch")] {
            try text.append(
                "SELECT * FROM \(table) WHERE batch = ? ORDER BY \(key)", [batch], database)
        }
        return text.hexadecimal()
    }
}

/// Rows as bytes that nothing else could be written as: each cell by its kind, each text with its
/// length before it.
private struct RowText: ~Copyable {
    private var digest = Digest()
    private var waiting: [UInt8] = []

    private static let pieceLength = 1 << 16

    mutating func append(_ text: String) {
        append(tag: "t", UInt64(text.utf8.count))
        waiting += text.utf8
    }

    mutating func append(_ sql: String, _ arguments: [Int], _ database: Database) throws {
        let statement = try database.cachedStatement(sql: sql)
        let handle = statement.sqliteStatement
        sqlite3_reset(handle)
        defer { sqlite3_reset(handle) }
        for (place, argument) in arguments.enumerated() {
            sqlite3_bind_int64(handle, Int32(place) + 1, Int64(argument))
        }
        var result = sqlite3_step(handle)
        while result == SQLITE_ROW {
            append(tag: "r", UInt64(sqlite3_column_count(handle)))
            for column in 0..<sqlite3_column_count(handle) { append(handle, column) }
            if waiting.count > Self.pieceLength { pass() }
            result = sqlite3_step(handle)
        }
        guard result == SQLITE_DONE else {
            let connection = database.sqliteConnection
            throw DatabaseError(
                resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)),
                message: String(cString: sqlite3_errmsg(connection)))
        }
    }

    consuming func hexadecimal() -> String {
        pass()
        return digest.hexadecimal()
    }

    private mutating func append(_ handle: SQLiteStatement, _ column: Int32) {
        switch sqlite3_column_type(handle, column) {
        case SQLITE_INTEGER:
            append(tag: "i", UInt64(bitPattern: sqlite3_column_int64(handle, column)))
        case SQLITE_FLOAT: append(tag: "f", sqlite3_column_double(handle, column).bitPattern)
        case SQLITE_NULL: append(tag: "n", 0)
        default:
            let count = Int(sqlite3_column_bytes(handle, column))
            append(tag: "t", UInt64(count))
            if let bytes = sqlite3_column_blob(handle, column) {
                waiting += UnsafeRawBufferPointer(start: bytes, count: count)
            }
        }
    }

    private mutating func append(tag: Unicode.Scalar, _ value: UInt64) {
        waiting.append(UInt8(truncatingIfNeeded: tag.value))
        withUnsafeBytes(of: value.littleEndian) { waiting += $0 }
    }

    private mutating func pass() {
        digest.update(waiting)
        waiting.removeAll(keepingCapacity: true)
    }
}
