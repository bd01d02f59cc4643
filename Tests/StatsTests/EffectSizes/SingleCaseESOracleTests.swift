import Foundation
@testable import Stats
import TestSupport
import Testing

/// Values of R package SingleCaseES (R 4.2.2) on the fixed series beside them in
/// `Tests/Oracles/effectsizes`. Improvement is a decrease; trends are over the session number.
@Suite("SingleCaseES oracle")
struct SingleCaseESOracleTests {
    struct Comparison: Sendable, CustomTestStringConvertible {
        let name: String
        let file: String
        let column: String
        let lastDay: Double
        var testDescription: String { name }

        static let all = [
            Comparison(name: "d1first2", file: "d1_abab56.csv", column: "score", lastDay: 28),
            Comparison(name: "d2", file: "d2_abgap.csv", column: "score", lastDay: 56),
            Comparison(name: "d3pooled", file: "d3_rb56int.csv", column: "score", lastDay: 56),
            Comparison(name: "d4", file: "d4_lesions.csv", column: "count", lastDay: 70),
        ]

        func scores() throws -> PhaseScores {
            let table = try rows(of: file)
            let header = try #require(table.first)
            let day = try #require(header.firstIndex(of: "day"))
            let treat = try #require(header.firstIndex(of: "treat"))
            let score = try #require(header.firstIndex(of: column))
            let complete = table.dropFirst().filter { row in
                !row[score].isEmpty && (Double(row[day]) ?? .infinity) <= lastDay
                    && !row.contains("")
            }
            func phase(_ label: String) -> [Double] {
                complete.filter { $0[treat] == label }.compactMap { Double($0[score]) }
            }
            return try PhaseScores(
                baseline: phase("0"), treated: phase("1"), improvement: .decrease)
        }
    }

    @Test("every effect size agrees to 1e-12 with SingleCaseES", arguments: Comparison.all)
    func agreement(_ comparison: Comparison) throws {
        let oracle = try Oracle(comparison.name)
        let scores = try comparison.scores()
        let nap = scores.nonoverlapOfAllPairs
        let errors = try #require(nap.errors)
        try oracle.check(nap.estimate, "NAP.unbiased.Est")
        try oracle.check(errors.unbiased, "NAP.unbiased.SE")
        try oracle.check(errors.hanley, "NAP.Hanley.SE")
        try oracle.check(errors.null, "NAP.null.SE")
        try oracle.check(scores.tau, "Tau.Est")
        try oracle.check(2 * errors.unbiased, "Tau.SE")
        try oracle.check(scores.tauU, "TauU.Est")
        if comparison.name != "d3pooled" {
            try oracle.check(scores.baselineCorrectedTau(), "TauBC.Est")
        }
        try oracle.check(scores.shareOfNonoverlappingData, "PND.Est")
        try oracle.check(scores.shareExceedingMedian, "PEM.Est")
        let g = try scores.hedgesG()
        try oracle.check(g.estimate, "SMDpool.Est")
        try oracle.check(g.errorForIndependentDays, "SMDpool.SE")
        try oracle.check(g.standardDeviation, "SMDpool.pooled_SD")
        let d = try scores.baselineStandardizedMeanDifference()
        try oracle.check(d.estimate, "SMDbase.Est")
        try oracle.check(d.errorForIndependentDays, "SMDbase.SE")
        try oracle.check(d.standardDeviation, "SMDbase.baseline_SD")
        let ratio = try scores.logResponseRatio()
        try oracle.check(ratio.estimate, "LRRd.Est")
        try oracle.check(ratio.errorForIndependentDays, "LRRd.SE")
    }

    /// Whole-number scores and a slope of -1/17 give nine residual ties. Exact rational arithmetic
    /// (Python 3.11 `fractions`) counts S = -138 of 575 pairs; R, in floating point, splits three
    /// of the ties and prints -135/575 = -0.2348.
    @Test("baseline-corrected Tau of whole numbers is the exact -138/575, ties kept")
    func exactTies() throws {
        let scores = try Comparison.all[2].scores()
        expectClose(try scores.baselineCorrectedTau(), -138.0 / 575, .exact)
        expectClose(
            try Oracle("d3pooled").value("TauBC.Est"), -135.0 / 575, .significant(digits: 15))
    }

    @Test(
        "the interval of NAP: our ends satisfy its equation to 1e-9, R's root finder stops at 1e-4",
        arguments: Comparison.all)
    func interval(_ comparison: Comparison) throws {
        let oracle = try Oracle(comparison.name)
        let nap = try comparison.scores().nonoverlapOfAllPairs
        let z = 1.959963984540054
        let ends = nap.intervalForIndependentDays(normalQuantile: z)
        expectClose(ends.lower, try oracle.value("NAP.unbiased.CI_lower"), .absolute(1e-4))
        expectClose(ends.upper, try oracle.value("NAP.unbiased.CI_upper"), .absolute(1e-4))
        let pairs = Double(nap.baselineCount * nap.treatedCount)
        let h = Double(nap.baselineCount + nap.treatedCount) / 2 - 1
        for t in [ends.lower, ends.upper] {
            let left = pairs * (nap.estimate - t) * (nap.estimate - t) * (2 - t) * (1 + t)
            let right = z * z * t * (1 - t) * (2 + h + (1 + 2 * h) * t * (1 - t))
            expectClose(left, right, .iterative(1e-9))
        }
    }

    private struct Oracle {
        let name: String
        let values: [String: Double]

        init(_ name: String) throws {
            self.name = name
            values = Dictionary(
                try rows(of: "oracle_effectsizes.csv").compactMap { row in
                    Double(row[1]).map { (row[0], $0) }
                }, uniquingKeysWith: { $1 })
        }

        func value(_ key: String) throws -> Double { try #require(values["\(name).\(key)"]) }

        /// 15 printed digits of numbers up to 1.5: 1e-12 leaves room for R's own rounding.
        func check(_ found: Double, _ key: String) throws {
            expectClose(found, try value(key), .absolute(1e-12), key)
        }
    }
}

/// Cells of an oracle file, without its quotation marks.
private func rows(of file: String) throws -> [[String]] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Oracles/effectsizes")
    let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
    return text.split(whereSeparator: \.isNewline).map { line in
        line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
}
