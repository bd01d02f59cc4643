import Experiment
import GRDB

/// What importing a file did, or would do.
struct ImportOutcome {
    /// Facts that came in, by what they are about.
    var added: [(name: String, count: Int)] = []
    var alreadyThere = 0
    var corrected: [(old: DiaryFact, new: DiaryFact)] = []
    /// Values that differ from what the diary has from elsewhere; the diary's were kept.
    var differing: [ReaderProblem] = []
    /// Of those, how many no earlier import had brought.
    var newDifferences = 0

    var addedCount: Int { added.reduce(0) { $0 + $1.count } }

    /// Names in the order in which the file has them.
    mutating func order(as facts: [ImportedFact]) {
        guard added.count > 1 else { return }
        var left = Set(added.map(\.name))
        var inOrder: [(name: String, count: Int)] = []
        for imported in facts {
            guard !left.isEmpty else { break }
            guard let name = left.remove(imported.fact.content.subjectName) else { continue }
            inOrder += added.filter { $0.name == name }
        }
        added = inOrder
    }

    mutating func countAdded(_ fact: DiaryFact) {
        let name = fact.content.subjectName
        if let place = added.firstIndex(where: { $0.name == name }) {
            added[place].count += 1
        } else {
            added.append((name, 1))
        }
    }
}

/// The file that an import comes from.
struct ImportSource {
    let file: String
    let sha256: String
    let format: ImportFormat
}

extension DiaryStore {
    /// Adds what a file says and the diary does not, all of it or nothing.
    /// - Throws: `ImportError` when two lines of the file contradict each other.
    func add(
        _ facts: [ImportedFact], from source: ImportSource, combined: [String], clock: Clock
    ) throws -> ImportOutcome {
        try withStoreErrors(path) {
            var outcome = ImportOutcome()
            try database.inTransaction(.immediate) { database in
                var run = try StoreRun(database, source, Set(combined), clock)
                for fact in facts.byDay { try run.add(fact) }
                outcome = try run.finished()
                outcome.order(as: facts)
                return outcome.isEmpty ? .rollback : .commit
            }
            return outcome
        }
    }
}

extension [ImportedFact] {
    /// In the order of their days, and of the file within each, so that a day is settled as a whole.
    fileprivate var byDay: [ImportedFact] {
        let isInOrder = zip(self, dropFirst()).allSatisfy { $0.fact.day <= $1.fact.day }
        guard !isInOrder else { return self }
        return enumerated().sorted {
            ($0.element.fact.day, $0.offset) < ($1.element.fact.day, $1.offset)
        }.map(\.element)
    }
}

extension ImportOutcome {
    fileprivate var isEmpty: Bool {
        added.isEmpty && corrected.isEmpty && newDifferences == 0
    }
}

/// Settles the facts of one file, day by day, against the diary.
private struct StoreRun: ~Copyable {
    private let database: Database
    private let source: ImportSource
    private let combined: Set<String>
    private var writer: DiaryWriter
    private let firstID: Int
    /// The day that is being settled; facts come in the order of their days.
    private var ledger: (day: CalendarDay, ledger: DayLedger)?
    private var entry: (line: Int, day: CalendarDay, second: Int?, id: Int)?
    private var outcome = ImportOutcome()
    private var problems: [ImportProblem] = []

    init(
        _ database: Database, _ source: ImportSource, _ combined: Set<String>, _ clock: Clock
    ) throws {
        self.database = database
        self.source = source
        self.combined = combined
        writer = try DiaryWriter(database, from: source, clock: clock)
        firstID = writer.nextID
    }

    mutating func add(_ imported: ImportedFact) throws {
        let fact = imported.fact
        var ledger = try ledger(for: fact.day)
        let isRow = source.format.id == TableReader.format.id
        let settlement =
            isRow
            ? ledger.settlement(ofRow: fact, from: writer.origin)
            : ledger.settlement(of: fact, from: writer.origin)
        switch settlement {
        case .alreadyThere: outcome.alreadyThere += 1
        case .conflicts(let present):
            let line = SourceLine(file: source.file, line: imported.line)
            if outcome.differing.count < 1000 {
                outcome.differing.append(.differs(fact, present, line))
                try writer.flush()
                if try writer.noteDifference(fact, from: present, line: imported.line) {
                    outcome.newDifferences += 1
                }
            }
        case .new:
            let recorded = try write(imported, joining: nil)
            if isRow { ledger.add(row: recorded) } else { ledger.add(recorded) }
            outcome.countAdded(fact)
        case .replaces(let present) where present.id >= firstID:
            try report(present, imported)
        case .replaces(let present):
            let recorded = try write(imported, joining: present.entry)
            try writer.flush()
            try writer.supersede(
                present.id, by: recorded.id, because: "\(source.file) says otherwise")
            ledger.add(recorded)
            outcome.corrected.append((present.fact, fact))
        }
        self.ledger = (fact.day, ledger)
    }

    consuming func finished() throws -> ImportOutcome {
        guard problems.isEmpty else { throw ImportError(problems) }
        try writer.close()
        return outcome
    }

    /// Values of one line and moment are one entry, as the items of a questionnaire.
    private mutating func write(
        _ imported: ImportedFact, joining: Int?
    ) throws -> RecordedFact {
        let fact = imported.fact
        let isSame = entry.map {
            $0.line == imported.line && $0.day == fact.day && $0.second == fact.second
        }
        let joined = joining ?? (isSame == true ? entry?.id : nil)
        let recorded = try writer.add(fact, line: imported.line, entry: joined, later: true)
        if joining == nil { entry = (imported.line, fact.day, fact.second, recorded.entry) }
        return recorded
    }

    private mutating func ledger(for day: CalendarDay) throws -> DayLedger {
        // Taken out, so that adding to it does not copy it.
        defer { ledger = nil }
        if let ledger, ledger.day == day { return ledger.ledger }
        try writer.flush()
        return DayLedger(try DiaryStore.facts(on: day, database), combined: combined)
    }

    private mutating func report(_ present: RecordedFact, _ imported: ImportedFact) throws {
        guard problems.count < 1000,
            case .reading(let series, _, let first) = present.fact.content,
            case .reading(_, _, let second) = imported.fact.content
        else { return }
        try writer.flush()
        let line = try Int.fetchOne(
            database, sql: "SELECT line FROM record WHERE id = ?", arguments: [present.id])
        problems.append(
            .contradiction(
                day: imported.fact.day, series: series,
                first: SourceLine(file: source.file, line: line ?? 0), firstValue: first,
                second: SourceLine(file: source.file, line: imported.line), secondValue: second))
    }
}

extension DiaryFact.Content {
    /// What the fact is about, for a summary.
    var subjectName: String {
        switch self {
        case .reading(let series, let rater, _): series + (rater.map { " (\($0))" } ?? "")
        case .condition: "condition"
        case .mark(let mark, _, _): mark.rawValue
        case .note: "note"
        }
    }
}
