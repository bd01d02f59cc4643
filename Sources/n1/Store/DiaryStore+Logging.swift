import Experiment
import GRDB

/// What logging did.
struct LogOutcome {
    var added: [DiaryFact] = []
    var corrected: [(old: DiaryFact, new: DiaryFact)] = []
    var alreadyThere: [DiaryFact] = []

    /// Nothing was written.
    var isEmpty: Bool { added.isEmpty && corrected.isEmpty }
}

extension DiaryStore {
    /// Writes what was typed, all of it or nothing.
    /// - Parameter correction: why values that are there already are wrong; nil refuses to correct.
    /// - Throws: `LogError` when a value is there already and no correction was meant.
    func log(
        _ facts: [DiaryFact], combined: [String], correction: String?, clock: Clock
    ) throws -> LogOutcome {
        try withStoreErrors(path) {
            var outcome = LogOutcome()
            try database.inTransaction(.immediate) { database in
                outcome = try Self.log(facts, combined, correction, clock, database)
                return outcome.isEmpty ? .rollback : .commit
            }
            return outcome
        }
    }

    private static func log(
        _ facts: [DiaryFact], _ combined: [String], _ correction: String?, _ clock: Clock,
        _ database: Database
    ) throws -> LogOutcome {
        var writer = try DiaryWriter(database, clock: clock)
        var outcome = LogOutcome()
        var problems: [LogProblem] = []
        var entry: Int?
        for fact in facts {
            let ledger = DayLedger(
                try Self.facts(on: fact.day, database), combined: Set(combined))
            switch ledger.settlement(of: fact, from: .typed, correcting: correction != nil) {
            case .new:
                let recorded = try writer.add(fact, entry: entry)
                entry = entry ?? recorded.entry
                outcome.added.append(fact)
            case .alreadyThere: outcome.alreadyThere.append(fact)
            case .conflicts(let present): problems.append(.contradicts(fact, present))
            case .replaces(let present):
                let recorded = try writer.add(fact, entry: present.entry)
                try writer.supersede(present.id, by: recorded.id, because: correction ?? "")
                outcome.corrected.append((present.fact, fact))
            }
        }
        guard problems.isEmpty else { throw LogError(problems) }
        try writer.close()
        return outcome
    }

    /// Takes back what was typed last, unless it was taken back already. The records stay, marked;
    /// values that they had corrected count again as new records.
    /// - Returns: the facts that no longer count, each with the one that counts again in its place;
    ///   empty when there is nothing to take back.
    func undo(clock: Clock) throws -> [(undone: DiaryFact, restored: DiaryFact?)] {
        try withStoreErrors(path) {
            var undone: [(undone: DiaryFact, restored: DiaryFact?)] = []
            try database.inTransaction(.immediate) { database in
                undone = try Self.undo(clock, database)
                return undone.isEmpty ? .rollback : .commit
            }
            return undone
        }
    }

    private static func undo(
        _ clock: Clock, _ database: Database
    ) throws -> [(undone: DiaryFact, restored: DiaryFact?)] {
        guard let last = try Int.fetchOne(database, sql: lastTypedBatch) else { return [] }
        let taken = try facts(database, factsOfBatch, [last, last])
        var writer = try DiaryWriter(database, clock: clock)
        try database.execute(sql: "INSERT INTO undo (batch) VALUES (?)", arguments: [writer.batch])
        let restored = try taken.map { recorded in
            let before = try facts(database, corrected, [recorded.id])
            let restored = try before.first.map { try writer.add($0.fact, entry: $0.entry) }
            try writer.supersede(recorded.id, by: restored?.id, because: undone)
            return (undone: recorded.fact, restored: restored?.fact)
        }
        try writer.close()
        return restored
    }

    private static let undone = "undone"
    private static let undoBatches = "(SELECT batch FROM undo)"

    /// The last batch that was typed in, is no undo itself, and still says something: by a record of
    /// its own or by one that an undo put back in its place.
    private static let lastTypedBatch = """
        SELECT max(original.batch)
        FROM record AS original JOIN batch ON batch.id = original.batch
            LEFT JOIN supersession ON supersession.record = original.id
        WHERE origin = 'typed' AND original.batch NOT IN \(undoBatches)
            AND coalesce(supersession.batch NOT IN \(undoBatches), TRUE)
            AND EXISTS (SELECT 1 FROM record AS present
                WHERE (present.batch = original.batch OR present.batch IN \(undoBatches))
                    AND present.entry = original.entry
                    AND present.id NOT IN (SELECT record FROM supersession))
        """

    private static let factsOfBatch = """
        WHERE supersession.record IS NULL
            AND entry IN (SELECT entry FROM record WHERE batch = ?)
            AND (record.batch = ? OR record.batch IN \(undoBatches))
        ORDER BY record.id
        """

    /// What a record had corrected.
    private static let corrected = """
        WHERE record.id IN (SELECT record FROM supersession
            WHERE replacement = ? AND batch NOT IN \(undoBatches))
        """
}
