import GRDB
import GRDBSQLite

/// The checksums of a diary: one for each batch, over everything that the batch wrote and the checksum
/// of the batch before it.
///
/// A value that changes on the disk, a record that is edited, taken out or put in, and a batch that
/// goes missing between others then show. What does not show: the last batches taken off together with
/// their checksums, and a chain that somebody computed anew.
enum DiaryChain {
    /// The table of the batches whose time `N1_TODAY` stated.
    static let statedTime = "statedTime"

    /// Writes the checksums of all batches, for a diary of a version that had none.
    static func closeAll(in database: Database) throws {
        for batch in try ranges(database) {
            let digest = try digest(
                of: batch.id, batch.records, after: last(before: batch.id, database), database)
            try write(digest, of: batch.id, database)
        }
    }

    /// The last checksum, which stands for the whole diary; nil for one without any.
    static func latest(in database: Database) throws -> String? {
        guard try database.tableExists("digest") else { return nil }
        let digest = try last(before: .max, database)
        return digest.isEmpty ? nil : digest
    }

    /// The checksum of the batch before; empty for the first.
    fileprivate static func last(before batch: Int, _ database: Database) throws -> String {
        try String.fetchOne(
            database, sql: "SELECT sha256 FROM digest WHERE batch < ? ORDER BY batch DESC LIMIT 1",
            arguments: [batch]) ?? ""
    }

    fileprivate static func write(_ digest: String, of batch: Int, _ database: Database) throws {
        try database.execute(
            sql: "INSERT INTO digest (batch, sha256) VALUES (?, ?)", arguments: [batch, digest])
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
        var text = try beginning(batch, after: previous, database)
        try text.append(
            "SELECT * FROM record WHERE id >= ? AND id < ? ORDER BY id",
            [records.lowerBound, records.upperBound], database)
        return try end(text, batch, database)
    }

    fileprivate static func beginning(
        _ batch: Int, after previous: String, _ database: Database
    ) throws -> RowText {
        var text = RowText()
        text.append(previous)
        try text.append("SELECT * FROM batch WHERE id = ?", [batch], database)
        return text
    }

    fileprivate static func end(
        _ text: consuming RowText, _ batch: Int, _ database: Database
    ) throws -> String {
        for (table, key) in [("supersession", "record"), ("difference", "id"), ("undo", "batch")] {
            try text.append(
                "SELECT * FROM \(table) WHERE batch = ? ORDER BY \(key)", [batch], database)
        }
        // A diary of an older version has no such table until something is written to it.
        if try database.tableExists(statedTime) {
            try text.append("SELECT * FROM \(statedTime) WHERE batch = ?", [batch], database)
        }
        return text.hexadecimal()
    }
}

/// The checksum of a batch that is being written, which takes each record as it goes to the disk: reading a
/// million of them again took a tenth of an import.
struct BatchDigest: ~Copyable {
    private let batch: Int
    private var text: RowText

    /// - `batch`: the batch, whose row is written.
    init(of batch: Int, in database: Database) throws {
        self.batch = batch
        text = try DiaryChain.beginning(
            batch, after: DiaryChain.last(before: batch, database), database)
    }

    mutating func add(_ row: RecordInsertion.Row) { text.append(row) }

    /// Writes the checksum; nothing may follow.
    consuming func close(in database: Database) throws {
        let batch = batch
        try DiaryChain.write(DiaryChain.end(text, batch, database), of: batch, database)
    }
}

/// Rows as bytes that nothing else could be written as: each cell by its kind, each text with its
/// length before it.
fileprivate struct RowText: ~Copyable {
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

    /// A record as the database gives it back.
    mutating func append(_ row: RecordInsertion.Row) {
        append(tag: "r", 12)
        append(row.id)
        append(row.entry)
        append(row.batch)
        append(row.line)
        append(row.day)
        append(row.second)
        append(row.kind)
        append(optional: row.name)
        append(optional: row.rater)
        if let number = row.number { append(tag: "f", number.bitPattern) } else { appendNull() }
        append(row.lastDay)
        append(optional: row.text)
        if waiting.count > Self.pieceLength { pass() }
    }

    private mutating func append(_ number: Int?) {
        guard let number else { return appendNull() }
        append(tag: "i", UInt64(bitPattern: Int64(number)))
    }

    private mutating func append(optional text: String?) {
        if let text { append(text) } else { appendNull() }
    }

    private mutating func appendNull() { append(tag: "n", 0) }

    consuming func hexadecimal() -> String {
        pass()
        return digest.hexadecimal()
    }

    private mutating func append(_ handle: SQLiteStatement, _ column: Int32) {
        switch sqlite3_column_type(handle, column) {
        case SQLITE_INTEGER:
            append(tag: "i", UInt64(bitPattern: sqlite3_column_int64(handle, column)))
        case SQLITE_FLOAT: append(tag: "f", sqlite3_column_double(handle, column).bitPattern)
        case SQLITE_NULL: appendNull()
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
