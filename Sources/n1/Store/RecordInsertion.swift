import GRDB
import GRDBSQLite

/// The statement that writes one row of `record`, its values bound without boxes around them.
///
/// An import writes a million rows. Handing twelve boxed values each to GRDB took a fifth of its time;
/// binding them as they are is the same statement, on the same connection, in the same transaction.
struct RecordInsertion {
    private let database: Database
    private let statement: Statement

    init(_ database: Database) throws {
        self.database = database
        statement = try database.makeStatement(
            sql: """
                INSERT INTO record (id, entry, batch, line, day, second, kind, name, rater, number,
                    lastDay, text)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
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

    func run(_ row: Row) throws {
        sqlite3_reset(statement.sqliteStatement)
        bind(row.id, 1)
        bind(row.entry, 2)
        bind(row.batch, 3)
        bind(row.line, 4)
        bind(row.day, 5)
        bind(row.second, 6)
        bind(row.kind, 7)
        bind(row.name, 8)
        bind(row.rater, 9)
        bind(row.number, 10)
        bind(row.lastDay, 11)
        bind(row.text, 12)
        guard sqlite3_step(statement.sqliteStatement) == SQLITE_DONE else { throw failure() }
    }

    /// What the database said, before the reset that forgets it.
    private func failure() -> DatabaseError {
        let connection = database.sqliteConnection
        let error = DatabaseError(
            resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)),
            message: String(cString: sqlite3_errmsg(connection)))
        sqlite3_reset(statement.sqliteStatement)
        return error
    }

    // MARK: Values

    private func bind(_ value: Int?, _ place: Int32) {
        guard let value else {
            sqlite3_bind_null(statement.sqliteStatement, place)
            return
        }
        sqlite3_bind_int64(statement.sqliteStatement, place, Int64(value))
    }

    private func bind(_ value: Double?, _ place: Int32) {
        guard let value else {
            sqlite3_bind_null(statement.sqliteStatement, place)
            return
        }
        sqlite3_bind_double(statement.sqliteStatement, place, value)
    }

    private func bind(_ value: String?, _ place: Int32) {
        guard let value else {
            sqlite3_bind_null(statement.sqliteStatement, place)
            return
        }
        // SQLITE_TRANSIENT, a macro that Swift does not see: SQLite copies the text at once.
        let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        sqlite3_bind_text(
            statement.sqliteStatement, place, value, Int32(value.utf8.count), transient)
    }
}
