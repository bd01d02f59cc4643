/// A statistic that is linear in the scores, made ready for the days that were observed so that
/// each arrangement costs one pass over them.
protocol ArrangementKernel: Sendable {
    associatedtype Scratch

    /// What of a column of scores (one for each observed day) the statistic needs, whatever the
    /// arrangement.
    func prepare(_ y: [Double]) -> [Double]

    /// Room for the sums of one evaluation.
    func scratch() -> Scratch

    /// The statistic of two prepared columns; nil when it does not exist under this arrangement.
    func evaluate(
        _ arrangement: Arrangement, _ first: [Double], _ second: [Double],
        _ scratch: inout Scratch
    ) -> (Double, Double)?
}
