import ExperimentDiary
import ExperimentText

/// Why a plan cannot be amended like that.
package enum AmendmentError: Error, Sendable, Equatable, CustomStringConvertible {
    case noReason(day: CalendarDay)
    case unknownChange(found: String)
    case days(change: String, found: Int?)
    case outsideSchedule(day: CalendarDay, first: CalendarDay, last: CalendarDay)
    case beforeFormer(day: CalendarDay, former: CalendarDay)
    case endOfSeveral(day: CalendarDay)
    case nothingLived(phase: String, day: CalendarDay)
    /// - `goesOn`: the first day after the pause.
    case pausedAlready(day: CalendarDay, goesOn: CalendarDay)
    case nothingToTakeBack(day: CalendarDay)
    case livedSince(Amendment, day: CalendarDay)
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
        case .pausedAlready(let day, let goesOn):
            "found a pause from \(day) on; expected a day inside a phase, because a pause lasts until "
                + "\(goesOn) already. Lengthen it with --extend, or end it with --end-phase."
        case .nothingToTakeBack(let day):
            "found nothing to take back on \(day); expected an amendment before it that holds. Leave it "
                + "out."
        case .livedSince(let former, let day):
            "found the amendment \"\(former.sentence)\" to be taken back on \(day); expected one that was "
                + "written down the same day, or that has not begun, because the days since then were "
                + "lived by it. Change what is still to come with --extend, --end-phase or --stop."
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
