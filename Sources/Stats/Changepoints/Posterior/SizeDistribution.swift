internal import RealModule

/// Q^-1, mu and rs of any set of dates, one at a time through LAPACK: what the four-lane kernels
/// are tested against.
struct DateSetSolution {
    /// mu, in the unit of the series.
    let means: [Double]
    /// Q^-1, K x K; times s^2 it is the covariance of the sizes before the moment prior.
    let covariance: [Double]
    /// rs / dof
    let variance: Double
    /// Log weight without E[prod x^2].
    let logWeight: Double
    let prior: ChangeSizePrior

    /// The sizes at a set of dates.
    init(_ dates: ChangeDates, _ kernel: DateSetKernel) {
        let k = dates.count
        let n = kernel.count
        var products = [Double](repeating: 0, count: k * k)
        for (i, a) in dates.enumerated() {
            for (j, b) in dates.enumerated() {
                products[i + j * k] =
                    i == j
                    ? kernel.diagonal[a] : kernel.gram.products[min(a, b) * n + max(a, b)]
            }
        }
        self.init(moments: dates.map { kernel.moments[$0] }, products: products, kernel)
    }

    /// The size of one regressor whose inner products are known.
    init(moment: Double, product: Double, _ kernel: DateSetKernel) {
        self.init(moments: [moment], products: [product], kernel)
    }

    private init(moments: [Double], products: [Double], _ kernel: DateSetKernel) {
        let k = moments.count
        var inverse = products
        let failure = LAPACK.potrf(.lower, size: k, &inverse, lda: k)
        precondition(failure == nil, "a Gram matrix with a ridge is positive definite")
        let logDeterminant = (0..<k).reduce(0.0) { $0 + 2 * .log(inverse[$1 + $1 * k]) }
        var means = moments
        LAPACK.potrs(.lower, size: k, inverse, lda: k, &means, ldb: k)
        LAPACK.potri(.lower, size: k, &inverse, lda: k)
        for i in 0..<k { for j in 0..<i { inverse[j + i * k] = inverse[i + j * k] } }
        let residual = zip(moments, means).reduce(kernel.residual) { $0 - $1.0 * $1.1 }
        let freedom = Double(kernel.freedom)
        self.means = means
        covariance = inverse
        variance = residual / freedom
        prior = kernel.sizes
        logWeight =
            kernel.gram.logConstant - 0.5 * logDeterminant
            + kernel.sizes.ridgePower * Double(k) * .log(kernel.ridge) - 0.5 * freedom
            * .log(residual)
    }
}

/// A polynomial times a normal density: one size under the moment prior, the other sizes
/// integrated out. With u = (x - location)/scale the density is proportional to P(u) phi(u).
struct SizeDistribution: Sendable {
    let location: Double
    let scale: Double
    /// P, its lowest power first; at most the sixth.
    private let polynomial: SIMD8<Double>

    /// Size `position` of a solution, whose prior density has the factor prod (x_i)^2.
    init(_ solution: DateSetSolution, position j: Int) {
        let k = solution.means.count
        let sd = solution.variance.squareRoot()
        let c = { (a: Int, b: Int) in solution.covariance[a + b * k] }
        let spread = c(j, j).squareRoot()
        let own = (solution.means[j] / sd, spread)
        let others = (0..<k).filter { $0 != j }
        let lines = others.map { (solution.means[$0] / sd, c($0, j) / spread) }
        let rest = { (a: Int, b: Int) in
            c(others[a], others[b]) - c(others[a], j) * c(others[b], j) / c(j, j)
        }
        var product = SIMD8<Double>(1, 0, 0, 0, 0, 0, 0, 0)
        if k == 2 {
            product = product.times(lines[0]).times(lines[0]) + product * rest(0, 0)
        } else if k == 3 {
            let (a, b) = (lines[0], lines[1])
            let ab = product.times(a).times(b)
            let fixed = rest(0, 0) * rest(1, 1) + 2 * rest(0, 1) * rest(0, 1)
            product =
                ab.times(a).times(b) + product.times(a).times(a) * rest(1, 1)
                + product.times(b).times(b) * rest(0, 0) + ab * (4 * rest(0, 1))
                + product * fixed
        }
        polynomial =
            solution.prior == .moment
            ? product.times(own).times(own) : SIMD8(1, 0, 0, 0, 0, 0, 0, 0)
        location = solution.means[j]
        scale = spread * sd
    }

    private static let moments = SIMD8<Double>(1, 0, 1, 0, 3, 0, 15, 0)
    private static let shiftedMoments = SIMD8<Double>(0, 1, 0, 3, 0, 15, 0, 105)

    /// E[prod x^2] under the moment prior, 1 under the normal one.
    var normaliser: Double { (polynomial * Self.moments).sum() }

    var mean: Double {
        location + scale * (polynomial * Self.shiftedMoments).sum() / normaliser
    }

    /// P(size <= x), by the recursion of the normal's partial moments.
    func cumulative(_ x: Double) -> Double {
        let z = (x - location) / scale
        let density = .exp(-0.5 * z * z) / (2 * Double.pi).squareRoot()
        var even = 0.5 * (1 + .erf(z / 2.0.squareRoot()))
        var odd = -density
        var power = z * density
        var sum = polynomial[0] * even + polynomial[1] * odd
        for k in 2..<7 {
            if k.isMultiple(of: 2) {
                even = Double(k - 1) * even - power
                sum += polynomial[k] * even
            } else {
                odd = Double(k - 1) * odd - power
                sum += polynomial[k] * odd
            }
            power *= z
        }
        return sum / normaliser
    }
}

extension SIMD8<Double> {
    /// This polynomial times a + b u; the highest power falls off, and callers stay below it.
    fileprivate func times(_ line: (Double, Double)) -> SIMD8<Double> {
        let shifted = SIMD8(0, self[0], self[1], self[2], self[3], self[4], self[5], self[6])
        return self * line.0 + shifted * line.1
    }
}

/// A weighted mixture of size distributions; the weights sum to one.
struct SizeMixture: Sendable {
    private let parts: [(weight: Double, size: SizeDistribution)]

    init(_ parts: [(Double, SizeDistribution)]) {
        let heaviest = parts.map(\.0).max() ?? 0
        let kept = parts.filter { $0.0 > 1e-5 * heaviest }
        let total = kept.reduce(0) { $0 + $1.0 }
        self.parts = kept.map { ($0.0 / total, $0.1) }
    }

    var mean: Double { parts.reduce(0) { $0 + $1.weight * $1.size.mean } }

    /// By bisection, to 1e-9 of the range.
    func quantile(_ probability: Double) -> Double {
        var low = parts.map { $0.size.location - 12 * $0.size.scale }.min() ?? 0
        var high = parts.map { $0.size.location + 12 * $0.size.scale }.max() ?? 0
        let resolution = 1e-9 * (high - low)
        while high - low > resolution {
            let middle = (low + high) / 2
            let below = parts.reduce(0.0) { $0 + $1.weight * $1.size.cumulative(middle) }
            if below < probability { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }
}
