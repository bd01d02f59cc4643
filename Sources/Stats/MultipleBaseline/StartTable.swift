internal import RealModule

/// x'My and x'Mx of every series and every possible start, from which those of a set of starts
/// are sums. Places of starts count from zero.
struct StartTable {
    enum Response: Int {
        /// The responses that were found.
        case responses
        /// The exposure as it was drawn: an effect without noise.
        case noiseFree
    }

    private static let rho = 0.5
    private static let sharedRho = 0.95
    private static let sharedVariance = 1.0
    /// x'Mx is at least of the order of one where an effect can be seen at all.
    private static let leastInformation = 1e-9

    private let startCount: Int
    private let degreesOfFreedom: Double
    /// y'My of each response.
    private let sums: [Double]
    /// One for each onset curve.
    private let curves: [Curve]

    private struct Curve {
        /// h'My for each response and each (series, start).
        let products: [[Double]]
        /// h'Mh', column after column.
        let gram: [Double]
    }

    /// - Throws: `.tooFewResponses`, `.noDifferences`.
    init(
        _ data: SteppedSeries, possible: [Int], observed: [Int], kernels: [OnsetKernel]
    ) throws(SteppedSeriesError) {
        let cells = Cells(data)
        for series in data.series.indices {
            let found = cells.series.count { $0 == series }
            guard found >= 3 else { throw .tooFewResponses(series: series, found: found) }
        }
        var projection = Projection(cells, seriesCount: data.series.count)
        let step = OnsetKernel(onset: 0, washOut: 0, deadTime: 0)
        let responses =
            cells.responses(of: data)
            + cells.places.map { step.reached($0.time, from: observed[$0.series]) }
        let left = projection.applied(to: responses)
        let count = cells.places.count
        sums = [left[..<count], left[count...]].map { $0.reduce(0) { $0 + $1 * $1 } }
        let whole = responses[..<count].reduce(0) { $0 + $1 * $1 }
        guard sums[0] > 1e-20 * whole else { throw .noDifferences }
        startCount = possible.count
        degreesOfFreedom = Double(count - data.series.count - 1)
        curves = kernels.map { kernel in
            let columns = data.series.indices.flatMap { series in
                possible.flatMap { start in
                    cells.places.map {
                        $0.series == series ? kernel.reached($0.time, from: start) : 0
                    }
                }
            }
            return Self.curve(projection.applied(to: columns), left, rows: count)
        }
    }

    private static func curve(_ columns: [Double], _ responses: [Double], rows: Int) -> Curve {
        let size = columns.count / rows
        var gram = [Double](repeating: 0, count: size * size)
        LAPACK.gemm(
            .yes, .no, rows: size, columns: size, inner: rows, columns, lda: rows, columns,
            ldb: rows, &gram, ldc: size)
        var products = [Double](repeating: 0, count: 2 * size)
        LAPACK.gemm(
            .yes, .no, rows: size, columns: 2, inner: rows, columns, lda: rows, responses,
            ldb: rows, &products, ldc: size)
        return Curve(
            products: [Array(products[..<size]), Array(products[size...])], gram: gram)
    }

    // MARK: What a set of starts answers

    func isDefined(_ starts: [Int]) -> Bool {
        curves.contains { information($0, starts) > Self.leastInformation }
    }

    /// t, or for several curves the ln of the average; nil where no curve can be seen.
    private func value(_ starts: [Int], _ response: Response) -> Double? {
        if curves.count == 1 {
            let left = information(curves[0], starts)
            guard left > Self.leastInformation else { return nil }
            return product(curves[0], starts, response).magnitude / left.squareRoot()
        }
        var logs: [Double] = []
        for curve in curves {
            let left = information(curve, starts)
            guard left > Self.leastInformation else { continue }
            let product = product(curve, starts, response)
            let share = min(product * product / left / sums[response.rawValue], 1 - 1e-12)
            logs.append(-0.5 * degreesOfFreedom * Double.log(onePlus: -share))
        }
        guard let highest = logs.max() else { return nil }
        let sum = logs.reduce(0) { $0 + Double.exp($1 - highest) }
        return highest + Double.log(sum / Double(curves.count))
    }

    /// - Returns: 0 where no curve can be seen.
    func evaluate(_ starts: [Int], _ response: Response) -> Double {
        value(starts, response) ?? 0
    }

    /// Whether the starts are at least as extreme as those that reached `observed`. Values within
    /// rounding are ties, and starts whose effect could not be seen count, which can only raise p.
    func isExtreme(_ starts: [Int], _ response: Response, _ observed: Double) -> Bool {
        guard let value = value(starts, response) else { return true }
        let unit =
            curves.count == 1
            ? (sums[response.rawValue] / max(degreesOfFreedom, 1)).squareRoot() : 1
        return value >= observed - 1e-10 * (unit + observed.magnitude)
    }

    private func product(_ curve: Curve, _ starts: [Int], _ response: Response) -> Double {
        var sum = 0.0
        for (series, start) in starts.enumerated() {
            sum += curve.products[response.rawValue][series * startCount + start]
        }
        return sum
    }

    private func information(_ curve: Curve, _ starts: [Int]) -> Double {
        let size = startCount * starts.count
        var sum = 0.0
        for (a, first) in starts.enumerated() {
            let column = (a * startCount + first) * size
            for (b, second) in starts.enumerated() {
                sum += curve.gram[column + b * startCount + second]
            }
        }
        return sum
    }

    // MARK: Preparation

    /// The responses there are, time after time.
    private struct Cells {
        let places: [(row: Int, time: Int, series: Int)]

        init(_ data: SteppedSeries) {
            places = data.times.indices.flatMap { row in
                data.responding(row: row).map { (row, data.times[row], $0) }
            }
        }

        var series: [Int] { places.map(\.series) }

        func responses(of data: SteppedSeries) -> [Double] {
            places.map { data.scaledResponses[$0.series][$0.row] ?? 0 }
        }
    }

    /// a -> (I - QQ')Wa, W whitening V and Q spanning the whitened levels: products of what is left
    /// are products in M.
    private struct Projection {
        private var filter: StateFilter
        private let basis: [Double]
        private let levels: Int

        init(_ cells: Cells, seriesCount: Int) {
            levels = seriesCount
            filter = StateFilter(
                stateCount: seriesCount + 1, times: cells.places.map(\.time),
                weights: cells.places.flatMap { cell in
                    (0...seriesCount).map { $0 == cell.series || $0 == seriesCount ? 1 : 0 }
                })
            let own = [Double](repeating: 1, count: seriesCount)
            filter.prepare(
                rhos: own.map { $0 * StartTable.rho } + [StartTable.sharedRho],
                variances: own + [StartTable.sharedVariance], noise: 0)
            let columns = (0..<seriesCount).flatMap { level in
                cells.places.map { $0.series == level ? 1.0 : 0 }
            }
            var whitened = columns
            filter.apply(columns, into: &whitened)
            basis = Self.orthonormal(whitened, rows: cells.places.count, columns: levels)
        }

        /// The columns that `geqrf` spans; the levels are independent, for each has responses.
        private static func orthonormal(
            _ matrix: [Double], rows: Int, columns: Int
        ) -> [Double] {
            var factor = matrix
            var tau = [Double](repeating: 0, count: columns)
            var work = [Double](repeating: 0, count: 32 * columns)
            LAPACK.geqrf(
                rows: rows, columns: columns, &factor, lda: rows, tau: &tau, work: &work,
                workLength: work.count)
            var basis = [Double](repeating: 0, count: rows * columns)
            for place in 0..<columns { basis[place * (rows + 1)] = 1 }
            LAPACK.ormqr(
                .no, rows: rows, columns: columns, reflectors: columns, factor, lda: rows,
                tau: tau, &basis, ldc: rows, work: &work, workLength: work.count)
            return basis
        }

        mutating func applied(to columns: [Double]) -> [Double] {
            let rows = filter.times.count
            let count = columns.count / rows
            var result = columns
            filter.apply(columns, into: &result)
            var shares = [Double](repeating: 0, count: levels * count)
            LAPACK.gemm(
                .yes, .no, rows: levels, columns: count, inner: rows, basis, lda: rows, result,
                ldb: rows, &shares, ldc: levels)
            LAPACK.gemm(
                .no, .no, rows: rows, columns: count, inner: levels, alpha: -1, basis,
                lda: rows, shares, ldb: levels, beta: 1, &result, ldc: rows)
            return result
        }
    }
}

extension OnsetKernel {
    /// The share of a lasting effect that is there at a time, the exposure having begun at `start`.
    func reached(_ time: Int, from start: Int) -> Double {
        time < start ? 0 : reach(after: time - start + 1)
    }
}
