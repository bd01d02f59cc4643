import ExperimentText

/// How one column writes its days, settled for the whole column and never cell by cell.
package struct DateColumn: Sendable, Equatable {
    package let name: String
    /// Nil when no cell leaves it open.
    package let order: DateOrder?
    package let ground: Ground?
    /// Whether the times of its cells say anything; midnight in all of them is how programs write a day.
    package let hasTimes: Bool
    /// Whether a device wrote a row every so many minutes, night and day: nobody is up so late so often, and
    /// a day of it is one of the calendar.
    package let isOfSensor: Bool

    package init(
        name: String, order: DateOrder?, ground: Ground?, hasTimes: Bool = true,
        isOfSensor: Bool = false
    ) {
        self.name = name
        self.order = order
        self.ground = ground
        self.hasTimes = hasTimes
        self.isOfSensor = isOfSensor
    }

    /// What settled the order.
    package enum Ground: Sendable, Equatable {
        case given
        /// A number above 12 can only be a day.
        case impossibleMonth(cell: String, line: Int)
        /// The rows stand in the order of time one way, or much closer together.
        case sorted
        /// Another column writes the same days beyond doubt.
        case sibling(String)
        /// Numbers with dots between them, which nobody writes with the month first.
        case dots
        /// Every cell has equal numbers for day and month.
        case equal
    }

    /// The local moment of a cell; nil when it writes none.
    ///
    /// - `zone`: for cells that are written in UTC.
    package func moment(_ cell: String, zone: LocalZone) -> Moment? {
        guard let text = DateText(cell), let day = text.day(order) else { return nil }
        guard hasTimes else { return Moment(day) }
        guard text.zone == .utc, let second = text.second else {
            return Moment(day: day, second: text.second)
        }
        return zone.moment(secondsSinceEpoch: day.daysSinceEpoch * 86_400 + second)
    }
}

/// Looks at all cells of a column of dates once, in constant memory.
struct DateSurvey {
    private let name: String
    private var dayFirst = Reading()
    private var monthFirst = Reading()
    private var settledDays = Reading()
    private var openCells = 0
    private var dotted = 0
    private var equal = 0
    private var times = (none: 0, midnight: 0, others: 0)
    /// Moments before 04:00.
    private var early = 0
    private var firstOpen: (cell: String, line: Int)?
    private var dayFirstProof: (cell: String, line: Int)?
    private var monthFirstProof: (cell: String, line: Int)?

    package init(column: String) { name = column }

    /// The column read in one of the two ways.
    private struct Reading {
        var isRising = true
        var isFalling = true
        var changes = 0
        var first: CalendarDay?
        var last: CalendarDay?

        var isSorted: Bool { isRising || isFalling }
        var span: Int { first.flatMap { first in last.map { abs(first.distance(to: $0)) } } ?? 0 }

        mutating func add(_ day: CalendarDay) {
            if let last, day != last {
                changes += 1
                if day < last { isRising = false } else { isFalling = false }
            }
            first = first ?? day
            last = day
        }
    }

    package mutating func add(_ cell: String, line: Int) {
        guard let text = DateText(cell) else { return }
        switch text.second {
        case nil: times.none += 1
        case 0?: times.midnight += 1
        default: times.others += 1
        }
        if let second = text.second, second < 4 * 3600 { early += 1 }
        if case .settled(let day) = text.date { settledDays.add(day) }
        guard case .open(let first, let second, _) = text.date else { return }
        openCells += 1
        firstOpen = firstOpen ?? (cell, line)
        if isDotted(cell) { dotted += 1 }
        if first == second { equal += 1 }
        if first > 12 { dayFirstProof = dayFirstProof ?? (cell, line) }
        if second > 12 { monthFirstProof = monthFirstProof ?? (cell, line) }
        if let day = text.day(.dayFirst) { dayFirst.add(day) }
        if let day = text.day(.monthFirst) { monthFirst.add(day) }
    }

    package var isOpen: Bool { openCells > 0 }

    /// - `given`: what the user said.
    /// - `sibling`: the order that another column of the same days proves, with its name.
    ///
    /// Throws `ImportProblem` when the column writes both orders, or nothing tells which.
    package func settled(
        given: DateOrder?, sibling: (order: DateOrder, column: String)?, file: String
    ) throws(ImportProblem) -> DateColumn {
        guard let firstOpen else { return column(nil, nil) }
        if let given { return column(given, .given) }
        switch (dayFirstProof, monthFirstProof) {
        case (let a?, let b?):
            throw .reader(
                .bothDateOrders(
                    SourceLine(file: file, line: a.line), column: name, dayFirst: a.cell,
                    monthFirst: b.cell, monthFirstLine: b.line))
        case (let proof?, nil):
            return column(.dayFirst, .impossibleMonth(cell: proof.cell, line: proof.line))
        case (nil, let proof?):
            return column(.monthFirst, .impossibleMonth(cell: proof.cell, line: proof.line))
        case (nil, nil): break
        }
        if let sibling {
            return column(sibling.order, .sibling(sibling.column))
        }
        if let order = orderBySorting {
            return column(order, .sorted)
        }
        if dotted == openCells { return column(.dayFirst, .dots) }
        if equal == openCells { return column(.dayFirst, .equal) }
        throw .reader(
            .openDateOrder(
                SourceLine(file: file, line: firstOpen.line), column: name, cell: firstOpen.cell))
    }

    /// Whether the date of a cell, not its time, is written with dots.
    private func isDotted(_ cell: String) -> Bool {
        cell.split(separator: " ").first.map { $0.contains(".") } ?? false
    }

    private func column(_ order: DateOrder?, _ ground: DateColumn.Ground?) -> DateColumn {
        let isWritingDays = times.none == 0 && times.others == 0 && times.midnight > 1
        return DateColumn(
            name: name, order: order, ground: ground,
            hasTimes: !isWritingDays && times.midnight + times.others > 0,
            isOfSensor: isOfSensor(order))
    }

    /// Twenty rows a day and more, of which a tenth stand in the sixth of the day before 04:00.
    private func isOfSensor(_ order: DateOrder?) -> Bool {
        let days =
            order == nil ? settledDays : order == .dayFirst ? dayFirst : monthFirst
        let moments = times.midnight + times.others
        return moments >= 20 * (days.changes + 1) && early * 10 >= moments
    }

    /// The way in which the rows are sorted when they are so in one way only, or when one way packs
    /// them four times closer; at least three different days are needed to tell.
    private var orderBySorting: DateOrder? {
        guard min(dayFirst.changes, monthFirst.changes) >= 2 else { return nil }
        switch (dayFirst.isSorted, monthFirst.isSorted) {
        case (true, false): return .dayFirst
        case (false, true): return .monthFirst
        case (false, false): return nil
        case (true, true):
            if dayFirst.span * 4 <= monthFirst.span { return .dayFirst }
            if monthFirst.span * 4 <= dayFirst.span { return .monthFirst }
            return nil
        }
    }
}
