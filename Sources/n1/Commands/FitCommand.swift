import ArgumentParser
import Experiment
import Stats

struct FitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fit",
        abstract: "Fit a regression to a plain table; for scripts.",
        discussion: """
            Rows are days or other steps of time, in any order; an empty outcome is a missing one. \
            Examples:

              n1 fit diary.csv --time date --outcome itch --exposure dairy_free --mcid 1
              n1 fit sensor.csv --time moment --outcome glucose --exposure walk

            Several files, or with --by one table of several people, are fitted in one call, each by itself;
            one that cannot be fitted is told on stderr, and the others are printed:

              n1 fit clinic.csv --by person --time date --outcome itch --exposure cream --json

            The default engine is ar1; the others are there for comparison, and each says what was
            found about it.
            """)

    @OptionGroup var tables: TableOptions

    @Option(help: "Column that tells series apart, such as the person.")
    var by: String?

    @Option(help: "Column of the exposure, such as 0 and 1.")
    var exposure: String

    @Option(help: "Column of a covariate; may be given several times.")
    var covariate: [String] = []

    @Flag(help: "Add a linear trend over the time.")
    var trend = false

    @Flag(help: "Add the days of the week.")
    var weekday = false

    @Option(help: "How the effect is estimated.")
    var engine: RegressionMethod = .ar1

    @Option(
        parsing: .unconditional, help: "Hold the autocorrelation at this value.",
        transform: SpokenNumber.read)
    var rho: Double?

    @Option(help: "Lag of newey-west.")
    var lag: Int?

    @Option(help: "The effect after this many days, or other steps, of steady exposure (onset).")
    var days: Int?

    @Option(help: "The smallest change worth having.", transform: SpokenNumber.read)
    var mcid: Double?

    @Option(help: "Whether lower or higher scores are better.")
    var benefit: Benefit = .lower

    @Option(help: "Probability that the interval promises.", transform: SpokenNumber.read)
    var level = 0.95

    @OptionGroup var form: JSONOptions

    func validate() throws {
        guard level > 0, level < 1 else {
            throw ValidationError("--level is \(level); expected a number between 0 and 1.")
        }
        if let mcid, mcid < 0 || !mcid.isFinite {
            throw ValidationError("--mcid is \(mcid); expected a number of 0 or more.")
        }
    }

    func run() throws {
        guard tables.files.count > 1 || by != nil else {
            let table = try CSVTable(path: tables.files[0])
            return show(try summary(of: table))
        }
        try show(FittedSeries.all(of: tables.files, by: by, summary))
    }

    private func summary(of table: CSVTable) throws -> RegressionSummary {
        let regression = try PlainRegression(
            tables.read(table, columns: [exposure] + covariate), method: engine,
            options: RegressionOptions(level: level, rho: rho, lag: lag, days: days),
            trend: trend, weekday: weekday)
        return RegressionSummary(regression, level: level, benefit: benefit, worthwhile: mcid)
    }

    private func show(_ summary: RegressionSummary) {
        form.isAsked ? form.writeExact(summary.json) : Terminal.write(summary.table)
    }

    /// - Throws: exit code 1 when one of them could not be fitted.
    private func show(_ series: [FittedSeries]) throws {
        if form.isAsked {
            form.writeExact(.object(["fits": .array(series.map(\.json))]))
        } else {
            Terminal.write(series.compactMap(\.text).joined(separator: "\n"))
        }
        let refusals = series.compactMap(\.refusal)
        for refusal in refusals { Terminal.writeMessage("n1: \(refusal)") }
        guard refusals.isEmpty else { throw ExitCode(1) }
    }
}

/// The options that name plain tables.
struct TableOptions: ParsableArguments {
    @Argument(help: "CSV files, or - for standard input.", completion: .file())
    var files: [String]

    @Option(help: "Column of the time: whole numbers, dates, or moments like 2026-03-04 21:30.")
    var time: String

    @Option(help: "Column of the outcome.")
    var outcome: String

    @OptionGroup var steps: TimeStepOptions

    func validate() throws {
        guard files.count(where: { $0 == "-" }) < 2 else {
            throw ValidationError(
                "- stands twice; expected it once, because it is read to its end.")
        }
    }

    func read(_ table: CSVTable, columns: [String]) throws -> PlainTable {
        try steps.table(table, time: time, outcome: outcome, columns: columns)
    }
}

/// How the times of a plain table are to be read.
struct TimeStepOptions: ParsableArguments {
    @Option(
        help: "What one of the whole numbers of the time is: day, hour, \"10 minutes\", session.")
    var step: String = "step"

    @Option(
        name: .long, help: "Whether days are written dmy or mdy, where the file leaves it open.")
    var dateOrder: DateOrder?

    /// Reads a table by the names of its columns.
    func table(
        _ table: CSVTable, time: String, outcome: String, columns: [String]
    ) throws -> PlainTable {
        guard let step = TimeStep(step) else {
            throw UsageError(
                "--step: found \"\(step)\"; expected the name of a step of time. Write it like hour "
                    + "or \"10 minutes\".")
        }
        return try PlainTable(
            table, time: time, outcome: outcome, columns: columns, step: step, order: dateOrder)
    }
}

extension CSVTable {
    /// - `path`: a file, or `-` for standard input.
    init(path: String) throws {
        let name = path == "-" ? InputFile.standardInputName : FileAccess.name(of: path)
        try self.init(bytes: FileAccess.bytes(of: path), file: name)
    }
}
