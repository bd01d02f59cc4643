import ExperimentDiary
import ExperimentText

/// A change of a running plan: dated, with a reason, never taken out again.
package struct Amendment: Sendable, Equatable {
    /// From this day on the schedule is laid anew.
    package let day: CalendarDay
    package let change: Change
    package let reason: String
    /// The day on which it was written, which may be later.
    package let madeOn: CalendarDay?

    package enum Change: Sendable, Equatable {
        /// The phase of the day gets more days; what follows moves.
        case extend(days: Int)
        /// The phase ended the day before; the next one starts.
        case endPhase
        /// Days outside every phase; the rest of the phase follows them.
        case pause(days: Int)
        /// The trial ended the day before.
        case stop
        /// Nothing of the schedule changes.
        case note

        package static let names = ["extend", "end-phase", "pause", "stop", "note"]

        package var name: String {
            switch self {
            case .extend: "extend"
            case .endPhase: "end-phase"
            case .pause: "pause"
            case .stop: "stop"
            case .note: "note"
            }
        }

        package var days: Int? {
            switch self {
            case .extend(let days), .pause(let days): days
            case .endPhase, .stop, .note: nil
            }
        }
    }

    /// - Throws: `AmendmentError` without a reason, or with a number of days that does not fit.
    package init(
        day: CalendarDay, change name: String, days: Int?, reason: String,
        madeOn: CalendarDay? = nil
    ) throws(AmendmentError) {
        guard reason.contains(where: { !$0.isWhitespace }) else { throw .noReason(day: day) }
        self.day = day
        self.reason = reason
        self.madeOn = madeOn
        change = try Self.change(name, days: days)
    }

    private static func change(_ name: String, days: Int?) throws(AmendmentError) -> Change {
        let needsDays = name == "extend" || name == "pause"
        guard Change.names.contains(name) else { throw .unknownChange(found: name) }
        guard needsDays == (days != nil) else { throw .days(change: name, found: days) }
        guard let days else { return name == "stop" ? .stop : name == "note" ? .note : .endPhase }
        guard (1...366).contains(days) else { throw .days(change: name, found: days) }
        return name == "extend" ? .extend(days: days) : .pause(days: days)
    }

    /// As an item of the plan's list.
    package var value: PlanValue {
        .map([
            "on": .text("\(day)"), "change": .text(change.name),
            "days": change.days.map(PlanValue.number), "reason": .text(reason),
            "made": madeOn.map { .text("\($0)") },
        ])
    }

    /// The plan's text with this amendment at its end, and the plan that it makes; what stood there before
    /// stays as it was, byte for byte.
    /// - Throws: `PlanError` when the amended plan does not hold; `AmendmentError.notLast` when the text
    ///   cannot take an amendment at its end.
    package func appended(
        to text: String, file: String
    ) throws -> (text: String, plan: TrialPlan) {
        let before = try DraftPlan(yaml: text, file: file).validated()
        let start = text.hasSuffix("\n") ? text : text + "\n"
        let head = before.amendments.isEmpty ? "\namendments:\n" : ""
        let amended = start + head + YAMLText.item(value, margin: "  ")
        guard let plan = try? DraftPlan(yaml: amended, file: file) else {
            throw AmendmentError.notLast
        }
        let after = try plan.validated()
        guard after.amendments.count == before.amendments.count + 1 else {
            throw AmendmentError.notLast
        }
        return (amended, after)
    }

    /// `2026-12-20: the phase got 7 more days (a cold)`.
    package var sentence: String {
        let what =
            switch change {
            case .extend(let days): "the phase got \(days) more \(days == 1 ? "day" : "days")"
            case .endPhase: "the phase ended early"
            case .pause(let days): "a pause of \(days) \(days == 1 ? "day" : "days") began"
            case .stop: "the trial ended"
            case .note: "a note"
            }
        return "\(day): \(what) (\(reason))"
    }
}

/// Why a plan cannot be amended like that.
package enum AmendmentError: Error, Sendable, Equatable, CustomStringConvertible {
    case noReason(day: CalendarDay)
    case unknownChange(found: String)
    case days(change: String, found: Int?)
    case outsideSchedule(day: CalendarDay, first: CalendarDay, last: CalendarDay)
    case beforeFormer(day: CalendarDay, former: CalendarDay)
    case endOfSeveral(day: CalendarDay)
    case nothingLived(phase: String, day: CalendarDay)
    case notLast

    package var description: String {
        switch self {
        case .noReason(let day):
            "the amendment of \(day): found no reason; expected one. Say why the plan is changed."
        case .unknownChange(let found):
            "found the change \"\(found)\"; expected one of \(listed(Amendment.Change.names)). "
                + advice(for: found, among: Amendment.Change.names)
        case .days(let change, let found?):
            ["extend", "pause"].contains(change)
                ? "found \"\(change)\" by \(found) days; expected 1 to 366. Change the number."
                : "found \"\(change)\" with \(found) days; expected no number of days for it. "
                    + "Leave the days out."
        case .days(let change, nil):
            "found \"\(change)\" without a number of days; expected 1 to 366. Add the days."
        case .outsideSchedule(let day, let first, let last):
            "found an amendment from \(day) on; expected a day inside a phase, from \(first) to \(last). "
                + "Correct the day."
        case .beforeFormer(let day, let former):
            "found an amendment from \(day) on; expected \(former) or later, the day of the amendment "
                + "before, because what was changed stays changed. Correct the day."
        case .notLast:
            "found more text after the plan's amendments; expected them at the end of the file, each two "
                + "spaces in. Move them there."
        case .endOfSeveral(let day):
            "found the end of a phase on \(day); expected more days, a pause or a stop, because outcomes "
                + "start on different days and no phase of that day is common to them. Choose another "
                + "change."
        case .nothingLived(let phase, let day):
            "found the end of phase \"\(phase)\" on \(day), its first day; expected a later day, so that "
                + "something of it was lived. Amend it a day later."
        }
    }
}

extension Schedule {
    /// The schedule with every amendment laid in, in order.
    /// - Throws: `AmendmentError` for a day outside the schedule or before the amendment before.
    package func amended(by amendments: [Amendment]) throws(AmendmentError) -> Schedule {
        var schedule = self
        for (place, amendment) in amendments.enumerated() {
            if place > 0, amendment.day < amendments[place - 1].day {
                throw .beforeFormer(day: amendment.day, former: amendments[place - 1].day)
            }
            schedule = try schedule.amended(by: amendment)
        }
        return schedule
    }

    private func amended(by amendment: Amendment) throws(AmendmentError) -> Schedule {
        if case .note = amendment.change { return self }
        let day = amendment.day
        guard let place = phases.firstIndex(where: { $0.days.contains(day) }) else {
            throw .outsideSchedule(day: day, first: days.lowerBound, last: days.upperBound)
        }
        let (before, now, after) = (phases[..<place], phases[place], phases[(place + 1)...])
        let lived = now.first.distance(to: day)
        switch amendment.change {
        case .note: return self
        case .extend(let more):
            return Schedule(
                phases: before + [now.lasting(now.lengthInDays + more)]
                    + after.map { $0.moved(by: more) })
        case .pause(let pause):
            let parts = [
                lived > 0 ? now.lasting(lived) : nil,
                now.lasting(now.lengthInDays - lived).moved(by: lived + pause),
            ].compactMap(\.self)
            return Schedule(phases: before + parts + after.map { $0.moved(by: pause) })
        case .endPhase:
            guard lived > 0 else { throw .nothingLived(phase: now.name, day: day) }
            let saved = now.lengthInDays - lived
            return Schedule(
                phases: before + [now.lasting(lived)] + after.map { $0.moved(by: -saved) })
        case .stop:
            let parts = before + (lived > 0 ? [now.lasting(lived)] : [])
            guard !parts.isEmpty else { throw .nothingLived(phase: now.name, day: day) }
            return Schedule(phases: Array(parts))
        }
    }
}

extension Phase {
    fileprivate func lasting(_ days: Int) -> Phase {
        Phase(
            name: name, condition: condition, first: first, lengthInDays: days, part: part,
            food: food, portion: portion)
    }

    fileprivate func moved(by days: Int) -> Phase {
        Phase(
            name: name, condition: condition, first: first.advanced(by: days),
            lengthInDays: lengthInDays, part: part, food: food, portion: portion)
    }
}

extension Amendment {
    /// Reads an entry of the plan's list.
    package init?(_ node: PlanNode, _ reader: inout PlanReader) {
        guard let map = reader.mapping(node, keys: ["on", "change", "days", "reason", "made"])
        else {
            return nil
        }
        let days = reader.integer(map["days"], in: 1...366)?.value
        let made = reader.day(map["made"])?.value
        guard let day = reader.day(map["on"]) else {
            if map["on"] == nil {
                reader.report(
                    .missing(key: map.key("on"), expected: "the first day that it changes"),
                    line: map.line)
            }
            return nil
        }
        do {
            try self.init(
                day: day.value, change: reader.text(map["change"])?.value ?? "", days: days,
                reason: reader.text(map["reason"])?.value ?? "", madeOn: made)
        } catch {
            reader.report(.amendment(key: node.key, error), line: map.line)
            return nil
        }
    }
}
