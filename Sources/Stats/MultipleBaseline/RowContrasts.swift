/// The differences between the series within each row: m - 1 orthonormal contrasts for the m series
/// that have a response,
///
///     h_i = (1, ..., 1, -i, 0, ...) / sqrt(i (i + 1)),  i = 1 ... m - 1.
///
/// They span all that is left of a row once what its series share is gone, so that a shared course
/// of any form cancels exactly. Rows with one response give none.
struct RowContrasts: Sendable {
    let seriesCount: Int
    /// The row of each contrast.
    let rows: [Int]
    /// The time of each contrast.
    let times: [Int]
    /// Weights of the series, `seriesCount` numbers a contrast.
    let weights: [Double]

    var count: Int { rows.count }

    init(_ data: SteppedSeries) {
        var rows: [Int] = []
        var weights: [Double] = []
        for row in data.times.indices {
            let responding = data.responding(row: row)
            for i in responding.indices.dropFirst() {
                var weight = [Double](repeating: 0, count: data.series.count)
                let length = Double(i * (i + 1)).squareRoot()
                for series in responding[..<i] { weight[series] = 1 / length }
                weight[responding[i]] = -Double(i) / length
                weights += weight
                rows.append(row)
            }
        }
        seriesCount = data.series.count
        self.rows = rows
        times = rows.map { data.times[$0] }
        self.weights = weights
    }

    /// The contrasts of a column.
    ///
    /// - `value`: of a series and a row; asked only where the series has a response.
    func applied(to value: (_ series: Int, _ row: Int) -> Double) -> [Double] {
        rows.indices.map { contrast in
            var sum = 0.0
            for series in 0..<seriesCount {
                let weight = weights[contrast * seriesCount + series]
                if weight != 0 { sum += weight * value(series, rows[contrast]) }
            }
            return sum
        }
    }
}
