import ArgumentParser
import Experiment
import Stats

struct ChangesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "changes",
        abstract: "Say whether and when a series changed, and if that can be told from wandering.",
        discussion: """
            On a trial, the plan's switches are known and the primary outcome is searched; while it runs, \
            only --since looks early. On a plain table, name its columns. Examples:

              n1 changes examples/dairy-rosacea
              n1 changes diary.csv --time date --outcome itch --switch 2026-02-02
            """)

    @Argument(
        help:
            "A trial's folder or plan file, or with --time and --outcome a CSV file (- for stdin).",
        completion: .file())
    var input = "."

    @Option(help: "Column of the time, for a plain table.")
    var time: String?

    @Option(help: "Column of the outcome, for a plain table.")
    var outcome: String?

    @OptionGroup var steps: TimeStepOptions

    @Option(help: "A diary file in place of the one that the plan names.")
    var diary: String?

    @Option(help: "How changes are searched.")
    var method: ChangeMethod = .posterior

    @Option(help: "What a segment costs (pelt).")
    var cost: ChangeCost = .mean

    @Option(
        help: "Penalty for each change; without it one is calibrated.", transform: SpokenNumber.read
    )
    var penalty: Double?

    @Option(
        name: .customLong("min-segment"), help: "Fewest days, or other steps, between two changes.")
    var minimumSegment: Int?

    @Option(help: "Most changes considered (posterior, bai-perron).")
    var maxChanges: Int?

    @Option(
        name: .customLong("switch"), parsing: .unconditionalSingleValue,
        help: "Time of a known switch; may be given several times.")
    var switches: [String] = []

    @Option(
        parsing: .unconditional,
        help: "Watch from this time on: the chance of a change so far, valid for daily looks.")
    var since: String?

    @OptionGroup var form: JSONOptions

    func validate() throws {
        guard (time == nil) == (outcome == nil) else {
            throw ValidationError(
                "--time and --outcome name the columns of a plain table together.")
        }
        if cost != .mean, method != .pelt {
            throw ValidationError("--cost goes with --method pelt.")
        }
        if maxChanges != nil, method != .posterior, method != .baiPerron {
            throw ValidationError("--max-changes goes with --method posterior or bai-perron.")
        }
        if let maxChanges, maxChanges < 1 {
            throw ValidationError("--max-changes is \(maxChanges); expected 1 or more.")
        }
    }

    func run() throws {
        let plan = isTable ? nil : try plan()
        // Looks of a watch may be as many as one likes.
        if since == nil, let page = try plan.flatMap(folder.standing) {
            return try page.write(form)
        }
        let trial = try plan.map {
            try TrialData($0, outcome: $0.primaryOutcome, diary: folder.read($0))
        }
        let series = try trial.map { SearchedSeries($0) } ?? table()
        if let since {
            return try watch(series, since: series.time(since, option: "--since"))
        }
        var summary = try search.run(series.values, times: series.times)
        let reading = try reading(series)
        if reading == nil, !series.switches.isEmpty { summary.notes.append(Self.leftOut) }
        // Switches that were typed are not those of the plan, and its lag says nothing about them.
        let context =
            switches.isEmpty
            ? trial.flatMap { data in reading.map { SwitchContext(data, $0) } } : nil
        guard form.isAsked else {
            return Terminal.write(
                ChangesText(
                    summary, at: reading, context: context, values: series.values,
                    times: series.times, notation: series.notation, width: Terminal.width
                ).text)
        }
        form.writeExact(object(summary, reading, context, series))
    }

    private func object(
        _ summary: ChangeSummary, _ reading: SwitchReading?, _ context: SwitchContext?,
        _ series: SearchedSeries
    ) -> JSON {
        let found = summary.json(series.notation)
        guard let reading, case .object(let members) = found else { return found }
        let atSwitches = reading.json(series.notation, context: context)
        return .object(members + [JSON.Member("atSwitches", atSwitches)])
    }

    private static let leftOut =
        "The plan's switches are not looked at one by one: that takes at most "
        + "\(PosteriorDesign.longest) scored days."

    private var search: ChangeSearch {
        var search = ChangeSearch(method)
        search.cost = cost
        search.penalty = penalty
        search.minimumSegment = minimumSegment
        search.maximumChanges = maxChanges
        search.isTrial = !isTable
        return search
    }

    private func reading(_ series: SearchedSeries) throws -> SwitchReading? {
        let given = try switches.map { try series.time($0, option: "--switch") }.sorted()
        let known = given.isEmpty ? series.switches : given
        guard !known.isEmpty else { return nil }
        // Of a long trial the search tells its changes, and says so; switches that were typed are insisted on.
        if given.isEmpty, series.values.count > PosteriorDesign.longest { return nil }
        return try SwitchReading(
            series.values, times: series.times, switches: known,
            startsOn: given.isEmpty && series.startsOn, isTrial: !isTable)
    }

    private func watch(_ series: SearchedSeries, since: Int) throws {
        let looks = try OnlineWatch().looks(series.values, times: series.times, since: since)
        let text = WatchText(looks, notation: series.notation)
        form.isAsked ? form.writeExact(text.json) : Terminal.write(text.text)
    }

    private var isTable: Bool { time != nil && outcome != nil }

    private func table() throws -> SearchedSeries {
        SearchedSeries(
            try steps.table(
                CSVTable(path: input), time: time ?? "", outcome: outcome ?? "", columns: []))
    }

    private func plan() throws -> TrialPlan {
        if input.hasSuffix(".csv") || input.hasSuffix(".tsv") {
            throw UsageError(
                "\(input): found a table, of which a column of times and one of values are searched; "
                    + "expected both of --time and --outcome. Add them with the columns' names.")
        }
        return try folder.plan()
    }

    private var folder: TrialFolder {
        var folder = TrialFolder()
        folder.trial = input
        folder.diary = diary
        return folder
    }
}

extension ChangepointError: CommandFailure {}

extension SearchedSeries {
    /// A time that the user typed.
    fileprivate func time(_ text: String, option: String) throws -> Int {
        guard let time = notation.time(text) else {
            throw UsageError(
                "\(option): found \"\(text)\"; expected a time written like "
                    + "\(notation.text(times.first ?? 0)), as in the data.")
        }
        return time
    }
}
