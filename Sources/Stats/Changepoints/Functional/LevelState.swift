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
struct LevelState: ~Copyable {
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
