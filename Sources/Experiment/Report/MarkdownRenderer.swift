import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial

/// A report as Markdown, for reading in any editor. Deterministic: equal reports are equal bytes.
package enum MarkdownRenderer {
    package static func text(_ report: Report, form: ReportForm = .summary) -> String {
        text(ReportDocument(report, form))
    }

    static func text(_ document: ReportDocument) -> String {
        var sections = ["# \(escaped(document.title))", "*\(escaped(document.question))*"]
        if let source = document.source { sections.append("> \(escaped(source))") }
        for part in document.parts {
            let blocks = part.blocks.compactMap(block)
            guard !blocks.isEmpty else { continue }
            sections += ["## \(part.heading)"] + blocks
        }
        sections += ["---"] + document.footer.map(escaped)
        return sections.joined(separator: "\n\n") + "\n"
    }

    /// Nil for pictures.
    private static func block(_ block: ReportDocument.Block) -> String? {
        switch block {
        case .badge(let badge): "**\(escaped(badge.text))**"
        case .lead(let text): escaped(text)
        case .paragraph(let text): escaped(text)
        case .heading(let text): "### \(escaped(text))"
        case .list(let items): items.map { "- \(escaped($0))" }.joined(separator: "\n")
        case .points(let points):
            points.map { "- **\(escaped($0.topic)).** \(escaped($0.text))" }
                .joined(separator: "\n")
        case .numbers(let numbers): table(numbers.table)
        case .table(let rows): table(rows)
        case .figure: nil
        }
    }

    private static func table(_ table: ReportDocument.Table) -> String {
        let rule = table.header.indices.map { $0 == 0 || table.isText ? "---" : "---:" }
        let lines = ([table.header.map(escaped), rule] + table.rows.map { $0.map(escaped) })
            .map { "| " + $0.joined(separator: " | ") + " |" }
        let caption = table.caption.map { "\(escaped($0)):\n\n" } ?? ""
        return caption + lines.joined(separator: "\n")
    }

    /// Text in which nothing is markup: no tag, link, emphasis or table border of a name gets through.
    package static func escaped(_ text: String) -> String {
        var output = ""
        for character in PlainText.cleaned(text) {
            switch character {
            case "\\", "`", "*", "_", "[", "]", "|", "#", "~": output += "\\\(character)"
            case "<": output += "&lt;"
            case ">": output += "&gt;"
            case "&": output += "&amp;"
            case _ where character.isNewline: output += " "
            default: output.append(character)
            }
        }
        return output
    }
}
