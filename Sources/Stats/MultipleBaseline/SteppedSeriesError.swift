/// Why a multiple baseline was not analysed, with the numbers found. Series and rows count from
/// zero in the cases and from one in the sentences.
package enum SteppedSeriesError: Error, Sendable, Equatable {
    case tooFewSeries(found: Int)
    case lengthMismatch(series: Int, expected: Int, found: Int)
    case timeRepeated(Int)
    case timeOutOfRange(Int)
    case notFinite(series: Int, row: Int)
    case noUsualSwing(series: Int)
    case tooFewSharedRows(found: Int, needed: Int)
    case tooFewDegreesOfFreedom(found: Int, needed: Int)
    case seriesNotLinked
    case trendsNotSeparable
    case effectNotSeparable(remainder: Double)
    case noDifferences
    case perfectFit
    case tooFewNodes(found: Int)
    case horizonOutOfRange(Int)
    case noCurveReaches(horizon: Int)
    case wrongNumberOfStarts(found: Int, expected: Int)
    case emptyWindow(Int)
    case tooFewResponses(series: Int, found: Int)
    case notAdmissible
    case notRandomized
    case tooFewReplicates(Int)
}

extension SteppedSeriesError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .tooFewSeries(let found):
            "There are \(found) series; at least 2 are compared. Add one, or analyse it alone."
        case .lengthMismatch(let series, let expected, let found):
            "Series \(series + 1) has \(found) entries for \(expected) rows; give a response and "
                + "an exposure for each row, a missing response as missing."
        case .timeRepeated(let time):
            "Time \(time) stands on two rows; each time needs one row. Combine them."
        case .timeOutOfRange(let found):
            "A row has time \(found); times must lie within \(DesignMatrix.latestTime) steps of "
                + "0. Count them from a nearer start."
        case .notFinite(let series, let row):
            "Row \(row + 1) of series \(series + 1) is not a finite number. Leave the response "
                + "missing, or mend the exposure."
        case .noUsualSwing(let series):
            "Series \(series + 1) never changes from one time to the next, so it has no usual "
                + "swing to measure an effect by. Leave it out, or record it more often."
        case .tooFewSharedRows(let found, let needed):
            "Two series have a response on \(found) rows; at least \(needed) are needed. Record "
                + "the series at the same times."
        case .tooFewDegreesOfFreedom(let found, let needed):
            "\(found) degrees of freedom are left for the differences between the series; at "
                + "least \(needed) are needed. Record more rows."
        case .seriesNotLinked:
            "Some series have no row in common with the others, so their levels cannot be "
                + "compared. Record the series at the same times, or leave one out."
        case .trendsNotSeparable:
            "The series have too few times to tell their trends apart. Record more rows, or do "
                + "without trends."
        case .effectNotSeparable(let remainder):
            "The exposure cannot be told from what the series share and from their levels (share "
                + "left: \(remainder)). The series must start at different times."
        case .noDifferences:
            "The series never differ by more than their levels; without variation there is "
                + "nothing to explain. Check that they are not copies."
        case .perfectFit:
            "The exposure reproduces all differences between the series exactly, so nothing is "
                + "left to measure the uncertainty by. Check how the series were made."
        case .tooFewNodes(let found):
            "\(found) quadrature nodes were asked for; at least 8 are needed, and 64 are usual."
        case .horizonOutOfRange(let found):
            "The effect was asked for after \(found) rows of exposure; at least 1 is needed."
        case .noCurveReaches(let horizon):
            "No onset curve that can be told from the levels reaches a quarter of its effect "
                + "within \(horizon) rows. Ask for the effect after more rows."
        case .wrongNumberOfStarts(let found, let expected):
            "There are \(found) starts or windows for \(expected) series; give one for each."
        case .emptyWindow(let place):
            "Window \(place + 1) of the draw holds no start; each needs at least 1."
        case .tooFewResponses(let series, let found):
            "Series \(series + 1) has \(found) responses; at least 3 are needed. Leave it out."
        case .notAdmissible:
            "The starts that were followed are not among those that the declared draw can "
                + "produce. Give the windows from which they were drawn."
        case .notRandomized:
            "Nothing was drawn: the windows admit 1 set of starts, and a randomisation test "
                + "needs at least 2. Say that the starts were fixed."
        case .tooFewReplicates(let count):
            "\(count) drawn sets of starts were asked for; at least 1 is needed."
        }
    }
}
