import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial

/// The parts of a report that answer, for a terminal: verdict, picture, numbers, explanations, next
/// step.
package enum TerminalRenderer {
    package static func text(_ report: Report, style: TerminalStyle) -> String {
        let document = ReportDocument(report)
        var lines = style.wrapped(document.title).map(style.bold)
        lines += document.source.map { style.wrapped($0).map(style.dim) } ?? []
        for part in document.parts where ![.details, .method, .appendix].contains(part.id) {
            lines += [""] + self.part(part, report, style)
        }
        lines += [""] + document.footer.prefix(1).flatMap { style.wrapped($0) }.map(style.dim)
        return lines.joined(separator: "\n") + "\n"
    }

    /// A form of the report that is read whole, such as the letter.
    package static func text(_ report: Report, form: ReportForm, style: TerminalStyle) -> String {
        guard form != .summary else { return text(report, style: style) }
        return text(ReportDocument(report, form), report.primary.data, style)
    }

    /// A document that is read whole.
    ///
    /// - `data`: what its picture shows.
    static func text(
        _ document: ReportDocument, _ data: TrialData, _ style: TerminalStyle
    ) -> String {
        let lines =
            style.wrapped(document.title).map(style.bold)
            + document.parts.flatMap { part in
                part.blocks.flatMap { whole($0, data, style) }
            } + [""] + document.footer.flatMap { style.wrapped($0) }.map(style.dim)
        return lines.joined(separator: "\n") + "\n"
    }

    /// A block with an empty line before it.
    private static func whole(
        _ block: ReportDocument.Block, _ data: TrialData, _ style: TerminalStyle
    ) -> [String] {
        switch block {
        case .figure(.series): [""] + picture(data, style)
        case .heading(let text): [""] + style.wrapped(text).map(style.bold)
        default: [""] + self.block(block, style)
        }
    }

    private static func part(
        _ part: ReportDocument.Part, _ report: Report, _ style: TerminalStyle
    ) -> [String] {
        switch part.id {
        case .answer: answer(part, style)
        case .picture: picture(report.primary.data, style)
        case .numbers: part.blocks.flatMap { block($0, style) }
        case .sureness, .foods, .when, .explanations, .details, .method, .appendix, .letter,
            .checklist, .standing:
            [style.bold(part.heading)] + part.blocks.flatMap { block($0, style) }
        case .next: [style.bold(part.heading)] + firstStep(part, style)
        }
    }

    private static func answer(_ part: ReportDocument.Part, _ style: TerminalStyle) -> [String] {
        part.blocks.flatMap { block -> [String] in
            if case .badge(let badge) = block { return style.wrapped(badge.text).map(style.bold) }
            return self.block(block, style)
        }
    }

    /// The cheapest step only; the full report has them all.
    private static func firstStep(_ part: ReportDocument.Part, _ style: TerminalStyle) -> [String] {
        part.blocks.flatMap { block -> [String] in
            guard case .list(let steps) = block else { return [] }
            return steps.prefix(1).flatMap { style.wrapped($0) }
        }
    }

    private static func block(
        _ block: ReportDocument.Block, _ style: TerminalStyle
    ) -> [String] {
        switch block {
        case .badge(let badge): style.wrapped(badge.text)
        case .lead(let text), .paragraph(let text), .heading(let text): style.wrapped(text)
        case .list(let items):
            items.flatMap { style.wrapped($0, indentation: 2, firstPrefix: "- ") }
        case .points(let points):
            points.flatMap { style.wrapped($0.sentence, indentation: 2, firstPrefix: "- ") }
        case .numbers(let numbers): self.numbers(numbers, style)
        case .table(let rows): table(rows, style)
        case .figure: []
        }
    }

    /// A line a number; where that is too long, the name stands above it.
    private static func numbers(
        _ numbers: ReportDocument.Numbers, _ style: TerminalStyle
    ) -> [String] {
        let names = numbers.numbers.map { TextWidth.of($0.label) }.max() ?? 0
        let longest = numbers.numbers.map { TextWidth.of($0.value) + TextWidth.of($0.note) + 4 }
        let isNarrow = names + (longest.max() ?? 0) > style.width
        return style.wrapped(numbers.caption)
            + numbers.numbers.flatMap { number -> [String] in
                guard isNarrow else {
                    let name = TextWidth.padded(number.label, to: names)
                    return [style.shown("\(name)  \(style.bold(number.value))  \(number.note)")]
                }
                return style.wrapped(number.label)
                    + style.wrapped("\(number.value)  \(number.note)", indentation: 2)
            }
    }

    /// Names on the left, numbers on the right; names give way where the terminal is narrow.
    package static func table(_ table: ReportDocument.Table, _ style: TerminalStyle) -> [String] {
        let rows = [table.header] + table.rows
        let widths = table.header.indices.map { column in
            rows.map { TextWidth.of($0[column]) }.max() ?? 0
        }
        let numbers = widths.dropFirst().reduce(0) { $0 + $1 + 2 }
        guard numbers + leastName <= style.width else { return stacked(table, style) }
        let room = style.width - numbers
        let nameWidth = min(widths[0], room)
        let caption = table.caption.map { style.wrapped($0) } ?? []
        return caption
            + rows.flatMap { row in
                let name = TextWidth.wrapped(row[0], to: nameWidth)
                let rest = row.indices.dropFirst().map { column in
                    "  " + TextWidth.padded(row[column], to: widths[column], alignsRight: true)
                }
                let first = TextWidth.padded(name.first ?? "", to: nameWidth) + rest.joined()
                return ([first] + name.dropFirst()).map(style.shown)
            }
    }

    /// Columns that a name needs beside its numbers.
    private static let leastName = 12

    /// Each row as its name with the numbers below, each behind its heading.
    private static func stacked(_ table: ReportDocument.Table, _ style: TerminalStyle) -> [String] {
        let caption = table.caption.map { style.wrapped($0) } ?? []
        return caption
            + table.rows.flatMap { row in
                style.wrapped(row[0])
                    + zip(table.header, row).dropFirst().filter { !$1.isEmpty }.flatMap {
                        head, cell in
                        style.wrapped(head.isEmpty ? cell : "\(head): \(cell)", indentation: 2)
                    }
            }
    }

    private static func picture(_ data: TrialData, _ style: TerminalStyle) -> [String] {
        guard let line = Sparkline(data, width: style.width) else { return [] }
        let blocks = zip(line.blocks, line.isTested).map { block, isTested in
            let text = style.shown(String(block))
            return isTested ? style.tested(text) : text
        }
        let scale =
            "\(Phrase.plain(data.outcome.name)) from \(Rounding.given(line.lowest)) (▁) to "
            + "\(Rounding.given(line.highest)) (█), \(data.outcome.instrument.direction); "
            + (line.daysPerColumn == 1
                ? "one column a day" : "one column is \(line.daysPerColumn) days")
            + "; · no score; ━ tested"
        return [blocks.joined(), style.shown(line.phases)] + style.wrapped(scale).map(style.dim)
    }
}
