import Foundation
import Testing
import TestSupport

@testable import Stats

@Suite("Transients beside changes of level")
struct TransientTests {
    static let gappyTimes = (0..<60).filter { $0 % 7 != 3 && $0 != 20 && $0 != 21 }

    /// Three flares on a quiet floor with whole points.
    static let flares: [Double] = {
        var y = [Double](repeating: 0, count: 56)
        for (day, height) in [(8, 6.0), (27, 5.0), (43, 7.0)] {
            for i in day..<56 { y[i] += height * exp(-Double(i - day) / 4) }
        }
        let wobble = PosteriorTests.series(56, seed: 71, steps: [:])
        return zip(y, wobble).map { max(0, (10 * ($0 + 0.3 * $1)).rounded() / 10) }
    }()

    @Test("recursions over the library give the products of dense columns")
    func library() throws {
        let design = try TransientDesign(times: Self.gappyTimes)
        let library = design.library
        let x = PosteriorTests.series(Self.gappyTimes.count, seed: 72, steps: [:])
        var sums = x + [0]
        for i in x.indices.reversed() { sums[i] += sums[i + 1] }
        var visited = 0
        library.products(of: x, sums: sums) { group, products in
            for lane in 0..<4 where library.present[group][lane] == 1 {
                visited += 1
                let place = TransientLibrary.Place(group: group, lane: lane)
                let column = library.transient(at: place).course(times: Self.gappyTimes)
                let dense = zip(column, x).reduce(0) { $0 + $1.0 * $1.1 }
                // Sums of 50 terms of size 1.
                expectClose(products[lane], dense, .absolute(1e-12), "\(place)")
            }
        }
        #expect(visited == library.count)
    }

    @Test("a projection in O(n) is the dense M of the design, and so are the squares")
    func projection() throws {
        let design = try TransientDesign(times: Self.gappyTimes)
        let n = design.count
        let node = 20
        let products = design.base.grams[node].products
        func gram(_ a: Int, _ b: Int) -> Double { a < n && b < n ? products[a * n + b] : 0 }
        for place in [(group: 30, lane: 2), (group: 61, lane: 1), (group: 50, lane: 3)] {
            let place = TransientLibrary.Place(group: place.group, lane: place.lane)
            let column = design.library.transient(at: place).course(times: design.times)
            var found = [Double](repeating: 0, count: n)
            design.projections[node].project(column, to: &found)
            var square = 0.0
            for i in 0..<n {
                let dense = (0..<n).reduce(0.0) {
                    let m =
                        gram(i, $1) - gram(i + 1, $1) - gram(i, $1 + 1) + gram(i + 1, $1 + 1)
                    return $0 + m * column[$1]
                }
                // Second differences of products near 50.
                expectClose(found[i], dense, .absolute(1e-11), "row \(i)")
                square += column[i] * dense
            }
            expectClose(
                design.pivots[node][place.group][place.lane], square + 1.0 / 9,
                .absolute(1e-11))
        }
    }

    @Test("a shift and a change of scale move levels and nothing else")
    func shiftAndScale() throws {
        let y = PosteriorTests.series(50, seed: 73, steps: [25: 2])
        let first = try LastingChange(y, times: Array(0..<50))
        let second = try LastingChange(y.map { 7 - 3 * $0 }, times: (0..<50).map { 1000 + $0 })
        // 1e-8: residuals of a scaled series round otherwise.
        expectClose(first.claim, second.claim, .absolute(1e-8))
        expectClose(first.raw.stepShare, second.raw.stepShare, .absolute(1e-8))
        expectClose(7 - 3 * first.raw.before, second.raw.before, .absolute(1e-6))
        expectClose(7 - 3 * first.raw.after, second.raw.after, .absolute(1e-6))
    }

    @Test("levels lie between the lowest and the highest value")
    func levels() throws {
        for y in [Self.flares, PosteriorTests.series(56, seed: 74, steps: [30: 3])] {
            let fit = try LastingChange(y, times: Array(0..<56)).raw
            let range = (y.min() ?? 0)...(y.max() ?? 0)
            #expect(range.contains(fit.before))
            #expect(range.contains(fit.after))
        }
    }

    @Test("flares that fade are named with their days, and no new level is claimed")
    func namesFlares() throws {
        let change = try LastingChange(Self.flares, times: (0..<56).map { 100 + $0 })
        #expect(!change.isClaimed)
        #expect(change.date == nil)
        guard case .transients(let found) = change.rival else {
            Issue.record("\(change.rival)")
            return
        }
        #expect(found.map(\.transient.time) == [108, 127, 143])
        for (found, height) in zip(found, [6.0, 5, 7]) {
            // A half-life off by a day moves a height by a fifth.
            #expect(abs(found.height - height) < 0.3 * height)
        }
    }

    @Test("a large step is claimed with its date and its levels")
    func claimsStep() throws {
        let y = PosteriorTests.series(84, seed: 75, steps: [40: 4])
        let change = try LastingChange(y, times: Array(0..<84))
        #expect(change.verdict == .clear)
        #expect(change.pace == .atOnce)
        #expect(try change.date?.highestDensitySet().contains(40) == true)
        #expect(change.raw.after - change.raw.before > 2.5)
    }

    @Test("a long spell is no new level")
    func spell() throws {
        let y = PosteriorTests.series(90, seed: 76, steps: [30: 4, 55: -4])
        let change = try LastingChange(y, times: Array(0..<90))
        #expect(!change.isClaimed)
        guard case .spell(let spell) = change.rival else {
            Issue.record("\(change.rival)")
            return
        }
        #expect(abs(spell.first - 30) <= 2)
        #expect(abs(spell.behind - 55) <= 2)
    }

    @Test("a step without noise overflows no weight")
    func noiseless() throws {
        let y = (0..<300).map { $0 < 100 ? 0.0 : $0 < 200 ? 1 : 3 }
        let change = try LastingChange(y, times: Array(0..<300))
        #expect(change.claim > 0.95 && change.claim <= 1)
    }

    @Test("the pace of a move is told by the share of the step")
    func pace() {
        #expect(ChangePace(stepShare: 0.67) == .atOnce)
        #expect(ChangePace(stepShare: 0.66) == .cannotBeTold)
        #expect(ChangePace(stepShare: 0.33) == .gradual)
    }

    @Test("one step of a scale is the smallest difference that occurs")
    func unit() {
        expectClose(ScaledSeries.step(of: [3, 1, 2.5, 1]), 0.5, .exact)
        expectClose(ScaledSeries.step(of: [2, 2]), 0, .exact)
    }

    @Test("a constant series and a wrong length are refused")
    func refusals() throws {
        #expect(throws: ChangepointError.constantSeries(value: 2)) {
            _ = try LastingChange([Double](repeating: 2, count: 30), times: Array(0..<30))
        }
        let design = try TransientDesign(times: Array(0..<30))
        #expect(throws: ChangepointError.lengthsDiffer(what: "values", found: 3, expected: 30)) {
            _ = try LastingChange([1, 2, 3], on: design)
        }
    }

    @Test("a watch says for which noise its evidence holds and never shows p = 0")
    func watchNoise() throws {
        let y = PosteriorTests.series(70, seed: 77, steps: [40: 100])
        let looks = try OnlineWatch().looks(y, times: Array(0..<70), since: 35)
        #expect((looks.last?.anytimePValue ?? 1) < 0.05)
        #expect(looks.allSatisfy { $0.anytimePValue >= OnlineLook.smallestPValue })
        #expect(
            Set(WatchedNoise.held + WatchedNoise.notHeld) == Set(WatchedNoise.allCases))
    }
}
