/// Compares two pieces on the range they share and writes the lower.
struct EnvelopeMerge {
    let time: Int
    var left: Double
    /// The newborn piece that was entered in the history last, and its node.
    private var entered: (place: Int, node: Int32) = (-1, 0)

    init(time: Int, left: Double) {
        self.time = time
        self.left = left
    }

    @inline(__always)
    mutating func overlap(
        _ p: Piece, _ q: Piece, place: Int, until end: Double, _ next: inout QuadraticEnvelope,
        _ history: inout ChangeHistory
    ) {
        guard end > left else { return }
        let a = p.a - q.a
        let b = p.b - q.b
        let c = p.c - q.c
        let atLeft = (a * left + b) * left + c
        let atEnd = (a * end + b) * end + c
        if atLeft <= 0, atEnd <= 0 {
            guard a < 0, peaks(a, b, c, until: end) else { return keep(p, until: end, &next) }
            keep(p, until: root(a, b, c, sign: 1), &next)
            take(q, place, until: root(a, b, c, sign: -1), &next, &history)
            keep(p, until: end, &next)
        } else if atLeft > 0, atEnd > 0 {
            guard a > 0, peaks(a, b, c, until: end) else {
                return take(q, place, until: end, &next, &history)
            }
            take(q, place, until: root(a, b, c, sign: -1), &next, &history)
            keep(p, until: root(a, b, c, sign: 1), &next)
            take(q, place, until: end, &next, &history)
        } else if atLeft <= 0 {
            keep(p, until: min(max(root(a, b, c, sign: 1), left), end), &next)
            take(q, place, until: end, &next, &history)
        } else {
            take(q, place, until: min(max(root(a, b, c, sign: -1), left), end), &next, &history)
            keep(p, until: end, &next)
        }
    }

    /// Whether the difference changes sign and back between `left` and `end`.
    @inline(__always)
    private func peaks(_ a: Double, _ b: Double, _ c: Double, until end: Double) -> Bool {
        let vertex = -b / (2 * a)
        return vertex > left && vertex < end && b * b > 4 * a * c
    }

    @inline(__always)
    private mutating func keep(_ piece: Piece, until end: Double, _ next: inout QuadraticEnvelope) {
        guard end > left else { return }
        left = end
        if next.count > 0 {
            let last = next.pieces[next.count - 1]
            if last.node == piece.node, last.a == piece.a, last.b == piece.b {
                next.pieces[next.count - 1].end = end
                return
            }
        }
        var piece = piece
        piece.end = end
        next.append(piece)
    }

    @inline(__always)
    private mutating func take(
        _ piece: Piece, _ place: Int, until end: Double, _ next: inout QuadraticEnvelope,
        _ history: inout ChangeHistory
    ) {
        guard end > left else { return }
        if entered.place != place {
            entered = (place, history.append(start: time, after: piece.node))
        }
        var piece = piece
        piece.node = entered.node
        keep(piece, until: end, &next)
    }
}
