internal import RealModule

/// A series under one noise with some columns swept out: what the weights of date sets are made of.
///
/// Sweeping a column f whose coefficient is N(0, s^2 / ridge) out of M, the pivot being
/// f'M f + ridge and w = M f / sqrt(pivot):
///   M -= w w',   c -= 1/2 log(pivot / ridge),   y'M y -= (w'y)^2,
/// and with the suffix sums s of w, of a step's products S -= s s', g -= s (w'y), and of the level
/// functional h -= s (f'a) / sqrt(pivot). S is only kept on its diagonal; the rest is made when needed.
struct SweptNode {
    /// c: log weight that does not depend on dates.
    private(set) var logConstant: Double
    /// y'M y
    private(set) var residual: Double
    /// The fitted level when there is no change, of the centred series.
    private(set) var level: Double
    /// S_tt + 1, g_t and h_t, each followed by slack.
    private(set) var diagonal: [Double]
    private(set) var moments: [Double]
    private(set) var shifts: [Double]

    init(_ gram: StepGram, differences: [Double]) {
        let n = differences.count
        let slack = [Double](repeating: 0, count: StepGram.slack)
        var moments = [Double](repeating: 0, count: n)
        LAPACK.gemv(.yes, rows: n, columns: n, gram.products, lda: n, differences, &moments)
        logConstant = gram.logConstant
        residual = LAPACK.dot(n, differences, moments)
        level = LAPACK.dot(n, differences, gram.levelShifts)
        diagonal = (0..<n).map { gram.products[$0 * n + $0] + 1 } + slack.map { $0 + 1 }
        self.moments = moments + slack
        shifts = gram.levelShifts + slack
    }

    /// Applies a column that `NodeSweeps` has made.
    mutating func apply(_ row: SweptRow, sums: UnsafePointer<Double>, count: Int) {
        logConstant -= row.halfLogPivot
        residual -= row.projection * row.projection
        level -= row.projection * row.levelShare
        for t in 0..<count {
            let s = sums[t]
            diagonal[t] -= s * s
            moments[t] -= s * row.projection
            shifts[t] -= s * row.levelShare
        }
    }

    /// f'a, a being the level functional: what the column adds to the fitted level.
    func levelOf(_ column: [Double]) -> Double {
        column.indices.reduce(0) { $0 + column[$1] * (shifts[$1] - shifts[$1 + 1]) }
    }

    func withBuffers(floor: Double, _ body: (SweptBuffers) -> Void) {
        diagonal.withUnsafeBufferPointer { diagonal in
            moments.withUnsafeBufferPointer { moments in
                shifts.withUnsafeBufferPointer { shifts in
                    body(
                        SweptBuffers(
                            whole: residual + floor, level: level, diagonal: diagonal,
                            moments: moments, shifts: shifts))
                }
            }
        }
    }

    /// Log weight of no change.
    func logWeightOfNone(floor: Double, freedom: Int) -> Double {
        logConstant - 0.5 * Double(freedom) * .log(residual + floor)
    }
}

/// A `SweptNode` as the inner loops read it.
struct SweptBuffers {
    /// y'M y and the floor of the noise.
    let whole: Double
    let level: Double
    let diagonal: UnsafeBufferPointer<Double>
    let moments: UnsafeBufferPointer<Double>
    let shifts: UnsafeBufferPointer<Double>
}

/// One column swept out under one noise.
struct SweptRow: Sendable {
    /// w'y
    let projection: Double
    /// f'a / sqrt(pivot)
    let levelShare: Double
    /// 1/2 log(pivot / ridge)
    let halfLogPivot: Double
    /// sqrt(pivot)
    let root: Double
}

/// The columns swept out under one noise, one after the other.
struct NodeSweeps {
    let count: Int
    /// w of each column, `count` values each.
    private(set) var weights: [Double] = []
    /// Suffix sums of w of each column, with slack: `stride` values each.
    private(set) var sums: [Double] = []
    private(set) var rows: [SweptRow] = []

    var stride: Int { count + StepGram.slack }

    init(count: Int) { self.count = count }

    /// Sweeps one more column.
    ///
    /// - `column`: f, n values.
    /// - `ridge`: 1 / the prior variance of its coefficient, in noise variances.
    /// - `values`: the centred series.
    /// - `node`: where the columns so far are applied; takes this one.
    /// - Complexity: O(n J).
    mutating func sweep(
        _ column: [Double], ridge: Double, _ projection: NoiseProjection, values: [Double],
        into node: inout SweptNode
    ) {
        let first = weights.count
        weights.append(contentsOf: repeatElement(0, count: count))
        sums.append(contentsOf: repeatElement(0, count: stride))
        let sumsAt = sums.count - stride
        let shared = node.levelOf(column)
        let row = weights.withUnsafeMutableBufferPointer { weights in
            sums.withUnsafeMutableBufferPointer { sums in
                guard let base = weights.baseAddress, let sum = sums.baseAddress else {
                    preconditionFailure("a series has observations")
                }
                let own = base + first
                projection.project(column, to: own)
                for earlier in 0..<rows.count {
                    let other = base + earlier * count
                    LAPACK.axpy(count, -LAPACK.dot(count, column, other), other, own)
                }
                let pivot = LAPACK.dot(count, column, own) + ridge
                let root = pivot.squareRoot()
                var total = 0.0
                for t in Swift.stride(from: count - 1, through: 0, by: -1) {
                    own[t] /= root
                    total += own[t]
                    sum[sumsAt + t] = total
                }
                return SweptRow(
                    projection: LAPACK.dot(count, own, values), levelShare: shared / root,
                    halfLogPivot: 0.5 * .log(pivot / ridge), root: root)
            }
        }
        rows.append(row)
        sums.withUnsafeBufferPointer { sums in
            if let base = sums.baseAddress { node.apply(row, sums: base + sumsAt, count: count) }
        }
    }

    /// The first `size` columns only.
    func first(_ size: Int) -> NodeSweeps {
        var sweeps = NodeSweeps(count: count)
        sweeps.weights = Array(weights.prefix(size * count))
        sweeps.sums = Array(sums.prefix(size * stride))
        sweeps.rows = Array(rows.prefix(size))
        return sweeps
    }

    /// Heights of the first `most` columns, the posterior mean without a change, by back substitution.
    func heights(_ columns: [[Double]]) -> [Double] {
        var heights = [Double](repeating: 0, count: columns.count)
        for j in columns.indices.reversed() {
            var rest = rows[j].projection
            for later in columns.indices where later > j {
                let own = weights[j * count..<(j + 1) * count]
                rest -= heights[later] * zip(own, columns[later]).reduce(0) { $0 + $1.0 * $1.1 }
            }
            heights[j] = rest / rows[j].root
        }
        return heights
    }
}
