import ExperimentDiary
import ExperimentText
import ExperimentTrial

/// A file comes in by four steps: drop it, see what is in it, say which series is which, confirm.
package struct ImportPage: Sendable {
    private let frame: PageFrame
    private let step: Step

    package enum Step: Sendable {
        case drop([PageMessage])
        /// - Parameters:
        ///   - upload: under what the file is kept meanwhile.
        ///   - chosen: series of the file by names of the plan.
        case choose(
            upload: String, title: String, [SeriesLook], notes: [String], asked: [PlannedSeries],
            chosen: [String: String], [PageMessage])
        /// What would be written.
        case confirm(upload: String, lines: [String], chosen: [String: String])
    }

    package init(_ frame: PageFrame, _ step: Step) {
        self.frame = frame
        self.step = step
    }

    package var html: String { frame.html("Import", at: .bringIn, content) }

    private var content: [Markup] {
        switch step {
        case .drop(let messages): messages.map(\.markup) + drop
        case .choose(let upload, let title, let series, let notes, let asked, let chosen, let told):
            told.map(\.markup) + look(title, series, notes) + [
                choice(upload, series, asked, chosen)
            ]
        case .confirm(let upload, let lines, let chosen): confirm(upload, lines, chosen)
        }
    }

    private var drop: [Markup] {
        [
            .element(
                "p", ["class": "todo"],
                "A file that a phone, a watch, an app or a spreadsheet has exported, or the diary "
                    + "that was kept on the page in one file. It stays on this computer. Importing the "
                    + "same file twice is harmless."),
            frame.form(
                to: "import", isUpload: true,
                [
                    .element(
                        "label", ["class": "line"],
                        [
                            .element("span", [:], "The file"),
                            .element("small", [:], "up to 32 MB; larger ones by n1 import"),
                            .element(
                                "input", ["type": "file", "name": "file", "required": ""], []),
                        ]),
                    PageField.button("See what is in it"),
                ]),
        ]
    }

    private func look(_ title: String, _ series: [SeriesLook], _ notes: [String]) -> [Markup] {
        let header = ["series", "days", "from", "to", "values"]
        let rows = series.prefix(60).map { look in
            [
                look.name, "\(look.days.count)", look.days.first.map { "\($0)" } ?? "",
                look.days.last.map { "\($0)" } ?? "",
                look.examples.joined(separator: ", "),
            ]
        }
        let cells = { (row: [String]) in
            row.enumerated().map { place, text in
                place == 0
                    ? Markup.element("th", ["scope": "row", "dir": "auto"], text)
                    : .element("td", ["data-label": header[place], "dir": "auto"], text)
            }
        }
        return [
            .element("h2", ["dir": "auto"], title),
            .element(
                "table", ["class": "text"],
                [
                    .element("caption", [:], "What is in it"),
                    .element(
                        "thead", [:],
                        [
                            .element(
                                "tr", [:], header.map { .element("th", ["scope": "col"], $0) })
                        ]),
                    .element("tbody", [:], rows.map { .element("tr", [:], cells($0)) }),
                ]),
        ] + notes.map { .element("p", ["class": "hint", "dir": "auto"], $0) }
    }

    private func choice(
        _ upload: String, _ series: [SeriesLook], _ asked: [PlannedSeries],
        _ chosen: [String: String]
    ) -> Markup {
        let options =
            [(value: "", text: "as it is named, or not in this file")]
            + series.prefix(200).map { (value: $0.name, text: $0.name) }
        return frame.form(
            to: "import",
            [.element("h2", [:], "Which is which?")]
                + asked.map { one in
                    PageField.selection(
                        one.name, name: "map.\(one.id)", options: options,
                        chosen: chosen[one.id] ?? "")
                } + [PageField.button("See what would come in")],
            hidden: [("upload", upload), ("step", "try")])
    }

    private func confirm(
        _ upload: String, _ lines: [String], _ chosen: [String: String]
    ) -> [Markup] {
        let maps = chosen.sorted { $0.key < $1.key }.map { ("map.\($0.key)", $0.value) }
        return [
            .element("div", ["class": "message done"], lines.map { .element("p", [:], $0) }),
            frame.form(
                to: "import", [PageField.button("Write it into the diary")],
                hidden: [("upload", upload), ("step", "write")] + maps),
            .element("p", [:], [.element("a", ["href": "import"], "Leave it")]),
        ]
    }
}
