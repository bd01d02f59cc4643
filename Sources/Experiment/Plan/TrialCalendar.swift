/// A trial as an iCalendar file: its phases and doses, the questionnaires that are due, and a reminder to
/// log every evening.
///
/// Each event has an identifier that depends on the trial and its place in it alone, so that importing an
/// amended calendar moves the events instead of doubling them. Times are floating: 20:00 wherever one is.
/// Source: RFC 5545.
public struct TrialCalendar: Sendable {
    private let plan: TrialPlan
    private let stamp: String
    private let version: String

    /// - Parameters:
    ///   - stamp: now in UTC, as `2026-03-04T21:30:00Z`.
    ///   - version: of the program.
    public init(_ plan: TrialPlan, stamp: String, version: String) {
        self.plan = plan
        self.stamp = stamp.filter { $0 != "-" && $0 != ":" }
        self.version = version
    }

    public var text: String {
        var file = CalendarFile()
        file.line("BEGIN:VCALENDAR")
        file.line("VERSION:2.0")
        file.line("PRODID:-//n1//n1 \(version)//EN")
        file.line("CALSCALE:GREGORIAN")
        file.line("X-WR-CALNAME:" + CalendarFile.escaped(plan.title))
        for (place, phase) in plan.schedule.phases.enumerated() { add(phase, place, to: &file) }
        for (place, stretch) in plan.schedule.loggedStretches.enumerated() {
            addLog(stretch, place, to: &file)
        }
        for outcome in plan.outcomes where outcome.daysBetween > 1 {
            for (place, day) in plan.dueDays(of: outcome).enumerated() {
                add(outcome, on: day, place, to: &file)
            }
        }
        file.line("END:VCALENDAR")
        return file.text
    }

    private func add(_ phase: Phase, _ place: Int, to file: inout CalendarFile) {
        let name = CalendarFile.escaped("\(phase.name) (\(plan.title))")
        begin("phase-\(place + 1)", &file)
        file.line("DTSTART;VALUE=DATE:" + Self.date(phase.first))
        file.line("DTEND;VALUE=DATE:" + Self.date(phase.last.advanced(by: 1)))
        file.line("SUMMARY:" + name)
        file.line("DESCRIPTION:" + CalendarFile.escaped(plan.advice(for: phase)))
        file.line("TRANSP:TRANSPARENT")
        // The evening before the first day.
        alarm("-PT4H", name, &file)
        file.line("END:VEVENT")
    }

    private func addLog(
        _ days: ClosedRange<CalendarDay>, _ place: Int, to file: inout CalendarFile
    ) {
        let name = CalendarFile.escaped("Log today (\(plan.title))")
        begin("log-\(place + 1)", &file)
        file.line("DTSTART:\(Self.date(days.lowerBound))T200000")
        file.line("DURATION:PT5M")
        file.line("RRULE:FREQ=DAILY;COUNT=\(days.count)")
        file.line("SUMMARY:" + name)
        file.line("TRANSP:TRANSPARENT")
        alarm("PT0S", name, &file)
        file.line("END:VEVENT")
    }

    private func add(
        _ outcome: PlannedOutcome, on day: CalendarDay, _ place: Int, to file: inout CalendarFile
    ) {
        let name = CalendarFile.escaped("\(outcome.name) (\(outcome.id))")
        begin("\(outcome.id)-\(place + 1)", &file)
        file.line("DTSTART:\(Self.date(day))T201000")
        file.line("DURATION:PT10M")
        file.line("SUMMARY:" + name)
        file.line(
            "DESCRIPTION:"
                + CalendarFile.escaped("It looks back on \(outcome.instrument.recall)."))
        file.line("TRANSP:TRANSPARENT")
        alarm("PT0S", name, &file)
        file.line("END:VEVENT")
    }

    private func begin(_ id: String, _ file: inout CalendarFile) {
        file.line("BEGIN:VEVENT")
        file.line("UID:\(id).\(plan.identity)@n1.invalid")
        file.line("DTSTAMP:" + stamp)
        // A higher number replaces the event of an earlier import.
        file.line("SEQUENCE:\(plan.amendments.count)")
    }

    private func alarm(_ trigger: String, _ name: String, _ file: inout CalendarFile) {
        file.line("BEGIN:VALARM")
        file.line("ACTION:DISPLAY")
        file.line("TRIGGER:" + trigger)
        file.line("DESCRIPTION:" + name)
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
    /// What is done in a phase, in a sentence or two.
    func advice(for phase: Phase) -> String {
        if let food = phase.food { return advice(for: phase, food: food) }
        return condition(phase.condition)?.instruction ?? "Live as usual."
    }

    private func advice(for phase: Phase, food: String) -> String {
        let portion = reintroduction.map { " One portion is \($0.portion)." } ?? ""
        switch phase.part {
        case .challenge:
            let dose = phase.portion.map { Reintroduction.words($0) } ?? "a portion"
            return
                "Eat \(food): \(dose) on each day.\(portion) Stop at once at \(StopRule.s2.trigger)."
        case .sustained:
            let often =
                reintroduction.map { "\($0.sustainedExposures) of \($0.sustainedDays)" } ?? "some"
            return "Eat \(food) on \(often) days, if its challenges were quiet.\(portion)"
        default: return "No \(food). Watch for a reaction and log it."
        }
    }

    /// 16 hexadecimal digits of the trial: its title, first planned day and seed (FNV-1a, 64 bits).
    var identity: String {
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
    private(set) var text = ""

    mutating func line(_ content: String) {
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
    static func escaped(_ text: String) -> String {
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
