@testable import Stats
import Testing

@Suite("Monte Carlo")
struct MonteCarloTests {
    private let draw: MonteCarlo.Replicate<[Double]> = { number, generator in
        [Double(number), generator.uniform(), generator.uniform()]
    }

    @Test("replicates do not depend on how they are batched, run in parallel or one by one")
    func sameAnswer() async throws {
        let study = MonteCarlo(replicates: 1_000, seed: 9)
        let serial = study.runSerially(draw)
        for batch in [0, 1, 7, 64, 5_000] {
            #expect(try await study.run(batch: batch, draw) == serial)
        }
        #expect(serial.map { $0[0] } == (0..<1_000).map(Double.init))
        #expect(Set(serial.map { $0[1] }).count == 1_000)
    }

    @Test("more replicates leave the first ones as they were")
    func prefix() {
        let few = MonteCarlo(replicates: 10, seed: 9).runSerially(draw)
        let many = MonteCarlo(replicates: 20, seed: 9).runSerially(draw)
        #expect(Array(many.prefix(10)) == few)
        #expect(MonteCarlo(replicates: 10, seed: 10).runSerially(draw) != few)
        #expect(MonteCarlo(replicates: 0, seed: 9).runSerially(draw).isEmpty)
    }

    @Test("progress only rises, and ends at the number of replicates")
    func progress() async throws {
        let (reports, continuation) = AsyncStream.makeStream(of: Int.self)
        _ = try await MonteCarlo(replicates: 1_000, seed: 1)
            .run(batch: 30, progress: { continuation.yield($0) }, draw)
        continuation.finish()
        var seen: [Int] = []
        for await done in reports { seen.append(done) }
        #expect(seen == seen.sorted() && Set(seen).count == seen.count)
        #expect(seen.count == 34 && seen.last == 1_000)
    }

    @Test("a cancelled simulation stops early and returns nothing")
    func cancellation() async {
        let (starts, continuation) = AsyncStream.makeStream(of: Int.self)
        let task = Task {
            try await MonteCarlo(replicates: 20_000_000, seed: 1)
                .run(batch: 10_000) { number, generator -> UInt8 in
                    if number == 0 { continuation.yield(number) }
                    return UInt8(truncatingIfNeeded: generator.next())
                }
        }
        for await _ in starts { break }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
