import Foundation

@testable import Stats

/// The fixed series and exact answers of Tests/Oracles/changepoints (see its README).
struct ChangepointOracles {
    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Oracles/changepoints")

    static let names = ["nile", "reversal", "missing", "ar1trap", "outliers", "trend"]

    struct Series {
        let days: [Int]
        let values: [Double]
    }

    let answers: [String: Any]

    init(_ name: String) throws {
        let data = try Data(contentsOf: Self.folder.appendingPathComponent("oracles.json"))
        let all = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        answers = all?[name] as? [String: Any] ?? [:]
    }

    static func series(_ name: String) throws -> Series {
        let text = try String(
            contentsOf: folder.appendingPathComponent(name + ".csv"), encoding: .utf8)
        var days: [Int] = []
        var values: [Double] = []
        for line in text.split(separator: "\n").dropFirst() {
            let cells = line.split(separator: ",", omittingEmptySubsequences: false)
            guard let day = Int(cells[0]), let value = Double(cells[1]) else { continue }
            days.append(day)
            values.append(value)
        }
        return Series(days: days, values: values)
    }

    func object(_ path: String...) -> [String: Any] {
        path.reduce(answers) { $0[$1] as? [String: Any] ?? [:] }
    }

    func has(_ key: String) -> Bool { answers[key] != nil }
}

extension [String: Any] {
    func number(_ key: String) -> Double { (self[key] as? NSNumber)?.doubleValue ?? .nan }
    func numbers(_ key: String) -> [Double] {
        (self[key] as? [NSNumber])?.map(\.doubleValue) ?? []
    }
    func integers(_ key: String) -> [Int] { (self[key] as? [NSNumber])?.map(\.intValue) ?? [] }
    func rows(_ key: String) -> [[String: Any]] { self[key] as? [[String: Any]] ?? [] }
    func table(_ key: String) -> [Int: Double] {
        var result: [Int: Double] = [:]
        for (name, value) in self[key] as? [String: NSNumber] ?? [:] {
            if let index = Int(name) { result[index] = value.doubleValue }
        }
        return result
    }
}
