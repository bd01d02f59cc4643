import Experiment
import GRDB

/// Adds the facts of one batch inside a transaction.
struct DiaryWriter: ~Copyable {
    let batch: Int
    let origin: FactOrigin
    private let database: Database
    private var insertion: RecordInsertion
    private let supersession: Statement
    private var digest: BatchDigest
    private(set) var nextID: Int

    /// - `source`: the imported file; nil for what is typed in.
    init(_ database: Database, from source: ImportSource? = nil, clock: Clock) throws {
        try database.execute(
            sql: """
                INSERT INTO batch (origin, recordedAt, recordedOn, format, file, sha256)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                source == nil ? "typed" : "imported", clock.stamp,
                clock.now.day.daysSinceEpoch, source?.format.id, source?.file, source?.sha256,
            ])
        let batch = Int(database.lastInsertedRowID)
        if let stated = clock.stated {
            try database.execute(
                sql: "INSERT INTO \(DiaryChain.statedTime) (batch, clock) VALUES (?, ?)",
                arguments: [batch, stated])
        }
        // The transaction holds the write lock: nobody else can take these ids.
        let last = try Row.fetchOne(database, sql: "SELECT max(id) FROM record").flatMap {
            try StoredRow(row: $0).optionalInteger(0, in: 1...StoredRow.largestID, "the number")
        }
        let insertion = try RecordInsertion(database)
        let supersession = try database.makeStatement(
            sql: """
                INSERT INTO supersession (record, replacement, batch, reason) VALUES (?, ?, ?, ?)
                """)
        // What cannot be copied is made last, when nothing more can fail.
        digest = try BatchDigest(of: batch, in: database)
        (self.batch, self.database, nextID) = (batch, database, (last ?? 0) + 1)
        (self.insertion, self.supersession) = (insertion, supersession)
        origin = source.map { .imported(format: $0.format.id, file: $0.file) } ?? .typed
    }

    /// Writes a fact.
    ///
    /// - `line`: line of the imported file.
    /// - `entry`: the entry that it joins; nil begins one.
    /// - `later`: together with the next ones; `flush` is to follow before anything is read.
    ///
    /// Returns the fact as it is recorded.
    mutating func add(
        _ fact: DiaryFact, line: Int? = nil, entry: Int? = nil, recordedOn: CalendarDay? = nil,
        later: Bool = false
    ) throws -> RecordedFact {
        let id = nextID
        nextID += 1
        let columns = fact.content.columns
        let row = RecordInsertion.Row(
            id: id, entry: entry ?? id, batch: batch, line: line, day: fact.day.daysSinceEpoch,
            second: fact.second, kind: columns.kind, name: columns.name, rater: columns.rater,
            number: columns.number, lastDay: columns.lastDay, text: columns.text)
        digest.add(row)
        if later { try insertion.writeLater(row) } else { try insertion.write(row) }
        return RecordedFact(
            id: id, entry: entry ?? id, fact: fact, origin: origin, recordedOn: recordedOn,
            isCurrent: true)
    }

    /// Writes what waits.
    mutating func flush() throws { try insertion.flush() }

    /// Writes what waits, and the checksum of all that was written; nothing may follow.
    consuming func close() throws {
        try flush()
        try digest.close(in: database)
    }

    /// Notes that a value was not taken.
    /// - Returns: false when that was noted before, or is no value.
    func noteDifference(
        _ fact: DiaryFact, from present: RecordedFact, line: Int
    ) throws -> Bool {
        guard case .reading(_, _, let number) = fact.content else { return false }
        try database.execute(
            sql:
                "INSERT OR IGNORE INTO difference (record, batch, line, number) VALUES (?, ?, ?, ?)",
            arguments: [present.id, batch, line, number])
        return database.changesCount > 0
    }

    /// Notes that `record` is no longer current.
    func supersede(_ record: Int, by replacement: Int?, because reason: String) throws {
        try supersession.execute(arguments: [record, replacement, batch, reason])
    }
}

extension DiaryFact.Content {
    /// The cells of a record.
    fileprivate var columns:
        (kind: String, name: String?, rater: String?, number: Double?, lastDay: Int?, text: String?)
    {
        switch self {
        case .reading(let series, let rater, let value):
            // The database keeps no negative zero.
            ("reading", series, rater, value + 0, nil, nil)
        case .condition(let id): ("condition", id, nil, nil, nil, nil)
        case .mark(let mark, let lastDay, let about):
            ("mark", mark.rawValue, nil, nil, lastDay?.daysSinceEpoch, about)
        case .note(let text): ("note", nil, nil, nil, nil, text)
        }
    }
}
