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
        let steps = zip(times.dropFirst(), times).map { $0 - $1 }
        let rows = steps.indices.sorted { (steps[$0], $0) < (steps[$1], $1) }
        var gaps: [Int] = []
        var counts: [Int] = []
        for row in rows {
            if steps[row] == gaps.last {
                counts[counts.count - 1] += 1
            } else {
                gaps.append(steps[row])
                counts.append(1)
            }
        }
        self.gaps = gaps
        self.counts = counts
        laterRows = rows.map { $0 + 1 }
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
