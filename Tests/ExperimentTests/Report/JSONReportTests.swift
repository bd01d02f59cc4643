import Foundation
import Testing

import Experiment
@testable import ExperimentText
@testable import ExperimentDiary
@testable import ExperimentTrial
@testable import ExperimentAnalysis
@testable import ExperimentConclusions
@testable import ExperimentPlanning
@testable import ExperimentReport

@Suite("JSON of a report")
struct JSONReportTests {
    @Test("every number of the text stands in the JSON", arguments: ReportSamples.examples)
    func numbers(_ name: String) throws {
        let report = try ReportSamples.example(name)
        let leaves = JSONReading.leaves(try JSONReading.object(JSONRenderer.text(report)))
        let values = Set(leaves.numbers.flatMap { [$0.magnitude, 100 * $0.magnitude] })
        let dates = leaves.texts.compactMap { CalendarDay(iso: $0) }.flatMap {
            [$0.components.day, $0.components.year]
        }
        // Numbers that belong to names, sources and the fixed sentences of the method.
        let named = Self.tokens(
            (leaves.texts.filter { !$0.contains("difference") } + Wording.method(report))
                .joined(separator: " "))
        for token in Self.tokens(MarkdownRenderer.text(report)) where !named.contains(token) {
            #expect(Self.stands(token, in: values, dates), "\(name): \(token)")
        }
    }

    private static func tokens(_ text: String) -> Set<String> {
        let pieces = text.split { !($0.isNumber && $0.isASCII) && $0 != "." }
        return Set(
            pieces.map { $0.hasSuffix(".") ? String($0.dropLast()) : String($0) }
                .filter { Double($0) != nil })
    }

    /// Rounded to the token's own decimals; chances are cut instead of rounded.
    private static func stands(_ token: String, in values: Set<Double>, _ dates: [Int]) -> Bool {
        if let whole = Int(token), dates.contains(whole) { return true }
        let decimals = token.split(separator: ".").dropFirst().first?.count ?? 0
        return values.contains { value in
            Rounding.fixed(value, decimals: decimals) == token
        }
    }

    @Test("the report follows its published schema", arguments: ReportSamples.examples)
    func schema(_ name: String) throws {
        let path = ReportSamples.packageFolder.appendingPathComponent("docs/report.schema.json")
        let schema = try JSONReading.object(try String(contentsOf: path, encoding: .utf8))
        let report = try JSONReading.object(
            JSONRenderer.text(try ReportSamples.example(name)))
        #expect(SchemaCheck(schema).problems(of: report) == [])
    }

    @Test("the same report is the same bytes")
    func deterministic() throws {
        let trial = SampleTrial()
        #expect(ReportForms.all(try trial.report()) == ReportForms.all(try trial.report()))
    }

    @Test("a missing day is null, never zero")
    func missing() throws {
        var trial = SampleTrial()
        trial.missing = 0.3
        let object = try JSONReading.object(JSONRenderer.text(try trial.report()))
        let days = try #require(object["days"] as? [[String: Any]])
        let missing = days.filter { $0["score"] is NSNull }
        #expect(!missing.isEmpty)
        #expect(missing.allSatisfy { $0["excluded"] as? String == "no score was written down" })
    }
}

/// As much of JSON Schema as the published schema uses.
struct SchemaCheck {
    let root: [String: Any]

    init(_ root: [String: Any]) { self.root = root }

    func problems(of value: Any) -> [String] { problems(of: value, root, at: "report") }

    private func problems(of value: Any, _ schema: [String: Any], at path: String) -> [String] {
        if let reference = schema["$ref"] as? String {
            let name = reference.split(separator: "/").last.map(String.init) ?? ""
            let definitions = root["$defs"] as? [String: [String: Any]]
            guard let target = definitions?[name] else { return ["\(path): no definition \(name)"] }
            return problems(of: value, target, at: path)
        }
        if let choices = schema["anyOf"] as? [[String: Any]] {
            let results = choices.map { problems(of: value, $0, at: path) }
            return results.contains([]) ? [] : results.first ?? []
        }
        var found = typeProblem(of: value, schema, at: path)
        if let allowed = schema["enum"] as? [String], let text = value as? String,
            !allowed.contains(text)
        {
            found.append("\(path): \(text) is not among \(allowed)")
        }
        if let object = value as? [String: Any] { found += members(object, schema, path) }
        if let array = value as? [Any], let items = schema["items"] as? [String: Any] {
            found += array.enumerated().flatMap { problems(of: $1, items, at: "\(path)[\($0)]") }
        }
        return found
    }

    private func members(
        _ object: [String: Any], _ schema: [String: Any], _ path: String
    ) -> [String] {
        let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
        let required = schema["required"] as? [String] ?? []
        var found = required.filter { object[$0] == nil }.map { "\(path): lacks \($0)" }
        for (key, value) in object.sorted(by: { $0.key < $1.key }) {
            if let property = properties[key] {
                found += problems(of: value, property, at: "\(path).\(key)")
            } else if schema["additionalProperties"] as? Bool == false {
                found.append("\(path): \(key) is not described")
            }
        }
        return found
    }

    private func typeProblem(
        of value: Any, _ schema: [String: Any], at path: String
    ) -> [String] {
        let names = (schema["type"] as? [String]) ?? (schema["type"] as? String).map { [$0] } ?? []
        guard !names.isEmpty, !names.contains(where: { isOf($0, value) }) else { return [] }
        return ["\(path): expected \(names), found \(value)"]
    }

    private func isOf(_ type: String, _ value: Any) -> Bool {
        switch type {
        case "null": value is NSNull
        case "string": value is String
        case "array": value is [Any]
        case "object": value is [String: Any]
        case "boolean": (value as? NSNumber).map { CFBooleanCheck.isBoolean($0) } ?? false
        case "integer":
            (value as? NSNumber).map { $0.doubleValue == $0.doubleValue.rounded() } ?? false
        case "number": value is NSNumber
        default: false
        }
    }
}

/// JSONSerialization gives numbers and truth values as one class; their type code tells them apart.
enum CFBooleanCheck {
    static func isBoolean(_ number: NSNumber) -> Bool {
        number === (true as NSNumber) || number === (false as NSNumber)
            || String(cString: number.objCType) == "c"
    }
}
