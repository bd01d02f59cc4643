import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial

/// A reporting guideline's items, each filled in from the trial or marked as open.
///
/// Items in our own words after CENT 2015 (Vohra 2015, BMJ 350:h1738) and SPENT 2019 (Porcino 2020,
/// BMJ 368:m122).
struct Checklist: Sendable {
    package let name: String
    package let items: [Item]

    package struct Item: Sendable {
        package let number: String
        package let asks: String
        /// Nil is open: the records do not say it.
        package let answer: String?

        package init(_ number: String, _ asks: String, _ answer: String?) {
            self.number = number
            self.asks = asks
            self.answer = answer
        }
    }

    package var open: Int { items.count { $0.answer == nil } }
}

extension ReportDocument {
    package init(checklist report: Report) {
        let lists = [Checklist.cent(report), Checklist.spent(report)]
        let blocks = lists.flatMap { list -> [Block] in
            [
                .heading(list.name), .paragraph(Wording.filled(list)),
                .table(
                    Table(
                        caption: nil, header: ["Item", "What it asks", "Answer"],
                        rows: list.items.map { [$0.number, $0.asks, Wording.answer($0)] },
                        isText: true)),
            ]
        }
        self.init(
            report, title: "Reporting checklist: \(report.plan.title)",
            parts: [Part(id: .checklist, blocks: blocks)], footer: [Wording.letterFooter(report)])
    }
}

extension Wording {
    static func filled(_ list: Checklist) -> String {
        "\(list.items.count - list.open) of \(list.items.count) items are filled in from the plan, "
            + "the diary and the analysis; \(list.open) are open for you to write."
    }

    static func answer(_ item: Checklist.Item) -> String { item.answer ?? "Open." }
}
