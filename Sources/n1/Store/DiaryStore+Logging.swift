import Experiment
import GRDB

extension DiaryFact {
    /// A remark beside other things is one more; alone it can correct another.
    fileprivate var isRemark: Bool {
        if case .note = content { true } else { false }
    }
}

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
    ///
    /// - `totals`: scores of questionnaires by their items, which take the place of what is there.
    /// - `correction`: why values that are there already are wrong; nil refuses to correct.
    ///
    /// Throws `LogError` when a value is there already and no correction was meant.
    func log(
        _ facts: [DiaryFact], totals: (_ recorded: [RecordedFact]) -> [DiaryFact] = { _ in [] },
        combined: [String], correction: String?, clock: Clock
    ) throws -> (outcome: LogOutcome, current: [RecordedFact]) {
        try withStoreErrors(path) {
            var outcome = LogOutcome()
            var current: [RecordedFact] = []
            try database.inTransaction(.immediate) { database in
                let recorded = try facts.first.map { try Self.facts(on: $0.day, database) } ?? []
                let totals = totals(recorded.filter(\.isCurrent))
                outcome = try Self.log(facts, totals, combined, correction, clock, database)
                // Before it is on the disk: an entry that cannot be read back is none.
                current = try Self.currentFacts(database)
                return outcome.isEmpty ? .rollback : .commit
            }
            return (outcome, current)
        }
    }

    private static func log(
        _ facts: [DiaryFact], _ totals: [DiaryFact], _ combined: [String], _ correction: String?,
        _ clock: Clock,
        _ database: Database
    ) throws -> LogOutcome {
        var writer = try DiaryWriter(database, clock: clock)
        var outcome = LogOutcome()
        var problems: [LogProblem] = []
        var entry: Int?
        for (place, fact) in (facts + totals).enumerated() {
            let correction = place < facts.count ? correction : correction ?? "its items"
            let ledger = DayLedger(
                try Self.facts(on: fact.day, database), combined: Set(combined))
            let corrects = correction != nil && (facts.count == 1 || !fact.isRemark)
            switch ledger.settlement(of: fact, from: .typed, correcting: corrects) {
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
    ///
    /// - `day`: what was typed for this day; nil for any.
    /// - Returns: the facts that no longer count, each with the one that counts again in its place;
    ///   empty when there is nothing to take back.
    func undo(on day: CalendarDay? = nil, clock: Clock) throws -> [(
        undone: DiaryFact, restored: DiaryFact?
    )] {
        try withStoreErrors(path) {
            var undone: [(undone: DiaryFact, restored: DiaryFact?)] = []
            try database.inTransaction(.immediate) { database in
                undone = try Self.undo(day, clock, database)
                return undone.isEmpty ? .rollback : .commit
            }
            return undone
        }
    }

    private static func undo(
        _ day: CalendarDay?, _ clock: Clock, _ database: Database
    ) throws -> [(undone: DiaryFact, restored: DiaryFact?)] {
        let days = day.map { $0.daysSinceEpoch }
        guard
            let last = try Int.fetchOne(database, sql: lastTypedBatch, arguments: [days, days])
        else { return [] }
        let taken = try facts(database, factsOfBatch, [last])
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

    private static let typedRoots =
        standing(
            from: "origin = 'typed' AND record.id NOT IN (SELECT record FROM supersession)")

    /// The last batch that was typed in, is no undo itself, and still says something: by a record of
    /// its own or by one that an undo put back in its place. Of one day, or of any where none is named.
    private static let lastTypedBatch = """
        \(typedRoots)
        SELECT max(record.batch) FROM standing JOIN record ON record.id = root
            JOIN batch ON batch.id = record.batch
        WHERE depth = 0 AND origin = 'typed' AND record.batch NOT IN \(undoBatches)
            AND (? IS NULL OR record.day = ?)
        """

    private static let factsOfBatch = """
        WHERE record.id IN (\(typedRoots)
            SELECT present FROM standing JOIN record ON record.id = root
            WHERE depth = 0 AND record.batch = ?)
        ORDER BY record.id
        """

    /// What a record had corrected, or the one that it stands for.
    private static let corrected = """
        WHERE record.id IN (\(standing(from: "record.id = ?"))
            SELECT record FROM supersession JOIN standing ON replacement = root
            WHERE depth = 0 AND batch NOT IN \(undoBatches))
        """
}
