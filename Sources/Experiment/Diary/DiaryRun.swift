import ExperimentText

/// One reading of a table into a diary: an entry a row, and what is to be told of its cells.
struct DiaryRun {
    let mapping: DiaryMapping
    let columns: DiaryColumns
    let days: TableDays
    let marks: [DecimalMark]
    /// The days of the plan.
    let planned: ClosedRange<CalendarDay>
    let header: [String]
    var entries: [DiaryEntry] = []
    var problems: [ImportProblem] = []
    private var told = CellNotes()
    private var units = WrittenUnits()

    var notes: [DiaryNote] { told.notes + units.notes.map { .settled($0) } }

    init(
        mapping: DiaryMapping, columns: DiaryColumns, days: TableDays, marks: [DecimalMark],
        planned: ClosedRange<CalendarDay>, header: [String]
    ) {
        self.mapping = mapping
        self.columns = columns
        self.days = days
        self.marks = marks
        self.planned = planned
        self.header = header
    }

    /// Nil for a row that says no day of the plan.
    mutating func entry(_ row: ExportRow) -> DiaryEntry? {
        guard let moment = days.moment(row) else {
            problems.append(notADay(row))
            return nil
        }
        let day = moment.diaryDay(startingAt: startsAt)
        guard planned.contains(day) else {
            outside(day, row.source)
            return nil
        }
        let contents = contents(row)
        return DiaryEntry(
            day: day, second: moment.second, readings: contents.compactMap(\.reading),
            condition: contents.lazy.compactMap(\.condition).first,
            marks: contents.compactMap(\.mark), source: row.source,
            recordedOn: written(row, about: day), studyDay: studyDay(row))
    }

    /// A table of a device keeps the days of the calendar, unless the plan says when a day begins.
    private var startsAt: Int {
        days.areOfSensor && mapping.day.startsAt == DiaryMapping.DayColumn.defaultStart
            ? 0 : mapping.day.startsAt
    }

    private mutating func outside(_ day: CalendarDay, _ source: SourceLine) {
        if mapping.leavesOutDaysOutsidePlan {
            told.outsidePlan.append((day, source))
        } else {
            problems.append(
                .outsidePlan(
                    source, day: day, first: planned.lowerBound, last: planned.upperBound))
        }
    }

    // MARK: Days

    private func notADay(_ row: ExportRow) -> ImportProblem {
        let found = row.text(days.place) ?? ""
        return switch mapping.day.notation {
        case .written(let format):
            .notADay(
                row.source, column: header[days.place], found: found, pattern: format.pattern)
        case .studyDay: .notAStudyDay(row.source, column: header[days.place], found: found)
        }
    }

    /// A cell that says something; nil when it is empty or one of the words for nothing.
    private func said(_ row: ExportRow, _ place: Int?) -> String? {
        row.text(place).flatMap { mapping.words.isMissing($0) ? nil : $0 }
    }

    /// The file's own count, beside the date.
    private mutating func studyDay(_ row: ExportRow) -> Int? {
        guard let place = columns.studyDay, let cell = said(row, place) else { return nil }
        if let number = ExperimentDiary.studyDay(cell) { return number }
        problems.append(.notAStudyDay(row.source, column: header[place], found: cell))
        return nil
    }

    /// The day on which the row was written down. A moment in UTC may be a day off the day that the
    /// person lived in, and is then taken as the entry's own day.
    private mutating func written(_ row: ExportRow, about day: CalendarDay) -> CalendarDay? {
        guard let place = columns.written, let cell = said(row, place) else { return nil }
        guard let text = DateText(cell), let written = text.day(nil) else {
            problems.append(
                .notADay(row.source, column: header[place], found: cell, pattern: "YYYY-MM-DD"))
            return nil
        }
        let isNextDoor = day.distance(to: written).magnitude == 1
        return text.zone == .utc && isNextDoor ? day : written
    }

    // MARK: Cells

    private mutating func contents(_ row: ExportRow) -> [DiaryFact.Content] {
        var found: [DiaryFact.Content] = []
        for column in columns.wide {
            let (place, unit) = (column.place, column.unit)
            if let content = content(row, place, column.rule, of: header[place], in: unit) {
                found.append(content)
            }
        }
        for series in columns.raters {
            let given = found.count { $0.reading?.series == series.id }
            if (1..<series.count).contains(given) { told.raterGaps.append((series.id, row.source)) }
        }
        return found + longContents(row)
    }

    private mutating func longContents(_ row: ExportRow) -> [DiaryFact.Content] {
        guard let long = columns.long else { return [] }
        let name = row.text(long.names) ?? ""
        guard let rule = long.rules[collapsingSpaces(name)] else {
            told.notAsked.append(name)
            return []
        }
        guard let content = content(row, long.value, rule, of: name, in: row[long.unit]) else {
            return []
        }
        guard case .reading(let series, _, let value) = content, let rater = long.rater else {
            return [content]
        }
        return [.reading(series: series, rater: row.text(rater) ?? "", value: value)]
    }

    /// What a cell says, of the series with this name in the file.
    private mutating func content(
        _ row: ExportRow, _ place: Int, _ rule: SeriesRule, of name: String, in unit: String?
    ) -> DiaryFact.Content? {
        guard let cell = row.text(place) else { return nil }
        let value = ImportedValue(
            header[place], cell: cell, mark: marks[place],
            unit: unit, at: Moment(planned.lowerBound), line: row.line)
        guard !rule.isNothing(value, mapping.words) else {
            told.takeAsNothing(cell, in: header[place], row.source)
            return nil
        }
        do throws(ImportProblem) {
            let settled = rule.takesAnyUnit ? try units.settled(value, as: name, row.source) : value
            let content = try rule.content(
                of: settled, mapping.words, rounding: false, row.source)
            told.noteSpaces(row.cells[place], cell, in: header[place], rule, content, row.source)
            return content
        } catch {
            problems.append(inWordsOfADiary(error, cell, rule, column: header[place]))
            return nil
        }
    }

    /// In a table of one's own the scale tells what a number has to be.
    private func inWordsOfADiary(
        _ problem: ImportProblem, _ cell: String, _ rule: SeriesRule, column: String
    ) -> ImportProblem {
        guard case .reader(.wordUnknown(let source, _, _)) = problem,
            case .series(_, _, let allowed) = rule.target
        else { return problem }
        return .notANumber(
            source, column: column, found: cell, expected: allowed?.description ?? "a number")
    }
}

extension DiaryFact.Content {
    fileprivate var reading: Reading? {
        guard case .reading(let series, let rater, let value) = self else { return nil }
        return Reading(series: series, rater: rater, value: value)
    }

    fileprivate var condition: String? {
        if case .condition(let id) = self { id } else { nil }
    }

    fileprivate var mark: DayMark? {
        if case .mark(let mark, _, _) = self { mark } else { nil }
    }
}

/// What is told of the cells of a diary, like ones together, in the order in which each first came up.
private struct CellNotes {
    var outsidePlan: [(day: CalendarDay, line: SourceLine)] = []
    var raterGaps: [(series: String, line: SourceLine)] = []
    var notAsked: [String] = []
    private var nothing: [(column: String, cell: String, line: SourceLine)] = []
    private var spaced: [(column: String, cell: String, meaning: String, line: SourceLine)] = []

    mutating func takeAsNothing(_ cell: String, in column: String, _ line: SourceLine) {
        nothing.append((column, cell, line))
    }

    /// Notes a word that had spaces around it.
    mutating func noteSpaces(
        _ raw: String, _ cell: String, in column: String, _ rule: SeriesRule,
        _ content: DiaryFact.Content?, _ line: SourceLine
    ) {
        guard raw != cell, raw.contains(cell), trimmingSpaces(raw) == cell else { return }
        switch (rule.target, content) {
        case (.condition, .condition(let id)?): spaced.append((column, raw, id, line))
        case (.mark, _): spaced.append((column, raw, content == nil ? "no" : "yes", line))
        default: break
        }
    }

    var notes: [DiaryNote] {
        spaceNotes + raterNotes + outsideNotes + notAskedNotes + nothingNotes
    }

    /// A few by themselves, many together.
    private var outsideNotes: [DiaryNote] {
        let days = outsidePlan.map(\.day)
        let lines = outsidePlan.map(\.line.line)
        guard outsidePlan.count > 3, let first = days.min(), let last = days.max(),
            let firstLine = lines.min(), let lastLine = lines.max()
        else { return outsidePlan.map { .leftOutsidePlan(day: $0.day, $0.line) } }
        return [
            .settled(
                .said(
                    "\(outsidePlan.count) rows outside the plan were left out: \(first) to \(last), "
                        + "lines \(firstLine) to \(lastLine)."))
        ]
    }

    private var spaceNotes: [DiaryNote] {
        grouped(spaced) { [$0.column, $0.cell, $0.meaning] }.compactMap { group in
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

    private var nothingNotes: [DiaryNote] {
        grouped(nothing) { [$0.column, $0.cell] }.compactMap { group in
            group.first.map {
                .settled(
                    .takenAsNothing(
                        $0.cell, series: $0.column, count: group.count, firstLine: $0.line.line))
            }
        }
    }
}
