import Experiment
import GRDB

extension DiaryStore {
    /// The current facts, in the order of days, times and writing.
    func currentFacts() throws -> [RecordedFact] {
        try withStoreErrors(path) {
            try database.read { try Self.currentFacts($0) }
        }
    }

    static func currentFacts(_ database: Database) throws -> [RecordedFact] {
        try facts(
            database, "WHERE supersession.record IS NULL ORDER BY day, second, record.id", [])
    }

    /// The current diary of a plan.
    func diary(_ plan: TrialPlan) throws -> Diary {
        try Diary(currentFacts(), differences: differences(), file: name, plan: plan)
    }

    /// Values that imports brought against a current record, in the order of days.
    private func differences() throws -> [SourceDifference] {
        try withStoreErrors(path) {
            try database.read { database in
                // A diary of an older version has no such table until something is written to it.
                guard try database.tableExists("difference") else { return [] }
                let gone =
                    try database.tableExists("undo")
                    ? Int.fetchAll(database, sql: Self.importsTakenBack) : []
                return try Row.fetchAll(
                    database,
                    sql: """
                        SELECT day, name, record.number, difference.number, file, difference.line
                        FROM difference JOIN record ON record.id = difference.record
                            JOIN batch ON batch.id = difference.batch
                        WHERE record.id NOT IN (SELECT record FROM supersession)
                            AND difference.batch NOT IN
                                (\(gone.map(String.init).joined(separator: ", ")))
                        ORDER BY day, difference.id
                        """
                ).map { try SourceDifference(StoredRow(row: $0)) }
            }
        }
    }

    /// How many records there are, and the moment in UTC at which the first was written.
    func writing() throws -> (count: Int, first: String) {
        try withStoreErrors(path) {
            try database.read { database in
                let row = try Row.fetchOne(
                    database,
                    sql: """
                        SELECT count(*), min(recordedAt)
                        FROM record JOIN batch ON batch.id = record.batch
                        """)
                guard let stored = row.map({ StoredRow(row: $0) }) else { return (0, "") }
                return (try stored.integer(0, in: 0 ... .max, "a count"), try stored.text(1) ?? "")
            }
        }
    }

    /// What `N1_TODAY` said in place of the clock, in a sentence: how often something was written so, and
    /// the first and the last of it. Nil where it never did.
    func statedTimes() throws -> String? {
        try withStoreErrors(path) {
            try database.read { database in
                guard try database.tableExists(DiaryChain.statedTime) else { return nil }
                let row = try Row.fetchOne(
                    database,
                    sql: """
                        SELECT count(*), min(clock), max(clock), (SELECT count(*) FROM batch)
                        FROM \(DiaryChain.statedTime)
                        """)
                guard let stored = row.map({ StoredRow(row: $0) }) else { return nil }
                let count = try stored.integer(0, in: 0 ... .max, "a count")
                let all = try stored.integer(3, in: 0 ... .max, "a count")
                guard count > 0, let first = try stored.text(1), let last = try stored.text(2)
                else { return nil }
                let times = first == last ? first : "\(first) to \(last)"
                return "N1_TODAY stood in for the clock in \(count) of \(all) "
                    + "\(all == 1 ? "act" : "acts") of writing (\(times))."
            }
        }
    }

    /// Of a record: that it was taken back with its import, which may bring it again.
    private static let ofImportTakenBack =
        "origin = 'imported' AND supersession.record IS NOT NULL "
        + "AND supersession.batch IN (SELECT batch FROM undo)"

    /// All facts of one day, corrected ones too, in the order of writing; none that was taken back with its
    /// import.
    static func facts(on day: CalendarDay, _ database: Database) throws -> [RecordedFact] {
        try facts(
            database, "WHERE day = ? AND NOT (\(ofImportTakenBack)) ORDER BY record.id",
            [day.daysSinceEpoch])
    }

    static func facts(
        _ database: Database, _ condition: String, _ arguments: StatementArguments
    ) throws -> [RecordedFact] {
        let statement = try database.cachedStatement(sql: selection + condition)
        var facts: [RecordedFact] = []
        let rows = try Row.fetchCursor(statement, arguments: arguments)
        while let row = try rows.next() {
            if let fact = try RecordedFact(StoredRow(row: row)) { facts.append(fact) }
        }
        return facts
    }

    private static let selection = """
        SELECT record.id, entry, day, second, kind, name, rater, number, lastDay, text,
            format, file, recordedOn, supersession.record IS NULL
        FROM record JOIN batch ON batch.id = record.batch
            LEFT JOIN supersession ON supersession.record = record.id

        """
}

extension SourceDifference {
    fileprivate init(_ row: StoredRow) throws(StoredRow.Damage) {
        let file = try row.text(4) ?? ""
        self.init(
            day: try row.day(0), series: try row.text(1) ?? "", kept: try row.number(2),
            other: try row.number(3), otherSource: file,
            line: SourceLine(file: file, line: try row.integer(5, in: 0 ... .max, "the line")))
    }
}

extension RecordedFact {
    /// Nil for a row of a kind that this version does not know.
    fileprivate init?(_ row: StoredRow) throws(StoredRow.Damage) {
        let day = try row.day(2)
        guard let content = try DiaryFact.Content(row, on: day) else { return nil }
        let file = try row.text(11)
        self.init(
            id: try row.id(0), entry: try row.id(1),
            fact: DiaryFact(
                day: day, second: try row.optionalInteger(3, in: 0...86_400, "the second"),
                content),
            origin: try row.text(10).map { .imported(format: $0, file: file ?? "") } ?? .typed,
            recordedOn: try row.day(12),
            isCurrent: try row.integer(13, in: 0...1, "the state") == 1)
    }
}

extension DiaryFact.Content {
    fileprivate init?(_ row: StoredRow, on day: CalendarDay) throws(StoredRow.Damage) {
        let name = try row.text(5) ?? ""
        switch try row.text(4) {
        case "reading":
            self = .reading(series: name, rater: try row.text(6), value: try row.number(7))
        case "condition": self = .condition(name)
        case "note": self = .note(try row.text(9) ?? "")
        case "mark":
            guard let mark = DayMark(rawValue: name) else { return nil }
            let first = day.daysSinceEpoch
            let lastDay = try row.optionalInteger(
                8, in: first...first + StoredRow.longestEventInDays, "the last day")
            self = .mark(
                mark, lastDay: lastDay.map { CalendarDay(daysSinceEpoch: $0) },
                about: try row.text(9))
        default: return nil
        }
    }
}

extension DiaryStore {
    /// Where every record came from, in the order of writing.
    func provenance() throws -> [ProvenanceTable.Row] {
        try withStoreErrors(path) {
            try database.read { database in
                try Row.fetchAll(
                    database,
                    sql: """
                        SELECT record.id, recordedAt, format, file, sha256, line, replacement, reason
                        FROM record JOIN batch ON batch.id = record.batch
                            LEFT JOIN supersession ON supersession.record = record.id
                        ORDER BY record.id
                        """
                ).map { row in
                    let row = StoredRow(row: row)
                    return ProvenanceTable.Row(
                        id: try row.id(0), recordedAt: try row.text(1) ?? "",
                        format: try row.text(2), file: try row.text(3), sha256: try row.text(4),
                        line: try row.optionalInteger(5, in: 0 ... .max, "the line"),
                        supersededBy: try row.optionalInteger(
                            6, in: 1...StoredRow.largestID, "the number"),
                        reason: try row.text(7))
                }
            }
        }
    }
}
