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

    @Flag(name: .long, help: "Take back what was typed in last.")
    var undo = false

    @OptionGroup var form: JSONOptions

    func run() throws {
        let plan = try trial.place.plan()
        let clock = try Clock()
        if undo { return try takeBack(clock) }
        if missed { return try catchUp(plan, clock) }
        if let correct, correct.allSatisfy(\.isWhitespace) {
            throw UsageError(
                "--correct: found no reason; expected why the old value is wrong, in a few words. "
                    + "Write it like --correct \"wrong day\".")
        }
        let moment = try moment(plan, clock)
        guard plan.schedule.days.contains(moment.day) else {
            throw LogError([.outsidePlan(day: moment.day, plan.schedule.days)])
        }
        var typed = values
        if typed.isEmpty, note == nil {
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
        try write(typed, moment, plan, clock)
    }

    private func write(
        _ typed: [String], _ moment: Moment, _ plan: TrialPlan, _ clock: Clock
    ) throws {
        let request = try LogRequest(
            typed, note: note, day: moment.day, second: moment.second, plan: plan)
        let isFirst = !FileAccess.exists(trial.place.databasePath)
        let (outcome, remarks) = try DiaryStore.writing(to: trial.place.databasePath) { store in
            let outcome = try store.log(
                request.facts,
                totals: { ItemTotals.of(request.facts, with: $0, plan: plan) },
                combined: plan.combinedSeries, correction: correct, clock: clock)
            return (outcome, try store.safety(plan, on: moment.day))
        }
        form.isAsked
            ? form.write(outcome.json(remarks))
            : Terminal.writeFitted(LogText(outcome, remarks).text)
        if isFirst { tellOfTable(plan) }
    }

    /// Day after day, each written down before the next is asked for.
    private func catchUp(_ plan: TrialPlan, _ clock: Clock) throws {
        guard values.isEmpty, note == nil, date == nil, Terminal.canAsk, !form.isAsked else {
            throw UsageError(
                "--missed asks on a terminal, and takes nothing else; elsewhere log one day at a time "
                    + "with --date, or a table with n1 import.")
        }
        let days = try missedDays(plan, clock)
        Terminal.writeFitted(
            days.isEmpty
                ? "No day is without its score.\n"
                : "\(Phrase.count(days.count, "day")) without a score. What you do not remember stays "
                    + "empty: Return skips it.\n")
        for day in days {
            let typed = try Interview(plan, day: day, store: trial.place).answers()
            guard !typed.isEmpty else { continue }
            try write(typed, Moment(day: day, second: nil), plan, clock)
        }
    }

    /// Days of the trial up to yesterday on which the main outcome was due and is not there.
    private func missedDays(_ plan: TrialPlan, _ clock: Clock) throws -> [CalendarDay] {
        let facts =
            FileAccess.exists(trial.place.databasePath)
            ? try DiaryStore.reading(trial.place.databasePath) { try $0.currentFacts() } : []
        let today = clock.now.diaryDay(startingAt: plan.diary.day.startsAt)
        let wanted = Set(plan.primaryOutcome.series.map(\.id))
        let there = Set(
            facts.compactMap { recorded -> CalendarDay? in
                guard case .reading(let series, _, _) = recorded.fact.content,
                    wanted.contains(series)
                else { return nil }
                return recorded.fact.day
            })
        return plan.schedule.days.filter { day in
            day < today && !there.contains(day)
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

    private func takeBack(_ clock: Clock) throws {
        guard values.isEmpty, note == nil, date == nil else {
            throw UsageError(
                "found --undo together with something to log; expected one of them. "
                    + "Run n1 log --undo alone.")
        }
        let path = trial.place.databasePath
        guard FileAccess.exists(path) else { throw StoreError.noDiary(path) }
        let undone = try DiaryStore.writing(to: path) { try $0.undo(clock: clock) }
        if form.isAsked {
            let values = undone.map { fact, restored in
                JSON.object(["takenBack": fact.json, "restored": restored?.json ?? .null])
            }
            return form.write(values)
        }
        let lines = undone.map { fact, restored in
            "taken back  \(fact)" + (restored.map { "; \($0.content) counts again" } ?? "") + "\n"
        }
        Terminal.writeFitted(
            lines.isEmpty ? "There is nothing to take back.\n" : lines.joined())
    }

    /// The diary day and the time: the small hours belong to the day before, as the plan says.
    private func moment(_ plan: TrialPlan, _ clock: Clock) throws -> Moment {
        let today = clock.now.diaryDay(startingAt: plan.diary.day.startsAt)
        guard let date else { return Moment(day: today, second: clock.now.second) }
        let day = try SpokenDay.day(date, option: "--date", today: today)
        guard day <= clock.now.day else {
            throw LogError([.inFuture(day: day, today: clock.now.day)])
        }
        return Moment(day: day, second: day == today ? clock.now.second : nil)
    }
}

/// What was written down, for the person who typed it.
struct LogText {
    let outcome: LogOutcome
    let remarks: SafetyRemarks

    init(_ outcome: LogOutcome, _ remarks: SafetyRemarks) {
        self.outcome = outcome
        self.remarks = remarks
    }

    var text: String {
        let lines =
            outcome.added.map { "logged     \($0)" }
            + outcome.corrected.map { "corrected  \($0.old) is now \($0.new.content)" }
            + outcome.alreadyThere.map { "was there  \($0)" }
            + remarks.sentences.map { "\n" + $0 }
        return lines.map { $0 + "\n" }.joined()
    }
}
