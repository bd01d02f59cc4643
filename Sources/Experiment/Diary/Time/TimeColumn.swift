import ExperimentText

/// The times of the rows of a plain table, as whole steps.
///
/// Whole numbers are steps as they stand. Days are days, and so are moments of which no two share a day.
/// Other moments lie on the widest grid that holds them all; where that is much finer than their gaps, as
/// with prompts at random times, each counts for the hour, the minute or the second in which it lies,
/// whichever is the widest that no two share.
package struct TimeColumn: Sendable {
    package let notation: TimeNotation
    /// One a row.
    package let times: [Int]
    /// What was settled, in sentences.
    package let notes: [String]

    /// - `step`: what a step of whole numbers is called.
    /// - `order`: of day and month, where the user said it.
    ///
    /// Throws `ImportError` with every cell that is no time.
    package init(
        _ table: CSVTable, _ place: Int, step: TimeStep = .unnamed, order: DateOrder? = nil
    ) throws(ImportError) {
        let cells = table.rows.map { trimmingSpaces($0.cells[place]) }
        let first = cells.first ?? ""
        if DateText(first) == nil || studyDay(first) != nil && first.utf8.count < 8 {
            times = try Self.counts(cells, table, place)
            (notation, notes) = (.counted(step), [])
            return
        }
        let moments = try WrittenMoments(cells, table, place, order)
        (notation, times) = moments.steps
        let name = table.header[place]
        notes =
            moments.notes
            + (moments.isExact
                ? []
                : [
                    "The moments of \"\(name)\" lie on no grid; each counts for the \(notation.step.singular) in "
                        + "which it lies."
                ])
    }

    private static let farthest = 10_000_000

    private static func counts(
        _ cells: [String], _ table: CSVTable, _ place: Int
    ) throws(ImportError) -> [Int] {
        var problems: [ImportProblem] = []
        let times = zip(cells, table.rows).map { cell, row in
            if let time = studyDay(cell) ?? Int(cell), time.magnitude <= farthest { return time }
            problems.append(
                .notATime(
                    SourceLine(file: table.file, line: row.line), column: table.header[place],
                    found: cell, expected: "a whole number"))
            return 0
        }
        guard problems.isEmpty else { throw ImportError(problems) }
        return times
    }
}

/// Moments of a column as they are written.
private struct WrittenMoments {
    let notes: [String]
    private let days: [Int]
    /// Seconds since 1970 by one clock; nil where no cell says the time.
    private let seconds: [Int]?
    private let offset: Int?
    private let grid: (seconds: Int, isExact: Bool)

    init(
        _ cells: [String], _ table: CSVTable, _ place: Int, _ order: DateOrder?
    ) throws(ImportError) {
        let column = try Self.settled(cells, table, place, order)
        notes = column.order == nil ? [] : [ImportNote.dateOrder(column).description]
        var problems: [ImportProblem] = []
        var texts: [(text: DateText, day: CalendarDay)] = []
        for (cell, row) in zip(cells, table.rows) {
            if let text = DateText(cell), let day = text.day(column.order) {
                texts.append((text, day))
            } else {
                problems.append(
                    .notATime(
                        SourceLine(file: table.file, line: row.line), column: table.header[place],
                        found: cell,
                        expected: "a day like 2026-03-04, or a moment like 2026-03-04 21:30"))
            }
        }
        guard problems.isEmpty else { throw ImportError(problems) }
        days = texts.map(\.day.daysSinceEpoch)
        let zones = texts.compactMap { $0.text.zone?.secondsAhead }
        let clock = zones.count == texts.count ? zones.first : nil
        let seconds = texts.map { written in
            written.day.daysSinceEpoch * 86_400 + (written.text.second ?? 0)
                + (clock.map { $0 - (written.text.zone?.secondsAhead ?? 0) } ?? 0)
        }
        offset = clock
        let areDays = !column.hasTimes || Set(days).count == days.count
        self.seconds = areDays ? nil : seconds
        grid = areDays ? (86_400, true) : Self.grid(of: seconds)
    }

    private static func settled(
        _ cells: [String], _ table: CSVTable, _ place: Int, _ order: DateOrder?
    ) throws(ImportError) -> DateColumn {
        var survey = DateSurvey(column: table.header[place])
        for (cell, row) in zip(cells, table.rows) { survey.add(cell, line: row.line) }
        do throws(ImportProblem) {
            return try survey.settled(given: order, sibling: nil, file: table.file)
        } catch {
            throw ImportError(error)
        }
    }

    /// Whether every moment lies on the grid.
    var isExact: Bool { grid.isExact }

    var steps: (TimeNotation, [Int]) {
        guard let seconds, let first = seconds.min() else { return (.dates, days) }
        // A clock strikes its hours and minutes; the grid of a device begins with its first value.
        let origin =
            grid.isExact ? first : first - (((first % grid.seconds) + grid.seconds) % grid.seconds)
        let found = TimeNotation.TimeGrid(origin: origin, seconds: grid.seconds, offset: offset)
        return (.moments(found), seconds.map { ($0 - origin) / grid.seconds })
    }

    /// Beyond so many steps between neighbours in the middle, a grid is an accident.
    private static let mostSteps = 24

    private static func grid(of seconds: [Int]) -> (seconds: Int, isExact: Bool) {
        let ordered = seconds.sorted()
        let gaps = zip(ordered, ordered.dropFirst()).map { $1 - $0 }.filter { $0 > 0 }.sorted()
        guard !gaps.isEmpty else { return (1, true) }
        let common = gaps.reduce(0, greatestCommonDivisor)
        if gaps[gaps.count / 2] / common <= mostSteps { return (common, true) }
        let wide = [3600, 60].first { unit in
            Set(ordered.map { $0 / unit }).count == Set(ordered).count
        }
        return (wide ?? 1, wide == nil)
    }

    private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
        b == 0 ? a : greatestCommonDivisor(b, a % b)
    }
}
