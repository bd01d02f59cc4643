import Experiment

/// A look into a file: its series, and the line to type that brings one of them in.
struct ImportLook {
    let title: String
    let format: ImportFormat
    let series: [SeriesLook]
    let notes: [ImportNote]
    /// The names that the plan asks for; nil without a plan.
    let wanted: [String]?
    /// The file, as typed.
    let path: String
    /// The trial as a command takes it; nil in the folder that one stands in.
    let trial: String?

    /// More of them are told by their number.
    private static let mostSeries = 60

    var text: String {
        var page = TextPage(Terminal.style)
        let days = Set(series.flatMap(\.days)).sorted()
        page.paragraph(
            "\(title) (\(format.name)): \(counted(series.count, "series", "series"))" + span(days))
        if !series.isEmpty { page.table([header] + series.prefix(Self.mostSeries).map(row)) }
        if series.count > Self.mostSeries {
            page.paragraph("  … and \(series.count - Self.mostSeries) more series.")
        }
        for note in notes { page.paragraph(note.description) }
        page.paragraph(next)
        return page.text
    }

    private let header = ["series", "days", "from", "to", "gaps", "values"]

    private func row(_ series: SeriesLook) -> [String] {
        let (days, gaps) = (series.days, series.gaps)
        let several = series.values > days.count ? " (\(series.values) values)" : ""
        let longest = gaps.longest > 1 ? ", longest \(gaps.longest)" : ""
        return [
            shortened(series.name), "\(days.count)\(several)", days.first.map { "\($0)" } ?? "",
            days.last.map { "\($0)" } ?? "", gaps.days == 0 ? "none" : "\(gaps.days)\(longest)",
            "\(series.kind): \(series.examples.joined(separator: ", "))",
        ]
    }

    private func span(_ days: [CalendarDay]) -> String {
        guard let first = days.first, let last = days.last else { return ", none with a value." }
        return " on \(counted(days.count, "day", "days")), \(first) to \(last)."
    }

    private func counted(_ count: Int, _ one: String, _ many: String) -> String {
        "\(count) \(count == 1 ? one : many)"
    }

    /// What to type next.
    private var next: String {
        let source = series.first { $0.range != nil } ?? series.first
        guard let source else {
            return "Nothing came in: no day has a value. Check that the file has rows under its "
                + "names, or export it again."
        }
        let name = wanted?.first ?? "mood"
        let example =
            "n1 import \(ShellWord.quoted(path))" + (trial.map { " --trial \($0)" } ?? "")
            + " --map \(ShellWord.quoted("\(name)=\(source.name)"))"
        guard let wanted else {
            return
                "There is no plan yet, so that nothing came in. To bring a series in under a name "
                + "of yours: \(example)"
        }
        return
            "Nothing came in. The plan asks for \(PlainNumber.list(wanted)); say which is which: "
            + example
    }
}
