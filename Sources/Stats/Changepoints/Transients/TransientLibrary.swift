internal import RealModule

/// Every transient that a series could hold, in lanes: what the search for transients runs through.
///
/// Decays with six half-lives from each observation and boxes of four lengths, about ten for each
/// observation. No column is ever stored. With x any vector, the products f_j'x of all decays obey
///   f_u'x = x_u + 2^(-gap/h) f_(u+1)'x
/// and those of boxes are differences of suffix sums, so all of them cost O(n).
///
/// Three groups of four lanes belong to an observation: half-lives 0, 1, 2, 3.5 | 6, 9, unused,
/// unused | boxes of 4, 7, 10, 14 days.
struct TransientLibrary: Sendable {
    typealias Lanes = SIMD4<Double>

    static let halfLives = [0, 1, 2, 3.5, 6, 9]
    static let boxDays = [4, 7, 10, 14]
    /// Groups of lanes for each observation.
    static let groups = 3

    let times: [Int]
    /// C, the number of transients.
    let count: Int
    /// What is left of each decay at the next observation: two groups for each observation.
    let remainders: [Lanes]
    /// The first observation behind each box: one group for each observation.
    let ends: [SIMD4<Int32>]
    /// 1 for a transient, 0 for an unused lane: three groups for each observation.
    let present: [Lanes]

    init(times: [Int]) {
        let n = times.count
        var remainders: [Lanes] = []
        var ends: [SIMD4<Int32>] = []
        var present: [Lanes] = []
        for u in 0..<n {
            let gap = u + 1 < n ? Double(times[u + 1] - times[u]) : 0
            let left = Self.halfLives.map { h in
                h == 0 || u + 1 == n ? 0 : Double.exp2(-gap / h)
            }
            remainders.append(Lanes(left[0], left[1], left[2], left[3]))
            remainders.append(Lanes(left[4], left[5], 0, 0))
            let fades = u + 1 < n ? 1.0 : 0
            present.append(Lanes(1, fades, fades, fades))
            present.append(Lanes(fades, fades, 0, 0))
            var end = SIMD4<Int32>.zero
            var isBox = Lanes.zero
            for (lane, days) in Self.boxDays.enumerated() {
                let behind = firstIndex(notBefore: times[u] + days, in: times)
                end[lane] = Int32(behind)
                isBox[lane] = u + 2 < n && behind - u >= 2 && behind - u < n ? 1 : 0
            }
            ends.append(end)
            present.append(isBox)
        }
        self.times = times
        self.remainders = remainders
        self.ends = ends
        self.present = present
        count = Int(present.reduce(Lanes.zero, +).sum())
    }

    /// A lane of the library.
    struct Place: Sendable, Hashable {
        /// Group of lanes, three for each observation.
        let group: Int
        let lane: Int

        var index: Int { group / TransientLibrary.groups }

        /// Order among equally good transients: decays by half-life, then boxes by length, each by
        /// observation. The first one is taken.
        var order: (Int, Int) { (group % TransientLibrary.groups * 4 + lane, index) }
    }

    func transient(at place: Place) -> Transient {
        let kind = place.order.0
        let shape: Transient.Shape =
            kind < Self.halfLives.count
            ? .decay(halfLife: Self.halfLives[kind])
            : .box(days: Self.boxDays[place.lane])
        return Transient(shape: shape, index: place.index, time: times[place.index])
    }

    /// Calls `body` with every group of lanes of f_j'x, unused lanes zero, the last observation first.
    ///
    /// - `x`: n values.
    /// - `sums`: its suffix sums, n + 1 values, the last 0.
    @inline(__always)
    func products(
        of x: UnsafePointer<Double>, sums: UnsafePointer<Double>,
        _ body: (_ group: Int, _ products: Lanes) -> Void
    ) {
        remainders.withUnsafeBufferPointer { remainders in
            ends.withUnsafeBufferPointer { ends in
                present.withUnsafeBufferPointer { present in
                    var short = Lanes.zero
                    var long = Lanes.zero
                    for u in stride(from: times.count - 1, through: 0, by: -1) {
                        short = x[u] + remainders[2 * u] * short
                        long = x[u] + remainders[2 * u + 1] * long
                        let end = ends[u]
                        let behind = Lanes(
                            sums[Int(end[0])], sums[Int(end[1])], sums[Int(end[2])],
                            sums[Int(end[3])])
                        let group = Self.groups * u
                        body(group, short * present[group])
                        body(group + 1, long * present[group + 1])
                        body(group + 2, (sums[u] - behind) * present[group + 2])
                    }
                }
            }
        }
    }

    /// f_j'M f_j of every transient under one noise, unused lanes zero.
    /// - Complexity: O(n^2).
    func squares(_ gram: StepGram) -> [Lanes] {
        let n = times.count
        var squares = [Lanes](repeating: .zero, count: Self.groups * n)
        var short = Lanes.zero
        var long = Lanes.zero
        var steps = [Double](repeating: 0, count: n + 1)
        gram.products.withUnsafeBufferPointer { products in
            remainders.withUnsafeBufferPointer { remainders in
                for u in stride(from: n - 1, through: 0, by: -1) {
                    // Row u of M, from second differences of the steps' products.
                    for k in u..<n {
                        steps[k] = products[u * n + k] - (u + 1 < n ? products[u * n + n + k] : 0)
                    }
                    var shortBeside = Lanes.zero
                    var longBeside = Lanes.zero
                    for k in stride(from: n - 1, to: u, by: -1) {
                        let element = steps[k] - steps[k + 1]
                        shortBeside = remainders[2 * k - 2] * (element + shortBeside)
                        longBeside = remainders[2 * k - 1] * (element + longBeside)
                    }
                    let own = steps[u] - steps[u + 1]
                    let (r, s) = (remainders[2 * u], remainders[2 * u + 1])
                    short = own + 2 * shortBeside + r * r * short
                    long = own + 2 * longBeside + s * s * long
                    let group = Self.groups * u
                    squares[group] = short * present[group]
                    squares[group + 1] = long * present[group + 1]
                    squares[group + 2] = boxSquares(u, products) * present[group + 2]
                }
            }
        }
        return squares
    }

    /// S_uu + S_ee - 2 S_ue, a box being the step at u less the step at its end e.
    private func boxSquares(_ u: Int, _ products: UnsafeBufferPointer<Double>) -> Lanes {
        let n = times.count
        var result = Lanes(repeating: products[u * n + u])
        for lane in 0..<4 {
            let end = Int(ends[u][lane])
            if end < n { result[lane] += products[end * n + end] - 2 * products[u * n + end] }
        }
        return result
    }
}
