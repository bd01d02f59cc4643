/// Functional pruning for AR(1) noise that runs through the changes.
///
/// The state Q(mu) is the least cost so far with present level mu, a lower envelope of
/// quadratics, each with the history that leads to it. With z = y_i - r y_{i-1}, w = 1/(1 - r^2):
///   stay:  Q(mu) + w (z - (1 - r) mu)^2
///   jump:  penalty + min over u of Q(u) + w (z - mu + r u)^2
/// A jump turns a quadratic into a quadratic and keeps their order (reverses it for r < 0), so the
/// envelope of the jumps is one pass with a stack; stay and jump meet in one merge.
///
/// Levels are kept within the range of the data widened by itself on both sides: pieces further out
/// only cost time (seven times more of it), and never held an optimum in any test.
struct ThroughLevelSearch: ~Copyable {
    private let y: [Double]
    private let correlations: [Double]
    /// 1 / (1 - r_i^2)
    private let weights: [Double]
    private let minimumSegment: Int
    private let lowest: Double
    private let highest: Double
    private var history: ChangeHistory
    private var merged = QuadraticEnvelope()

    private init(_ y: [Double], noise: ThroughNoise, minimumSegment: Int) {
        let low = y.min() ?? 0
        let high = y.max() ?? 0
        self.y = y
        correlations = noise.correlations
        weights = noise.correlations.map { 1 / (1 - $0 * $0) }
        self.minimumSegment = minimumSegment
        history = ChangeHistory(reserving: 4 * y.count)
        lowest = low - (high - low)
        highest = high + (high - low)
    }

    /// The changes of the penalised optimum.
    /// - Parameter y: centred, so that few digits cancel.
    static func changes(
        _ y: [Double], noise: ThroughNoise, minimumSegment: Int, penalty: Double
    ) -> [Int] {
        var search = ThroughLevelSearch(y, noise: noise, minimumSegment: minimumSegment)
        var state = LevelState(ring: minimumSegment)
        search.open(&state)
        for time in 1..<y.count {
            if time >= minimumSegment {
                let jump = search.transition(at: time)
                state.bear(
                    at: time, jump, penalty: penalty, lowest: search.lowest,
                    highest: search.highest)
            }
            search.advance(&state, to: time)
        }
        return search.changes(of: state)
    }

    /// The changes of the best segmentations with 0, 1, …, `mostChanges` changes.
    static func bestChanges(
        _ y: [Double], noise: ThroughNoise, minimumSegment m: Int, mostChanges: Int
    ) -> [[Int]] {
        var search = ThroughLevelSearch(y, noise: noise, minimumSegment: m)
        let most = min(mostChanges, y.count / m - 1)
        let states = UnsafeMutablePointer<LevelState>.allocate(capacity: most + 1)
        for k in 0...most { (states + k).initialize(to: LevelState(ring: m)) }
        defer {
            states.deinitialize(count: most + 1)
            states.deallocate()
        }
        search.open(&states[0])
        for time in 1..<y.count {
            let jump = search.transition(at: time)
            for k in (0...most).reversed() {
                if k > 0, time >= m {
                    states[k].bear(
                        at: time, jump, from: &states[k - 1], lowest: search.lowest,
                        highest: search.highest)
                }
                search.advance(&states[k], to: time)
            }
        }
        var results: [[Int]] = []
        for k in 0...most { results.append(search.changes(of: states[k])) }
        return results
    }

    private func open(_ state: inout LevelState) {
        state.envelope.append(
            Piece(a: 1, b: -2 * y[0], c: y[0] * y[0], end: highest, node: ChangeHistory.root))
    }

    @inline(__always)
    private func transition(at time: Int) -> Transition {
        let r = correlations[time]
        return Transition(r: r, w: weights[time], z: y[time] - r * y[time - 1])
    }

    /// Lets the state hear observation `time`: the envelope moves on by one step of its own, m - 1
    /// behind, and the start whose segment now holds m observations joins it.
    @inline(__always)
    private mutating func advance(_ state: inout LevelState, to time: Int) {
        let due = time - minimumSegment + 1
        if minimumSegment > 1 { state.shared.add(transition(at: time)) }
        guard due >= 1 else { return }
        let step = transition(at: due)
        if minimumSegment > 1 { state.shared.remove(step) }
        state.envelope.stay(step)
        state.admit(born: due, &merged, &history, lowest: lowest)
    }

    private func changes(of state: borrowing LevelState) -> [Int] {
        var best = Double.infinity
        var node = ChangeHistory.root
        for index in 0..<state.envelope.count {
            let piece = state.envelope.pieces[index]
            let a = piece.a + state.shared.a
            let b = piece.b + state.shared.b
            let left = index > 0 ? state.envelope.pieces[index - 1].end : lowest
            let mu = min(max(-b / (2 * a), left), piece.end)
            let value = (a * mu + b) * mu + piece.c + state.shared.c
            if value < best { (best, node) = (value, piece.node) }
        }
        return history.changes(to: node)
    }
}

/// One step of the noise: w (z - mu + r u)^2 from level u to level mu.
struct Transition {
    let r: Double
    let w: Double
    let z: Double
}

/// w (z - (1 - r) mu)^2 summed over the steps that every piece shares.
private struct SharedSteps {
    var a = 0.0
    var b = 0.0
    var c = 0.0

    @inline(__always)
    mutating func add(_ step: Transition, sign: Double = 1) {
        let q = 1 - step.r
        a += sign * step.w * q * q
        b -= sign * 2 * step.w * q * step.z
        c += sign * step.w * step.z * step.z
    }

    @inline(__always)
    mutating func remove(_ step: Transition) { add(step, sign: -1) }
}

/// Who changed when, as a tree: each node is a change and the node before it.
struct ChangeHistory {
    static let root: Int32 = -1
    private var nodes: [Node] = []

    private struct Node {
        let start: Int32
        let parent: Int32
    }

    init(reserving count: Int) {
        nodes.reserveCapacity(count)
    }

    @inline(__always)
    mutating func append(start: Int, after parent: Int32) -> Int32 {
        nodes.append(Node(start: Int32(truncatingIfNeeded: start), parent: parent))
        return Int32(truncatingIfNeeded: nodes.count - 1)
    }

    func changes(to node: Int32) -> [Int] {
        var changes: [Int] = []
        var node = Int(node)
        while node >= 0 {
            changes.append(Int(nodes[node].start))
            node = Int(nodes[node].parent)
        }
        return changes.reversed()
    }
}

/// The envelope of one number of changes, and the newborn envelopes that wait to be m long.
private struct LevelState: ~Copyable {
    var envelope = QuadraticEnvelope()
    var shared = SharedSteps()
    /// The envelope born at time t waits in place t mod m; its nodes are those of the parents.
    private let ring: UnsafeMutablePointer<QuadraticEnvelope>
    private let size: Int

    init(ring size: Int) {
        ring = .allocate(capacity: size)
        for place in 0..<size { (ring + place).initialize(to: QuadraticEnvelope()) }
        self.size = size
    }

    deinit {
        ring.deinitialize(count: size)
        ring.deallocate()
    }

    @inline(__always)
    private func place(_ time: Int) -> Int { size == 1 ? 0 : time % size }

    @inline(__always)
    mutating func bear(
        at time: Int, _ step: Transition, penalty: Double, lowest: Double, highest: Double
    ) {
        ring[place(time)].becomeJump(
            of: envelope, shared, step, penalty: penalty, lowest: lowest, highest: highest)
    }

    mutating func bear(
        at time: Int, _ step: Transition, from source: inout LevelState, lowest: Double,
        highest: Double
    ) {
        ring[place(time)].becomeJump(
            of: source.envelope, source.shared, step, penalty: 0, lowest: lowest, highest: highest)
    }

    /// Merges the envelope born at `time` into the present one.
    @inline(__always)
    mutating func admit(
        born time: Int, _ merged: inout QuadraticEnvelope, _ history: inout ChangeHistory,
        lowest: Double
    ) {
        let place = self.place(time)
        guard ring[place].count > 0 else { return }
        merged.becomeMinimum(
            of: envelope, newborn: ring[place], bornAt: time, &history, lowest: lowest)
        ring[place].removeAll()
        swap(&envelope, &merged)
    }
}

extension QuadraticEnvelope {
    @inline(__always)
    fileprivate func stay(_ step: Transition) {
        let q = 1 - step.r
        let a = step.w * q * q
        let b = -2 * step.w * q * step.z
        let c = step.w * step.z * step.z
        for index in 0..<count {
            pieces[index].a += a
            pieces[index].b += b
            pieces[index].c += c
        }
    }

    /// The lower envelope of the jumps from every piece of `source`.
    @inline(__always)
    fileprivate mutating func becomeJump(
        of source: borrowing QuadraticEnvelope, _ shared: SharedSteps, _ step: Transition,
        penalty: Double, lowest: Double, highest: Double
    ) {
        removeAll()
        let count = source.count
        for place in 0..<count {
            let piece = source.pieces[step.r >= 0 ? place : count - 1 - place]
            pushJump(
                step.jump(piece, shared, penalty: penalty, end: highest), lowest: lowest,
                highest: highest)
        }
    }

    /// Puts a quadratic on the right of the envelope, as far left as it is lower.
    @inline(__always)
    private mutating func pushJump(_ jump: Piece, lowest: Double, highest: Double) {
        while count > 0 {
            let top = pieces[count - 1]
            let left = count > 1 ? pieces[count - 2].end : lowest
            let a = top.a - jump.a
            let b = top.b - jump.b
            let c = top.c - jump.c
            var overtakes = Double.nan
            if b * b - 4 * a * c > 0 { overtakes = root(a, b, c, sign: 1) }
            if !overtakes.isFinite {
                let middle = 0.5 * (left + top.end)
                guard (a * middle + b) * middle + c > 0 else { return }
                removeLast()
            } else if overtakes <= left {
                removeLast()
            } else {
                guard overtakes < highest else { return }
                pieces[count - 1].end = overtakes
                break
            }
        }
        append(jump)
    }

    /// min(present, newborn); equal values keep the present piece.
    @inline(__always)
    fileprivate mutating func becomeMinimum(
        of present: borrowing QuadraticEnvelope, newborn: borrowing QuadraticEnvelope,
        bornAt time: Int, _ history: inout ChangeHistory, lowest: Double
    ) {
        removeAll()
        guard present.count > 0 else {
            for index in 0..<newborn.count {
                var piece = newborn.pieces[index]
                piece.node = history.append(start: time, after: piece.node)
                append(piece)
            }
            return
        }
        var merge = Merge(time: time, left: lowest)
        var i = 0
        var j = 0
        while i < present.count, j < newborn.count {
            let p = present.pieces[i]
            let q = newborn.pieces[j]
            let end = min(p.end, q.end)
            merge.overlap(p, q, place: j, until: end, &self, &history)
            merge.left = end
            if p.end <= end { i += 1 }
            if q.end <= end { j += 1 }
        }
    }
}

extension Transition {
    /// penalty + min over u of piece(u) + w (z - mu + r u)^2, a quadratic in mu.
    @inline(__always)
    fileprivate func jump(
        _ piece: Piece, _ shared: SharedSteps, penalty: Double, end: Double
    ) -> Piece {
        let a = piece.a + shared.a
        let b = piece.b + shared.b
        let inverse = 1 / (a + w * r * r)
        let curvature = w * a * inverse
        let k = b * w * r * inverse
        let c = piece.c + shared.c - 0.25 * b * b * inverse + (curvature * z - k) * z + penalty
        return Piece(a: curvature, b: k - 2 * z * curvature, c: c, end: end, node: piece.node)
    }
}

/// Compares two pieces on the range they share and writes the lower.
private struct Merge {
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
