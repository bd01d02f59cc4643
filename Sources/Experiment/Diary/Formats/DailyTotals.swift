import ExperimentText

/// Sums and counts of the values of each series on each day, for exports that hold parts of a day.
struct DailyTotals {
    private var totals: [Key: Total] = [:]

    private struct Key: Hashable {
        let day: CalendarDay
        let series: String
    }

    package struct Total {
        package let series: String
        package let day: CalendarDay
        /// Line of the first part.
        package let line: Int
        package var sum = 0.0
        package var count = 0

        package var mean: Double { sum / Double(count) }
    }

    package mutating func add(_ value: Double, to series: String, on day: CalendarDay, line: Int) {
        let key = Key(day: day, series: series)
        var total = totals[key] ?? Total(series: series, day: day, line: line)
        total.sum += value
        total.count += 1
        totals[key] = total
    }

    /// By day, then by name.
    var inOrder: [Total] {
        totals.values.sorted { ($0.day, $0.series) < ($1.day, $1.series) }
    }

    /// Emits the sum of each series on each day.
    func emitSums(_ emit: (ImportedValue) -> Void) {
        for total in inOrder {
            emit(ImportedValue(total.series, Moment(total.day), total.sum, line: total.line))
        }
    }
}
