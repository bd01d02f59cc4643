/// What the engines that average over the errors read from the options, held against the design.
enum ErrorOptions {
    /// The rows whose spread may differ: those given, or those with exposure. For `daily` an exposure
    /// of more than two values is a dose, which has no group.
    /// - Throws: `.rowCountMismatch`, `.exposureNotNamed`, `.unknownColumn`.
    static func group(
        _ options: RegressionOptions, design: DesignMatrix, method: RegressionMethod
    ) throws(RegressionError) -> [Bool] {
        if let group = options.spreadGroup {
            guard group.count == design.rows else {
                throw .rowCountMismatch(
                    what: "members of the spread group", expected: design.rows,
                    found: group.count)
            }
            return group
        }
        guard let exposure = options.exposure else { throw .exposureNotNamed(method: method) }
        let column = design.matrix.column(try design.index(of: exposure.column))
        if method == .daily, Set(column).count > 2 { return column.map { _ in false } }
        return column.map { $0 > 0 }
    }

    /// - Throws: `.rowCountMismatch`, `.optionOutOfRange`.
    static func readings(
        _ options: RegressionOptions, design: DesignMatrix
    ) throws(RegressionError) -> [Int]? {
        guard let readings = options.readings else { return nil }
        guard readings.count == design.rows else {
            throw .rowCountMismatch(
                what: "reading counts", expected: design.rows, found: readings.count)
        }
        if let least = readings.min(), least < 1 {
            throw .optionOutOfRange(
                name: "readings", found: Double(least), expected: "at least 1 a row")
        }
        return readings
    }
}
