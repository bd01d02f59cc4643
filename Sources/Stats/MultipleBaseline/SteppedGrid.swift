internal import RealModule

/// Every node of the grid of `SteppedSeriesModel`, solved: for each rho and lambda each tau.
///
/// The whitened columns [levels, trends, x | x_1 ... x_S | y] are brought to a triangle once a
/// node. tau = 0 uses its upper left part; tau > 0 appends the rows (0, I / tau; 0), which touch
/// the last S + 1 columns only.
/// Oracle: Tests/Oracles/regression/multiple-baseline.
struct SteppedGrid {
    let nodes: [SteppedNode]
    let seriesCount: Int
    let degreesOfFreedom: Double
    /// ln likelihood + ln prior, at (node, tau) = node * taus + tau.
    private(set) var logWeights: [Double] = []
    /// The mean effect, then that of each series: S + 1 numbers a place.
    private(set) var locations: [Double] = []
    private(set) var scales: [Double] = []

    private let nuisanceCount: Int
    private var triangle: Triangle

    init(_ design: SteppedDesign, nodes: [SteppedNode]) {
        self.nodes = nodes
        seriesCount = design.seriesCount
        degreesOfFreedom = design.degreesOfFreedom
        nuisanceCount = design.nuisanceCount
        let columns =
            design.columns.elements + design.ownExposures.elements + design.residual
        triangle = Triangle(
            rows: design.rows, size: nuisanceCount + 2 + seriesCount,
            seriesCount: seriesCount)
        let places = nodes.count * SteppedSeriesModel.spreads.count
        logWeights.reserveCapacity(places)
        locations.reserveCapacity(places * (seriesCount + 1))
        scales.reserveCapacity(places * (seriesCount + 1))
        var filter = StateFilter(design.contrasts)
        for node in nodes {
            filter.prepare(node)
            filter.apply(columns, into: &triangle.whitened)
            triangle.factor()
            let offset = -0.5 * filter.logDeterminant + Double.log(node.prior)
            for spread in SteppedSeriesModel.spreads {
                let weight = offset + Double.log(spread.prior)
                if spread.tau == 0 {
                    addCommon(weight)
                } else {
                    addDiffering(weight, tau: spread.tau)
                }
            }
        }
    }

    /// sum ln |R_kk| over levels, trends and x.
    private var logDiagonal: Double {
        (0...nuisanceCount).reduce(0) { $0 + Double.log(triangle[$1, $1].magnitude) }
    }

    private mutating func addCommon(_ offset: Double) {
        let x = nuisanceCount
        let y = triangle.size - 1
        var sum = 0.0
        for row in x + 1...y { sum += triangle[row, y] * triangle[row, y] }
        let effect = triangle[x, y] / triangle[x, x]
        let scale = (sum / degreesOfFreedom).squareRoot() / triangle[x, x].magnitude
        for _ in 0...seriesCount {
            locations.append(effect)
            scales.append(scale)
        }
        logWeights.append(offset - 0.5 * degreesOfFreedom * Double.log(sum) - logDiagonal)
    }

    private mutating func addDiffering(_ offset: Double, tau: Double) {
        let x = nuisanceCount
        let y = triangle.size - 1
        triangle.factorOwn(from: x + 1, tau: tau)
        let last = triangle.own(seriesCount, seriesCount)
        let sum = last * last
        triangle.solveDeviations()
        var effect = triangle[x, y]
        for series in 0..<seriesCount {
            effect -= triangle[x, x + 1 + series] * triangle.deviations[series]
        }
        effect /= triangle[x, x]
        let mean = triangle.deviations.reduce(0, +) / Double(seriesCount)
        let sigma = (sum / degreesOfFreedom).squareRoot()
        locations.append(effect + mean)
        scales.append(sigma * triangle.length(x, share: 1 / Double(seriesCount), of: nil))
        for series in 0..<seriesCount {
            locations.append(effect + triangle.deviations[series])
            scales.append(sigma * triangle.length(x, share: 0, of: series))
        }
        var logDiagonal = logDiagonal + Double(seriesCount) * Double.log(tau)
        for k in 0..<seriesCount { logDiagonal += Double.log(triangle.own(k, k).magnitude) }
        logWeights.append(offset - 0.5 * degreesOfFreedom * Double.log(sum) - logDiagonal)
    }

    /// The buffers of one node.
    private struct Triangle {
        let rows: Int
        let size: Int
        let seriesCount: Int
        /// The whitened columns; after `factor`, R above the diagonal.
        var whitened: [Double]
        /// Solution for delta.
        private(set) var deviations: [Double]
        private var tail: [Double]
        private var direction: [Double]
        private var tau: [Double]
        private var work: [Double]

        init(rows: Int, size: Int, seriesCount: Int) {
            self.rows = rows
            self.size = size
            self.seriesCount = seriesCount
            whitened = [Double](repeating: 0, count: rows * size)
            deviations = [Double](repeating: 0, count: seriesCount)
            direction = deviations
            tail = [Double](repeating: 0, count: (2 * seriesCount + 1) * (seriesCount + 1))
            tau = [Double](repeating: 0, count: size)
            work = [Double](repeating: 0, count: 32 * size)
        }

        subscript(row: Int, column: Int) -> Double { whitened[row + column * rows] }

        /// Element of the triangle of [x_1 ... x_S | y] after the rows of the prior.
        func own(_ row: Int, _ column: Int) -> Double { tail[row + column * tailRows] }

        private var tailRows: Int { 2 * seriesCount + 1 }

        mutating func factor() {
            LAPACK.geqrf(
                rows: rows, columns: size, &whitened, lda: rows, tau: &tau, work: &work,
                workLength: work.count)
        }

        /// QR of the last S + 1 columns from row `first` on, with I / tau below.
        mutating func factorOwn(from first: Int, tau spread: Double) {
            let width = seriesCount + 1
            for place in tail.indices { tail[place] = 0 }
            for column in 0..<width {
                for row in 0...column {
                    tail[row + column * tailRows] = self[first + row, first + column]
                }
                if column < seriesCount {
                    tail[width + column + column * tailRows] = 1 / spread
                }
            }
            LAPACK.geqrf(
                rows: tailRows, columns: width, &tail, lda: tailRows, tau: &tau, work: &work,
                workLength: work.count)
        }

        mutating func solveDeviations() {
            for k in (0..<seriesCount).reversed() {
                var value = own(k, seriesCount)
                for j in k + 1..<max(seriesCount, k + 1) { value -= own(k, j) * deviations[j] }
                deviations[k] = value / own(k, k)
            }
        }

        /// |R^-T c| for the contrast theta + share * (sum of delta) or theta + delta of a series.
        mutating func length(_ x: Int, share: Double, of chosen: Int?) -> Double {
            let first = 1 / self[x, x]
            var sum = first * first
            for k in 0..<seriesCount {
                var value = (k == chosen ? 1 : share) - self[x, x + 1 + k] * first
                for j in 0..<k { value -= own(j, k) * direction[j] }
                direction[k] = value / own(k, k)
                sum += direction[k] * direction[k]
            }
            return sum.squareRoot()
        }
    }
}
