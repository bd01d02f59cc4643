import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial
import Stats

/// A report as one self-contained HTML file: no script, no request to anywhere, readable on a phone
/// and on paper.
package enum HTMLRenderer {
    /// - `borrowed`: what a series adds; it stands apart, at the end.
    package static func text(
        _ report: Report, form: ReportForm = .summary, borrowed: BorrowedStrength? = nil
    ) -> String {
        let page = HTMLPage(report, form, borrowed)
        return "<!doctype html>\n" + page.html
    }
}

/// The page of one report.
private struct HTMLPage {
    let report: Report
    let document: ReportDocument
    let pictures: Pictures
    let borrowed: BorrowedStrength?

    init(_ report: Report, _ form: ReportForm, _ borrowed: BorrowedStrength?) {
        self.report = report
        self.borrowed = borrowed
        document = ReportDocument(report, form)
        pictures = Pictures(report)
    }

    var html: String {
        Markup.element(
            "html", ["lang": "en"],
            [
                HTMLHead.markup(title: document.title),
                .element("body", [:], [Hatching.markup, main]),
            ]
        ).html
    }

    private var main: Markup {
        .element(
            "main", [:],
            [header] + document.parts.map(part) + [borrowed].compactMap { $0?.html } + [footer])
    }

    private var header: Markup {
        var children: [Markup] = [
            .element("h1", ["dir": "auto"], document.title),
            .element("p", ["class": "question", "dir": "auto"], document.question),
        ]
        if let source = document.source {
            children.append(.element("p", ["class": "source", "dir": "auto"], source))
        }
        return .element("header", [:], children)
    }

    private var footer: Markup {
        .element("footer", [:], document.footer.map { .element("p", [:], $0) })
    }

    private func part(_ part: ReportDocument.Part) -> Markup {
        let blocks = part.blocks.flatMap(block)
        switch part.id {
        case .answer, .picture:
            return section(part, [hiddenHeading(part.heading)] + blocks)
        case .details, .method, .appendix:
            return section(
                part,
                [
                    .element(
                        "details", [:],
                        [.element("summary", [:], [.element("h2", [:], part.heading)])] + blocks)
                ])
        case .letter:
            return section(part, blocks)
        case .sureness, .numbers, .foods, .when, .explanations, .next, .checklist:
            return section(part, [.element("h2", [:], part.heading)] + blocks)
        }
    }

    private func section(_ part: ReportDocument.Part, _ children: [Markup]) -> Markup {
        .element("section", ["id": part.id.rawValue], children)
    }

    /// The answer and the picture need no heading to be seen; a screen reader wants one.
    private func hiddenHeading(_ text: String) -> Markup {
        .element("h2", ["class": "unseen"], text)
    }

    private func block(_ block: ReportDocument.Block) -> [Markup] {
        switch block {
        case .badge(let badge):
            [.element("p", ["class": "badge \(badge.tone.rawValue)"], badge.text)]
        case .lead(let text): [.element("p", ["class": "lead"], text)]
        case .paragraph(let text): [.element("p", [:], text)]
        case .heading(let text): [.element("h3", [:], text)]
        case .list(let items):
            [.element("ul", [:], items.map { .element("li", [:], $0) })]
        case .points(let points):
            [
                .element(
                    "ul", ["class": "points"],
                    points.map { point in
                        .element(
                            "li", [:],
                            [.element("strong", [:], point.topic + "."), .text(" " + point.text)])
                    })
            ]
        case .numbers(let numbers): [tiles(numbers)]
        case .table(let table): [self.table(table)]
        case .figure(let figure): pictures.markup(figure)
        }
    }

    private func tiles(_ numbers: ReportDocument.Numbers) -> Markup {
        let tiles = numbers.numbers.map { number in
            Markup.element(
                "div", ["class": "tile"],
                [
                    .element("dt", [:], number.label),
                    .element("dd", ["class": "value"], number.value),
                    .element("dd", ["class": "note"], number.note),
                ])
        }
        return .element(
            "div", [:],
            [
                .element("p", ["class": "caption"], numbers.caption),
                .element("dl", ["class": "tiles"], tiles),
            ])
    }

    private func table(_ table: ReportDocument.Table) -> Markup {
        let caption = table.caption.map { [Markup.element("caption", [:], $0)] } ?? []
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
            "table", table.isText ? ["class": "text"] : [:],
            caption + [
                .element("thead", [:], [.element("tr", [:], head)]),
                .element("tbody", [:], rows),
            ])
    }
}

/// The head of every page of this project.
enum HTMLHead {
    static func markup(title: String) -> Markup {
        .element(
            "head", [:],
            [
                .element("meta", ["charset": "utf-8"]),
                .element(
                    "meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
                .element(
                    "meta",
                    [
                        "http-equiv": "Content-Security-Policy",
                        "content": "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
                    ]),
                .element("meta", ["name": "referrer", "content": "no-referrer"]),
                .element("title", [:], title),
                .element("style", [:], [.stylesheet(Stylesheet.report)]),
            ])
    }
}

/// The pictures of a report, each laid out for a page and for a phone; the stylesheet shows one.
private struct Pictures {
    let report: Report
    let series: SeriesPicture

    private static let wide = 720.0
    private static let narrow = 340.0

    init(_ report: Report) {
        self.report = report
        series = SeriesPicture(report.primary, change: report.change)
    }

    func markup(_ figure: ReportDocument.Figure) -> [Markup] {
        switch figure {
        case .series: [SeriesFigure(picture: series).markup]
        case .size(let place): size(place)
        case .onset: onset
        case .placebo: placebo
        case .distribution:
            [
                both { width, variant in
                    DistributionChart(report.primary).svg(
                        series.axis, width: width, variant: variant)
                }
            ]
        case .calendar:
            [
                both { width, variant in
                    CalendarChart(report.primary.data).svg(width: width, variant: variant)
                }
            ]
        case .sensitivity: sensitivity
        case .others: forest
        case .smallMultiples:
            report.secondary.map { analysis in
                let picture = SeriesPicture(analysis)
                return self.figure(
                    caption: Phrase.capitalised(Phrase.plain(analysis.data.outcome.name)),
                    [SeriesChart.Size.small, .smallNarrow].map { SeriesChart(picture, $0).svg })
            }
        }
    }

    private func size(_ place: Int) -> [Markup] {
        guard let comparison = report.findings[place].comparison,
            let chart = SizeChart(comparison, in: report.primary)
        else { return [] }
        return [both { chart.svg(width: $0, variant: $1) }]
    }

    private var onset: [Markup] {
        guard let chart = report.onset.flatMap(OnsetChart.init) else { return [] }
        return [both { chart.svg(width: $0, variant: $1) }]
    }

    private var placebo: [Markup] {
        guard let placebo = report.evidence?.placebo,
            let day = report.primary.data.firstSwitchDay
        else { return [] }
        let chart = PlaceboChart(
            placebo, trueDay: day, report.primary.data.outcome.instrument.direction.benefit)
        return [both { chart.svg(width: $0, variant: $1) }]
    }

    private var sensitivity: [Markup] {
        guard let curve = report.sensitivity,
            let effect = report.primary.effects.first,
            let chart = ForestChart(curve, smallest: effect.worthwhile)
        else { return [] }
        return [both { chart.svg(width: $0, variant: $1) }]
    }

    private var forest: [Markup] {
        let chart = ForestChart(report.findings + report.others) { comparison in
            ([report.primary] + report.secondary).first {
                $0.data.outcome.id == comparison.outcome.id
            }?.fit.sigma
        }
        guard let chart else { return [] }
        return [both { chart.svg(width: $0, variant: $1) }]
    }

    private func both(_ chart: (_ width: Double, _ variant: String) -> Markup) -> Markup {
        figure([chart(Self.wide, "wide"), chart(Self.narrow, "narrow")])
    }

    private func figure(caption: String? = nil, _ charts: [Markup]) -> Markup {
        let text = caption.map { [Markup.element("figcaption", [:], $0)] } ?? []
        return .element("figure", [:], text + charts)
    }
}

/// The hatching of tested phases, which all pictures of a page share.
enum Hatching {
    static let markup = Markup.element(
        "svg", ["width": "0", "height": "0", "aria-hidden": "true", "class": "unseen"],
        [
            .element(
                "defs", [:],
                [
                    .element(
                        "pattern",
                        [
                            "id": "hatch", "width": "6", "height": "6",
                            "patternUnits": "userSpaceOnUse", "patternTransform": "rotate(45)",
                        ],
                        [
                            .element(
                                "line",
                                ["class": "hatch-line", "x1": "0", "y1": "0", "x2": "0", "y2": "6"])
                        ])
                ])
        ])
}
