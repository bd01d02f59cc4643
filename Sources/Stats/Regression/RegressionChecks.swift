/// What every engine asks of its data before it starts.
enum RegressionChecks {
    /// - Throws: `.tooFewRows` when n - p < 5, `.rankDeficient`.
    static func design(_ design: DesignMatrix) throws(RegressionError) {
        guard design.rows - design.columns >= 5 else {
            throw .tooFewRows(rows: design.rows, columns: design.columns)
        }
        let aliases = design.aliases
        guard aliases.isEmpty else { throw .rankDeficient(aliases: aliases) }
    }

    /// - Throws: `.rowCountMismatch`, `.notFinite`, `.constantResponse`.
    static func responses(_ y: [Double], rows: Int) throws(RegressionError) {
        guard y.count == rows else {
            throw .rowCountMismatch(what: "responses", expected: rows, found: y.count)
        }
        if let row = y.firstIndex(where: { !$0.isFinite }) {
            throw .notFinite(row: row, column: "response")
        }
        if let first = y.first, y.allSatisfy({ $0 == first }) {
            throw .constantResponse(value: first, rows: rows)
        }
    }

    /// Least-squares residuals of 64 units in the last place of |y| are rounding, not data.
    /// - Throws: `.perfectFit`.
    static func residuals(
        sumOfSquares: Double, of y: [Double], on design: DesignMatrix
    ) throws(RegressionError) {
        let length = dot(y, y).squareRoot()
        guard sumOfSquares.squareRoot() > 64 * Double.ulpOfOne * length else {
            throw .perfectFit(rows: design.rows, columns: design.columns)
        }
    }

    /// A level that wanders has no mean of its own, so that the columns must hold one.
    /// - Throws: `.interceptMissing`.
    static func intercept(
        of design: OrthonormalDesign, method: RegressionMethod
    ) throws(RegressionError) {
        guard design.spansConstant else { throw .interceptMissing(method: method) }
    }

    /// With fewer changes a single odd value decides everything.
    /// - Throws: `.tooFewChanges`.
    static func changes(_ y: [Double], method: RegressionMethod) throws(RegressionError) {
        let changes = zip(y.dropFirst(), y).count { $0 != $1 }
        guard changes >= fewestChanges else {
            throw .tooFewChanges(method: method, found: changes, rows: y.count)
        }
    }

    static let fewestChanges = 5

    /// - Throws: `.levelOutOfRange`, `.autocorrelationOutOfRange`.
    static func options(_ options: RegressionOptions) throws(RegressionError) {
        guard options.level > 0, options.level < 1 else {
            throw .levelOutOfRange(found: options.level)
        }
        if let rho = options.rho, !(rho > -1 && rho < 1) {
            throw .autocorrelationOutOfRange(found: rho)
        }
        if let rho = options.rho, rho.magnitude > strongestMemory {
            throw .optionOutOfRange(
                name: "rho", found: rho,
                expected: "from \(-strongestMemory) to \(strongestMemory)")
        }
        if let days = options.days, days > mostDays { throw .daysOutOfRange(found: days) }
    }

    /// Nearer to 1 the rows say nothing that rounding would leave.
    static let strongestMemory = 0.999999

    /// A century; kernels are laid out day by day.
    static let mostDays = 36_600

    /// - Throws: `.outOfScale`.
    static func scales(_ y: [Double], _ design: DesignMatrix) throws(RegressionError) {
        try scale(of: y, named: "response")
        for (place, name) in design.names.enumerated() {
            try scale(of: Array(design.matrix.column(place)), named: name)
        }
    }

    private static func scale(
        of values: [Double], named name: String
    ) throws(RegressionError) {
        let largest = values.reduce(0) { max($0, $1.magnitude) }
        let range = NumberRange.smallest...NumberRange.largest
        guard largest == 0 || range.contains(largest) else {
            throw .outOfScale(column: name, largest: largest)
        }
    }
}
