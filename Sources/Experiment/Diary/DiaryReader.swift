import ExperimentText

/// Turns the rows of a CSV table into diary entries, as the plan's mapping says.
///
/// All problems of a file are gathered before any is reported; surrounding spaces never change a
/// meaning, and where they were there it is noted.
package struct DiaryReader: Sendable {
    private let mapping: DiaryMapping
    private let allowed: [SeriesValues]
    private let days: ClosedRange<CalendarDay>

    /// The values that a series may take.
    package struct SeriesValues: Sendable, Equatable {
        package let series: String
        /// Nil when any number may stand there.
        package let allowed: AllowedValues?

        package init(series: String, allowed: AllowedValues?) {
            self.series = series
            self.allowed = allowed
        }
    }

    package init(
        mapping: DiaryMapping, allowed: [SeriesValues], days: ClosedRange<CalendarDay>
    ) {
        self.mapping = mapping
        self.allowed = allowed
        self.days = days
    }

    /// Entries in the order of the file.
    /// - Throws: `ImportError` with every problem of the table.
    package func read(_ table: CSVTable) throws(ImportError) -> DiaryRecord {
        let columns = try DiaryColumns(table: table, mapping: mapping)
        var collector = EntryCollector()
        for row in table.rows {
            let cells = RowCells(row: row, file: table.file, header: table.header)
            if let entry = entry(cells, columns, &collector) { collector.entries.append(entry) }
        }
        if collector.problems.isEmpty, !collector.entries.contains(where: { !$0.readings.isEmpty })
        {
            collector.problems.append(
                .noReadings(file: table.file, series: mapping.series.map(\.series)))
        }
        guard collector.problems.isEmpty else { throw ImportError(collector.problems) }
        let encoding: [DiaryNote] =
            table.encoding == .utf8 ? [] : [.encoding(file: table.file, table.encoding)]
        return DiaryRecord(
            entries: collector.entries, notes: encoding + collector.notes,
            recordable: Recordable(
                marks: Set(mapping.marks.map(\.mark)), condition: mapping.condition != nil))
    }

    private func entry(
        _ cells: RowCells, _ columns: DiaryColumns, _ collector: inout EntryCollector
    ) -> DiaryEntry? {
        guard let moment = moment(cells, columns, &collector) else { return nil }
        let day = moment.diaryDay(startingAt: mapping.day.startsAt)
        guard days.contains(day) else {
            outside(day, cells.source, &collector)
            return nil
        }
        return DiaryEntry(
            day: day, second: moment.second, readings: readings(cells, columns, &collector),
            condition: condition(cells, columns, &collector),
            marks: marks(cells, columns, &collector), source: cells.source,
            recordedOn: written(cells, columns, about: day, &collector),
            studyDay: studyDay(cells, columns, &collector))
    }

    private func outside(
        _ day: CalendarDay, _ source: SourceLine, _ collector: inout EntryCollector
    ) {
        if mapping.leavesOutDaysOutsidePlan {
            collector.outsidePlan.append(.leftOutsidePlan(day: day, source))
        } else {
            collector.problems.append(
                .outsidePlan(source, day: day, first: days.lowerBound, last: days.upperBound))
        }
    }

    // MARK: Day

    private func moment(
        _ cells: RowCells, _ columns: DiaryColumns, _ collector: inout EntryCollector
    ) -> Moment? {
        let cell = cells.trimmed(columns.day)
        switch mapping.day.notation {
        case .written(let format):
            if let moment = format.moment(cell) { return moment }
            collector.problems.append(
                .notADay(
                    cells.source, column: mapping.day.column, found: cell, pattern: format.pattern))
        case .studyDay(let first):
            if let number = Int(cell), (-100_000...100_000).contains(number) {
                return Moment(day: first.advanced(by: number), second: nil)
            }
            collector.problems.append(
                .notAStudyDay(cells.source, column: mapping.day.column, found: cell))
        }
        return nil
    }

    /// The file's own count, beside the date.
    private func studyDay(
        _ cells: RowCells, _ columns: DiaryColumns, _ collector: inout EntryCollector
    ) -> Int? {
        guard let place = columns.studyDay else { return nil }
        let cell = cells.trimmed(place)
        guard !mapping.words.isMissing(cell) else { return nil }
        if let number = Int(cell), (-100_000...100_000).contains(number) { return number }
        collector.problems.append(
            .notAStudyDay(cells.source, column: cells.header(place), found: cell))
        return nil
    }

    /// The day on which the row was written down. A moment in UTC may be a day off the day that the
    /// person lived in, and is then taken as the entry's own day.
    private func written(
        _ cells: RowCells, _ columns: DiaryColumns, about day: CalendarDay,
        _ collector: inout EntryCollector
    ) -> CalendarDay? {
        guard let place = columns.written else { return nil }
        let cell = cells.trimmed(place)
        guard !mapping.words.isMissing(cell) else { return nil }
        guard let text = DateText(cell), let written = text.day(nil) else {
            collector.problems.append(
                .notADay(
                    cells.source, column: cells.header(place), found: cell, pattern: "YYYY-MM-DD"))
            return nil
        }
        let isNextDoor = day.distance(to: written).magnitude == 1
        return text.zone == .utc && isNextDoor ? day : written
    }

    // MARK: Values

    private func readings(
        _ cells: RowCells, _ columns: DiaryColumns, _ collector: inout EntryCollector
    ) -> [Reading] {
        switch columns.layout {
        case .wide(let series):
            series.flatMap { wideReadings(cells, $0, &collector) }
        case .long(let names, let value, let rater):
            longReading(cells, names: names, value: value, rater: rater, &collector)
        }
    }

    private func wideReadings(
        _ cells: RowCells, _ series: DiaryColumns.Series, _ collector: inout EntryCollector
    ) -> [Reading] {
        let hasRaters = series.places.count > 1
        let readings = series.places.compactMap { place -> Reading? in
            value(cells, at: place, series: series.id, &collector).map {
                Reading(
                    series: series.id, rater: hasRaters ? cells.header(place) : nil,
                    value: $0)
            }
        }
        if hasRaters, (1..<series.places.count).contains(readings.count) {
            collector.raterGaps.append((series.id, cells.source))
        }
        return readings
    }

    private func longReading(
        _ cells: RowCells, names: Int, value place: Int, rater: Int?,
        _ collector: inout EntryCollector
    ) -> [Reading] {
        let name = cells.trimmed(names)
        guard let series = mapping.series.first(where: { $0.columns.contains(name) }) else {
            collector.notAsked.append(name)
            return []
        }
        guard let number = value(cells, at: place, series: series.series, &collector) else {
            return []
        }
        let rater = rater.map { cells.trimmed($0) } ?? (series.columns.count > 1 ? name : nil)
        return [Reading(series: series.series, rater: rater, value: number)]
    }

    private func value(
        _ cells: RowCells, at place: Int, series: String, _ collector: inout EntryCollector
    ) -> Double? {
        let cell = cells.trimmed(place)
        guard !mapping.words.isMissing(cell) else { return nil }
        let allowed = allowed.first { $0.series == series }?.allowed
        guard let number = decimalNumber(cell) ?? mapping.words.truth(cell).map({ $0 ? 1 : 0 })
        else {
            collector.problems.append(
                .notANumber(
                    cells.source, column: cells.header(place), found: cell,
                    expected: allowed?.description ?? "a number"))
            return nil
        }
        guard let allowed else { return number }
        guard let settled = allowed.settled(number) else {
            collector.problems.append(
                .notAllowed(
                    cells.source, column: cells.header(place), found: number,
                    expected: allowed.description))
            return nil
        }
        return settled
    }

    // MARK: Words

    private func condition(
        _ cells: RowCells, _ columns: DiaryColumns, _ collector: inout EntryCollector
    ) -> String? {
        guard let column = mapping.condition, let place = columns.condition else { return nil }
        let cell = cells.trimmed(place)
        guard !mapping.words.isMissing(cell) else { return nil }
        let word = cell.lowercased()
        guard let meaning = column.meanings.first(where: { $0.word.lowercased() == word }) else {
            collector.problems.append(
                .notACondition(
                    cells.source, column: cells.header(place), found: cell,
                    words: column.meanings.map(\.word)))
            return nil
        }
        collector.noteSpaces(cells, place, meaning: meaning.condition)
        return meaning.condition
    }

    private func marks(
        _ cells: RowCells, _ columns: DiaryColumns, _ collector: inout EntryCollector
    ) -> [DayMark] {
        columns.marks.compactMap { mark, place in
            let cell = cells.trimmed(place)
            guard !mapping.words.isMissing(cell) else { return nil }
            guard let truth = mapping.words.truth(cell) else {
                collector.problems.append(
                    .notYesOrNo(
                        cells.source, column: cells.header(place), found: cell,
                        yes: mapping.words.yes, no: mapping.words.no))
                return nil
            }
            collector.noteSpaces(cells, place, meaning: truth ? "yes" : "no")
            return truth ? mark : nil
        }
    }
}

/// What a diary file gave: entries in the order of the file, and what was settled on the way.
package struct DiaryRecord: Sendable, Equatable {
    package let entries: [DiaryEntry]
    package let notes: [DiaryNote]
    package let recordable: Recordable

    package init(
        entries: [DiaryEntry], notes: [DiaryNote], recordable: Recordable = Recordable()
    ) {
        self.entries = entries
        self.notes = notes
        self.recordable = recordable
    }
}
