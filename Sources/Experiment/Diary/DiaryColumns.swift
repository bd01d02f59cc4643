import ExperimentText

/// Where the series of a plan stand in a table: names resolved to places, once for the file.
struct DiaryColumns {
    package let day: Int
    package let studyDay: Int?
    package let written: Int?
    package let layout: Layout
    package let condition: Int?
    package let marks: [(mark: DayMark, place: Int)]

    package enum Layout {
        case wide([Series])
        case long(names: Int, value: Int, rater: Int?)
    }

    package struct Series {
        package let id: String
        package let places: [Int]

        package init(id: String, places: [Int]) {
            self.id = id
            self.places = places
        }
    }

    /// - Throws: `ImportError` with every column that is missing or there twice.
    package init(table: CSVTable, mapping: DiaryMapping) throws(ImportError) {
        var finder = ColumnFinder(table: table)
        let day = finder.place(of: mapping.day.column, for: "the day")
        let studyDay = mapping.day.studyDay.map { finder.place(of: $0, for: "the study day") }
        let written = mapping.day.written.map { finder.place(of: $0, for: "the day of writing") }
        let condition = mapping.condition.map {
            finder.place(of: $0.column, for: "the condition")
        }
        let marks = mapping.marks.map {
            ($0.mark, finder.place(of: $0.column, for: "\($0.mark.rawValue) days"))
        }
        let layout = Self.layout(of: mapping, &finder)
        guard finder.problems.isEmpty else { throw ImportError(finder.problems) }
        self.day = day
        self.studyDay = studyDay
        self.written = written
        self.layout = layout
        self.condition = condition
        self.marks = marks
    }

    private static func layout(of mapping: DiaryMapping, _ finder: inout ColumnFinder) -> Layout {
        switch mapping.layout {
        case .wide:
            .wide(
                mapping.series.map { series in
                    Series(
                        id: series.series,
                        places: series.columns.map {
                            finder.place(of: $0, for: "\"\(series.series)\"")
                        })
                })
        case .long(let names, let value, let rater):
            .long(
                names: finder.place(of: names, for: "the name of the series"),
                value: finder.place(of: value, for: "the value"),
                rater: rater.map { finder.place(of: $0, for: "the rater") })
        }
    }
}

/// Looks columns up and gathers the ones that cannot be found; their place is then 0 and unused,
/// because the problems are thrown before any row is read.
private struct ColumnFinder {
    let table: CSVTable
    var problems: [ImportProblem] = []

    mutating func place(of name: String, for purpose: String) -> Int {
        do {
            return try table.index(of: name, for: purpose)
        } catch {
            problems.append(error)
            return 0
        }
    }
}

/// The cells of one row, trimmed, with the names of their columns for messages.
package struct RowCells {
    package let source: SourceLine
    private let row: CSVRow
    private let columnNames: [String]

    package init(row: CSVRow, file: String, header: [String]) {
        self.row = row
        columnNames = header
        source = SourceLine(file: file, line: row.line)
    }

    func raw(_ place: Int) -> String { row.cells[place] }
    package func trimmed(_ place: Int) -> String { trimmingSpaces(row.cells[place]) }
    package func header(_ place: Int) -> String { columnNames[place] }
}

/// The text without its outer white space.
package func trimmingSpaces(_ text: String) -> String {
    // Visible ASCII at both ends: most cells, told without looking up what a space is.
    let visible = UInt8(ascii: "!")...UInt8(ascii: "~")
    if let first = text.utf8.first, let last = text.utf8.last, visible.contains(first),
        visible.contains(last)
    {
        return text
    }
    var rest = Substring(text)
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
}

/// What reading the rows of a file gathers.
struct EntryCollector {
    package var entries: [DiaryEntry] = []
    package var problems: [ImportProblem] = []
    package var outsidePlan: [DiaryNote] = []
    var raterGaps: [(series: String, line: SourceLine)] = []
    package var notAsked: [String] = []
    private var spaced: [(column: String, cell: String, meaning: String, line: SourceLine)] = []

    mutating func noteSpaces(_ cells: RowCells, _ place: Int, meaning: String) {
        guard cells.raw(place) != cells.trimmed(place) else { return }
        spaced.append((cells.header(place), cells.raw(place), meaning, cells.source))
    }

    /// The notes, like ones together, in the order in which each kind first came up.
    package var notes: [DiaryNote] { spaceNotes + raterNotes + outsidePlan + notAskedNotes }

    private var spaceNotes: [DiaryNote] {
        let groups = grouped(spaced) { [$0.column, $0.cell, $0.meaning] }
        return groups.compactMap { group in
            group.first.map {
                .spacesIgnored(
                    column: $0.column, cell: $0.cell, meaning: $0.meaning,
                    lines: group.map(\.line))
            }
        }
    }

    private var raterNotes: [DiaryNote] {
        grouped(raterGaps) { $0.series }.compactMap { group in
            group.first.map { .ratersSkipped(series: $0.series, lines: group.map(\.line)) }
        }
    }

    private var notAskedNotes: [DiaryNote] {
        grouped(notAsked) { $0 }.compactMap { group in
            group.first.map { .seriesNotAsked(name: $0, count: group.count) }
        }
    }
}

/// The elements with equal keys together, groups in the order of their first element.
package func grouped<Element, Key: Hashable>(
    _ elements: [Element], by key: (Element) -> Key
) -> [[Element]] {
    var places: [Key: Int] = [:]
    var groups: [[Element]] = []
    for element in elements {
        if let place = places[key(element)] {
            groups[place].append(element)
        } else {
            places[key(element)] = groups.count
            groups.append([element])
        }
    }
    return groups
}
