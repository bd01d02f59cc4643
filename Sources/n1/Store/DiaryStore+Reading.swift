import Experiment
import GRDB

extension DiaryStore {
    /// The current facts, in the order of days, times and writing.
    func currentFacts() throws -> [RecordedFact] {
        try withStoreErrors(path) {
            try database.read {
                try Self.facts(
                    $0, "WHERE supersession.record IS NULL ORDER BY day, second, record.id", [])
            }
        }
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
                return try Row.fetchAll(
                    database,
                    sql: """
                        SELECT day, name, record.number, difference.number, file, difference.line
                        FROM difference JOIN record ON record.id = difference.record
                            JOIN batch ON batch.id = difference.batch
                        WHERE record.id NOT IN (SELECT record FROM supersession)
                        ORDER BY day, difference.id
                        """
                ).map {
                    SourceDifference(
                        day: CalendarDay(daysSinceEpoch: $0[0]), series: $0[1], kept: $0[2],
                        other: $0[3], otherSource: $0[4], line: SourceLine(file: $0[4], line: $0[5])
                    )
                }
            }
        }
    }

    /// What the stop rules say to the entries of a day.
    func safety(_ plan: TrialPlan, on day: CalendarDay) throws -> SafetyRemarks {
        SafetyRemarks(SafetyLog(try currentFacts(), plan: plan), on: day)
    }

    /// All facts of one day, corrected ones too, in the order of writing.
    static func facts(on day: CalendarDay, _ database: Database) throws -> [RecordedFact] {
        try facts(database, "WHERE day = ? ORDER BY record.id", [day.daysSinceEpoch])
    }

    static func facts(
        _ database: Database, _ condition: String, _ arguments: StatementArguments
    ) throws -> [RecordedFact] {
        let statement = try database.cachedStatement(sql: selection + condition)
        var facts: [RecordedFact] = []
        let rows = try Row.fetchCursor(statement, arguments: arguments)
        while let row = try rows.next() {
            if let fact = RecordedFact(row) { facts.append(fact) }
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

extension RecordedFact {
    /// Nil for a row of a kind that this version does not know.
    fileprivate init?(_ row: Row) {
        guard let content = DiaryFact.Content(row) else { return nil }
        let format: String? = row[10]
        self.init(
            id: row[0], entry: row[1],
            fact: DiaryFact(
                day: CalendarDay(daysSinceEpoch: row[2]), second: row[3], content),
            origin: format.map { .imported(format: $0, file: row[11] ?? "") } ?? .typed,
            recordedOn: CalendarDay(daysSinceEpoch: row[12]), isCurrent: row[13])
    }
}

extension DiaryFact.Content {
    fileprivate init?(_ row: Row) {
        let kind: String = row[4]
        let name: String = row[5] ?? ""
        switch kind {
        case "reading": self = .reading(series: name, rater: row[6], value: row[7])
        case "condition": self = .condition(name)
        case "note": self = .note(row[9] ?? "")
        case "mark":
            guard let mark = DayMark(rawValue: name) else { return nil }
            let lastDay: Int? = row[8]
            self = .mark(
                mark, lastDay: lastDay.map { CalendarDay(daysSinceEpoch: $0) }, about: row[9])
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
                ).map {
                    ProvenanceTable.Row(
                        id: $0[0], recordedAt: $0[1], format: $0[2], file: $0[3], sha256: $0[4],
                        line: $0[5], supersededBy: $0[6], reason: $0[7])
                }
            }
        }
    }
}
