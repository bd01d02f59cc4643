import ExperimentText

/// Where the series of a plan stand in a table: names resolved to places, once for the file.
struct DiaryColumns {
    let studyDay: Int?
    let written: Int?
    /// Columns that hold something of their own; in a long table its condition and events.
    let wide: [(place: Int, unit: String?, rule: SeriesRule)]
    let long: Long?
    /// Series that stand in several columns, one a rater, with their number.
    let raters: [(id: String, count: Int)]
    /// Every column that the plan reads.
    let places: Set<Int>

    /// Where a long table, with one row a measurement, holds what; rules by the series' name there.
    struct Long {
        let names: Int
        let value: Int
        let unit: Int?
        let rater: Int?
        let rules: [String: SeriesRule]
    }

    /// Columns of numbers.
    var numbers: [Int] {
        wide.compactMap { if case .series = $0.rule.target { $0.place } else { nil } }
            + (long.map { [$0.value] } ?? [])
    }

    /// - Throws: `ImportError` with every column that is missing or there twice.
    init(
        table: CSVTable, mapping: DiaryMapping, rules: [DiaryReader.ColumnRule]
    ) throws(ImportError) {
        var finder = ColumnFinder(table: table)
        let day = finder.day(mapping.day)
        studyDay = mapping.day.studyDay.map { finder.place(of: $0, for: "the study day") }
        written = mapping.day.written.map { finder.place(of: $0, for: "the day of writing") }
        var wide: [(place: Int, unit: String?, rule: SeriesRule)] = []
        let isLong = mapping.layout != .wide
        for column in rules where !(isLong && column.rule.isOfASeries) {
            wide.append(
                (
                    finder.place(of: column.column, for: column.rule.purpose),
                    WrittenUnit.of(header: column.column), column.rule
                ))
        }
        self.wide = wide
        if case .long(let names, let value, let rater) = mapping.layout {
            long = Long(
                names: finder.place(of: names, for: "the name of the series"),
                value: finder.place(of: value, for: "the value"), unit: table.export.unitColumn,
                rater: rater.map { finder.place(of: $0, for: "the rater") },
                rules: Dictionary(
                    rules.filter(\.rule.isOfASeries).map { (collapsingSpaces($0.column), $0.rule) },
                    uniquingKeysWith: { first, _ in first }))
        } else {
            long = nil
        }
        raters =
            isLong
            ? []
            : mapping.series.filter { $0.columns.count > 1 }
                .map { ($0.series, $0.columns.count) }
        places = Set(
            [day, studyDay, written, long?.names, long?.value, long?.rater].compactMap(\.self)
                + wide.map(\.place))
        guard finder.problems.isEmpty else { throw ImportError(finder.problems) }
    }
}

extension SeriesRule {
    fileprivate var isOfASeries: Bool { if case .series = target { true } else { false } }

    fileprivate var purpose: String {
        switch target {
        case .series(let id, _, _): "\"\(id)\""
        case .condition: "the condition"
        case .mark(let mark): "\(mark.rawValue) days"
        case .note: "notes"
        }
    }
}

/// Looks columns up and gathers the ones that cannot be found; their place is then 0 and unused,
/// because the problems are thrown before any row is read.
private struct ColumnFinder {
    let table: CSVTable
    var problems: [ImportProblem] = []

    /// The column of the day; one that usually holds days where the plan says nothing.
    mutating func day(_ column: DiaryMapping.DayColumn) -> Int? {
        let isDefault = column.column == "date" && column.notation == .written(.isoDay)
        if isDefault, !table.header.contains("date"),
            let place = table.export.column(TableDays.names)
        {
            return place
        }
        return place(of: column.column, for: "the day")
    }

    mutating func place(of name: String, for purpose: String) -> Int {
        do {
            return try table.index(of: name, for: "which the plan names for \(purpose)")
        } catch {
            problems.append(error)
            return 0
        }
    }
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
