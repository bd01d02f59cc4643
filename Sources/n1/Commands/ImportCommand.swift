import ArgumentParser
import Experiment
import Foundation

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Bring what was logged elsewhere into the diary.",
        discussion: """
            Reads \(ImportFormat.all.map(\.id).joined(separator: ", ")); told by the content or by \
            --format. Adds only what is new: importing the same or a longer export again is safe. A file \
            of which nobody asked for anything is shown: its series, their days and values, and the line \
            to type. Before there is a plan, --map brings series in under names of yours. Examples:

              n1 import export.zip --list
              n1 import diary.csv --dry-run
              n1 import export.zip --map sleep=sleep.hours --map steps=steps
              n1 import takeout.zip --entry sleep-2026-03-04.json
              n1 import --undo
              gunzip -c export.csv.gz | n1 import -
            """)

    @Argument(
        help: "Exported files, or the zip archives that they are in; - for standard input.",
        completion: .file())
    var files: [String] = []

    @OptionGroup var trial: TrialOption

    @Option(name: .long, help: "The format, when it is not told by the content.")
    var format: String?

    @Option(name: .long, help: "The file of a zip archive, where it holds several.")
    var entry: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Which series of the export is which of the plan.", valueName: "name=series"))
    var map: [String] = []

    @Option(
        name: .long, help: "Whether days are written dmy or mdy, where the file leaves it open.")
    var dateOrder: DateOrder?

    @Option(name: .long, help: "Time zone for moments in UTC, as Europe/Berlin; this computer's.")
    var zone: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Only the rows of a table with this word in this column.", valueName: "column=word"))
    var only: [String] = []

    @Option(name: .long, help: "Whose rows, where a table holds several people.")
    var person: String?

    @Option(name: .long, help: "REDCap's data dictionary, which says what fields and codes mean.")
    var dictionary: String?

    @Flag(name: .long, help: "Look into the file, and bring nothing in.")
    var list = false

    @Flag(name: .long, help: "Show what would come in, and write nothing.")
    var dryRun = false

    @Flag(
        name: .long,
        help: "Take back all that the last import brought; with a name, the last of that file.")
    var undo = false

    @OptionGroup var form: JSONOptions

    func validate() throws {
        guard !files.isEmpty || undo else {
            throw ValidationError("Missing expected argument '<files> ...'")
        }
    }

    /// Each file by itself: what is wrong with a later one leaves the earlier ones in.
    func run() throws {
        if undo { return try takeBack() }
        guard entry == nil || files.count == 1 else {
            throw UsageError("--entry: found \(files.count) files; expected one. Import it alone.")
        }
        for file in files { for answer in try answers(to: file) { say(answer) } }
    }

    private func say(_ answer: Answer) {
        switch answer {
        case .look(let look): form.isAsked ? form.write(look.json) : Terminal.write(look.text)
        case .done(let text): form.isAsked ? form.write(text.json) : Terminal.writeFitted(text.text)
        case .unasked(let files):
            guard !form.isAsked else { return }
            Terminal.write("\(files) other files of the archive hold nothing that was asked for.\n")
        }
    }

    /// What became of a file, or of one in an archive.
    enum Answer {
        /// Nothing was asked for; this is what is in it.
        case look(ImportLook)
        case done(ImportText)
        /// Files of an archive that hold none of it.
        case unasked(files: Int)
    }

    /// Brings a file in, or shows what is in it.
    func answers(to file: String) throws -> [Answer] {
        let plan = try plan()
        let inputs = try ExportInput.all(file, entry: entry, format: format)
        if list || plan == nil && map.isEmpty { return [.look(try look(into: inputs, file, plan))] }
        var answers: [Answer] = []
        var unasked: [ImportError] = []
        for input in inputs {
            do {
                answers.append(.done(try bringIn(input, file, plan)))
            } catch let error as ImportError where error.isNothingAskedFor {
                unasked.append(error)
            }
        }
        guard let first = unasked.first else { return answers }
        guard unasked.count == inputs.count else {
            return answers + [.unasked(files: unasked.count)]
        }
        guard map.isEmpty, file != "-" else { throw first }
        return [.look(try look(into: file, plan))]
    }

    private func bringIn(
        _ input: ExportInput, _ file: String, _ plan: TrialPlan?
    ) throws -> ImportText {
        let clock = try Clock()
        var digest = Digest()
        let rows = try databaseRows(input, file)
        var run = try ImportRun(
            ExportHead(rows ?? input.head, file: input.name), format: format, maps: map,
            context: context(input.name, plan), plan: plan, today: clock.now.day)
        try input.requireRoom(in: run)
        try input.pieces { piece in
            digest.update(piece)
            if rows == nil { try run.read(piece) }
        }
        if let rows { try run.read(rows) }
        let imported = try run.finish()
        let source = ImportSource(
            file: input.name, sha256: digest.hexadecimal(), format: run.format)
        let outcome = try opened { store in
            try store.add(
                imported.facts, from: source,
                combined: plan?.combinedSeries ?? imported.severalADay, clock: clock)
        }
        return ImportText(
            outcome, imported, source, title: input.title, isRehearsal: dryRun,
            safety: try plan.map { try safety($0, imported.facts, clock) } ?? [])
    }

    /// What the stop rules say today to a diary in which words, weights or scores came in.
    private func safety(
        _ plan: TrialPlan, _ facts: [ImportedFact], _ clock: Clock
    ) throws -> [String] {
        let telling = Set(plan.outcomes.flatMap(\.series).map(\.id) + TrialPlan.weightSeries)
        let tells = facts.contains { fact in
            guard case .reading(let series, _, _) = fact.fact.content else { return true }
            return telling.contains(series)
        }
        guard tells, !dryRun else { return [] }
        let today = clock.now.diaryDay(startingAt: plan.diary.day.startsAt)
        let stops = StopNotice.holding(on: today, try trial.place.facts(), plan: plan)
        return DayBrief(plan, on: today, logged: [], stops: stops).warnings
    }

    /// Nil before there is one in the folder.
    private func plan() throws -> TrialPlan? {
        let isThere = FileAccess.exists(trial.place.planPath)
        return isThere || !FileAccess.isFolder(trial.trial) ? try trial.place.plan() : nil
    }

    /// What is in the file, or in the files of one app together.
    func look(into file: String, _ plan: TrialPlan?) throws -> ImportLook {
        try look(into: ExportInput.all(file, entry: entry, format: format), file, plan)
    }

    private func look(
        into inputs: [ExportInput], _ file: String, _ plan: TrialPlan?
    ) throws -> ImportLook {
        var look: FileLook?
        var series: [SeriesLook] = []
        var notes: [ImportNote] = []
        for input in inputs {
            let rows = try databaseRows(input, file)
            let head = ExportHead(rows ?? input.head, file: input.name)
            let context = try context(input.name, plan)
            var next = try look ?? FileLook(head, format: format, context: context)
            if look != nil { try next.begin(head, format: format, context: context) }
            if let rows { try next.read(rows) } else { try input.pieces { try next.read($0) } }
            let found = try next.finish()
            series = found.series
            notes += found.notes.filter { !notes.contains($0) }
            look = next
        }
        guard let look, let first = inputs.first else {
            throw UsageError("\(file): found no file in it.")
        }
        let title =
            inputs.count == 1
            ? first.title : "\(inputs.count) files in \(first.archive ?? file)"
        return ImportLook(
            title: title, format: look.format, series: series, notes: notes,
            wanted: try plan.map {
                try WantedSeries($0, look.format, maps: map, in: series)
            }, path: file, trial: trial.place.spoken)
    }

    /// What `body` does to the diary, or would do to it.
    func opened<Outcome>(_ body: (DiaryStore) throws -> Outcome) throws -> Outcome {
        let path = trial.place.databasePath
        return dryRun
            ? try DiaryStore.rehearsing(path, body) : try DiaryStore.writing(to: path, body)
    }

    /// The rows of a database; nil for a file of text.
    private func databaseRows(_ input: ExportInput, _ file: String) throws -> [UInt8]? {
        guard input.isDatabase, file != "-" else { return nil }
        let content = input.archive == nil ? nil : try input.bytes()
        return try HealthConnectExport(file, content: content).rows()
    }

    /// The rows that were asked for.
    private func chosenRows() throws -> [RowChoice] {
        let choices = try only.map { text in
            guard let choice = RowChoice(text) else {
                throw UsageError(
                    "--only: found \"\(text)\"; expected COLUMN=WORD. Write the column's name, an "
                        + "equals sign and the word in its cells.")
            }
            return choice
        }
        return choices + (person.map { [RowChoice(column: nil, value: $0)] } ?? [])
    }

    private func context(_ file: String, _ plan: TrialPlan?) throws -> ImportContext {
        let zone = try zone.map { name in
            guard let zone = LocalZone.named(name) else {
                throw UsageError(
                    "--zone: found \"\(name)\"; expected the name of a time zone. "
                        + "Write it like Europe/Berlin.")
            }
            return zone
        }
        return ImportContext(
            file: file, dateOrder: dateOrder, zone: zone ?? .here, zoneNamed: LocalZone.named,
            mapping: plan?.diary, only: try chosenRows(),
            isOneADay: plan?.combinedSeries.isEmpty ?? false,
            dictionary: try dictionary.map {
                try REDCapDictionary(FileAccess.bytes(of: $0), file: FileAccess.name(of: $0))
            })
    }
}

extension LocalZone {
    /// This computer's.
    static var here: LocalZone { LocalZone(TimeZone.current) }

    @Sendable static func named(_ name: String) -> LocalZone? {
        TimeZone(identifier: name).map { LocalZone($0) }
    }

    private init(_ zone: TimeZone) {
        self.init(name: zone.identifier) { seconds in
            zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
        }
    }
}

/// What an import did, in a few lines.
struct ImportText {
    let outcome: ImportOutcome
    let imported: ImportedFacts
    let source: ImportSource
    /// The file, with the archive that it is in.
    let title: String
    let isRehearsal: Bool
    /// What stop rules say to it.
    let safety: [String]

    init(
        _ outcome: ImportOutcome, _ imported: ImportedFacts, _ source: ImportSource,
        title: String, isRehearsal: Bool, safety: [String]
    ) {
        self.outcome = outcome
        self.imported = imported
        self.source = source
        self.title = title
        self.isRehearsal = isRehearsal
        self.safety = safety
    }

    var text: String { (lines + safety.map { "\n" + $0 }).map { $0 + "\n" }.joined() }

    var lines: [String] {
        [headline] + outcome.added.map { "  \($0.name): \($0.count)" } + corrections
            + differences + imported.notes.map { "  \($0)" } + notAsked
    }

    private var headline: String {
        let verb = isRehearsal ? "would add" : "added"
        let count = outcome.alreadyThere
        let there = count > 0 ? ", \(count) \(count == 1 ? "was" : "were") there already" : ""
        return "\(title) (\(source.format.name)): \(verb) \(values(outcome.addedCount))\(there)."
    }

    private var corrections: [String] {
        guard let first = outcome.corrected.first else { return [] }
        let count = outcome.corrected.count
        let newer = count == 1 ? "1 newer value" : "\(count) newer values"
        let older = count == 1 ? "an older one:" : "older ones, such as"
        return [
            "  \(newer) \(isRehearsal ? "would take" : "took") the place of \(older) \(first.old), "
                + "now \(first.new.content)."
        ]
    }

    private func values(_ count: Int) -> String { count == 1 ? "1 value" : "\(count) values" }

    private var differences: [String] {
        outcome.differing.prefix(10).map { "  \($0)" }
            + (outcome.differing.count > 10
                ? [more(outcome.differing.count - 10)] : [])
    }

    private func more(_ count: Int) -> String {
        "  … and \(count) more that \(count == 1 ? "differs" : "differ")."
    }

    private var notAsked: [String] {
        guard !imported.notAsked.isEmpty else { return [] }
        let shown = imported.notAsked.prefix(8).map { "\($0.series) (\($0.count))" }
        let rest = imported.notAsked.count - shown.count
        return [
            "  Not asked for by the plan: " + shown.joined(separator: ", ")
                + (rest > 0 ? " and \(rest) more." : ".")
        ]
    }
}
