/// Replicates of a simulation, each with a number of its own and its own stream of random numbers.
///
/// Replicate `k` draws from stream `k` of the seed whatever core runs it and whenever, and
/// results come back in the order of their numbers: the answer is the same on one core and on
/// sixteen.
public struct MonteCarlo: Sendable, Hashable {
    public let replicates: Int
    public let seed: UInt64

    /// - Precondition: `replicates >= 0`.
    public init(replicates: Int, seed: UInt64) {
        precondition(replicates >= 0, "a number of replicates is not negative")
        self.replicates = replicates
        self.seed = seed
    }

    /// Batches that wait for a core or run on one. With all of them in the queue at once, whoever waits
    /// for the first result would stand behind the last, and progress would be told at the end.
    private static let batchesUnderWay = 16

    /// One replicate: its number, and the generator of its stream.
    public typealias Replicate<Outcome> =
        @Sendable (_ number: Int, _ generator: inout SeededGenerator) -> Outcome

    /// Runs the replicates one after the other.
    func runSerially<Outcome>(_ replicate: Replicate<Outcome>) -> [Outcome] {
        (0..<replicates).map { outcome($0, replicate) }
    }

    /// Runs the replicates on all cores.
    /// - Parameters:
    ///   - batch: replicates that a task takes at a time; it changes the speed, never the answer.
    ///   - progress: told after each batch how many replicates are done, one call at a time, with
    ///     numbers that only rise.
    ///   - replicate: one replicate, from its number and the generator of its stream.
    /// - Returns: outcomes in the order of replicate numbers.
    /// - Throws: `CancellationError` soon after the surrounding task is cancelled; running
    ///   replicates
    ///   are finished, and nothing is returned.
    public func run<Outcome: Sendable>(
        batch: Int = 64, progress: (@Sendable (_ done: Int) -> Void)? = nil,
        _ replicate: @escaping Replicate<Outcome>
    ) async throws(CancellationError) -> [Outcome] {
        let batches = batches(of: max(1, batch))
        var finished = [[Outcome]?](repeating: nil, count: batches.count)
        await withTaskGroup(of: (Int, [Outcome]?).self) { group in
            var next = 0
            func startNext(_ group: inout TaskGroup<(Int, [Outcome]?)>) {
                guard next < batches.count else { return }
                let (index, numbers) = (next, batches[next])
                group.addTask { (index, outcomes(numbers, replicate)) }
                next += 1
            }
            for _ in 0..<Self.batchesUnderWay { startNext(&group) }
            var done = 0
            while let (index, outcomes) = await group.next() {
                startNext(&group)
                guard let outcomes else { continue }
                finished[index] = outcomes
                done += outcomes.count
                progress?(done)
            }
        }
        let complete = finished.compactMap(\.self)
        guard complete.count == batches.count, !Task.isCancelled else { throw CancellationError() }
        return complete.flatMap(\.self)
    }

    private func batches(of size: Int) -> [Range<Int>] {
        stride(from: 0, to: replicates, by: size).map { $0..<min($0 + size, replicates) }
    }

    /// Outcomes of some replicates; nil when the task was cancelled before the last one.
    private func outcomes<Outcome>(
        _ numbers: Range<Int>, _ replicate: Replicate<Outcome>
    ) -> [Outcome]? {
        var result: [Outcome] = []
        result.reserveCapacity(numbers.count)
        for number in numbers {
            if Task.isCancelled { return nil }
            result.append(outcome(number, replicate))
        }
        return result
    }

    private func outcome<Outcome>(_ number: Int, _ replicate: Replicate<Outcome>) -> Outcome {
        var generator = SeededGenerator(seed: seed, stream: UInt64(number))
        return replicate(number, &generator)
    }
}
