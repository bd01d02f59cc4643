import Foundation
@testable import Stats
import TestSupport
import Testing

/// The snippets of the articles of `Stats`, as they stand there.
@Suite("Articles of Stats")
struct ArticleTests {
    @Test("every snippet of an article is in this file, which compiles it")
    func snippets() throws {
        try Articles.requireCompiled(in: "Sources/Stats/Stats.docc", by: #filePath, atLeast: 3)
    }

    @Test("FirstFit")
    func firstFit() throws {
        let days = Array(0..<28)
        let scores = days.map { (day: Int) -> Double in Double(day * 7 % 5) - (day < 14 ? 0 : 2) }
        let diet = days.map { $0 < 14 ? 0.0 : 1.0 }
        let design = try DesignMatrix(
            columns: [Terms.intercept(days), (name: "diet", values: diet)], times: days)
        let fit = try Regression(.ar1).fit(scores, on: design)
        let effect = try fit.estimate(ofColumn: "diet")
        let interval = effect.interval(level: 0.95)
        let worthwhile = effect.probability(ofBenefitBeyond: 1, .lower)
        #expect(interval.lower < -2 && -2 < interval.upper && worthwhile > 0.9)
    }

    @Test("FindingAChange")
    func findingAChange() throws {
        let series = (0..<40).map { (day: Int) -> Double in Double(day % 3) + (day < 20 ? 0 : 6) }
        let cost = try MeanCost.mean(series)
        let cut = try PELT()(cost, penalty: 20, minimumSegment: 3)
        #expect(cut.changes == [20])
    }

    @Test("AddingACost")
    func addingACost() throws {
        struct MedianCost: SegmentCost {
            let values: [Double]
            var count: Int { values.count }
            var shortestSegment: Int { 1 }

            func cost(_ start: Int, _ end: Int) -> Double {
                let segment = values[start..<end].sorted()
                let middle = segment[segment.count / 2]
                return segment.reduce(0) { $0 + ($1 - middle).magnitude }
            }
        }
        let series = [1, 2, 1, 2, 90, 1, 2, 8, 9, 8, 9, 8, 9, 8.0]
        let cut = try PELT()(MedianCost(values: series), penalty: 5, minimumSegment: 3)
        #expect(cut.changes == [7])
    }
}
