import Experiment
import GRDB

/// What is taken back: of the one kind or the other, what came last and still says something.
enum UndoTarget {
    /// One act of typing in; of this day, nil for any.
    case typed(on: CalendarDay?)
    /// All that one import brought; of a file of this name, nil for any.
    case imported(file: String?)

    fileprivate var origin: String {
        switch self {
        case .typed: "typed"
        case .imported: "imported"
        }
    }

    fileprivate var reason: String {
        switch self {
        case .typed: "undone"
        case .imported: "import taken back"
        }
    }

    /// Which batch is meant, twice each where it may be any.
    fileprivate var choice: StatementArguments {
        switch self {
        case .typed(let day):
            let days = day?.daysSinceEpoch
            return [days, days, nil as String?, nil as String?]
        case .imported(let file): return [nil as Int?, nil as Int?, file, file]
        }
    }
}

/// What no longer counts.
struct UndoOutcome {
    /// Each with the one that counts again in its place; empty where there was nothing to take back.
    var undone: [(undone: DiaryFact, restored: DiaryFact?)] = []
    /// The import that it came with; nil for what was typed in.
    var source: ImportSource?
    /// The day on which it had come.
    var recordedOn: CalendarDay?
}

extension DiaryStore {
    /// Takes back what came last of a kind, unless it was taken back already. The records stay, marked;
    /// values that they had corrected count again as new records. What an import had brought can be
    /// imported again, as if it had never come.
    func undo(_ target: UndoTarget, clock: Clock) throws -> UndoOutcome {
        try withStoreErrors(path) {
            var outcome = UndoOutcome()
            try database.inTransaction(.immediate) { database in
                outcome = try Self.undo(target, clock, database)
                return outcome.undone.isEmpty ? .rollback : .commit
            }
            return outcome
        }
    }

    private static func undo(
        _ target: UndoTarget, _ clock: Clock, _ database: Database
    ) throws -> UndoOutcome {
        let last = lastBatch(of: target.origin)
        guard let batch = try Int.fetchOne(database, sql: last, arguments: target.choice) else {
            return UndoOutcome()
        }
        let taken = try facts(database, factsOfBatch(of: target.origin), [batch])
        let gone = try Int.fetchAll(database, sql: importsTakenBack)
        var outcome = try origin(of: batch, database)
        // What an import brought is put back as one: a newer export may replace it.
        var writer = try DiaryWriter(database, from: outcome.source, clock: clock)
        try database.execute(sql: "INSERT INTO undo (batch) VALUES (?)", arguments: [writer.batch])
        outcome.undone = try taken.map { recorded in
            let before = try facts(database, corrected(outside: gone), [recorded.id])
            let restored = try before.first.map { try writer.add($0.fact, entry: $0.entry) }
            try writer.supersede(recorded.id, by: restored?.id, because: target.reason)
            return (undone: recorded.fact, restored: restored?.fact)
        }
        try writer.close()
        return outcome
    }

    private static func origin(of batch: Int, _ database: Database) throws -> UndoOutcome {
        let row = try Row.fetchOne(
            database, sql: "SELECT file, sha256, format, recordedOn FROM batch WHERE id = ?",
            arguments: [batch])
        guard let stored = row.map({ StoredRow(row: $0) }) else { return UndoOutcome() }
        var outcome = UndoOutcome(recordedOn: try stored.day(3))
        let (id, file, hash) = (try stored.text(2), try stored.text(0), try stored.text(1))
        if let file, let hash, let format = ImportFormat.all.first(where: { $0.id == id }) {
            outcome.source = ImportSource(file: file, sha256: hash, format: format)
        }
        return outcome
    }

    private static let undoBatches = "(SELECT batch FROM undo)"

    /// Imports that were taken back: an undo of what was typed in never marks a record of an import.
    static let importsTakenBack = """
        SELECT DISTINCT record.batch FROM supersession
            JOIN record ON record.id = supersession.record
            JOIN batch ON batch.id = record.batch
        WHERE origin = 'imported' AND supersession.batch IN \(undoBatches)
        """

    /// The way from each present record back to the one that it stands for. A record that an undo
    /// wrote repeats what the record that it took back had corrected (one step down, one up), which
    /// may itself be such a repetition. At depth 0 a record of no undo is the root.
    ///
    /// - `seed`: selects the present records.
    private static func standing(from seed: String) -> String {
        """
        WITH RECURSIVE standing(present, root, depth) AS (
            SELECT record.id, record.id, 0 FROM record JOIN batch ON batch.id = record.batch
                WHERE \(seed)
            UNION ALL
            SELECT present, taken.record, depth + 1 FROM standing
                JOIN supersession AS taken
                    ON taken.replacement = root AND taken.batch IN \(undoBatches)
            UNION ALL
            SELECT present, corrected.record, depth - 1 FROM standing
                JOIN supersession AS corrected
                    ON corrected.replacement = root AND corrected.batch NOT IN \(undoBatches)
                WHERE depth > 0)
        """
    }

    private static func roots(of origin: String) -> String {
        standing(
            from: "origin = '\(origin)' AND record.id NOT IN (SELECT record FROM supersession)")
    }

    /// The last batch of its origin that is no undo itself and still says something: by a record of its own
    /// or by one that an undo put back in its place.
    private static func lastBatch(of origin: String) -> String {
        """
        \(roots(of: origin))
        SELECT max(record.batch) FROM standing JOIN record ON record.id = root
            JOIN batch ON batch.id = record.batch
        WHERE depth = 0 AND origin = '\(origin)' AND record.batch NOT IN \(undoBatches)
            AND (? IS NULL OR record.day = ?) AND (? IS NULL OR file = ?)
        """
    }

    private static func factsOfBatch(of origin: String) -> String {
        """
        WHERE record.id IN (\(roots(of: origin))
            SELECT present FROM standing JOIN record ON record.id = root
            WHERE depth = 0 AND record.batch = ?)
        ORDER BY record.id
        """
    }

    /// What a record had corrected, or the one that it stands for; nothing of these batches.
    private static func corrected(outside batches: [Int]) -> String {
        """
        WHERE record.id IN (\(standing(from: "record.id = ?"))
            SELECT record FROM supersession JOIN standing ON replacement = root
            WHERE depth = 0 AND batch NOT IN \(undoBatches))
            AND record.batch NOT IN (\(batches.map(String.init).joined(separator: ", ")))
        """
    }
}
