/// A statistic that is linear in the scores, made ready for the rows that were observed so that
/// each arrangement costs one pass over them.
protocol ArrangementKernel: Sendable {
    /// What the statistic needs of two columns of scores, whatever the arrangement.
    associatedtype Prepared
    /// Room for the sums of one evaluation.
    associatedtype Scratch

    /// - Parameters: two columns with an entry for each observed row.
    func prepare(_ first: [Double], _ second: [Double]) -> Prepared

    func scratch() -> Scratch

    /// The statistic of both columns; nil when it does not exist under this arrangement.
    func evaluate(
        _ arrangement: Arrangement, _ prepared: Prepared, _ scratch: inout Scratch
    ) -> (Double, Double)?
}

/// Two columns of scores, an entry for each observed row.
struct ScoreColumns: Sendable {
    let first: [Double]
    let second: [Double]
}
