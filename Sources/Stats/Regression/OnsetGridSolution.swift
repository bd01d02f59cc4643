internal import RealModule

/// Every node of the errors and every curve of `OnsetGridEngine`, solved for one response. Nodes
/// stand in the order of the models and of kappa; the values of node k and curve j at k * J + j.
struct OnsetGridSolution {
    struct Node {
        let modelPlace: Int
        let logRatio: Double
        /// U, upper triangular with U'U the product of the other columns.
        let triangle: [Double]
        /// U^-T of the products with each curve and, last, with the response.
        let rotated: [Double]
    }

    /// Q'[curves | y].
    let projection: Matrix
    private(set) var nodes: [Node] = []
    private(set) var effects: [Double] = []
    /// S with the curve.
    private(set) var sums: [Double] = []
    /// What is left of the curve beside the other columns.
    private(set) var curveSums: [Double] = []
    private(set) var logWeights: [Double] = []
    /// The smallest unwhitened residual sum of squares over the curves, and that without one.
    let leastSum: Double
    let sumWithout: Double

    init(solving engine: OnsetGridEngine, y: [Double]) {
        let rows = y.count
        let count = engine.curves.kernels.count
        let split = engine.orthonormal.split(
            Matrix(
                rows: rows, columns: count + 1, elements: engine.curves.columns.elements + y))
        projection = split.projection
        let response = Array(split.residual.column(count))
        let curves = Matrix(
            rows: rows, columns: count,
            elements: Array(split.residual.elements.prefix(count * rows)))
        leastSum = Self.leastSum(curves, response)
        sumWithout = dot(response, response)
        let columns = Self.byGroup(engine, response: response, curves: curves.elements)
        reserve(engine.models.count * engine.grid.logRatios.count * count)
        for place in engine.models.indices { solve(engine, columns, modelPlace: place) }
    }

    private mutating func reserve(_ count: Int) {
        effects.reserveCapacity(count)
        sums.reserveCapacity(count)
        curveSums.reserveCapacity(count)
        logWeights.reserveCapacity(count)
    }

    /// By explicit residuals: the difference of squares would lose a perfect fit in rounding.
    private static func leastSum(_ curves: Matrix, _ residual: [Double]) -> Double {
        (0..<curves.columns).map { j in
            let curve = Array(curves.column(j))
            let slope = dot(curve, residual) / dot(curve, curve)
            return zip(residual, curve).reduce(0) { sum, pair in
                let rest = pair.0 - slope * pair.1
                return sum + rest * rest
            }
        }.min() ?? 0
    }

    /// [Q | r] with the rows of the group zeroed, [Q | r] with the others zeroed, then the curves
    /// in the same two versions; without a group one version of each.
    private static func byGroup(
        _ engine: OnsetGridEngine, response: [Double], curves: [Double]
    ) -> Matrix {
        let rows = response.count
        func part(_ elements: [Double], inside: Bool) -> [Double] {
            elements.indices.map { engine.group[$0 % rows] == inside ? elements[$0] : 0 }
        }
        let base = engine.orthonormal.basis.elements + response
        guard engine.hasSpreads else {
            let elements = base + curves
            return Matrix(rows: rows, columns: elements.count / rows, elements: elements)
        }
        let elements =
            part(base, inside: false) + part(base, inside: true) + part(curves, inside: false)
            + part(curves, inside: true)
        return Matrix(rows: rows, columns: elements.count / rows, elements: elements)
    }

    private mutating func solve(
        _ engine: OnsetGridEngine, _ columns: Matrix, modelPlace: Int
    ) {
        let model = engine.models[modelPlace]
        var whitened = columns
        let logDeterminant = model.whiten(&whitened, times: engine.curves.design.times)
        let products = GroupProducts(
            whitened, base: engine.orthonormal.columns, curves: engine.curves.kernels.count,
            hasGroup: engine.hasSpreads)
        let offset =
            Double.log(model.prior) - 0.5 * logDeterminant - engine.orthonormal.logDeterminant
        for ratio in model.logRatios(engine.grid, hasSpreads: engine.hasSpreads) {
            add(
                products.at(ratio: ratio.value), modelPlace: modelPlace, logRatio: ratio.value,
                nu: engine.residualDegreesOfFreedom,
                offset: offset + Double.log(ratio.prior) - ratio.value * engine.members)
        }
    }

    private mutating func add(
        _ products: GroupProducts.Combined, modelPlace: Int, logRatio: Double, nu: Double,
        offset: Double
    ) {
        let (p, count) = (products.base, products.curveSquares.count)
        var triangle = products.triangle
        var rotated = products.crosses
        var logDiagonal = 0.0
        if p > 0 {
            // The whitened columns are independent, for they were so before whitening.
            _ = LAPACK.potrf(.upper, size: p, &triangle, lda: p)
            _ = LAPACK.trtrs(
                .upper, .yes, size: p, columns: count + 1, triangle, lda: p, &rotated, ldb: p)
            for i in 0..<p { logDiagonal += Double.log(triangle[i * (p + 1)]) }
        }
        var total = products.responseSquare
        for i in 0..<p { total -= rotated[count * p + i] * rotated[count * p + i] }
        for j in 0..<count {
            var left = products.curveSquares[j]
            var product = products.curveResponses[j]
            for i in 0..<p {
                left -= rotated[j * p + i] * rotated[j * p + i]
                product -= rotated[j * p + i] * rotated[count * p + i]
            }
            let sum = total - product * product / left
            effects.append(product / left)
            sums.append(sum)
            curveSums.append(left)
            logWeights.append(
                offset - logDiagonal - 0.5 * (nu * Double.log(sum) + Double.log(left)))
        }
        nodes.append(
            Node(
                modelPlace: modelPlace, logRatio: logRatio, triangle: triangle, rotated: rotated))
    }
}

/// Products of whitened columns that can be put together for any ratio of spreads: with the rows of
/// the group divided by exp(kappa), a'b = a0'b0 + e (a0'b1 + a1'b0) + e^2 a1'b1, e = exp(-kappa).
private struct GroupProducts {
    /// p.
    let base: Int
    /// J.
    let curves: Int
    private let hasGroup: Bool
    /// [Q | r] in its versions against all columns, p + 1 rows a version.
    private var gram: [Double]
    /// z0'z0, 2 z0'z1, z1'z1 of each curve.
    private var squares: [Double]

    struct Combined {
        let base: Int
        let triangle: [Double]
        /// Q'[curves | r], p x (J + 1).
        let crosses: [Double]
        let curveSquares: [Double]
        let curveResponses: [Double]
        let responseSquare: Double
    }

    /// - `whitened`: [Q | r] outside and inside the group, then the curves so; or each once.
    /// - `base`: p.
    /// - `curves`: J.
    init(_ whitened: Matrix, base: Int, curves: Int, hasGroup: Bool) {
        self.base = base
        self.curves = curves
        self.hasGroup = hasGroup
        let (rows, size) = (whitened.rows, (hasGroup ? 2 : 1) * (base + 1))
        gram = [Double](repeating: 0, count: size * whitened.columns)
        LAPACK.gemm(
            .yes, .no, rows: size, columns: whitened.columns, inner: rows, whitened.elements,
            lda: rows, whitened.elements, ldb: rows, &gram, ldc: size)
        squares = []
        squares.reserveCapacity(3 * curves)
        whitened.elements.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return }
            for j in 0..<curves {
                let outside = start + (size + j) * rows
                squares.append(LAPACK.dot(rows, outside, outside))
                guard hasGroup else {
                    squares.append(0)
                    squares.append(0)
                    continue
                }
                let inside = start + (size + curves + j) * rows
                squares.append(2 * LAPACK.dot(rows, outside, inside))
                squares.append(LAPACK.dot(rows, inside, inside))
            }
        }
    }

    func at(ratio: Double) -> Combined {
        let e = Double.exp(-ratio)
        let half = base + 1
        let lda = (hasGroup ? 2 : 1) * half
        /// Base column a against the columns that stand at `outside` and `inside`.
        func product(_ a: Int, _ outside: Int, _ inside: Int) -> Double {
            guard hasGroup else { return gram[a + outside * lda] }
            let mixed = gram[a + inside * lda] + gram[a + half + outside * lda]
            return gram[a + outside * lda] + e * (mixed + e * gram[a + half + inside * lda])
        }
        func curve(_ a: Int, _ j: Int) -> Double {
            product(a, lda + j, lda + curves + j)
        }
        var triangle: [Double] = []
        triangle.reserveCapacity(base * base)
        for b in 0..<base {
            for a in 0..<base { triangle.append(product(a, b, half + b)) }
        }
        var crosses: [Double] = []
        crosses.reserveCapacity(base * (curves + 1))
        for j in 0..<curves {
            for a in 0..<base { crosses.append(curve(a, j)) }
        }
        for a in 0..<base { crosses.append(product(a, base, half + base)) }
        return Combined(
            base: base, triangle: triangle, crosses: crosses,
            curveSquares: (0..<curves).map { j in
                squares[3 * j] + e * (squares[3 * j + 1] + e * squares[3 * j + 2])
            },
            curveResponses: (0..<curves).map { curve(base, $0) },
            responseSquare: product(base, base, half + base))
    }
}
