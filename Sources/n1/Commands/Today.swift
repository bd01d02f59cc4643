import ArgumentParser
import Experiment

struct Today: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say what to do and what to log today.",
        discussion: "Examples:\n\n  n1 today\n  n1 today trial/ --date 2026-12-24")

    @Argument(help: "The trial: its folder, or its plan file.", completion: .file())
    var trial = "."

    @Option(name: .long, help: "Another day, as 2026-12-24.")
    var date: String?

    func run() throws {
        let place = TrialPlace(path: trial)
        let plan = try place.plan()
        let day = try day(plan)
        let facts = try place.facts()
        let log = SafetyLog(facts, plan: plan)
        let brief = DayBrief(
            plan, on: day, logged: logged(on: day, facts), trial: place.spoken,
            stops: log.notices(on: day), needsHelpForMood: log.needsHelpForMood(on: day))
        Terminal.write(brief.text(Terminal.style))
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
