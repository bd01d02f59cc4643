import ExperimentText

/// Loop Habit Tracker: `Checkmarks.csv`, a day a row and a habit a column.
///
/// A habit of yes and no is 1 on the days on which it was ticked, and 0 on those on which it was not,
/// also where the app counts a day as done because of the habit's rhythm; skipped and unknown days
/// have no value. Amounts are written as thousandths. Older exports write 2 for a tick, and the table of a
/// single habit has no names of columns.
struct LoopHabitsReader: WholeFileImporter {
    package static let format = ImportFormat(
        "loop-habits", name: "Loop Habit Tracker",
        looks: "Checkmarks.csv, a table with \"Date\" and a column for each habit")

    package let context: ImportContext
    package var bytes: [UInt8] = []

    package init(_ context: ImportContext) { self.context = context }

    static func recognises(_ head: ExportHead) -> Bool {
        head.file.hasSuffix("checkmarks.csv")
            && (head.header.first == "date" || head.header.count == 2 && isDay(head.header[0]))
    }

    private static let words = ["yes_manual": 1.0, "yes_auto": 0, "no": 0]
    private static let ticks = [2.0: 1.0, 1: 0, 0: 0]

    package func values(
        _ bytes: [UInt8], emit: (ImportedValue) -> Void
    ) throws(ImportError) -> [ImportNote] {
        let (text, firstLine) = try named(ExportText(bytes, file: context.file))
        let table = try DatedTable(text, context, day: ["Date"], firstLine: firstLine)
        let isOneHabit = table.table.column("Value") != nil
        let notes = table.table.column("Notes")
        let amounts = try columnsOfAmounts(table)
        try table.rows { row, moment in
            for (place, name) in table.table.header.enumerated()
            where !table.isDay(place) && !name.isEmpty && !(isOneHabit && place == notes) {
                guard let cell = row[place],
                    let value = value(cell, isAmount: amounts.contains(place))
                else { continue }
                let habit = isOneHabit ? "habit" : "habit.\(name)"
                emit(ImportedValue(habit, Moment(moment.day), value, line: row.line))
            }
            if isOneHabit, let remark = row[notes] {
                emit(ImportedValue("note", Moment(moment.day), word: remark, line: row.line))
            }
        }
        return table.notes
    }

    private static func isDay(_ cell: String) -> Bool { CalendarDay(iso: cell) != nil }

    /// The table of one habit with the names that it lacks, on a line before its first.
    private func named(_ text: ExportText) -> (text: ExportText, firstLine: Int) {
        let first = text.bytes.prefix { $0 != UInt8(ascii: ",") }
        guard Self.isDay(String(decoding: first, as: UTF8.self)) else { return (text, 1) }
        return (ExportText(utf8: Array("Date,Value\n".utf8) + text.bytes), 0)
    }

    /// Columns with a number that no tick is written as.
    private func columnsOfAmounts(_ table: DatedTable) throws(ImportError) -> Set<Int> {
        var found: Set<Int> = []
        try table.table.rows { row in
            for place in table.table.header.indices where !table.isDay(place) {
                if let number = table.number(row, place), number > 2 { found.insert(place) }
            }
        }
        return found
    }

    private func value(_ cell: String, isAmount: Bool) -> Double? {
        guard let number = exportedNumber(cell) else { return Self.words[cell.lowercased()] }
        return isAmount ? (number < 0 ? nil : number / 1000) : Self.ticks[number]
    }
}
