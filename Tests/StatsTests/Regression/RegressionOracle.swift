import Foundation
@testable import Stats

/// The fixed data sets of Tests/Oracles/regression and the values that other programs found.
struct RegressionOracle {
    let tag: String
    let design: DesignMatrix
    let responses: [Double]
    let values: [String: Double]
    /// The exposure at every time, carried forward over absent rows.
    let path: ExposurePath
    /// D of the onset values.
    let days: Int

    static let all: [RegressionOracle] = [
        RegressionOracle(
            "d1", file: "d1_abab56.csv", response: "score", columns: ["treat", "sleep", "stress"],
            days: 14),
        RegressionOracle(
            "d2", file: "d2_abgap.csv", response: "score", columns: ["treat", "day"], days: 42),
        RegressionOracle(
            "d3", file: "d3_rb56int.csv", response: "score", columns: ["treat", "stress"],
            days: 14),
        RegressionOracle(
            "d4sqrt", file: "d4_lesions.csv", response: "count", columns: ["treat"], days: 42
        ) { ($0 + 0.375).squareRoot() },
        RegressionOracle(
            "d4log", file: "d4_lesions.csv", response: "count", columns: ["treat"], days: 42
        ) { log($0 + 0.5) },
    ]

    static func named(_ tag: String) -> RegressionOracle {
        all.first { $0.tag == tag } ?? all[0]
    }

    init(
        _ tag: String, file: String, response: String, columns: [String], days: Int,
        transform: (Double) -> Double = { $0 }
    ) {
        let table = OracleFile.table("regression/\(file)")
        let complete = table.indices.filter { table[$0][response] != nil }
        let times = complete.map { Int(table[$0]["day"] ?? 0) }
        responses = complete.map { transform(table[$0][response] ?? 0) }
        let terms =
            [(name: "(Intercept)", values: complete.map { _ in 1.0 })]
            + columns.map { name in (name: name, values: complete.map { table[$0][name] ?? 0 }) }
        guard let design = try? DesignMatrix(columns: terms, times: times),
            let path = try? ExposurePath(
                carryingForward: table.map { $0["treat"] ?? 0 },
                at: table.map { Int($0["day"] ?? 0) })
        else { preconditionFailure("the oracle \(file) is not a design") }
        self.tag = tag
        self.design = design
        self.path = path
        self.days = days
        values = OracleFile.namedValues("regression/oracle_R.csv")
            .merging(OracleFile.namedValues("regression/oracle_engine.csv")) { first, _ in first }
            .merging(OracleFile.namedValues("regression/oracle_onset_errors.csv")) { first, _ in
                first
            }
    }

    /// A value of this data set, NaN when the oracle lacks it, so that comparisons fail.
    func value(_ name: String) -> Double { values["\(tag).\(name)"] ?? .nan }

    func values(_ prefix: String) -> [Double] {
        design.names.map { value("\(prefix)[\($0)]") }
    }
}

/// Reads the small tables under Tests/Oracles.
enum OracleFile {
    /// The folder Tests/Oracles of the checkout that this file belongs to.
    static let folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Oracles")

    /// The lines, split at commas.
    static func rows(_ path: String) -> [[String]] {
        guard
            let text = try? String(
                contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
        else { preconditionFailure("the oracle \(path) is missing") }
        return text.split(whereSeparator: \.isNewline).map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
    }

    /// One dictionary a row; an empty cell has no entry.
    static func table(_ path: String) -> [[String: Double]] {
        let lines = rows(path)
        guard let header = lines.first else { return [] }
        return lines.dropFirst().map { cells in
            var row: [String: Double] = [:]
            for (name, cell) in zip(header, cells) { row[name] = Double(cell) }
            return row
        }
    }

    /// A table of names and values.
    static func namedValues(_ path: String) -> [String: Double] {
        var result: [String: Double] = [:]
        for cells in rows(path).dropFirst() { result[cells[0]] = Double(cells[1]) }
        return result
    }
}
