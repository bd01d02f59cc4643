import GRDB
import GRDBSQLite

/// Writes rows of `record`, one at a time or many by one statement, their values bound without boxes.
///
/// An import writes a million rows. One statement for many of them, and values bound as they are, took
/// a third off its time; it is the same connection and the same transaction.
struct RecordInsertion {
    private let database: Database
    private let single: Statement
    private let many: Statement
    private var waiting: [Row] = []
    /// What the statement for many has bound, which it keeps from one run to the next.
    private var bound: [Row] = []

    /// Rows of one statement; beyond some dozens more of them gain nothing.
    private static let rowsTogether = 48

    init(_ database: Database) throws {
        self.database = database
        single = try database.makeStatement(sql: Self.sql(rows: 1))
        many = try database.makeStatement(sql: Self.sql(rows: Self.rowsTogether))
        waiting.reserveCapacity(Self.rowsTogether)
    }

    private static func sql(rows: Int) -> String {
        """
        INSERT INTO record (id, entry, batch, line, day, second, kind, name, rater, number, lastDay,
            text)
        VALUES
        """ + " "
            + repeatElement("(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", count: rows).joined(
                separator: ", ")
    }

    /// One row; the meaning of each column is told in `DiarySchema`.
    struct Row {
        let id: Int
        let entry: Int
        let batch: Int
        let line: Int?
        let day: Int
        let second: Int?
        let kind: String
        let name: String?
        let rater: String?
        let number: Double?
        let lastDay: Int?
        let text: String?
    }

    /// Writes a row now.
    mutating func write(_ row: Row) throws {
        waiting.append(row)
        try flush()
    }

    /// Writes a row with the next ones; `flush` is to follow before anything is read or committed.
    mutating func writeLater(_ row: Row) throws {
        waiting.append(row)
        guard waiting.count == Self.rowsTogether else { return }
        try run(many, waiting[...], bound)
        swap(&bound, &waiting)
        waiting.removeAll(keepingCapacity: true)
    }

    /// Writes what waits.
    mutating func flush() throws {
        for place in waiting.indices { try run(single, waiting[place...place], []) }
        waiting.removeAll(keepingCapacity: true)
    }

    /// - `bound`: the rows that the statement has bound already.
    private func run(_ statement: Statement, _ rows: ArraySlice<Row>, _ bound: [Row]) throws {
        let handle = statement.sqliteStatement
        sqlite3_reset(handle)
        var binder = Binder(statement: handle)
        for (place, row) in rows.enumerated() {
            binder.bind(row, over: place < bound.count ? bound[place] : nil)
        }
        guard sqlite3_step(handle) == SQLITE_DONE else { throw failure(statement) }
    }

    /// What the database said, before the reset that forgets it.
    private func failure(_ statement: Statement) -> DatabaseError {
        let connection = database.sqliteConnection
        let error = DatabaseError(
            resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)),
            message: String(cString: sqlite3_errmsg(connection)))
        sqlite3_reset(statement.sqliteStatement)
        return error
    }
}

/// Binds the values of rows one after the other.
private struct Binder {
    let statement: SQLiteStatement
    private var place: Int32 = 0

    init(statement: SQLiteStatement) { self.statement = statement }

    /// - `old`: what is bound in the row's place; what is the same stays.
    mutating func bind(_ row: RecordInsertion.Row, over old: RecordInsertion.Row?) {
        bind(row.id)
        bind(row.entry)
        bind(row.batch, old?.batch)
        bind(row.line)
        bind(row.day, old?.day)
        bind(row.second)
        bind(row.kind, old?.kind)
        bind(row.name, old?.name, isNew: old == nil)
        bind(row.rater, old?.rater, isNew: old == nil)
        bind(row.number)
        bind(row.lastDay, old?.lastDay, isNew: old == nil)
        bind(row.text, old?.text, isNew: old == nil)
    }

    private mutating func bind(_ value: Int, _ old: Int?) {
        if value == old { place += 1 } else { bind(value) }
    }

    private mutating func bind(_ value: String, _ old: String?) {
        if value == old { place += 1 } else { bind(value) }
    }

    private mutating func bind(_ value: Int?, _ old: Int?, isNew: Bool) {
        if value == old, !isNew { place += 1 } else { bind(value) }
    }

    private mutating func bind(_ value: String?, _ old: String?, isNew: Bool) {
        if value == old, !isNew { place += 1 } else { bind(value) }
    }

    private mutating func bind(_ value: Int?) {
        place += 1
        guard let value else { return bindNull() }
        sqlite3_bind_int64(statement, place, Int64(value))
    }

    private mutating func bind(_ value: Double?) {
        place += 1
        guard let value else { return bindNull() }
        sqlite3_bind_double(statement, place, value)
    }

    private mutating func bind(_ value: String?) {
        place += 1
        guard let value else { return bindNull() }
        // SQLITE_TRANSIENT, a macro that Swift does not see: SQLite copies the text at once.
        let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        sqlite3_bind_text(statement, place, value, Int32(value.utf8.count), transient)
    }

    private func bindNull() {
        sqlite3_bind_null(statement, place)
    }
}
