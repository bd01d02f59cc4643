import ExperimentText

/// Rows of a table whose cell in a column is this word: those of one person, or of one questionnaire.
package struct RowChoice: Sendable, Equatable {
    /// Nil for the column that names people.
    package let column: String?
    package let value: String

    package init(column: String?, value: String) {
        self.column = column
        self.value = value
    }

    /// `participant=p3`, as typed.
    package init?(_ text: String) {
        let parts = text.split(separator: "=", maxSplits: 1).map { trimmingSpaces(String($0)) }
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
        self.init(column: parts[0], value: parts[1])
    }
}

/// Which rows of a table are one person's diary, each once.
///
/// - A column that looks like a person and names several is refused before anything is read, unless one
///   of them was chosen: a mean over two people is nobody's.
/// - Two rows are one when they are equal in every cell and the table can tell moments apart: by a
///   time, by an id, or because a day has one value. Otherwise equal answers of one day are two answers.
struct RowSelection {
    private let chosen: [(place: Int, value: String)]
    /// Rows that repeat another one, with the row that they repeat, by line.
    private let repeats: [Int: Int]
    private(set) var dropped: [(line: Int, kept: Int)] = []
    private(set) var passedOver = 0

    /// - `only`: the rows that were asked for.
    /// - `read`: places of the columns that the plan reads; they name no person.
    /// - `days`: a row that says its time is told from others by it; nil where it does not.
    /// - `isOneADay`: whether the day is enough, because it has one value.
    ///
    /// Throws `ImportError` for a choice that no row meets, and for several people.
    init(
        _ table: ExportTable, only: [RowChoice], read: Set<Int>, days: TableDays?,
        isOneADay: Bool
    ) throws(ImportError) {
        var chosen: [(place: Int, value: String)] = []
        for choice in only { chosen.append(try Self.place(of: choice, in: table)) }
        self.chosen = chosen
        let people = table.header.indices.filter { place in
            !read.contains(place) && !chosen.contains { $0.place == place }
                && HeaderWords(table.header[place]).nameAPerson
        }
        let isTold = isOneADay || table.header.contains { HeaderWords($0).tellMoments }
        let findsRepeats = (isTold || days?.haveTimes == true) && table.hasEqualLines()
        guard !chosen.isEmpty || !people.isEmpty || findsRepeats else {
            repeats = [:]
            return
        }
        var survey = RowSurvey(people: people, chosen: chosen, findsRepeats: findsRepeats)
        try table.rows { survey.add($0) }
        try survey.requireRows(table)
        try survey.requireOnePerson(table)
        repeats = try survey.repeats(in: table) { isTold || days?.moment($0)?.second != nil }
    }

    private static func place(
        of choice: RowChoice, in table: ExportTable
    ) throws(ImportError) -> (place: Int, value: String) {
        let place =
            choice.column.map { table.column($0) }
            ?? table.header.firstIndex { HeaderWords($0).nameAPerson }
        guard let place else {
            throw ImportError(
                .missingColumn(
                    file: table.file, name: choice.column ?? "participant",
                    purpose: "the rows to be read", header: table.header))
        }
        return (place, choice.value)
    }

    /// Whether a row is to be read; counts those that are not.
    mutating func takes(_ row: ExportRow) -> Bool {
        guard row.meets(chosen) else {
            passedOver += 1
            return false
        }
        guard let kept = repeats[row.line] else { return true }
        dropped.append((row.line, kept))
        return false
    }
}

extension ExportRow {
    fileprivate func meets(_ chosen: [(place: Int, value: String)]) -> Bool {
        chosen.allSatisfy { text($0.place)?.lowercased() == $0.value.lowercased() }
    }
}

/// One pass over the rows: who is in them, and which may be equal.
private struct RowSurvey {
    let people: [Int]
    let chosen: [(place: Int, value: String)]
    let findsRepeats: Bool
    private var names: [[String: Int]]
    private var rows = 0
    private var hashes: Set<Int> = []
    private var repeated: Set<Int> = []

    /// Beyond these a column counts something else than people.
    private static let mostPeople = 2000

    init(people: [Int], chosen: [(place: Int, value: String)], findsRepeats: Bool) {
        self.people = people
        self.chosen = chosen
        self.findsRepeats = findsRepeats
        names = Array(repeating: [:], count: people.count)
    }

    mutating func add(_ row: ExportRow) {
        guard row.meets(chosen) else { return }
        rows += 1
        for (index, place) in people.enumerated() {
            guard let name = row.text(place), names[index].count <= Self.mostPeople else {
                continue
            }
            names[index][name, default: 0] += 1
        }
        guard findsRepeats, !hashes.insert(row.cells.hashValue).inserted else { return }
        repeated.insert(row.cells.hashValue)
    }

    func requireRows(_ table: ExportTable) throws(ImportError) {
        guard rows == 0, let (place, value) = chosen.first else { return }
        var found: [String] = []
        try table.rows { row in
            if let name = row.text(place), found.count < 12, !found.contains(name) {
                found.append(name)
            }
        }
        throw ImportError(
            .reader(.noSuchRows(file: table.file, column: table.header[place], value, found)))
    }

    /// Somebody who fills in a questionnaire once is no diarist: a name has to come back.
    func requireOnePerson(_ table: ExportTable) throws(ImportError) {
        for (place, found) in zip(people, names)
        where found.count > 1 && found.count <= Self.mostPeople && found.count < rows {
            let sorted = found.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            throw ImportError(
                .reader(
                    .severalPeople(
                        file: table.file, column: table.header[place],
                        found: sorted.map { ($0.key, $0.value) }.map { "\($0.0) (\($0.1))" },
                        first: sorted.first?.key ?? "")))
        }
    }

    /// A second pass over the few rows whose hash came twice.
    func repeats(
        in table: ExportTable, where isTold: (ExportRow) -> Bool
    ) throws(ImportError) -> [Int: Int] {
        guard !repeated.isEmpty else { return [:] }
        var first: [[String]: Int] = [:]
        var found: [Int: Int] = [:]
        try table.rows { row in
            guard row.meets(chosen), repeated.contains(row.cells.hashValue), isTold(row)
            else { return }
            if let line = first[row.cells] {
                found[row.line] = line
            } else {
                first[row.cells] = row.line
            }
        }
        return found
    }
}

/// The words of a column's name, by which it is told what it holds.
struct HeaderWords {
    private let words: [Substring]

    init(_ header: String) {
        words = header.lowercased().split { !$0.isLetter && !$0.isNumber }
    }

    /// A person, unless it asks somebody something.
    var nameAPerson: Bool {
        (1...3).contains(words.count)
            && (words.contains { Self.people.contains($0) } && words.allSatisfy(Self.isOfAName))
    }

    /// A time of the day, or a number of its own for each row.
    var tellMoments: Bool {
        !nameAPerson && words.contains { Self.moments.contains($0) }
    }

    private static func isOfAName(_ word: Substring) -> Bool {
        people.contains(word) || ["id", "nr", "no", "number", "name", "code", "key"].contains(word)
    }

    private static let people: Set<Substring> = [
        "participant", "subject", "person", "patient", "user", "username", "userid", "subjectid",
        "participantid", "patientid", "personid", "pid", "proband", "teilnehmer", "respondent",
        "patiente", "sujet", "paciente", "deltager", "sid", "subj", "ppt", "subid", "member",
    ]
    private static let moments: Set<Substring> = [
        "time", "timestamp", "datetime", "hour", "clock", "id", "uuid", "guid", "beep", "prompt",
        "uhrzeit", "zeit", "zeitstempel", "heure", "hora", "klokkeslæt", "tidspunkt",
    ]
}
