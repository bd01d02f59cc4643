import ArgumentParser
import Experiment

struct AmendCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "amend",
        abstract: "Change a running plan from a day on, with a reason.",
        discussion: """
            The change is added at the end of the plan file; what stood there stays. The schedule is \
            laid anew from that day on. Examples:

              n1 amend trial/ --on 2026-12-24 --pause 10 --reason "holidays with my family"
              n1 amend trial/ --on 2027-01-08 --extend 7 --reason "a cold in the second week"
              n1 amend trial/ --on 2027-01-20 --stop --reason "rule S5"
              n1 amend trial/ --end-phase --reason "back from the trip, in the middle of a pause"
              n1 amend trial/ --take-back --reason "the wrong day"
            """)

    @Argument(help: "The trial: its folder, or its plan file.", completion: .file())
    var trial = "."

    @Option(name: .long, help: "The first day that changes; today by default.")
    var on: String?

    @Option(name: .long, help: "Why; it stays in the plan.")
    var reason: String

    @Option(
        name: .long, parsing: .unconditional,
        help: "Give the phase of that day, or its pause, so many more days.")
    var extend: Int?

    @Option(
        name: .long, parsing: .unconditional,
        help: "So many days outside the trial, then go on.")
    var pause: Int?

    @Flag(
        name: .long, help: "The phase, or the pause, ended the day before; what comes next starts.")
    var endPhase = false

    @Flag(name: .long, help: "The trial ended the day before.")
    var stop = false

    @Flag(name: .long, help: "Only note something; the schedule stays.")
    var note = false

    @Flag(
        name: .long,
        help: "The last amendment was a mistake: of the same day, or one that has not begun.")
    var takeBack = false

    @OptionGroup var form: JSONOptions

    func run() throws {
        let place = TrialPlace(path: trial)
        let today = try Clock().now.day
        let (change, days) = try change()
        let amendment = try Amendment(
            day: try day() ?? today, change: change, days: days, reason: reason, madeOn: today)
        let before = try place.plan()
        let plan = try place.changing {
            let (text, plan) = try amendment.appended(
                to: FileAccess.text(of: place.planPath), file: FileAccess.name(of: place.planPath))
            try amendment.checkSafety(in: plan, after: try place.stops(plan, on: today))
            try FileAccess.write(text, to: place.planPath)
            return plan
        }
        for remark in SafetyRemarks(of: [(reason, nil)], in: plan).sentences {
            Terminal.writeError(remark)
        }
        if let moved = try moved(before, plan) { Terminal.writeError(moved) }
        if form.isAsked {
            return form.write(
                .object([
                    "amended": .string(amendment.sentence),
                    "phases": .array(plan.schedule.phases.map(\.json)),
                ]))
        }
        Terminal.write("Amended: \(amendment.sentence).\n\n")
        Terminal.write(PlanText(plan).schedule(Terminal.style))
    }

    /// That days which were lived and scored belong to another phase now, or to none.
    private func moved(_ before: TrialPlan, _ after: TrialPlan) throws -> String? {
        let series = Set(before.primaryOutcome.series.map(\.id))
        let days = try TrialPlace(path: trial).facts().compactMap { recorded -> CalendarDay? in
            guard case .reading(let name, _, _) = recorded.fact.content, series.contains(name)
            else { return nil }
            let day = recorded.fact.day
            let (old, new) = (before.schedule.phase(on: day), after.schedule.phase(on: day))
            return old?.condition == new?.condition ? nil : day
        }.firstOccurrences
        guard let first = days.min(), let last = days.max() else { return nil }
        return "n1: \(Phrase.count(days.count, "day")) with a score, from \(first) to \(last), "
            + "\(days.count == 1 ? "belongs" : "belong") to another phase now, or to none. If that is "
            + "not how it was lived: n1 amend --take-back."
    }

    private func change() throws -> (name: String, days: Int?) {
        let given: [(name: String, days: Int?)] = [
            extend.map { ("extend", $0) }, pause.map { ("pause", $0) },
            endPhase ? ("end-phase", nil) : nil, stop ? ("stop", nil) : nil,
            note ? ("note", nil) : nil, takeBack ? ("take-back", nil) : nil,
        ].compactMap(\.self)
        guard given.count == 1, let only = given.first else {
            throw UsageError(
                "found \(given.count) changes; expected one of --extend DAYS, --pause DAYS, "
                    + "--end-phase, --stop, --note and --take-back. Make one amendment for each.")
        }
        return only
    }

    private func day() throws -> CalendarDay? {
        guard let on else { return nil }
        return try SpokenDay.day(on, option: "--on", today: Clock().now.day)
    }
}
