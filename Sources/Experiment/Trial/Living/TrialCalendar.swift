import ExperimentDiary
import ExperimentText

/// A trial as an iCalendar file: its phases and doses, the questionnaires that are due, and a
/// reminder to
/// log every evening.
///
/// Each event has an identifier that depends on the trial and its place in it alone, so that
/// importing an
/// amended calendar moves the events instead of doubling them; events whose place an amendment
/// emptied
/// stand in it as cancelled. Times are floating: 20:00 wherever one is.
/// Source: RFC 5545.
package struct TrialCalendar: Sendable {
    private let plan: TrialPlan
    private let stamp: String
    private let version: String
    private let stops: [StopNotice]

    /// - `stops`: stop rules that spoke so far.
    /// - `stamp`: now in UTC, as `2026-03-04T21:30:00Z`.
    /// - `version`: of the program.
    package init(
        _ plan: TrialPlan, stamp: String, version: String, stops: [StopNotice] = []
    ) {
        self.plan = plan
        self.stops = stops
        self.stamp = stamp.filter { $0 != "-" && $0 != ":" }
        self.version = version
    }

    package var text: String {
        var file = CalendarFile()
        file.line("BEGIN:VCALENDAR")
        file.line("VERSION:2.0")
        file.line("PRODID:-//n1//n1 \(version)//EN")
        file.line("CALSCALE:GREGORIAN")
        file.line("METHOD:PUBLISH")
        file.line("X-WR-CALNAME:" + CalendarFile.escaped(plan.title))
        let events = self.events(plan)
        for event in events {
            if event.isStruck { cancel(event, in: &file) } else { add(event, to: &file) }
        }
        for event in gone(events) { cancel(event, in: &file) }
        file.line("END:VCALENDAR")
        return file.text
    }

    /// The events as facts, those that are struck out among them.
    package var json: [JSON] {
        events(plan).map { event in
            .object([
                "id": .string(event.id), "name": .string(event.name), "start": .string(event.start),
                "description": JSON(event.description), "isStruck": .bool(event.isStruck),
            ])
        }
    }

    /// One event, without what every event has.
    private struct Event {
        let id: String
        let start: String
        /// Lines after the start that say how long and how often.
        let extent: [String]
        let name: String
        var description: String?
        let alarm: String
        /// A phase that must not be lived as planned.
        var isStruck = false
    }

    /// Events of an earlier form of the plan whose place is empty now: an import must take them
    /// out.
    private func gone(_ events: [Event]) -> [Event] {
        var seen = Set(events.map(\.id))
        return plan.formerForms.reversed().flatMap { self.events($0) }.filter {
            seen.insert($0.id).inserted
        }
    }

    private func events(_ plan: TrialPlan) -> [Event] {
        let phases = plan.schedules.flatMap { outcome, schedule in
            schedule.phases.enumerated().map { event($1, $0, of: outcome, in: plan) }
        }
        let logs = plan.schedule.loggedStretches.enumerated().map { log($1, $0) }
        let questionnaires = plan.outcomes.filter { $0.daysBetween > 1 }.flatMap { outcome in
            plan.dueDays(of: outcome).enumerated().map { event(outcome, on: $1, $0) }
        }
        return phases + logs + questionnaires
    }

    private func event(
        _ phase: Phase, _ place: Int, of outcome: PlannedOutcome?, in plan: TrialPlan
    ) -> Event {
        let site = outcome.map { "\($0.id)-" } ?? ""
        let title = outcome.map { "\(phase.name): \($0.name)" } ?? phase.name
        return Event(
            id: "phase-\(site)\(place + 1)", start: "DTSTART;VALUE=DATE:" + Self.date(phase.first),
            extent: ["DTEND;VALUE=DATE:" + Self.date(phase.last.advanced(by: 1))],
            name: title, description: plan.advice(for: phase),
            // The evening before the first day.
            alarm: "-PT4H", isStruck: plan.isPutOff(phase, after: stops))
    }

    private func log(_ days: ClosedRange<CalendarDay>, _ place: Int) -> Event {
        Event(
            id: "log-\(place + 1)", start: "DTSTART:\(Self.date(days.lowerBound))T200000",
            extent: ["DURATION:PT5M", "RRULE:FREQ=DAILY;COUNT=\(days.count)"], name: "Log today",
            alarm: "PT0S")
    }

    private func event(_ outcome: PlannedOutcome, on day: CalendarDay, _ place: Int) -> Event {
        Event(
            id: "\(outcome.id)-\(place + 1)", start: "DTSTART:\(Self.date(day))T201000",
            extent: ["DURATION:PT10M"], name: outcome.name,
            description: Phrase.capitalised(outcome.instrument.recall.sentence)
                + ". Write it down as \(outcome.id).", alarm: "PT0S")
    }

    private func add(_ event: Event, to file: inout CalendarFile) {
        begin(event, &file)
        for line in event.extent { file.line(line) }
        file.line("SUMMARY:" + name(event))
        if let text = event.description {
            file.line("DESCRIPTION:" + CalendarFile.escaped(text))
        }
        file.line("TRANSP:TRANSPARENT")
        alarm(event, &file)
        file.line("END:VEVENT")
    }

    /// The event as it was, marked as taken out.
    private func cancel(_ event: Event, in file: inout CalendarFile) {
        begin(event, &file)
        for line in event.extent { file.line(line) }
        file.line("SUMMARY:" + name(event))
        file.line("STATUS:CANCELLED")
        file.line("END:VEVENT")
    }

    private func name(_ event: Event) -> String {
        CalendarFile.escaped("\(event.name) (\(plan.title))")
    }

    private func begin(_ event: Event, _ file: inout CalendarFile) {
        file.line("BEGIN:VEVENT")
        file.line("UID:\(event.id).\(plan.identity)@n1.invalid")
        file.line("DTSTAMP:" + stamp)
        // A higher number replaces the event of an earlier import.
        file.line("SEQUENCE:\(plan.amendments.count + stops.count)")
        file.line(event.start)
    }

    private func alarm(_ event: Event, _ file: inout CalendarFile) {
        file.line("BEGIN:VALARM")
        file.line("ACTION:DISPLAY")
        file.line("TRIGGER:" + event.alarm)
        file.line("DESCRIPTION:" + name(event))
        file.line("END:VALARM")
    }

    private static func date(_ day: CalendarDay) -> String { "\(day)".filter { $0 != "-" } }
}

extension Schedule {
    /// Days in a row without a pause.
    fileprivate var loggedStretches: [ClosedRange<CalendarDay>] {
        var stretches: [ClosedRange<CalendarDay>] = []
        for phase in phases {
            if let last = stretches.last, last.upperBound.advanced(by: 1) == phase.first {
                stretches[stretches.count - 1] = last.lowerBound...phase.last
            } else {
                stretches.append(phase.days)
            }
        }
        return stretches
    }
}

extension TrialPlan {
    /// The plan before each of its amendments, the first form first; empty where nothing was
    /// amended.
    fileprivate var formerForms: [TrialPlan] {
        amendments.indices.compactMap { amended(by: Array(amendments.prefix($0))) }
    }

    /// What is done in a phase, in a sentence or two.
    ///
    /// - `tried`: what the challenges of foods came to so far.
    package func advice(for phase: Phase, after tried: [TriedFood] = []) -> String {
        if let food = phase.food { return advice(for: phase, food: food, after: tried) }
        guard let condition = condition(phase.condition) else { return "Live as usual." }
        let asked = lacksSafetyRecord && bringsFood(condition) ? " " + Self.questionsBeforeFood : ""
        return instruction(condition) + wayBack(to: condition, in: phase) + asked
    }

    /// The plan's own words for a condition, or its name.
    private func instruction(_ condition: Condition) -> String {
        condition.instruction
            ?? (condition.reference == nil
                ? "Live as usual." : "Keep to \(Phrase.quoted(condition.name)).")
    }

    /// How a phase that gives food back starts, after it was left out.
    private func wayBack(to condition: Condition, in phase: Phase) -> String {
        guard givesBack(condition), foodsLeftOut.contains(where: \.isStaple) else { return "" }
        let answer = mayEat()
        guard answer.isForHome else { return " What you do not eat now stays out." }
        let isBack = schedules.contains { _, schedule in
            schedule.phases.contains { $0.first < phase.first && $0.condition != phase.condition }
        }
        guard isBack else { return "" }
        let foods = PlainNumber.list(foodsLeftOut.filter(\.isStaple).map(\.name))
        return " On the first day eat only a small portion of \(foods), on the second half of "
            + "one. Stop at "
            + "once at \(StopRule.s2.trigger)."
            + (lacksSafetyRecord ? " " + Self.questionsBeforeFood : "")
    }

    private func advice(for phase: Phase, food: String, after tried: [TriedFood]) -> String {
        let portion = reintroduction.map { " One portion is \($0.portion)." } ?? ""
        switch phase.part {
        case .challenge:
            let dose = phase.portion.map { Reintroduction.words($0) } ?? "a portion"
            return
                "Eat \(food): \(dose) on each day.\(portion) Stop at once at "
                + "\(StopRule.s2.trigger)."
                + (lacksSafetyRecord ? " " + Self.questionsBeforeFood : "")
        case .sustained:
            let often =
                reintroduction.map { "\($0.sustainedExposures) of \($0.sustainedDays)" } ?? "some"
            let own = tried.first { $0.food == food && ($0.challenges > 0 || $0.rose) }
            return own.map { sustained($0, often: often, portion: portion) }
                ?? "Eat \(food) on \(often) days, if its challenges were quiet.\(portion)"
        default: return "No \(food). Watch for a reaction and log it."
        }
    }

    /// 16 hexadecimal digits of the trial: its title, first planned day and seed (FNV-1a, 64 bits).
    package var identity: String {
        let bytes = "\(title)\n\(plannedSchedule.days.lowerBound)\n\(seed)".utf8
        let hash = bytes.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
            ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

/// Content lines of RFC 5545: ended by CR LF and folded at 75 octets, never inside a character.
struct CalendarFile {
    package private(set) var text = ""

    package mutating func line(_ content: String) {
        var octets = 0
        for character in content.unicodeScalars {
            let width = UTF8.width(character)
            if octets + width > 75 {
                text += "\r\n "
                octets = 1
            }
            text.unicodeScalars.append(character)
            octets += width
        }
        text += "\r\n"
    }

    /// A text value: `\`, `;`, `,` and line ends are escaped, other control characters left out.
    package static func escaped(_ text: String) -> String {
        var output = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", ";", ",": output += "\\" + String(scalar)
            case "\n": output += "\\n"
            case let control where control.value < 0x20 || control.value == 0x7F: continue
            default: output.unicodeScalars.append(scalar)
            }
        }
        return output
    }
}
