/// Products of columns on neighbouring rows, summed over steps of equal length, from which the
/// product L'R^-1 M for any autocorrelation follows in a few multiplications a gap length.
///
/// A row whitened over a gap g is s_g (x_i - f_g x_(i-1)), f_g = rho^g, s_g^2 = 1 / (1 - f_g^2).
/// Written as the difference d = x_i - x_(i-1) plus a x_(i-1), a = 1 - f, nothing cancels when rho
/// is near 1; for negative f the sum x_i + x_(i-1) minus a x_(i-1), a = 1 - |f|, does the same.
///     L'R^-1 M = l_1 m_1' + sum_g s_g^2 [D_g +- a_g X_g + a_g^2 P_g]
/// with D the products of differences (or sums), X their products with previous rows both ways,
/// and P the products of previous rows. It costs O(n) once and O(gap lengths) a node.
struct GapMoments: Sendable {
    /// Number of products.
    let count: Int
    private let first: [Double]
    /// Gap length after gap length, `count` numbers each.
    private let differences: [Double]
    private let differencesByPrevious: [Double]
    private let sums: [Double]
    private let sumsByPrevious: [Double]
    private let previous: [Double]

    /// All products of a column of `left` with one of `right`: number i + j * left.columns.
    init(_ left: Matrix, by right: Matrix, steps: GapSteps) {
        let a = StepColumns(left, steps: steps)
        let b = StepColumns(right, steps: steps)
        var first: [Double] = []
        for j in 0..<right.columns {
            for i in 0..<left.columns { first.append(left[0, i] * right[0, j]) }
        }
        self.first = first
        count = first.count
        previous = Self.products([(a.previous, b.previous)], steps: steps)
        differences = Self.products([(a.difference, b.difference)], steps: steps)
        differencesByPrevious = Self.products(
            [(a.difference, b.previous), (a.previous, b.difference)], steps: steps)
        sums = Self.products([(a.sum, b.sum)], steps: steps)
        sumsByPrevious = Self.products(
            [(a.sum, b.previous), (a.previous, b.sum)], steps: steps)
    }

    /// The product of each column with itself.
    init(squaresOf columns: Matrix, steps: GapSteps) {
        let a = StepColumns(columns, steps: steps)
        first = (0..<columns.columns).map { columns[0, $0] * columns[0, $0] }
        count = first.count
        previous = Self.squares(a.previous, a.previous, steps: steps)
        differences = Self.squares(a.difference, a.difference, steps: steps)
        differencesByPrevious = Self.squares(a.difference, a.previous, steps: steps).map { 2 * $0 }
        sums = Self.squares(a.sum, a.sum, steps: steps)
        sumsByPrevious = Self.squares(a.sum, a.previous, steps: steps).map { 2 * $0 }
    }

    /// The products at one autocorrelation, written to `result` (`count` places).
    func evaluate(_ factors: [AR1Step], into result: UnsafeMutablePointer<Double>) {
        for k in 0..<count { result[k] = first[k] }
        for (group, factor) in factors.enumerated() {
            let weight = 1 / factor.variance
            let isNegative = factor.persistence < 0
            let linear = isNegative ? -weight * factor.deficit : weight * factor.deficit
            let square = weight * factor.deficit * factor.deficit
            let even = isNegative ? sums : differences
            let cross = isNegative ? sumsByPrevious : differencesByPrevious
            Self.add(
                weight, even, linear, cross, square, previous, from: group * count, count, result)
        }
    }

    private static func add(
        _ a: Double, _ x: [Double], _ b: Double, _ y: [Double], _ c: Double, _ z: [Double],
        from start: Int, _ count: Int, _ result: UnsafeMutablePointer<Double>
    ) {
        x.withUnsafeBufferPointer { x in
            y.withUnsafeBufferPointer { y in
                z.withUnsafeBufferPointer { z in
                    for k in 0..<count {
                        result[k] += a * x[start + k] + b * y[start + k] + c * z[start + k]
                    }
                }
            }
        }
    }

    /// For each gap length the sum of A'B over the pairs given.
    private static func products(_ pairs: [(Matrix, Matrix)], steps: GapSteps) -> [Double] {
        guard let (left, right) = pairs.first, left.columns > 0, right.columns > 0 else {
            return []
        }
        let size = left.columns * right.columns
        var result = [Double](repeating: 0, count: size * steps.gaps.count)
        result.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            for (a, b) in pairs {
                forEachGroup(steps) { group, row, rows in
                    multiply(a, b, fromRow: row, rows: rows, addingTo: base + group * size)
                }
            }
        }
        return result
    }

    private static func multiply(
        _ a: Matrix, _ b: Matrix, fromRow row: Int, rows: Int,
        addingTo result: UnsafeMutablePointer<Double>
    ) {
        a.elements.withUnsafeBufferPointer { left in
            b.elements.withUnsafeBufferPointer { right in
                guard let left = left.baseAddress, let right = right.baseAddress else { return }
                LAPACK.gemm(
                    .yes, .no, rows: a.columns, columns: b.columns, inner: rows, left + row,
                    lda: a.rows, right + row, ldb: b.rows, beta: 1, result, ldc: a.columns)
            }
        }
    }

    /// For each gap length and column the sum of a b over its rows.
    private static func squares(_ a: Matrix, _ b: Matrix, steps: GapSteps) -> [Double] {
        var result: [Double] = []
        forEachGroup(steps) { _, row, rows in
            a.elements.withUnsafeBufferPointer { left in
                b.elements.withUnsafeBufferPointer { right in
                    for column in 0..<a.columns {
                        var sum = 0.0
                        let start = column * a.rows + row
                        for k in start..<start + rows { sum += left[k] * right[k] }
                        result.append(sum)
                    }
                }
            }
        }
        return result
    }

    private static func forEachGroup(
        _ steps: GapSteps, _ body: (_ group: Int, _ row: Int, _ rows: Int) -> Void
    ) {
        var row = 0
        for (group, rows) in steps.counts.enumerated() {
            body(group, row, rows)
            row += rows
        }
    }
}

/// The columns of a matrix step by step, in the order of `GapSteps.laterRows`.
private struct StepColumns {
    /// x_i - x_(i-1).
    let difference: Matrix
    /// x_i + x_(i-1).
    let sum: Matrix
    /// x_(i-1).
    let previous: Matrix

    init(_ columns: Matrix, steps: GapSteps) {
        let rows = steps.laterRows
        var difference = Matrix(rows: rows.count, columns: columns.columns)
        var sum = difference
        var previous = difference
        columns.elements.withUnsafeBufferPointer { values in
            for column in 0..<columns.columns {
                let (from, to) = (column * columns.rows, column * rows.count)
                for (place, row) in rows.enumerated() {
                    let (before, now) = (values[from + row - 1], values[from + row])
                    difference.elements[to + place] = now - before
                    sum.elements[to + place] = now + before
                    previous.elements[to + place] = before
                }
            }
        }
        self.difference = difference
        self.sum = sum
        self.previous = previous
    }
}
