/// Why a regression was refused, with the numbers found.
public enum RegressionError: Error, Sendable, Equatable {
    case columnCountMismatch(names: Int, columns: Int)
    case rowCountMismatch(what: String, expected: Int, found: Int)
    case duplicateColumn(name: String)
    /// Row from zero.
    case timesNotIncreasing(row: Int, previous: Int, found: Int)
    /// Row from zero.
    case timeOutOfRange(row: Int, found: Int)
    /// Row from zero; the column is named, or is the response.
    case notFinite(row: Int, column: String)
    /// The largest number of a column, or of the response, leaves no room for its square.
    case outOfScale(column: String, largest: Double)
    case standardErrorNotFinite(found: Double)
    case tooFewRows(rows: Int, columns: Int)
    case rankDeficient(aliases: [Alias])
    case constantResponse(value: Double, rows: Int)
    /// The residual sum of squares is zero up to rounding.
    case perfectFit(rows: Int, columns: Int)
    /// The columns do not span a constant.
    case interceptMissing(method: RegressionMethod)
    /// How often a response differs from the one before it.
    case tooFewChanges(method: RegressionMethod, found: Int, rows: Int)
    /// Kenward and Roger's variance of a contrast, divided by the plain one.
    case correctionLost(inflation: Double)
    case unknownColumn(name: String, known: [String])
    case contrastLength(expected: Int, found: Int)
    case contrastIsZero
    case tooFewNodes(found: Int)
    case autocorrelationOutOfRange(found: Double)
    case lagOutOfRange(found: Int, rows: Int)
    case levelOutOfRange(found: Double)
    case noNeighbouringRows(rows: Int)
    case exposureNotNamed(method: RegressionMethod)
    case exposurePathMissing
    case exposurePathTooLong(steps: Int)
    case exposurePathTooShort(first: Int, last: Int, neededFirst: Int, neededLast: Int)
    case exposureNeverPresent(column: String)
    case daysOutOfRange(found: Int)
    case noKernelReaches(days: Int)
    case ratioOfNonPositive(probability: Double)
    case optionOutOfRange(name: String, found: Double, expected: String)
}

extension RegressionError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .columnCountMismatch(let names, let columns):
            "The design has \(columns) columns and \(names) names; each column needs one name."
        case .rowCountMismatch(let what, let expected, let found):
            "The design has \(expected) rows and \(found) \(what); give one for each row."
        case .duplicateColumn(let name):
            "Two columns of the design are named \"\(name)\"; names must differ. Rename one."
        case .timesNotIncreasing(let row, let previous, let found):
            "Row \(row + 1) of the design has time \(found) after time \(previous); times must "
                + "strictly increase. Sort the rows and combine those of one time."
        case .timeOutOfRange(let row, let found):
            "Row \(row + 1) of the design has time \(found); times must lie within "
                + "\(DesignMatrix.latestTime) steps of 0. Count them from a nearer start."
        case .notFinite(let row, let column):
            "Row \(row + 1), column \"\(column)\" is not a finite number; Stats takes complete "
                + "rows only. Drop the row."
        case .outOfScale(let column, let largest):
            "The largest number of column \"\(column)\" is \(largest); it must lie between "
                + "\(NumberRange.smallest) and \(NumberRange.largest). Use another unit."
        case .standardErrorNotFinite(let found):
            "The standard error came out as \(found), so nothing can be said. Check the numbers of the "
                + "columns, or use another unit."
        case .tooFewRows(let rows, let columns):
            "There are \(rows) complete rows for \(columns) coefficients; at least "
                + "\(columns + 5) rows are needed. Record more rows or drop terms."
        case .rankDeficient(let aliases):
            aliases.map(\.description).joined(separator: " ")
        case .constantResponse(let value, let rows):
            "All \(rows) responses equal \(value); without variation there is nothing to "
                + "explain. Check the outcome column."
        case .perfectFit(let rows, let columns):
            "\(columns) coefficients reproduce all \(rows) responses exactly, so nothing is left "
                + "to measure the uncertainty by. Drop terms, or check that the outcome was not "
                + "entered as a covariate."
        case .interceptMissing(let method):
            "The method \"\(method.rawValue)\" lets the level of the responses wander, so its design "
                + "needs an intercept. Add one, or use \"ar1\" or \"robust\"."
        case .tooFewChanges(let method, let found, let rows):
            "The response changes its value \(found == 1 ? "once" : "\(found) times") in \(rows) rows; "
                + "\"\(method.rawValue)\" needs at least \(RegressionChecks.fewestChanges) changes, "
                + "because with fewer a single odd value would decide everything. Record for longer, "
                + "or use a finer scale."
        case .correctionLost(let inflation):
            "The correction of Kenward and Roger breaks down for this comparison: it would multiply the "
                + "variance by \((100 * inflation).rounded() / 100). Use \"satterthwaite\" or \"ar1\", or record more days."
        case .unknownColumn(let name, let known):
            "The design has no column \"\(name)\"; its columns are \(Self.list(known)). Name one "
                + "of them."
        case .contrastLength(let expected, let found):
            "The contrast has \(found) weights for \(expected) coefficients; give one weight for "
                + "each."
        case .contrastIsZero:
            "All weights of the contrast are zero; at least one must not be."
        case .tooFewNodes(let found):
            "\(found) quadrature nodes were asked for; at least 8 are needed, and 64 are usual."
        case .autocorrelationOutOfRange(let found):
            "The autocorrelation was fixed at \(found); it must lie between -1 and 1, both "
                + "excluded."
        case .lagOutOfRange(let found, let rows):
            "The Newey-West lag is \(found); with \(rows) rows it must be from 0 to \(rows - 1)."
        case .levelOutOfRange(let found):
            "The level of the intervals is \(found); it must lie between 0 and 1, 0.95 being usual."
        case .noNeighbouringRows(let rows):
            "No two of the \(rows) rows are one time step apart, so Prais-Winsten cannot estimate "
                + "the autocorrelation. Fix it, or use \"ar1\" or \"reml\"."
        case .exposureNotNamed(let method):
            "The method \"\(method.rawValue)\" needs to know which column is the exposure. Name it."
        case .exposurePathMissing:
            "Averaging over onset needs the exposure at every time, observed or not. Give its path."
        case .exposurePathTooLong(let steps):
            "The exposure path would have \(steps) time steps; at most \(ExposurePath.longest) are "
                + "possible. Count time in larger steps."
        case .exposurePathTooShort(let first, let last, let neededFirst, let neededLast):
            "The exposure is known from time \(first) to \(last); the rows need it from "
                + "\(neededFirst) to \(neededLast). Extend the path."
        case .exposureNeverPresent(let column):
            "The exposure \"\(column)\" is never above zero, so it has no onset. Name the column "
                + "of the intervention."
        case .daysOutOfRange(let found):
            "The effect was asked for after \(found) rows of exposure; at least 1 is needed"
                + (found < 1 ? "." : ", and at most \(RegressionChecks.mostDays) are possible.")
        case .noKernelReaches(let days):
            "No onset curve of the grid reaches a quarter of its effect within \(days) rows. Ask "
                + "for the effect after more rows."
        case .ratioOfNonPositive(let probability):
            "The reference mean is positive with probability \(probability) only; a percent "
                + "change needs more than 0.999. Report the difference instead."
        case .optionOutOfRange(let name, let found, let expected):
            "The option \"\(name)\" is \(found); it must be \(expected)."
        }
    }

    private static func list(_ names: [String]) -> String {
        names.map { "\"\($0)\"" }.joined(separator: ", ")
    }
}
