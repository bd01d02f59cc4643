internal import RealModule

/// A measure of many atoms replaced by one of few with the same moments: Gauss's rule.
///
/// The rule of n nodes integrates polynomials up to degree 2n - 1 as the measure itself does. The recurrence
/// of its orthonormal polynomials comes from Stieltjes' procedure, the nodes are the eigenvalues of their
/// tridiagonal matrix.
///
/// Source: Golub & Welsch (1969).
struct GaussRule {
    /// Increasing.
    let nodes: [Double]
    /// Sum 1.
    let weights: [Double]
    /// The orthonormal polynomials at the atoms, one array a degree.
    let atAtoms: [[Double]]
    /// The same at the nodes.
    let atNodes: [[Double]]

    /// - Parameters:
    ///   - atoms: at least one, finite.
    ///   - weights: of the atoms, positive.
    ///   - count: nodes wanted; fewer are made where the atoms differ too little to need them.
    init(atoms: [Double], weights: [Double], count: Int) {
        let total = weights.reduce(0, +)
        let mass = weights.map { $0 / total }
        var diagonal: [Double] = []
        var offDiagonal: [Double] = []
        var polynomials = [atoms.map { _ in 1.0 }]
        var weighted = [mass]
        let spread = (atoms.max() ?? 0) - (atoms.min() ?? 0)
        while diagonal.count < count {
            let last = polynomials[polynomials.count - 1]
            let mean = Self.product(weighted[weighted.count - 1], Self.times(last, atoms))
            diagonal.append(mean)
            guard diagonal.count < count else { break }
            var next = Self.times(last, atoms)
            Self.subtract(mean, last, from: &next)
            if let step = offDiagonal.last {
                Self.subtract(step, polynomials[polynomials.count - 2], from: &next)
            }
            // Rounding lets the polynomials lean towards each other; once more takes that out.
            for (polynomial, weighted) in zip(polynomials, weighted) {
                Self.subtract(Self.product(weighted, next), polynomial, from: &next)
            }
            let length = Self.product(mass, Self.times(next, next)).squareRoot()
            guard length > 1e-9 * spread else { break }
            offDiagonal.append(length)
            polynomials.append(next.map { $0 / length })
            weighted.append(Self.times(mass, polynomials[polynomials.count - 1]))
        }
        let solved = SymmetricTridiagonal(diagonal: diagonal, offDiagonal: offDiagonal).eigen
        nodes = solved.map(\.value)
        self.weights = solved.map { $0.first * $0.first }
        atAtoms = polynomials
        atNodes = Self.values(nodes, diagonal, offDiagonal)
    }

    /// The function that has the same products with the first polynomials as one known at the atoms, at the
    /// nodes.
    ///
    /// - `degree`: of the polynomial that stands for it.
    func projected(_ values: [Double], weights: [Double], degree: Int) -> [Double] {
        let total = weights.reduce(0, +)
        let weighted = Self.times(weights, values)
        var result = [Double](repeating: 0, count: nodes.count)
        for k in 0...min(degree, nodes.count - 1) {
            let part = Self.product(weighted, atAtoms[k]) / total
            for place in result.indices { result[place] += part * atNodes[k][place] }
        }
        return result
    }

    private static func values(
        _ nodes: [Double], _ diagonal: [Double], _ offDiagonal: [Double]
    ) -> [[Double]] {
        var values = [nodes.map { _ in 1.0 }]
        for (k, step) in offDiagonal.enumerated() {
            values.append(
                nodes.indices.map { place in
                    let before = k > 0 ? offDiagonal[k - 1] * values[k - 1][place] : 0
                    return ((nodes[place] - diagonal[k]) * values[k][place] - before) / step
                })
        }
        return values
    }

    // Thousands of atoms for every person of a series: four lanes, always added up in one order.

    private static func product(_ a: [Double], _ b: [Double]) -> Double {
        var lanes = SIMD4<Double>.zero
        let whole = a.count & ~3
        for place in stride(from: 0, to: whole, by: 4) {
            lanes += lane(a, place) * lane(b, place)
        }
        var sum = lanes.sum()
        for place in whole..<a.count { sum += a[place] * b[place] }
        return sum
    }

    private static func lane(_ a: [Double], _ place: Int) -> SIMD4<Double> {
        SIMD4(a[place], a[place + 1], a[place + 2], a[place + 3])
    }

    private static func times(_ a: [Double], _ b: [Double]) -> [Double] {
        a.indices.map { a[$0] * b[$0] }
    }

    private static func subtract(_ factor: Double, _ a: [Double], from b: inout [Double]) {
        for place in b.indices { b[place] -= factor * a[place] }
    }
}

/// A symmetric tridiagonal matrix, for the nodes of Gauss's rule.
private struct SymmetricTridiagonal {
    var diagonal: [Double]
    var offDiagonal: [Double]

    /// Eigenvalues, increasing, each with the first entry of its unit eigenvector, by implicit QL steps.
    var eigen: [(value: Double, first: Double)] {
        let size = diagonal.count
        var d = diagonal
        var e = offDiagonal + [0]
        var first = [Double](repeating: 0, count: size)
        first[0] = 1
        for l in 0..<size {
            for _ in 0..<60 {
                let end =
                    (l..<size).first { m in
                        m == size - 1
                            || e[m].magnitude <= 1e-16 * (d[m].magnitude + d[m + 1].magnitude)
                    } ?? size - 1
                if end == l { break }
                Self.step(from: l, to: end, &d, &e, &first)
            }
        }
        return zip(d, first).map { (value: $0, first: $1) }.sorted { $0.value < $1.value }
    }

    private static func step(
        from l: Int, to end: Int, _ d: inout [Double], _ e: inout [Double], _ z: inout [Double]
    ) {
        var g = (d[l + 1] - d[l]) / (2 * e[l])
        var r = (g * g + 1).squareRoot()
        g = d[end] - d[l] + e[l] / (g + (g < 0 ? -r : r))
        var (s, c, p) = (1.0, 1.0, 0.0)
        for i in stride(from: end - 1, through: l, by: -1) {
            let f = s * e[i]
            let b = c * e[i]
            r = (f * f + g * g).squareRoot()
            e[i + 1] = r
            guard r > 0 else {
                d[i + 1] -= p
                e[end] = 0
                return
            }
            s = f / r
            c = g / r
            g = d[i + 1] - p
            r = (d[i] - g) * s + 2 * c * b
            p = s * r
            d[i + 1] = g + p
            g = c * r - b
            let shifted = z[i + 1]
            z[i + 1] = s * z[i] + c * shifted
            z[i] = c * z[i] - s * shifted
        }
        d[l] -= p
        e[l] = g
        e[end] = 0
    }
}
