import ExperimentText

/// A series as headings, sentences and tables in the order of reading: what every form shows.
package struct SeriesDocument: Sendable {
    package let title: String
    package let lead: String
    package let sureness: String
    package let parts: [Part]
    package let footer: [String]

    package struct Part: Sendable {
        package let heading: String
        package let paragraphs: [String]
        package var table: Table?
        package var hasPicture = false
    }

    package struct Table: Sendable {
        package let header: [String]
        package let rows: [[String]]
    }
}

extension SeriesDocument {
    package func text(_ style: TerminalStyle) -> String {
        var page = TextPage(style)
        page.title(title)
        page.space()
        page.title(lead)
        page.paragraph(sureness)
        for part in parts {
            page.heading(part.heading)
            for paragraph in part.paragraphs { page.paragraph(paragraph) }
            if let table = part.table { page.table([table.header] + table.rows) }
        }
        page.space()
        for line in footer { page.paragraph(line) }
        return page.text
    }

    package var markdown: String {
        let escaped = MarkdownRenderer.escaped
        var sections = ["# " + escaped(title), "**" + escaped(lead) + "**", escaped(sureness)]
        for part in parts {
            sections += ["## " + escaped(part.heading)] + part.paragraphs.map(escaped)
            if let table = part.table {
                let rule = table.header.indices.map { $0 == 0 ? "---" : "---:" }
                sections.append(
                    ([table.header.map(escaped), rule] + table.rows.map { $0.map(escaped) })
                        .map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n"))
            }
        }
        return (sections + ["---"] + footer.map(escaped)).joined(separator: "\n\n") + "\n"
    }

    /// - `picture`: stands in the part that has one, in two widths.
    func html(picture: [Markup]) -> String {
        let head = [
            Markup.element(
                "header", [:],
                [
                    .element("h1", ["dir": "auto"], title),
                    .element("p", ["class": "lead", "dir": "auto"], lead),
                    .element("p", ["dir": "auto"], sureness),
                ])
        ]
        let sections = parts.map { part in
            var children: [Markup] = [.element("h2", [:], part.heading)]
            children += part.paragraphs.map { .element("p", ["dir": "auto"], $0) }
            if part.hasPicture { children.append(.element("figure", [:], picture)) }
            if let table = part.table { children.append(Self.markup(table)) }
            return Markup.element("section", [:], children)
        }
        let foot = Markup.element("footer", [:], footer.map { .element("p", [:], $0) })
        let page = Markup.element(
            "html", ["lang": "en"],
            [
                HTMLHead.markup(title: title),
                .element("body", [:], [.element("main", [:], head + sections + [foot])]),
            ])
        return "<!doctype html>\n" + page.html
    }

    private static func markup(_ table: Table) -> Markup {
        let head = table.header.map { Markup.element("th", ["scope": "col"], $0) }
        let rows = table.rows.map { row in
            Markup.element(
                "tr", [:],
                row.enumerated().map { column, text in
                    column == 0
                        ? .element("th", ["scope": "row"], text)
                        : .element("td", ["data-label": table.header[column]], text)
                })
        }
        return .element(
            "table", [:],
            [
                .element("thead", [:], [.element("tr", [:], head)]),
                .element("tbody", [:], rows),
            ])
    }
}
