import ExperimentDiary
import ExperimentText

/// A change of a running plan: dated, with a reason, never taken out of its file again. One that was
/// mistaken is taken back by another one behind it, and both stay.
package struct Amendment: Sendable, Equatable {
    /// From this day on the schedule is laid anew.
    package let day: CalendarDay
    package let change: Change
    package let reason: String
    /// The day on which it was written, which may be later.
    package let madeOn: CalendarDay?

    package enum Change: Sendable, Equatable {
        /// The phase of the day, or its pause, gets more days; what follows moves.
        case extend(days: Int)
        /// The phase, or the pause, ended the day before; what comes next starts.
        case endPhase
        /// Days outside every phase; the rest of the phase follows them.
        case pause(days: Int)
        /// The trial ended the day before.
        case stop
        /// Nothing of the schedule changes.
        case note
        /// The amendment before, made on the same day or not begun yet, was a mistake.
        case takeBack

        package static let names = [
            "extend", "end-phase", "pause", "stop", "note", "take-back",
        ]

        package var name: String {
            switch self {
            case .extend: "extend"
            case .endPhase: "end-phase"
            case .pause: "pause"
            case .stop: "stop"
            case .note: "note"
            case .takeBack: "take-back"
            }
        }

        fileprivate static let withoutDays: [Change] = [.endPhase, .stop, .note, .takeBack]

        package var days: Int? {
            switch self {
            case .extend(let days), .pause(let days): days
            case .endPhase, .stop, .note, .takeBack: nil
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
        guard let days else { return Change.withoutDays.first { $0.name == name } ?? .note }
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

    /// `2026-12-20: 7 days were added to what went on (a cold)`, a phase or a pause.
    package var sentence: String {
        let what =
            switch change {
            case .extend(let days):
                "\(days) \(days == 1 ? "day was" : "days were") added to what went on"
            case .endPhase: "what went on ended early"
            case .pause(let days): "a pause of \(days) \(days == 1 ? "day" : "days") began"
            case .stop: "the trial ended"
            case .note: "a note"
            case .takeBack: "the amendment before was taken back"
            }
        return "\(day): \(what) (\(reason))"
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
