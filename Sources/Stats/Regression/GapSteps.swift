internal import RealModule

/// The steps between neighbouring rows, grouped by their length.
struct GapSteps: Sendable {
    /// Distinct lengths, increasing.
    let gaps: [Int]
    /// Number of steps of each length.
    let counts: [Int]
    /// The later row of each step, those of one length together, in the order of `gaps`.
    let laterRows: [Int]

    /// - Parameter times: strictly increasing.
    init(times: [Int]) {
        var rows: [Int: [Int]] = [:]
        var known: (gap: Int, rows: [Int]) = (0, [])
        for row in times.indices.dropFirst() {
            let gap = times[row] - times[row - 1]
            if gap != known.gap {
                rows[known.gap] = known.rows
                known = (gap, rows.removeValue(forKey: gap) ?? [])
            }
            known.rows.append(row)
        }
        if !known.rows.isEmpty { rows[known.gap] = known.rows }
        rows[0] = nil
        gaps = rows.keys.sorted()
        counts = gaps.map { rows[$0]?.count ?? 0 }
        laterRows = gaps.flatMap { rows[$0] ?? [] }
    }

    /// What a first-order autoregression does over each gap length.
    func factors(rho: Double) -> [AR1Step] {
        gaps.map { AR1Step(rho: rho, gap: $0) }
    }

    /// ln det R = sum over rows after the first of ln(1 - rho^(2 gap)).
    func logDeterminant(_ factors: [AR1Step]) -> Double {
        var sum = 0.0
        for (factor, count) in zip(factors, counts) {
            sum += Double(count) * Double.log(factor.variance)
        }
        return sum
    }
}
