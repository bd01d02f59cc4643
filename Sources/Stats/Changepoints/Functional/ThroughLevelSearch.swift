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
    /// `y`: centred, so that few digits cancel.
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
