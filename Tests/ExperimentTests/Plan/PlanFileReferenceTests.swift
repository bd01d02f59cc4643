import Foundation
import Testing

import Experiment
@testable import ExperimentText
@testable import ExperimentDiary
@testable import ExperimentTrial
@testable import ExperimentAnalysis
@testable import ExperimentConclusions
@testable import ExperimentReport

/// docs/plan-file.md is complete, and every example in it is a plan.
@Suite("The reference of the plan file")
struct PlanFileReferenceTests {
    private static let text =
        (try? String(
            contentsOf: URL(fileURLWithPath: #filePath).deletingLastPathComponent()
                .appendingPathComponent("../../../docs/plan-file.md"), encoding: .utf8)) ?? ""

    private static var examples: [String] {
        text.components(separatedBy: "```yaml\n").dropFirst().map {
            $0.components(separatedBy: "```")[0]
        }
    }

    /// The parts of a plan by their keys of the root.
    private static func sections(_ yaml: String) -> [(key: String, text: String)] {
        var sections: [(key: String, text: String)] = []
        for line in yaml.split(separator: "\n").map(String.init) {
            if line.first == " " || line.first == "#", !sections.isEmpty {
                sections[sections.count - 1].text += line + "\n"
            } else {
                sections.append((String(line.prefix { $0 != ":" }), line + "\n"))
            }
        }
        return sections
    }

    @Test("every example, laid over the first one, is read without a problem")
    func examplesHold() throws {
        let examples = Self.examples
        #expect(examples.count >= 14)
        let base = Self.sections(try #require(examples.first))
        for example in examples {
            let own = Self.sections(example)
            let kept = base.filter { section in !own.contains { $0.key == section.key } }
            let yaml = (kept + own).map(\.text).joined()
            do { _ = try DraftPlan(yaml: yaml, file: "example").validated() } catch {
                Issue.record("\(error)\n\(yaml)")
            }
        }
    }

    @Test("every key that a plan may have is named in it")
    func everyKey() throws {
        let probes = [
            "zzz: 1", "outcomes: [{zzz: 1, scale: {zzz: 1}}]",
            "covariates: [{zzz: 1, lags: {zzz: 1}}]",
            "conditions: [{zzz: 1}]", "design: {zzz: 1}",
            "reintroduction: {zzz: 1, sustained: {zzz: 1}}",
            "schedule: {zzz: 1, phases: [{zzz: 1}]}",
            "diary: {zzz: 1, day: {zzz: 1}, condition: {zzz: 1}, words: {zzz: 1}}",
            "analysis: {zzz: 1, cycle: {zzz: 1}, lags: {zzz: 1}}",
            "safety: {zzz: 1, decisions: [{zzz: 1}]}",
            "stop-rules: [{zzz: 1}]",
            "also-changing: [{zzz: 1}]", "amendments: [{zzz: 1}]",
            "blinding: {zzz: 1, guesses: [{zzz: 1}]}", "imports: [{zzz: 1, series: {a: {zzz: 1}}}]",
        ]
        var keys: Set<String> = []
        for probe in probes {
            for problem in try DraftPlan(yaml: probe, file: "probe").problems {
                if case .unknownKey(_, let allowed) = problem.value { keys.formUnion(allowed) }
            }
        }
        #expect(keys.count > 80)
        for key in keys.sorted() {
            let isNamed = Self.text.contains("`\(key)`") || Self.text.contains("\(key):")
            #expect(isNamed, "docs/plan-file.md does not name \(key)")
        }
    }
}
