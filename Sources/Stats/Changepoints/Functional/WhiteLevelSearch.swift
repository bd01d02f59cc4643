/// Functional pruning for independent noise (FPOP): the least sum of squares plus penalties.
///
/// At time T every candidate start of the present segment is a quadratic in the level mu, and the
/// envelope keeps those that are best for some mu. A new start t costs the constant
/// v_t = min over mu of the envelope at t - 1, plus the penalty, so the envelope is cut at that height.
///
/// A start counts only once its segment has m observations. All quadratics share the terms of the
/// last m - 1 observations, so the envelope simply lags behind by m - 1 of them and the shared terms
/// are kept apart: minimum segments cost nothing.
///
/// Source: Maidstone, Hocking, Rigaill & Fearnhead (2017).
enum WhiteLevelSearch {
    /// `y`: centred, so that few digits cancel.
    static func changes(_ y: [Double], minimumSegment m: Int, penalty: Double) -> [Int] {
        let n = y.count
        // lastStarts[t]: start of the last segment of the best segmentation of 0...t.
        let lastStarts = [Int32](unsafeUninitializedCapacity: n) { starts, count in
            starts.initialize(repeating: 0)
            count = n
            y.withUnsafeBufferPointer {
                search($0, m, penalty, starts)
            }
        }
        var changes: [Int] = []
        var start = Int(lastStarts[n - 1])
        while start > 0 {
            changes.append(start)
            start = Int(lastStarts[start - 1])
        }
        return changes.reversed()
    }

    private static func search(
        _ y: UnsafeBufferPointer<Double>, _ m: Int, _ penalty: Double,
        _ lastStarts: UnsafeMutableBufferPointer<Int32>
    ) {
        let n = y.count
        let lowest = y.min() ?? 0
        let highest = y.max() ?? 0
        // The least costs of 0...t for the last m values of t, t in place t mod m.
        let bests = UnsafeMutablePointer<Double>.allocate(capacity: m)
        defer { bests.deallocate() }
        bests.initialize(repeating: .infinity, count: m)
        var place = m - 1
        var envelope = QuadraticEnvelope()
        var next = QuadraticEnvelope()
        var shared = SharedTerms()
        for i in 1..<m { shared.add(y[i]) }
        envelope.append(Piece(a: 1, b: -2 * y[0], c: y[0] * y[0], end: highest, node: 0))
        // At step t the envelope holds the data up to t; the shared terms reach to t + m - 1.
        var best = minimum(envelope, from: lowest, shared)
        bests[place] = best.value
        lastStarts[m - 1] = best.node
        for t in 1..<max(1, n - m + 1) {
            place = place + 1 == m ? 0 : place + 1
            // Place t - 1 mod m is the one that t + m - 1 takes next.
            let height = t >= m ? bests[place] + penalty : .infinity
            if m > 1 {
                shared.add(y[t + m - 1])
                shared.remove(y[t])
            }
            best = step(
                &envelope, &next, from: lowest, height: height, start: Int32(t), y: y[t], shared)
            swap(&envelope, &next)
            bests[place] = best.value
            lastStarts[t + m - 1] = best.node
        }
    }

    /// Cuts the envelope at `height`, adds (y - mu)^2, and finds the minimum with the shared
    /// terms; one pass over the pieces.
    @inline(__always)
    private static func step(
        _ envelope: inout QuadraticEnvelope, _ next: inout QuadraticEnvelope, from lowest: Double,
        height: Double, start: Int32, y: Double, _ shared: SharedTerms
    ) -> Best {
        var output = Output(y: y, height: height, start: start, left: lowest, shared: shared)
        next.removeAll()
        var left = lowest
        var atLeft = envelope.pieces[0].value(at: left)
        for index in 0..<envelope.count {
            let piece = envelope.pieces[index]
            let atRight = piece.value(at: piece.end)
            if atLeft <= height, atRight <= height {
                output.keep(piece, until: piece.end, &next)
            } else if atLeft <= height {
                let x = root(piece.a, piece.b, piece.c - height, sign: 1)
                output.keep(piece, until: min(max(x, left), piece.end), &next)
                output.cut(until: piece.end, &next)
            } else if atRight <= height {
                let x = root(piece.a, piece.b, piece.c - height, sign: -1)
                output.cut(until: min(max(x, left), piece.end), &next)
                output.keep(piece, until: piece.end, &next)
            } else {
                output.dip(piece, from: left, &next)
            }
            left = piece.end
            atLeft = atRight
        }
        output.close(&next)
        return output.best
    }

    private static func minimum(
        _ envelope: borrowing QuadraticEnvelope, from lowest: Double, _ shared: SharedTerms
    ) -> Best {
        var best = Best(value: .infinity, node: 0)
        var left = lowest
        for index in 0..<envelope.count {
            let piece = envelope.pieces[index]
            best.consider(piece, from: left, shared)
            left = piece.end
        }
        return best
    }
}

/// Sum of (y - mu)^2 over the observations that every candidate shares.
private struct SharedTerms {
    var count = 0.0
    var sum = 0.0
    var squares = 0.0

    @inline(__always)
    mutating func add(_ y: Double) {
        count += 1
        sum += y
        squares += y * y
    }

    @inline(__always)
    mutating func remove(_ y: Double) {
        count -= 1
        sum -= y
        squares -= y * y
    }
}

private struct Best {
    var value: Double
    var node: Int32

    /// The least value of an envelope lies at the vertex of a piece, inside it: two pieces meet in
    /// a peak, never in a valley.
    @inline(__always)
    mutating func consider(_ piece: Piece, from left: Double, _ shared: SharedTerms) {
        let a = piece.a + shared.count
        let b = piece.b - 2 * shared.sum
        let slope = 2 * a
        if slope * left <= -b, -b <= slope * piece.end {
            let lowest = piece.c + shared.squares - b * b / (2 * slope)
            if lowest < value {
                value = lowest
                node = piece.node
            }
        }
    }
}

/// Builds the next envelope from left to right.
private struct Output {
    let y: Double
    let height: Double
    let start: Int32
    var left: Double
    let shared: SharedTerms
    var best = Best(value: .infinity, node: 0)
    /// A cut that has not been written yet, because it may grow.
    private var cutEnd: Double?

    init(y: Double, height: Double, start: Int32, left: Double, shared: SharedTerms) {
        self.y = y
        self.height = height
        self.start = start
        self.left = left
        self.shared = shared
    }

    @inline(__always)
    mutating func keep(_ piece: Piece, until end: Double, _ next: inout QuadraticEnvelope) {
        guard end > left else { return }
        if cutEnd != nil {
            close(&next)
            guard end > left else { return }
        }
        write(
            Piece(
                a: piece.a + 1, b: piece.b - 2 * y, c: piece.c + y * y, end: end,
                node: piece.node), &next)
    }

    @inline(__always)
    mutating func cut(until end: Double, _ next: inout QuadraticEnvelope) {
        if end > (cutEnd ?? left) { cutEnd = end }
    }

    /// A piece above the height at both ends: cut whole, or kept between two roots.
    @inline(__always)
    mutating func dip(_ piece: Piece, from start: Double, _ next: inout QuadraticEnvelope) {
        let slope = 2 * piece.a
        let c = piece.c - height
        let dips =
            slope * start < -piece.b && -piece.b < slope * piece.end
            && piece.b * piece.b > 4 * piece.a * c
        if dips {
            cut(until: max(root(piece.a, piece.b, c, sign: -1), start), &next)
            keep(piece, until: min(root(piece.a, piece.b, c, sign: 1), piece.end), &next)
        }
        cut(until: piece.end, &next)
    }

    @inline(__always)
    mutating func close(_ next: inout QuadraticEnvelope) {
        if let end = cutEnd {
            cutEnd = nil
            write(Piece(a: 1, b: -2 * y, c: height + y * y, end: end, node: start), &next)
        }
    }

    @inline(__always)
    private mutating func write(_ piece: Piece, _ next: inout QuadraticEnvelope) {
        best.consider(piece, from: left, shared)
        next.append(piece)
        left = piece.end
    }
}
