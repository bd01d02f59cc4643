/// Levels under a loss that stops growing at K, by functional pruning: the least sum of
/// min((y - mu)^2, K^2) plus a penalty for each change. A flare of one day costs at most K^2, so it makes
/// no segment of its own; autocorrelation is not cured by it.
///
/// Source: Fearnhead & Rigaill (2019).
public struct BiweightSearch: Sendable {
    /// K, in the unit of the series; nil takes three robust standard deviations of the differences.
    public var bound: Double?

    public init(bound: Double? = nil) {
        self.bound = bound
    }

    /// - Throws: `ChangepointError` for a series, a bound or a penalty that cannot be used.
    /// - Complexity: about O(n log n).
    public func callAsFunction(
        _ y: [Double], penalty: Double
    ) throws(ChangepointError) -> Segmentation {
        guard penalty > 0, penalty.isFinite else { throw .penaltyNotPositive(found: penalty) }
        let cost = try BiweightCost(y, bound: bound)
        let values = try CentredSeries(y).values
        var pass = BiweightPass(values, bound: cost.bound)
        for time in values.indices { pass.hear(values[time], at: time, penalty: penalty) }
        return Segmentation(pass.changes, cost)
    }
}

private struct BiweightPass: ~Copyable {
    private let bound: Double
    private let lowest: Double
    private var envelope = QuadraticEnvelope()
    private var next = QuadraticEnvelope()
    private var best = (value: 0.0, start: Int32(0))
    private var lastStarts: [Int32] = []

    init(_ y: [Double], bound: Double) {
        self.bound = bound
        lowest = y.min() ?? 0
        envelope.append(Piece(a: 0, b: 0, c: 0, end: y.max() ?? 0, node: 0))
    }

    var changes: [Int] {
        var changes: [Int] = []
        var start = Int(lastStarts[lastStarts.count - 1])
        while start > 0 {
            changes.append(start)
            start = Int(lastStarts[start - 1])
        }
        return changes.reversed()
    }

    mutating func hear(_ y: Double, at time: Int, penalty: Double) {
        if time > 0 { cut(at: best.value + penalty, start: Int32(truncatingIfNeeded: time)) }
        addLoss(of: y)
        lastStarts.append(best.start)
    }

    /// Replaces what lies above `height` by a constant: the new start.
    private mutating func cut(at height: Double, start: Int32) {
        next.removeAll()
        var left = lowest
        for index in 0..<envelope.count {
            let piece = envelope.pieces[index]
            let inside = piece.below(height, from: left)
            let fresh = Piece(a: 0, b: 0, c: height, end: 0, node: start)
            next.extend(fresh, from: left, to: inside.lowerBound)
            next.extend(piece, from: inside.lowerBound, to: inside.upperBound)
            next.extend(fresh, from: inside.upperBound, to: piece.end)
            left = piece.end
        }
        swap(&envelope, &next)
    }

    /// Adds min((y - mu)^2, K^2) and finds the minimum, which lies at a vertex or on a constant:
    /// where two pieces meet, the sum of minima has a peak.
    private mutating func addLoss(of y: Double) {
        next.removeAll()
        best = (.infinity, 0)
        var left = lowest
        for index in 0..<envelope.count {
            let piece = envelope.pieces[index]
            let enter = min(max(y - bound, left), piece.end)
            let leave = min(max(y + bound, left), piece.end)
            var outside = piece
            outside.c += bound * bound
            var inside = piece
            inside.a += 1
            inside.b -= 2 * y
            inside.c += y * y
            add(outside, from: left, to: enter)
            add(inside, from: enter, to: leave)
            add(outside, from: leave, to: piece.end)
            left = piece.end
        }
        swap(&envelope, &next)
    }

    private mutating func add(_ part: Piece, from left: Double, to right: Double) {
        guard right > left else { return }
        next.extend(part, from: left, to: right)
        let lowest = part.minimum(from: left, to: right)
        if lowest < best.value { best = (lowest, part.node) }
    }
}

extension Piece {
    /// The levels from `left` to the piece's end at which it is at most `height`, an interval since
    /// a >= 0; empty at its start when there are none.
    fileprivate func below(_ height: Double, from left: Double) -> ClosedRange<Double> {
        let startsBelow = value(at: left) <= height
        let endsBelow = value(at: end) <= height
        if startsBelow, endsBelow { return left...end }
        let vertex = a > 0 ? -b / (2 * a) : left
        let rest = c - height
        guard startsBelow || endsBelow || (vertex > left && vertex < end && b * b > 4 * a * rest)
        else { return left...left }
        let low = startsBelow ? left : min(max(root(a, b, rest, sign: -1), left), end)
        let high = endsBelow ? end : min(max(root(a, b, rest, sign: 1), low), end)
        return low...high
    }

    fileprivate func minimum(from left: Double, to right: Double) -> Double {
        value(at: a > 0 ? min(max(-b / (2 * a), left), right) : left)
    }
}

extension QuadraticEnvelope {
    /// Appends a piece over a range, joining it to an equal neighbour.
    fileprivate mutating func extend(_ piece: Piece, from left: Double, to right: Double) {
        guard right > left else { return }
        if count > 0 {
            let last = pieces[count - 1]
            if last.node == piece.node, last.a == piece.a, last.b == piece.b, last.c == piece.c {
                pieces[count - 1].end = right
                return
            }
        }
        var piece = piece
        piece.end = right
        append(piece)
    }
}
