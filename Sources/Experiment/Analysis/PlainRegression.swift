import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// A regression on a plain table: an intercept, one exposure, covariates, trend and weekdays.
package struct PlainRegression: Sendable {
    package let fit: RegressionFit
    /// The coefficient of the exposure.
    package let effect: ContrastEstimate
    /// What a row is one of.
    package let step: TimeStep
    /// What a reader should know beside the numbers.
    package let notes: [String]

    /// - `table`: its first further column is the exposure, the others are covariates.
    /// - `options`: `exposure` is filled in here.
    ///
    /// Throws `RegressionError`.
    package init(
        _ table: PlainTable, method: RegressionMethod, options: RegressionOptions,
        trend: Bool, weekday: Bool
    ) throws(RegressionError) {
        let rows = table.complete
        let design = try DesignMatrix(
            columns: Self.columns(table, rows, trend: trend, weekday: weekday),
            times: rows.map(\.time))
        var options = options
        let exposure = table.names[0]
        options.exposure = Exposure(
            column: exposure, path: method.isAveragedOverOnset ? try Self.path(table) : nil)
        // Complete rows have an outcome.
        fit = try Regression(method, options: options).fit(rows.compactMap(\.outcome), on: design)
        effect = try fit.estimate(ofColumn: exposure)
        step = table.notation.step
        notes = table.notes + fit.notes + Self.notes(table)
    }

    private typealias Column = (name: String, values: [Double])

    private static func columns(
        _ table: PlainTable, _ rows: [PlainTable.Row], trend: Bool, weekday: Bool
    ) -> [Column] {
        var columns: [Column] = [("intercept", rows.map { _ in 1 })]
        columns += table.names.enumerated().map { index, name in
            (name, rows.compactMap { $0.values[index] })
        }
        if trend {
            let first = rows.first?.time ?? 0
            columns.append(("trend", rows.map { Double($0.time - first) }))
        }
        if weekday { columns += weekdays(rows, table.notation) }
        return columns
    }

    /// Six columns against the first weekday: Monday for dates, time 0 modulo 7 for integers.
    private static func weekdays(
        _ rows: [PlainTable.Row], _ notation: PlainTable.Notation
    ) -> [Column] {
        let names = ["Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        return names.indices.map { index in
            let name = notation.isOfCalendar ? names[index] : String(index + 1)
            return (
                "weekday \(name)",
                rows.map { notation.weekday($0.time) == index + 1 ? 1.0 : 0.0 }
            )
        }
    }

    /// The exposure on every day from the first row to the last, each value held until the next.
    private static func path(_ table: PlainTable) throws(RegressionError) -> ExposurePath? {
        let known = table.rows.filter { $0.values[0] != nil }
        guard !known.isEmpty else { return nil }
        return try ExposurePath(
            carryingForward: known.compactMap { $0.values[0] }, at: known.map(\.time),
            through: table.rows.last?.time)
    }

    private static func notes(_ table: PlainTable) -> [String] {
        let missing = table.rows.count { $0.outcome == nil }
        return [
            missing > 0
                ? "\(missing) of \(table.rows.count) rows have no outcome and count as missing \(table.notation.step.plural)."
                : nil,
            table.incompleteCount > 0
                ? "\(table.incompleteCount) rows with an outcome lack the exposure or a covariate "
                    + "and were left out."
                : nil,
        ].compactMap(\.self)
    }
}
