import ArgumentParser
import Experiment

struct EventsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "events",
        abstract: "List or add what happened beside the plan.",
        discussion: """
            Slips, rescue treatment, illness, antibiotics, travel, reactions, periods. Examples:

              n1 events
              n1 events add illness --from 2026-03-04 --to 2026-03-07 --about "a cold"
              n1 events add rescue --about hydrocortisone
            """,
        subcommands: [List.self, Add.self], defaultSubcommand: List.self)

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the events and remarks of the diary.",
            discussion: "Example:\n\n  n1 events list --trial my-trial")

        @OptionGroup var trial: TrialOption
        @OptionGroup var form: JSONOptions

        func run() throws {
            let path = trial.place.databasePath
            let facts = try DiaryStore.reading(path) { try $0.currentFacts() }
            if form.isAsked {
                return form.write(facts.map(\.fact).filter(\.isEventOrNote).map(\.json))
            }
            let lines = facts.map(\.fact).filter(\.isEventOrNote).map { "\($0)\n" }
            Terminal.writeFitted(lines.isEmpty ? "No events.\n" : lines.joined())
        }
    }

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add an event of one day or several.",
            discussion: "Example:\n\n  n1 events add travel --from 2026-03-04 --to 2026-03-07")

        @Argument(
            help: "slip, rescue, illness, antibiotics, travel, reaction or period.")
        var event: DayMark

        @OptionGroup var trial: TrialOption

        @Option(name: .long, help: "First day, as 2026-03-04; today by default.")
        var from: String?

        @Option(name: .long, help: "Last day; the first by default.")
        var to: String?

        @Option(name: .long, help: "What it was: the food, the medicine, the place.")
        var about: String?

        func run() throws {
            let log = DayLog(place: trial.place, plan: try trial.place.plan(), clock: try Clock())
            try log.heeding(["\(event.rawValue)=\(about ?? "")"], nil) {
                try write(log.plan, log.clock)
            }
        }

        private func write(_ plan: TrialPlan, _ clock: Clock) throws {
            let today = clock.now.diaryDay(startingAt: plan.diary.day.startsAt)
            let first = try day(from, "--from") ?? today
            let last = try day(to, "--to") ?? first
            guard first <= last else {
                throw LogError([.eventEndsBeforeItStarts(first: first, last: last)])
            }
            guard first.distance(to: last) < StoredRow.longestEventInDays else {
                throw LogError([
                    .eventTooLong(
                        first: first, last: last, mostInDays: StoredRow.longestEventInDays)
                ])
            }
            guard last <= clock.now.day else {
                throw LogError([.eventInFuture(last: last, today: clock.now.day)])
            }
            guard
                Self.days(of: event, in: plan).overlaps(first...last)
                    || plan.hasPlace(
                        for: [DiaryFact(day: last, .mark(event, lastDay: nil, about: nil))],
                        on: last)
            else {
                throw LogError([.eventOutsidePlan(first...last, plan: plan.schedule.days)])
            }
            let fact = DiaryFact(
                day: first, .mark(event, lastDay: last > first ? last : nil, about: about))
            let (outcome, remarks) = try DiaryStore.writing(to: trial.place.databasePath) { store in
                let (outcome, current) = try store.log(
                    [fact], combined: plan.combinedSeries, correction: nil, clock: clock)
                return (outcome, SafetyRemarks(SafetyLog(current, plan: plan), on: last))
            }
            Terminal.writeFitted(LogText(outcome).text(with: remarks))
        }

        /// A period before the first day still tells the phase of the cycle on it.
        private static func days(of event: DayMark, in plan: TrialPlan) -> ClosedRange<CalendarDay>
        {
            let days = plan.schedule.days
            return days.lowerBound.advanced(by: event == .period ? -90 : 0)...days.upperBound
        }

        private func day(_ text: String?, _ option: String) throws -> CalendarDay? {
            guard let text else { return nil }
            return try SpokenDay.day(text, option: option, today: Clock().now.day)
        }
    }
}

extension DiaryFact {
    var isEventOrNote: Bool {
        switch content {
        case .mark, .note: true
        case .reading, .condition: false
        }
    }
}
