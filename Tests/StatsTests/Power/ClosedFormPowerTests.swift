import Foundation
@testable import Stats
import TestSupport
import Testing

/// Variance, degrees of freedom and power of planned schedules against `sim5_power.py`
/// (Tests/Oracles/power).
@Suite("Closed-form power")
struct ClosedFormPowerTests {
    @Test(
        "variance to 12 decimals, degrees of freedom and power to 1e-5, for 60 designs",
        arguments: try rows(of: "closed_form.csv"))
    func closedForm(_ row: [String: String]) throws {
        let exposure = try #require(Self.exposures[row["design"] ?? ""])
        let rho = try number("rho", row)
        let precision = try PlannedPrecision(
            exposure: exposure, hasTrend: row["trend"] == "1", rho: rho)
        expectClose(
            precision.unitVariance, try number("var_unit", row), .published(decimals: 12))
        // At rho = 0 the script takes the degrees of freedom at 1e-6, which moves their fifth
        // decimal.
        expectClose(
            precision.degreesOfFreedom, try number("df_satt", row),
            rho == 0 ? .absolute(1e-4) : .absolute(1e-5))
        expectClose(
            precision.power(effect: 1), try number("power_1SD_satt", row), .absolute(1e-5))
    }

    @Test("days that are known to be missing are gaps", arguments: try rows(of: "gaps.csv"))
    func gaps(_ row: [String: String]) throws {
        let exposure = Self.phases("ABAB", [14, 14, 14, 14])
        let days = (0..<56).filter { $0 % 5 != 3 }
        for (column, hasTrend) in [("var_unit", false), ("var_unit_trend", true)] {
            let precision = try PlannedPrecision(
                exposure: exposure, days: days, hasTrend: hasTrend, rho: try number("rho", row))
            expectClose(
                precision.unitVariance, try number(column, row), .published(decimals: 12))
        }
    }

    @Test(
        "power for 1 SD and the effect found with 80 % power, as printed",
        arguments: try rows(of: "planning.csv"))
    func planning(_ row: [String: String]) throws {
        let exposure = try #require(Self.exposures[row["design"] ?? ""])
        for rho in [0.2, 0.4, 0.6, 0.8] {
            let precision = try PlannedPrecision(exposure: exposure, rho: rho)
            let label = "r\(rho)"
            expectClose(
                precision.power(effect: 1), try number("power \(label)", row),
                .published(decimals: 2))
            expectClose(
                precision.detectableEffect(), try number("MDE \(label)", row),
                .published(decimals: 2))
        }
    }

    @Test("missing days cost precision, a little more for each; the same seed gives the same cost")
    func missing() throws {
        let exposure = Self.phases("ABAB", [14, 14, 14, 14])
        let variances = try [0, 0.1, 0.2, 0.4].map { rate in
            try PlannedPrecision(exposure: exposure, rho: 0.4, missingRate: rate).unitVariance
        }
        #expect(variances == variances.sorted() && Set(variances).count == 4)
        // With independent days the variance is 1/nA + 1/nB; kept days are 45 of 56.
        let white = try PlannedPrecision(exposure: exposure, rho: 0, missingRate: 0.2)
        #expect(white.unitVariance >= 4.0 / 45 && white.unitVariance < 1.02 * 4 / 45)
        #expect(
            try PlannedPrecision(exposure: exposure, rho: 0, missingRate: 0.2) == white)
        #expect(
            try PlannedPrecision(exposure: exposure, rho: 0, missingRate: 0.2, seed: 2) != white)
    }

    @Test("a rate, a day or a number of masks out of range is refused")
    func refusals() {
        let exposure = Self.phases("AB", [14, 14])
        #expect(
            throws: RegressionError.optionOutOfRange(
                name: "missing rate", found: 1, expected: "a share from 0 up to 1")
        ) { try PlannedPrecision(exposure: exposure, rho: 0, missingRate: 1) }
        #expect(
            throws: RegressionError.optionOutOfRange(
                name: "number of masks", found: 0, expected: "1 or more")
        ) { try PlannedPrecision(exposure: exposure, rho: 0, missingRate: 0.1, masks: 0) }
        #expect(
            throws: RegressionError.optionOutOfRange(name: "day", found: 28, expected: "0 to 27")
        ) { try PlannedPrecision(exposure: exposure, days: [0, 28], rho: 0) }
        #expect(throws: RegressionError.autocorrelationOutOfRange(found: 1)) {
            try PlannedPrecision(exposure: exposure, rho: 1)
        }
    }

    // MARK: The schedules of the oracle

    private static func phases(_ word: String, _ lengths: [Int]) -> [Double] {
        zip(word, lengths).flatMap { letter, days in
            [Double](repeating: letter == "B" ? 1 : 0, count: days)
        }
    }

    private static func periods(_ count: Int, _ days: Int, _ pattern: String) -> [Double] {
        let letters = Array(pattern)
        let word = String((0..<count).map { letters[$0 % letters.count] })
        return phases(word, [Int](repeating: days, count: count))
    }

    private static let exposures: [String: [Double]] = [
        "AB14+42": phases("AB", [14, 42]), "AB28+42": phases("AB", [28, 42]),
        "AB28+28": phases("AB", [28, 28]), "ABA21+42+21": phases("ABA", [21, 42, 21]),
        "RB8x7(ABBAABBA)": periods(8, 7, "ABBA"),
        "RB12x4(ABBAABABBAAB)": periods(12, 4, "ABBAABABBAAB"),
        "ABAB4x7": periods(4, 7, "AB"), "ABAB4x14": periods(4, 14, "AB"),
        "ABAB4x21": periods(4, 21, "AB"), "ABAB4x28": periods(4, 28, "AB"),
        "6x14 ABBAAB": periods(6, 14, "ABBAAB"), "8x14 ABBAABBA": periods(8, 14, "ABBA"),
        "4x7 ABBA": periods(4, 7, "ABBA"), "8x7 ABBAABBA": periods(8, 7, "ABBA"),
        "12x7": periods(12, 7, "ABBA"), "16x7": periods(16, 7, "ABBA"),
        "12x4": periods(12, 4, "ABBA"), "14x4": periods(14, 4, "ABBA"),
        "28x2": periods(28, 2, "ABBA"), "56x1": periods(56, 1, "ABBA"),
    ]

    private func number(_ column: String, _ row: [String: String]) throws -> Double {
        try #require(row[column].flatMap(Double.init))
    }
}

/// Rows of an oracle file, by column name.
private func rows(of file: String) throws -> [[String: String]] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Oracles/power")
    let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
    let lines = text.split(whereSeparator: \.isNewline).map { line in
        line.split(separator: ",").map(String.init)
    }
    guard let header = lines.first else { return [] }
    return lines.dropFirst().map { Dictionary(zip(header, $0), uniquingKeysWith: { $1 }) }
}
