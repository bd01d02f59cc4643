import Experiment
import GRDB

/// Adds the facts of one batch inside a transaction.
struct DiaryWriter {
    let batch: Int
    let origin: FactOrigin
    private let database: Database
    private let insertion: Statement
    private let supersession: Statement
    private(set) var nextID: Int

    /// - Parameters:
    ///   - source: the imported file; nil for what is typed in.
    init(_ database: Database, from source: ImportSource? = nil, clock: Clock) throws {
        self.database = database
        origin =
            source.map { .imported(format: $0.format.id, file: $0.file) } ?? .typed
        try database.execute(
            sql: """
                INSERT INTO batch (origin, recordedAt, recordedOn, format, file, sha256)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                source == nil ? "typed" : "imported", clock.stamp,
                clock.now.day.daysSinceEpoch, source?.format.id, source?.file, source?.sha256,
            ])
        batch = Int(database.lastInsertedRowID)
        // The transaction holds the write lock: nobody else can take these ids.
        nextID = try (Int.fetchOne(database, sql: "SELECT max(id) FROM record") ?? 0) + 1
        insertion = try database.makeStatement(
            sql: """
                INSERT INTO record (id, entry, batch, line, day, second, kind, name, rater, number,
                    lastDay, text)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        supersession = try database.makeStatement(
            sql: """
                INSERT INTO supersession (record, replacement, batch, reason) VALUES (?, ?, ?, ?)
                """)
    }

    /// Writes a fact.
    /// - Parameters:
    ///   - line: line of the imported file.
    ///   - entry: the entry that it joins; nil begins one.
    /// - Returns: the fact as it is recorded.
    mutating func add(
        _ fact: DiaryFact, line: Int? = nil, entry: Int? = nil, recordedOn: CalendarDay? = nil
    ) throws -> RecordedFact {
        let id = nextID
        nextID += 1
        let columns = fact.content.columns
        insertion.setUncheckedArguments([
            id, entry ?? id, batch, line, fact.day.daysSinceEpoch, fact.second, columns.kind,
            columns.name, columns.rater, columns.number, columns.lastDay, columns.text,
        ])
        try insertion.execute()
        return RecordedFact(
            id: id, entry: entry ?? id, fact: fact, origin: origin, recordedOn: recordedOn,
            isCurrent: true)
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
            ("reading", series, rater, value, nil, nil)
        case .condition(let id): ("condition", id, nil, nil, nil, nil)
        case .mark(let mark, let lastDay, let about):
            ("mark", mark.rawValue, nil, nil, lastDay?.daysSinceEpoch, about)
        case .note(let text): ("note", nil, nil, nil, nil, text)
        }
    }
}
