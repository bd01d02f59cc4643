import Foundation
import Testing

/// A number of one name has one value: in the report's JSON, Markdown and page, in the letter, and in
/// what `n1 analyze` and `n1 evidence` print.
@Suite("One name, one value")
struct OneValueTests {
    static let examples: [String] = {
        let root = CommandRun.packageFolder.appendingPathComponent("examples")
        let files = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String }
        return (files ?? []).filter { $0.hasSuffix("/diary.csv") }
            .map { "examples/" + $0.dropLast("/diary.csv".count) }.sorted()
    }()

    @Test("n1 analyze says of every number what the report says", arguments: examples)
    func analyze(_ example: String) throws {
        let report = try Leaves(json: ["report", example, "--format", "json"])
        let analysis = try Leaves(json: ["analyze", example, "--json"])
        #expect(analysis.count > 50)
        analysis.expectEqual(to: report, in: example)
    }

    @Test("n1 evidence says of every number what the report says", arguments: examples)
    func evidence(_ example: String) throws {
        let report = try Leaves(json: ["report", example, "--format", "json"])
        let evidence = try Leaves(json: ["evidence", example, "--json"])
        let shown = report.below("evidence.")
        #expect(shown.count > 10)
        shown.expectEqual(to: evidence, in: example)
    }

    @Test("inside the report each fact has one value", arguments: examples)
    func inside(_ example: String) throws {
        let report = try Leaves(json: ["report", example, "--format", "json"])
        let main = "findings.0."
        expectSame(
            report, example,
            [main + "grounds.scoredDays", "evidence.progress.scoredDays"],
            [main + "grounds.plannedDays", "evidence.progress.plannedDays"],
            [main + "conditionScores.days", "evidence.comparisons.0.effectSizes.testedDays"],
            [main + "referenceScores.days", "evidence.comparisons.0.effectSizes.referenceDays"],
            [main + "estimate", "sensitivity.analyses.0.estimate"],
            [main + "interval.lower", "sensitivity.analyses.0.interval.lower"],
            [main + "interval.upper", "sensitivity.analyses.0.interval.upper"],
            [main + "pValue", "evidence.comparisons.0.otherOutcomes.members.0.p"],
            [main + "evidence.grade", "evidence.comparisons.0.grade"],
            ["explanations.0.lastWeek.mean", "evidence.startingPoint.lastMean"],
            ["explanations.0.before.mean", "evidence.startingPoint.earlierMean"])
        let means = [main + "conditionScores.mean", main + "referenceScores.mean"]
            .compactMap(report.number)
        if means.count == 2, let plain = report.number(main + "plainDifference") {
            // Ten digits are printed of each.
            #expect(abs(means[0] - means[1] - plain) < 1e-8 * max(1, abs(means[0])), "\(example)")
        }
    }

    @Test("text, page and letter carry the sentence and the four numbers", arguments: examples)
    func forms(_ example: String) throws {
        let report = try Leaves(json: ["report", example, "--format", "json"])
        let sentence = try #require(report.text("findings.0.sentence"))
        let markdown = try output(["report", example, "--format", "markdown"])
        let letter = try output(["report", example, "--letter", "--format", "markdown"])
        let page = try output(["report", example, "--format", "html"])
        let terminal = try output(["report", example, "--format", "terminal"])
        for (form, text) in [
            ("markdown", markdown), ("letter", letter), ("page", page), ("terminal", terminal),
        ] {
            #expect(words(text).contains(words(sentence)), "\(example): \(form)")
        }
        let rows = table(letter)
        #expect(!rows.isEmpty && table(markdown) == rows, "\(example)")
        guard let estimate = report.number("findings.0.estimate"),
            let decimals = report.number("findings.0.decimals"),
            let row = rows.first(where: { $0.hasPrefix("| Difference |") })
        else { return }
        let rounded = String(format: "%.\(Int(decimals))f", abs(estimate))
        #expect(row.contains(rounded), "\(example): \(row)")
        for line in markdown.split(separator: "\n")
        where line.hasPrefix("| the planned analysis |") || line.contains("(primary) |") {
            #expect(line.contains(rounded), "\(example): \(line)")
        }
    }

    private func expectSame(_ report: Leaves, _ example: String, _ names: [String]...) {
        for paths in names {
            let values = paths.compactMap { report.values[$0] }
            #expect(Set(values).count <= 1, "\(example): \(zip(paths, values).map { $0 })")
        }
    }

    private func output(_ arguments: [String]) throws -> String {
        let run = try CommandRun(arguments, environment: ["COLUMNS": "1000"])
        #expect(run.exitCode == 0, "\(run.errors)")
        return run.output
    }

    /// The rows of the table of four numbers.
    private func table(_ text: String) -> [Substring] {
        let lines = text.split(separator: "\n")
        guard let head = lines.firstIndex(of: "|  | Number |  |") else { return [] }
        return lines[head...].prefix { $0.hasPrefix("|") }.map { $0 }
    }

    /// Letters and digits alone: wrapped, escaped and marked up text says the same.
    private func words(_ text: String) -> String {
        let plain = text.replacingOccurrences(of: "&#39;", with: "'")
            .replacingOccurrences(of: "<[^>]*>", with: "", options: .regularExpression)
        return String(plain.filter { $0.isLetter || $0.isNumber })
    }
}

/// The numbers and words of a JSON document by their path, `findings.0.estimate`.
struct Leaves {
    private(set) var values: [String: String] = [:]

    init(json command: [String]) throws {
        let run = try CommandRun(command)
        #expect(run.exitCode == 0, "\(run.errors)")
        add(try JSONSerialization.jsonObject(with: Data(run.output.utf8)), at: "")
    }

    private init(values: [String: String]) { self.values = values }

    var count: Int { values.count }

    func text(_ path: String) -> String? { values[path] }

    func number(_ path: String) -> Double? { values[path].flatMap(Double.init) }

    func below(_ prefix: String) -> Leaves {
        Leaves(
            values: Dictionary(
                uniqueKeysWithValues: values.filter { $0.key.hasPrefix(prefix) }
                    .map { (String($0.key.dropFirst(prefix.count)), $0.value) }))
    }

    /// Every path of these is among the others, with the same value.
    func expectEqual(to others: Leaves, in example: String) {
        for (path, value) in values.sorted(by: { $0.key < $1.key })
        where others.values[path] != value {
            Issue.record(
                "\(example), \(path): \(value.prefix(80)) and \(others.values[path] ?? "nothing")")
        }
    }

    private mutating func add(_ value: Any, at path: String) {
        func below(_ key: String) -> String { path.isEmpty ? key : path + "." + key }
        switch value {
        case let object as [String: Any]: for (key, item) in object { add(item, at: below(key)) }
        case let list as [Any]:
            for (place, item) in list.enumerated() { add(item, at: below(String(place))) }
        case is NSNull: break
        default: values[path] = "\(value)"
        }
    }
}
