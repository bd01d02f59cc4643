import Experiment

/// A look into a file: its series, and the line to type that brings one of them in.
struct ImportLook {
    let title: String
    let format: ImportFormat
    let series: [SeriesLook]
    let notes: [ImportNote]
    /// What the plan finds in it; nil without a plan.
    let wanted: WantedSeries?
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
        for paragraph in next { page.paragraph(paragraph) }
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
    private var next: [String] {
        guard let first = series.first(where: { $0.range != nil }) ?? series.first else {
            return [
                "Nothing came in: no day has a value. Check that the file has rows under its "
                    + "names, or export it again."
            ]
        }
        guard let wanted else {
            let name = ShellWord.quoted("\(Self.plainName(first.name))=\(first.name)")
            return [
                "There is no plan yet, so that nothing came in. To bring a series in under a name "
                    + "of yours: \(command) --map \(name)"
            ]
        }
        let ids = wanted.open.map(\.id)
        let found = wanted.proposals.map(\.wanted)
        let (names, left) = (PlainNumber.list(wanted.byName), PlainNumber.list(ids))
        let asked =
            wanted.byName.isEmpty
            ? "Nothing came in. The plan asks for \(left)."
            : "Nothing came in. By name would \(names)\(ids.isEmpty ? "" : ", not \(left)"): \(command)"
        return [
            asked, proposal(wanted.proposals),
            question(ids.filter { !found.contains($0) }, isFirst: found.isEmpty),
        ].compactMap(\.self)
    }

    private var command: String {
        "n1 import \(ShellWord.quoted(path))" + (trial.map { " --trial \($0)" } ?? "")
    }

    /// What may be which, to be looked at before it is typed.
    private func proposal(_ proposals: [MapProposal]) -> String? {
        guard !proposals.isEmpty else { return nil }
        let pairs = proposals.map { "\($0.wanted) may be \"\(shortened($0.source))\"" }
        let maps = proposals.map { " --map " + ShellWord.quoted("\($0.wanted)=\($0.source)") }
        return "By names, units and ranges \(PlainNumber.list(pairs)); if so: \(command)"
            + maps.joined()
    }

    /// What nothing in the file says.
    private func question(_ ids: [String], isFirst: Bool) -> String? {
        guard let id = ids.first else { return nil }
        let what =
            isFirst ? "Nothing in the file tells which series that is" : "Of the rest nothing tells"
        return "\(what); where one is there, add --map \(id)=SERIES with its name from the table."
    }

    /// A name as plans have them, of a series' own.
    private static func plainName(_ name: String) -> String {
        let words = name.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        return words.isEmpty ? "mood" : words.joined(separator: "-")
    }
}

/// What a plan finds of its own in a file.
struct WantedSeries {
    /// Ids of the plan's series that come in without a map.
    let byName: [String]
    /// The others.
    let open: [PlannedSeries]
    let proposals: [MapProposal]

    init(
        _ plan: TrialPlan, _ format: ImportFormat, maps: [String], in looks: [SeriesLook]
    ) throws {
        let mapping = try ImportMapping(plan, format: format.id, maps: maps)
        let rules = looks.map { look in (look: look, rules: mapping.rules(for: look.name)) }
        let taken = Set(rules.flatMap { $0.rules.map(\.target.subject) })
        byName = plan.series.map(\.id).filter { taken.contains("series \($0)") }
        open = plan.series.filter { !taken.contains("series \($0.id)") }
        proposals = plan.mapProposals(
            for: rules.filter(\.rules.isEmpty).map(\.look), open: open)
    }
}
