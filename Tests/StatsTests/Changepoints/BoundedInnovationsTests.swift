import Testing
import TestSupport

@testable import Stats

@Suite("Bounded surprises")
struct BoundedInnovationsTests {
    static let node = NoiseNode(rho: 0.6, white: 0.3)

    private func bounded(_ y: [Double]) throws -> BoundedInnovations {
        BoundedInnovations(
            y, on: try PosteriorDesign(times: Array(y.indices)), node: Self.node)
    }

    private func fit(_ y: [Double], _ tails: NoiseTails) throws -> ChangepointPosteriorFit {
        var options = ChangepointPosterior.Options()
        options.tails = tails
        return try ChangepointPosterior(options: options).fit(y, times: Array(y.indices))
    }

    @Test("another unit and origin move the same days by the same part")
    func scale() throws {
        var y = PosteriorTests.series(60, seed: 5, steps: [:])
        y[20] += 9
        let plain = try bounded(y)
        let other = try bounded(y.map { 3 * $0 + 7 })
        #expect(plain.moved == [20])
        #expect(other.moved == plain.moved)
        expectClose(other.values, plain.values.map { 3 * $0 + 7 }, .absolute(1e-10))
    }

    @Test("a series without wild days has the posterior of the plain model, digit for digit")
    func quiet() throws {
        let y = PosteriorTests.series(60, seed: 5, steps: [30: 2])
        let bounded = try fit(y, .bounded)
        #expect(bounded.boundedIndices.isEmpty)
        expectClose(
            bounded.countProbabilities, try fit(y, .normal).countProbabilities, .exact)
    }

    @Test("one wild day and its tail count less, a lasting shift stays")
    func wildDayAndShift() throws {
        var wild = PosteriorTests.series(80, seed: 9, steps: [:])
        for (day, part) in [(40, 1.0), (41, 0.6), (42, 0.36), (43, 0.22)] { wild[day] += 12 * part }
        let bounded = try fit(wild, .bounded)
        #expect(bounded.boundedIndices.contains(40))
        #expect(bounded.probabilityOfAnyChange < 0.5)
        let shifted = try fit(PosteriorTests.series(80, seed: 9, steps: [40: 4]), .bounded)
        #expect(shifted.probabilityOfAnyChange > 0.95)
        expectClose(try shifted.changes(given: 1)[0].size, 4, .absolute(0.8))
    }

    @Test("coarse scores that mostly repeat are not erased")
    func coarse() throws {
        let y = (0..<60).map { $0 % 10 == 3 ? 1.0 : ($0 >= 30 && $0 % 2 == 0 ? 1 : 0) }
        #expect(try bounded(y).moved.isEmpty)
    }

    @Test("the bound is taken around the covariates: a steep trend moves nothing")
    func trend() throws {
        let y = PosteriorTests.series(60, seed: 5, steps: [:]).enumerated().map {
            $0.element + 2 * Double($0.offset)
        }
        let design = try PosteriorDesign(
            times: Array(0..<60), covariates: Matrix(columns: [(0..<60).map(Double.init)]))
        #expect(BoundedInnovations(y, on: design, node: Self.node).moved.isEmpty)
    }

    @Test("a batch is read as its series are one by one")
    func batch() throws {
        var wild = PosteriorTests.series(40, seed: 9, steps: [:])
        wild[20] += 10
        let design = try PosteriorDesign(times: Array(0..<40))
        var options = ChangepointPosterior.Options()
        options.tails = .bounded
        let batch = try ChangepointPosterior(options: options).fit(batch: [wild], on: design)
        #expect(batch[0].boundedIndices == [20])
        expectClose(
            batch[0].countProbabilities, try fit(wild, .bounded).countProbabilities, .exact)
    }

    @Test("a trial expects changes in proportion to its days, up to twelve weeks of them")
    func expectedChanges() {
        let rates = [28, 56, 84, 365].map {
            ChangepointPosterior.Options.reading(count: $0).expectedChanges
        }
        let whole = ChangepointPosterior.Options().expectedChanges
        expectClose(rates, [whole / 3, 2 * whole / 3, whole, whole], .roundoff())
        #expect(ChangepointPosterior.Options.reading(count: 28).tails == .bounded)
    }

    @Test("under heavy tails unchanged series are hardly ever called clear")
    func heavyTails() throws {
        let design = try PosteriorDesign(times: Array(0..<84))
        var options = ChangepointPosterior.Options()
        options.tails = .bounded
        var (likely, clear) = (Share(), Share())
        for stream in 0..<150 {
            let y = SimulatedDiary(.t4, 84, size: 0, seed: 684, stream: UInt64(stream)).y
            let chance = try ChangepointPosterior(options: options).fit(y, on: design)
                .probabilityOfAnyChange
            likely.add(chance >= 0.8)
            clear.add(chance >= 0.95)
        }
        #expect(likely.isAtMost(0.06), "likely \(likely.percent) %")
        #expect(clear.isAtMost(0.02), "clear \(clear.percent) %")
    }
}

@Suite("A watch with a look every day")
struct DailyLookTests {
    @Test("unchanged series are ever called likely in at most 6 % and clear in at most 2 %")
    func falseAlarms() throws {
        var (likely, clear) = (Share(), Share())
        for stream in 0..<60 {
            let y = SimulatedDiary(.ar6, 42, size: 0, seed: 905, stream: UInt64(stream)).y
            let verdicts = try OnlineWatch(horizon: 28).looks(
                y, times: Array(0..<42), since: 14
            ).map(\.verdict)
            likely.add(verdicts.contains { $0 == .likely || $0 == .clear })
            clear.add(verdicts.contains(.clear))
        }
        #expect(likely.isAtMost(0.06), "likely \(likely.percent) %")
        #expect(clear.isAtMost(0.02), "clear \(clear.percent) %")
    }
}
