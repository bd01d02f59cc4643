internal import RealModule

/// The contrasts of the columns of a multiple baseline, checked for what can be told apart:
/// levels of all series but the last, trends of the same if asked for, the exposure.
struct SteppedDesign: Sendable {
    /// Fewer rows with two responses cannot carry a model of noise.
    static let fewestSharedRows = 14
    static let fewestDegreesOfFreedom = 10

    let contrasts: RowContrasts
    /// Columns of levels and trends.
    let nuisanceCount: Int
    /// Levels, trends and exposure, n x (nuisanceCount + 1).
    let columns: Matrix
    /// The exposure of each series alone, n x S.
    let ownExposures: Matrix
    /// Of the responses.
    let responses: [Double]
    /// What least squares on the columns leaves of the response; the engines work with it, so
    /// that large differences of level cost no digits.
    let residual: [Double]
    /// The coefficient of the exposure that was taken out with it.
    let offset: Double

    var rows: Int { columns.rows }
    var seriesCount: Int { contrasts.seriesCount }
    var degreesOfFreedom: Double { Double(rows - columns.columns) }

    /// - Throws: `.tooFewSharedRows`, `.tooFewDegreesOfFreedom`, `.seriesNotLinked`,
    ///   `.trendsNotSeparable`, `.effectNotSeparable`, `.noDifferences`, `.perfectFit`.
    init(_ data: SteppedSeries, hasOwnTrends: Bool) throws(SteppedSeriesError) {
        let shared = data.sharedRowCount
        guard shared >= Self.fewestSharedRows else {
            throw .tooFewSharedRows(found: shared, needed: Self.fewestSharedRows)
        }
        let contrasts = RowContrasts(data)
        self.contrasts = contrasts
        let last = data.series.count - 1
        let middle = 0.5 * (Double(data.times[0]) + Double(data.times[data.times.count - 1]))
        let length = Double(data.times[data.times.count - 1] - data.times[0])
        let trend = data.times.map { (Double($0) - middle) / length }
        var functions: [(Int, Int) -> Double] = (0..<last).map { level in
            { series, _ in series == level ? 1 : 0 }
        }
        if hasOwnTrends {
            functions += (0..<last).map { level in
                { series, row in series == level ? trend[row] : 0 }
            }
        }
        nuisanceCount = functions.count
        functions.append { series, row in data.series[series].exposures[row] }
        columns = Matrix(columns: functions.map { contrasts.applied(to: $0) })
        ownExposures = Matrix(
            columns: data.series.indices.map { own in
                contrasts.applied { series, row in
                    series == own ? data.series[series].exposures[row] : 0
                }
            })
        let found = contrasts.count - functions.count
        let needed = max(Self.fewestDegreesOfFreedom, data.series.count + 1)
        guard found >= needed else {
            throw .tooFewDegreesOfFreedom(found: found, needed: needed)
        }
        try Self.check(columns, against: functions, data, levels: last)
        responses = contrasts.applied { data.scaledResponses[$0][$1] ?? 0 }
        (residual, offset) = try Self.split(responses, on: columns, data)
    }

    /// What the levels and trends leave of a column of contrasts.
    func besideNuisance(_ column: [Double]) -> [Double] {
        let nuisance = columns.selecting(columns: Array(0..<nuisanceCount))
        // The columns were found independent in `init`, so the factor exists.
        return (try? QRFactorization(nuisance).residuals(column)) ?? column
    }

    /// Refuses columns that the contrasts and the columns before them leave nothing of.
    private static func check(
        _ columns: Matrix, against functions: [(Int, Int) -> Double], _ data: SteppedSeries,
        levels: Int
    ) throws(SteppedSeriesError) {
        let p = columns.columns
        var factor = columns.elements
        var tau = [Double](repeating: 0, count: p)
        var work = [Double](repeating: 0, count: 32 * p)
        LAPACK.geqrf(
            rows: columns.rows, columns: p, &factor, lda: columns.rows, tau: &tau, work: &work,
            workLength: work.count)
        for (place, function) in functions.enumerated() {
            let whole = sumOfSquares(data, function)
            let left = factor[place * (columns.rows + 1)].magnitude
            let share = whole > 0 ? left / whole.squareRoot() : 0
            guard share > 1e-8 else {
                if place < levels { throw .seriesNotLinked }
                if place < p - 1 { throw .trendsNotSeparable }
                throw .effectNotSeparable(remainder: share)
            }
        }
    }

    private static func split(
        _ y: [Double], on columns: Matrix, _ data: SteppedSeries
    ) throws(SteppedSeriesError) -> (residual: [Double], offset: Double) {
        let factor: QRFactorization
        let residual: [Double]
        let coefficients: [Double]
        do {
            factor = try QRFactorization(columns)
            residual = try factor.residuals(y)
            coefficients = try factor.solve(y)
        } catch {
            throw .effectNotSeparable(remainder: 0)
        }
        let whole = sumOfSquares(data) { data.scaledResponses[$0][$1] ?? 0 }
        let left = dot(residual, residual)
        guard left > 1e-20 * whole else {
            throw coefficients[columns.columns - 1].magnitude > 1e-10 * whole.squareRoot()
                ? .perfectFit : .noDifferences
        }
        return (residual, coefficients[columns.columns - 1])
    }

    /// Over all series and rows with a response.
    private static func sumOfSquares(
        _ data: SteppedSeries, _ value: (Int, Int) -> Double
    ) -> Double {
        var sum = 0.0
        for row in data.times.indices {
            for series in data.responding(row: row) {
                sum += value(series, row) * value(series, row)
            }
        }
        return sum
    }
}
