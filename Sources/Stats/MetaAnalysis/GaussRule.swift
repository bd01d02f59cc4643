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
        let spread = (atoms.max() ?? 0) - (atoms.min() ?? 0)
        while diagonal.count < count {
            let last = polynomials[polynomials.count - 1]
            let mean = Self.sum(mass, last, last, atoms)
            diagonal.append(mean)
            guard diagonal.count < count else { break }
            let before = polynomials.count > 1 ? polynomials[polynomials.count - 2] : nil
            let step = offDiagonal.last ?? 0
            var next = atoms.indices.map { place in
                (atoms[place] - mean) * last[place] - step * (before?[place] ?? 0)
            }
            // Rounding lets the polynomials lean towards each other; once more takes that out.
            for polynomial in polynomials {
                let part = Self.sum(mass, next, polynomial)
                for place in next.indices { next[place] -= part * polynomial[place] }
            }
            let length = Self.sum(mass, next, next).squareRoot()
            guard length > 1e-9 * spread else { break }
            offDiagonal.append(length)
            polynomials.append(next.map { $0 / length })
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
        var result = [Double](repeating: 0, count: nodes.count)
        for k in 0...min(degree, nodes.count - 1) {
            let part = Self.sum(weights, values, atAtoms[k]) / total
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

    private static func sum(_ columns: [Double]...) -> Double {
        var total = 0.0
        for place in columns[0].indices {
            var product = 1.0
            for column in columns { product *= column[place] }
            total += product
        }
        return total
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
