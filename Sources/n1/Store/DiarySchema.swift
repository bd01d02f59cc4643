import GRDB

/// The tables of the diary database, and how older ones become the present ones.
///
/// - `batch`: one act of writing: what was typed at once, or one imported file with its SHA-256.
/// - `record`: one fact. `entry` is the id of the first record that was written together with it.
///   `day` counts from 1970-01-01, `second` from midnight.
/// - `supersession`: the record that is no longer current, the one in its place (none when it was
///   undone), why, and in which batch.
/// - `difference`: a value that an import brought and that was not taken, because `record` says
///   otherwise.
///
/// - `undo`: the batches that took something back.
/// - `statedTime`: the batches whose time is what `N1_TODAY` said, word for word.
/// - `digest`: a checksum of each batch, which includes that of the batch before (`DiaryChain`).
///
/// Triggers refuse every UPDATE and DELETE: the diary only grows.
enum DiarySchema {
    private static let first = "1: batches, records, supersessions"

    /// Whether a database is a diary; one of an older version can be read as it is.
    static func isThere(_ database: Database) throws -> Bool {
        try migrator.completedMigrations(database).contains(first)
    }

    /// Whether nothing is in it yet: a first entry that was cut off leaves no table, or the list of
    /// migrations alone, which is made before the first of them.
    static func isVacant(_ database: Database) throws -> Bool {
        let others = try Int.fetchOne(
            database, sql: "SELECT count(*) FROM sqlite_master WHERE tbl_name <> 'grdb_migrations'")
        return try others == 0 && migrator.appliedIdentifiers(database).isEmpty
    }

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration(first) { database in
            try database.execute(sql: tables)
            try database.execute(sql: views)
            for table in ["batch", "record", "supersession"] {
                for change in ["UPDATE", "DELETE"] {
                    try database.execute(sql: refusal(of: change, on: table))
                }
            }
        }
        migrator.registerMigration("2: differences") { database in
            try database.execute(sql: differences)
            // Records of a batch follow each other by id; an index of them only slowed writing down.
            try database.execute(sql: "DROP INDEX recordByBatch")
            for change in ["UPDATE", "DELETE"] {
                try database.execute(sql: refusal(of: change, on: "difference"))
            }
        }
        migrator.registerMigration("3: batches that undo") { database in
            try database.execute(sql: undoing)
            for change in ["UPDATE", "DELETE"] {
                try database.execute(sql: refusal(of: change, on: "undo"))
            }
        }
        migrator.registerMigration("4: checksums") { database in
            try database.execute(sql: checksums)
            for change in ["UPDATE", "DELETE"] {
                try database.execute(sql: refusal(of: change, on: "digest"))
            }
            try DiaryChain.closeAll(in: database)
        }
        migrator.registerMigration("5: times that N1_TODAY stated") { database in
            try database.execute(sql: statedTimes)
            for change in ["UPDATE", "DELETE"] {
                try database.execute(sql: refusal(of: change, on: DiaryChain.statedTime))
            }
        }
        migrator.registerMigration("6: what took the place of what") { database in
            // An import is taken back record by record, each by what it had replaced.
            try database.execute(
                sql: "CREATE INDEX supersessionByReplacement ON supersession (replacement)")
        }
        return migrator
    }

    private static let tables = """
        CREATE TABLE batch (
            id INTEGER PRIMARY KEY,
            origin TEXT NOT NULL CHECK (origin IN ('typed', 'imported')),
            recordedAt TEXT NOT NULL,
            recordedOn INTEGER NOT NULL,
            format TEXT,
            file TEXT,
            sha256 TEXT,
            CHECK ((origin = 'imported')
                = (format IS NOT NULL AND file IS NOT NULL AND sha256 IS NOT NULL))
        ) STRICT;
        CREATE TABLE record (
            id INTEGER PRIMARY KEY,
            entry INTEGER NOT NULL,
            batch INTEGER NOT NULL REFERENCES batch (id),
            line INTEGER,
            day INTEGER NOT NULL,
            second INTEGER CHECK (second BETWEEN 0 AND 86400),
            kind TEXT NOT NULL CHECK (kind IN ('reading', 'condition', 'mark', 'note')),
            name TEXT,
            rater TEXT,
            number REAL,
            lastDay INTEGER CHECK (lastDay >= day),
            text TEXT,
            CHECK ((kind = 'reading') = (number IS NOT NULL)),
            CHECK (kind = 'note' OR name IS NOT NULL)
        ) STRICT;
        CREATE INDEX recordByDay ON record (day);
        CREATE INDEX recordByBatch ON record (batch);
        CREATE TABLE supersession (
            record INTEGER PRIMARY KEY REFERENCES record (id),
            replacement INTEGER REFERENCES record (id),
            batch INTEGER NOT NULL REFERENCES batch (id),
            reason TEXT NOT NULL
        ) STRICT;
        """

    private static let differences = """
        CREATE TABLE difference (
            id INTEGER PRIMARY KEY,
            record INTEGER NOT NULL REFERENCES record (id),
            batch INTEGER NOT NULL REFERENCES batch (id),
            line INTEGER NOT NULL,
            number REAL NOT NULL,
            UNIQUE (record, number)
        ) STRICT;
        """

    /// Older versions told an undo by its reason, which a correction can have too.
    private static let undoing = """
        CREATE TABLE undo (
            batch INTEGER PRIMARY KEY REFERENCES batch (id)
        ) STRICT;
        INSERT INTO undo SELECT DISTINCT batch FROM supersession WHERE reason = 'undone';
        """

    private static let checksums = """
        CREATE TABLE digest (
            batch INTEGER PRIMARY KEY REFERENCES batch (id),
            sha256 TEXT NOT NULL
        ) STRICT;
        CREATE INDEX supersessionByBatch ON supersession (batch);
        CREATE INDEX differenceByBatch ON difference (batch);
        """

    private static let statedTimes = """
        CREATE TABLE statedTime (
            batch INTEGER PRIMARY KEY REFERENCES batch (id),
            clock TEXT NOT NULL
        ) STRICT;
        """

    private static let views = """
        CREATE VIEW diary AS
            SELECT record.id, date(day * 86400, 'unixepoch') AS day,
                time(second, 'unixepoch') AS time, kind, name, rater, number, text,
                date(lastDay * 86400, 'unixepoch') AS lastDay, origin, file, line, recordedAt
            FROM record JOIN batch ON batch.id = record.batch
            WHERE record.id NOT IN (SELECT record FROM supersession)
            ORDER BY record.day, second, record.id;
        """

    private static func refusal(of change: String, on table: String) -> String {
        """
        CREATE TRIGGER \(table)Keeps\(change) BEFORE \(change) ON \(table) BEGIN
            SELECT RAISE(ABORT, 'the diary only grows');
        END;
        """
    }
}
