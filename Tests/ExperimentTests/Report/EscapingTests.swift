import Testing

import Experiment
@testable import ExperimentText
@testable import ExperimentDiary
@testable import ExperimentTrial
@testable import ExperimentAnalysis
@testable import ExperimentReport

@Suite("Names of people in reports")
struct EscapingTests {
    static let hostile = [
        "<script>alert(1)</script>", "\"quoted\" & 'single' <b>", "שלום עולם", "منتجات الألبان",
        "🧀🥛 without cheese 👩🏽‍🔬", String(repeating: "very long ", count: 50), "a|b*c_d`e[f](g)#h",
        "\u{202E}turned", "-->]]>", "&lt;script&gt;", "{{mustache}} ${x} %s", "é\u{301}",
        String(repeating: "x", count: 500), "line\nbreak",
    ]

    private static func trial(_ name: String) -> SampleTrial {
        var trial = SampleTrial()
        trial.title = name
        trial.outcome = name
        trial.condition = name
        trial.reference = "not \(name)"
        trial.unit = name
        trial.source = name
        return trial
    }

    @Test("no name becomes markup in HTML", arguments: hostile)
    func html(_ name: String) throws {
        let report = try Self.trial(name).report()
        for form in ReportForm.allCases {
            let text = HTMLRenderer.text(report, form: form)
            #expect(!text.contains("<script"))
            #expect(!text.contains("<b>"))
            #expect(!text.contains("\"quoted\""))
            #expect(TagBalance.problem(in: text) == nil)
        }
    }

    @Test("no name becomes markup or breaks a table in Markdown", arguments: hostile)
    func markdown(_ name: String) throws {
        let text = MarkdownRenderer.text(try Self.trial(name).report())
        #expect(!text.contains("<"))
        #expect(!text.contains("[f]("))
        for line in text.split(separator: "\n") where line.hasPrefix("| ") {
            let bars = line.replacing("\\|", with: "").count { $0 == "|" }
            #expect([3, 4, 8].contains(bars), "\(line)")
        }
    }

    @Test("no line of the terminal is too wide, at any width", arguments: hostile)
    func terminal(_ name: String) throws {
        let report = try Self.trial(name).report()
        for width in [40, 60, 80, 120] {
            let text = TerminalRenderer.text(report, style: TerminalStyle(width: width))
            for line in text.split(separator: "\n") {
                #expect(TextWidth.of(String(line)) <= width, "\(width): \(line)")
            }
        }
    }

    @Test("JSON reads back the very name", arguments: hostile)
    func json(_ name: String) throws {
        let report = try Self.trial(name).report()
        let object = try JSONReading.object(JSONRenderer.text(report))
        #expect(object["title"] as? String == name)
    }

    @Test("text from right to left is isolated, other text is left alone")
    func isolation() {
        #expect(Phrase.quoted("שלום") == "“\u{2068}שלום\u{2069}”")
        #expect(Phrase.quoted("milk") == "“milk”")
    }
}

/// Whether the tags of a page close in their order.
enum TagBalance {
    static func problem(in html: String) -> String? {
        var open: [Substring] = []
        var rest = html[...]
        while let start = rest.firstIndex(of: "<") {
            guard let end = rest[start...].firstIndex(of: ">") else { return "an open bracket" }
            let tag = rest[rest.index(after: start)..<end]
            rest = rest[rest.index(after: end)...]
            let name = tag.prefix { !$0.isWhitespace }
            if name.hasPrefix("!") || ["meta", "br", "hr", "input"].contains(name) { continue }
            if name.hasPrefix("/") {
                guard open.popLast() == name.dropFirst() else { return "\(name) closes nothing" }
            } else {
                open.append(name)
            }
        }
        return open.isEmpty ? nil : "\(open) stays open"
    }
}
