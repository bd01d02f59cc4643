internal import RealModule

/// The correlation R of a first-order autoregression with its first two derivatives in rho, as what
/// they do to columns: R_ij = rho^|t_i - t_j| is the product of the gaps between, so that each product is
/// one walk down the rows and one up.
struct AR1Derivatives {
    /// f = rho^g with its derivatives, for the gap g before a row.
    private struct Gap {
        let step: AR1Step
        let first: Double
        let second: Double

        init(rho: Double, gap: Int) {
            step = AR1Step(rho: rho, gap: gap)
            first = Double(gap) * Double.pow(rho, gap - 1)
            second = gap < 2 ? 0 : Double(gap) * Double(gap - 1) * Double.pow(rho, gap - 2)
        }
    }

    /// One before each row but the first.
    private let gaps: [Gap]
    private let times: [Int]
    private let rho: Double

    /// - Parameters:
    ///   - rho: between -1 and 1.
    ///   - times: strictly increasing, one a row.
    init(rho: Double, times: [Int]) {
        (self.rho, self.times) = (rho, times)
        gaps = zip(times, times.dropFirst()).map { Gap(rho: rho, gap: $1 - $0) }
    }

    /// R^-1 X = L^-T L^-1 X, exact for a Markov chain and never close to singular.
    /// - Complexity: O(rows * columns), as of all that follows.
    func solved(_ x: Matrix) -> Matrix {
        var result = x
        _ = AR1Errors(rho: rho).whiten(&result, times: times)
        for column in 0..<x.columns {
            for row in 0..<x.rows {
                if row > 0 { result[row, column] *= gaps[row - 1].step.weight }
                guard row < gaps.count else { continue }
                let next = gaps[row].step
                result[row, column] -= next.persistence * next.weight * result[row + 1, column]
            }
        }
        return result
    }

    /// R' Z and R'' Z.
    func products(_ z: Matrix) -> (first: Matrix, second: Matrix) {
        var first = Matrix(rows: z.rows, columns: z.columns)
        var second = first
        for column in 0..<z.columns {
            var walk = Walk()
            for row in 1..<max(1, z.rows) {
                walk.pass(gaps[row - 1], after: z[row - 1, column])
                first[row, column] += walk.first
                second[row, column] += walk.second
            }
            walk = Walk()
            for row in (1..<max(1, z.rows)).reversed() {
                walk.pass(gaps[row - 1], after: z[row, column])
                first[row - 1, column] += walk.first
                second[row - 1, column] += walk.second
            }
        }
        return (first, second)
    }

    /// The sum over the rows behind, each times its correlation with the present row, and that sum's
    /// derivatives.
    private struct Walk {
        private var value = 0.0
        private(set) var first = 0.0
        private(set) var second = 0.0

        /// Goes over a gap, away from a row with the value `z`.
        mutating func pass(_ gap: Gap, after z: Double) {
            let f = gap.step.persistence
            value += z
            second = gap.second * value + 2 * gap.first * first + f * second
            first = gap.first * value + f * first
            value *= f
        }
    }

    /// tr(R^-1 R'), the derivative of ln det R.
    var trace: Double {
        gaps.reduce(0) { $0 - 2 * $1.step.persistence * $1.first / $1.step.variance }
    }

    /// tr(R^-1 R' R^-1 R').
    var squaredTrace: Double {
        gaps.reduce(0) { sum, gap in
            let ratio = gap.first / gap.step.variance
            let f = gap.step.persistence
            return sum + 2 * ratio * ratio * (1 + f * f)
        }
    }
}
