/// A linear combination of coefficients, c'beta, to be estimated.
public struct Contrast: Sendable, Equatable {
    /// One weight a column of the design.
    public let weights: [Double]

    /// - Parameter weights: one a column, finite; checked against the design when used.
    public init(weights: [Double]) {
        self.weights = weights
    }

    /// The coefficient of one column.
    /// - Throws: `.unknownColumn`.
    public init(column name: String, of design: DesignMatrix) throws(RegressionError) {
        self = try Contrast([(name, 1)], of: design)
    }

    /// A sum of multiples of coefficients, by column name; columns left out count 0.
    /// - Throws: `.unknownColumn`.
    public init(
        _ terms: [(column: String, weight: Double)], of design: DesignMatrix
    ) throws(RegressionError) {
        try self.init(terms, columns: design.names)
    }

    /// As above, for the columns of a fit.
    /// - Throws: `.unknownColumn`.
    public init(
        _ terms: [(column: String, weight: Double)], columns: [String]
    ) throws(RegressionError) {
        var weights = [Double](repeating: 0, count: columns.count)
        for term in terms {
            guard let index = columns.firstIndex(of: term.column) else {
                throw .unknownColumn(name: term.column, known: columns)
            }
            weights[index] += term.weight
        }
        self.init(weights: weights)
    }

    /// - Throws: `.contrastLength`, `.notFinite` (row 0), `.contrastIsZero`.
    func checked(columns: [String]) throws(RegressionError) {
        guard weights.count == columns.count else {
            throw .contrastLength(expected: columns.count, found: weights.count)
        }
        if let place = weights.firstIndex(where: { !$0.isFinite }) {
            throw .notFinite(row: 0, column: columns[place])
        }
        guard weights.contains(where: { $0 != 0 }) else { throw .contrastIsZero }
    }
}
