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
}
