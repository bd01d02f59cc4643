import ArgumentParser
import Experiment

struct LogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "Write down how a day was.",
        discussion: """
            Without values it asks, on a terminal. Names are those of the plan: its outcomes, its \
            covariates, "condition", and the events slip, rescue, illness, antibiotics, travel, \
            reaction, period. Nothing is ever deleted: a correction or an undo keeps the old value \
            with its reason. Examples:

              n1 log itch=4 sleep=7.5 dairy=slip --note "pizza at work"
              n1 log itch=3 --date yesterday
              n1 log poem.itch=3 poem.sleep=2
              n1 log itch=5 --correct "looked at the wrong day"
              n1 log --missed
              n1 log --undo
            """)

    @Argument(help: "What to write down, as name=value.")
    var values: [String] = []

    @OptionGroup var trial: TrialOption

    @Option(name: .long, help: "The day, as 2026-03-04 or yesterday; today by default.")
    var date: String?

    @Option(name: .long, help: "A remark on the day.")
    var note: String?

    @Option(name: .long, help: "Replace a value that is there, for this reason.")
    var correct: String?

    @Flag(name: .long, help: "Ask for each day that has no score yet, the oldest first.")
    var missed = false

    @Flag(
        name: .long,
        help: "Take back what was typed in last; with --date, what was typed last for that day.")
    var undo = false

    @OptionGroup var form: JSONOptions

    /// Whatever refuses an entry, its words are heard.
    func run() throws {
        do { try writeDown() } catch let error where !(error is LogError) {
            let plan = try? trial.place.plan()
            let heard = SafetyRemarks(typed: values, note: note, in: plan).sentences
            for sentence in heard { Terminal.writeError(sentence) }
            throw error
        }
    }

    private func writeDown() throws {
        let plan = try trial.place.plan()
        let log = DayLog(place: trial.place, plan: plan, clock: try Clock())
        if undo { return try takeBack(log) }
        if missed { return try catchUp(log) }
        if let correct, correct.allSatisfy(\.isWhitespace) {
            throw UsageError(
                "--correct: found no reason; expected why the old value is wrong, in a few words. "
                    + "Write it like --correct \"wrong day\".")
        }
        let moment = try log.heeding(values, note) { try log.moment(of: day(log)) }
        var typed = Interview.Answers(values: values, remarks: [note].compactMap(\.self))
        if typed.isEmpty {
            guard Terminal.canAsk else {
                throw UsageError(
                    "found nothing to log; expected name=value. Write it like n1 log "
                        + "\(plan.primaryOutcome.id)=4.")
            }
            guard !form.isAsked else {
                throw UsageError("--json: found nothing to log; expected name=value. Add one.")
            }
            typed = try Interview(plan, day: moment.day, store: trial.place).answers()
            if typed.isEmpty { return Terminal.write("Nothing was written down.\n") }
        }
        try write(typed, moment, log)
    }

    private func write(
        _ typed: Interview.Answers, _ moment: Moment, _ log: DayLog
    ) throws {
        let isFirst = !FileAccess.exists(trial.place.databasePath)
        let (outcome, remarks) = try log.write(
            typed.values, note: typed.note, at: moment, correction: correct)
        form.isAsked
            ? form.write(outcome.json(remarks))
            : Terminal.writeFitted(LogText(outcome).text(with: remarks))
        if isFirst { tellOfTable(log.plan) }
    }

    /// Day after day, each written down before the next is asked for.
    private func catchUp(_ log: DayLog) throws {
        guard values.isEmpty, note == nil, date == nil, Terminal.canAsk, !form.isAsked else {
            throw UsageError(
                "--missed asks on a terminal, and takes nothing else; elsewhere log one day at a time "
                    + "with --date, or a table with n1 import.")
        }
        let days = try missedDays(log)
        Terminal.writeFitted(
            days.isEmpty
                ? "No day is without its score.\n"
                : "\(Phrase.count(days.count, "day")) without a score. What you do not remember stays "
                    + "empty: Return skips it.\n")
        var kept = Interruption.Kept.nothing
        for day in days {
            let typed = try Interview(log.plan, day: day, store: trial.place, kept: kept).answers()
            guard !typed.isEmpty else { continue }
            try write(typed, Moment(day: day, second: nil), log)
            kept = .before
        }
    }

    /// Days of the trial up to yesterday on which the main outcome was due and is not there.
    private func missedDays(_ log: DayLog) throws -> [CalendarDay] {
        let plan = log.plan
        let wanted = Set(plan.primaryOutcome.series.map(\.id))
        let there = Set(
            try trial.place.facts().compactMap { recorded -> CalendarDay? in
                guard case .reading(let series, _, _) = recorded.fact.content,
                    wanted.contains(series)
                else { return nil }
                return recorded.fact.day
            })
        return plan.schedule.days.filter { day in
            day < log.today && !there.contains(day)
                && plan.dueSeries(on: day).contains { wanted.contains($0.id) }
        }
    }

    /// A diary of its own is read instead of the table that the plan names.
    private func tellOfTable(_ plan: TrialPlan) {
        guard let file = plan.diary.file,
            FileAccess.exists(trial.place.path(of: file))
        else { return }
        Terminal.writeError(
            "n1: from now on this trial has a diary of its own, which is read instead of "
                + "\(file). Bring in "
                + "what that holds with n1 import \(ShellWord.quoted(trial.place.path(of: file)))"
                + (trial.place.spoken.map { " --trial \($0)" } ?? "") + ".")
    }

    private func takeBack(_ log: DayLog) throws {
        guard values.isEmpty, note == nil else {
            throw UsageError(
                "found --undo together with something to log; expected one of them. "
                    + "Run n1 log --undo alone, or with --date for another day.")
        }
        let undone = try log.undo(on: day(log))
        if form.isAsked {
            let values = undone.map { fact, restored in
                JSON.object(["takenBack": fact.json, "restored": restored?.json ?? .null])
            }
            return form.write(values)
        }
        let lines = undone.map(DayLog.told)
        Terminal.writeFitted(
            lines.isEmpty
                ? "There is nothing to take back.\n" : lines.map { $0 + "\n" }.joined())
    }

    private func day(_ log: DayLog) throws(UsageError) -> CalendarDay? {
        guard let date else { return nil }
        return try SpokenDay.day(date, option: "--date", today: log.today)
    }
}

/// What was written down, for the person who typed it.
struct LogText {
    let outcome: LogOutcome

    init(_ outcome: LogOutcome) { self.outcome = outcome }

    /// - `remarks`: what the stop rules say to it.
    func text(with remarks: SafetyRemarks) -> String {
        (lines + remarks.sentences.map { "\n" + $0 }).map { $0 + "\n" }.joined()
    }

    var lines: [String] {
        outcome.added.map { "logged     \($0)" }
            + outcome.corrected.map { "corrected  \($0.old) is now \($0.new.content)" }
            + outcome.alreadyThere.map { "was there  \($0)" }
    }
}
