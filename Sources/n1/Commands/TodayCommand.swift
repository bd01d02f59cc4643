import ArgumentParser
import Experiment

struct TodayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "today",
        abstract: "Say what to do and what to log today.",
        discussion: "Examples:\n\n  n1 today\n  n1 today trial/ --date 2026-12-24")

    @Argument(help: "The trial: its folder, or its plan file.", completion: .file())
    var trial = "."

    @Option(name: .long, help: "Another day, as 2026-12-24.")
    var date: String?

    @OptionGroup var form: JSONOptions

    func run() throws {
        if form.isAsked { return form.write(try json()) }
        let place = TrialPlace(path: trial)
        let plan = try place.plan()
        let day = try day(plan)
        let facts = try place.facts()
        let log = SafetyLog(facts, plan: plan)
        let brief = DayBrief(
            plan, on: day, logged: logged(on: day, facts), trial: place.spoken,
            stops: log.notices(on: day), needsHelpForMood: log.needsHelpForMood(on: day),
            tried: try place.tried(plan, facts, until: day))
        Terminal.write(brief.text(Terminal.style))
    }

    /// The phase of the day, what is due, and which of it is there.
    private func json() throws -> JSON {
        let place = TrialPlace(path: trial)
        let plan = try place.plan()
        let day = try day(plan)
        let facts = try place.facts()
        let there = logged(on: day, facts)
        return .object([
            "title": .string(plan.title), "date": .string(day.description),
            "phase": JSON(plan.schedule.phase(on: day)?.name),
            "condition": JSON(plan.schedule.phase(on: day)?.condition),
            "due": .array(
                plan.dueSeries(on: day).map { series in
                    .object([
                        "id": .string(series.id), "name": .string(series.name),
                        "values": JSON(series.allowed?.description),
                        "logged": .bool(there.contains(series.id)),
                    ])
                }),
            "stops": .array(
                StopNotice.holding(on: day, facts, plan: plan).map {
                    .object([
                        "rule": .string($0.rule.rawValue), "text": .string($0.message(in: plan)),
                    ])
                }),
        ])
    }

    private func day(_ plan: TrialPlan) throws -> CalendarDay {
        guard let date else {
            return try Clock().now.diaryDay(startingAt: plan.diary.day.startsAt)
        }
        return try SpokenDay.day(date, option: "--date", today: Clock().now.day)
    }

    private func logged(on day: CalendarDay, _ facts: [RecordedFact]) -> [String] {
        facts.compactMap { recorded in
            guard recorded.fact.day == day,
                case .reading(let series, _, _) = recorded.fact.content
            else { return nil }
            return series
        }
    }
}
