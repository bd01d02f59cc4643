import ExperimentDiary
import ExperimentText

/// The days that one answer looks back on.
package enum RecallWindow: Sendable, Hashable, CustomStringConvertible {
    /// The state at the moment of rating.
    case now
    /// The last `Int` days, the day of rating among them; 1 is the last 24 hours or the last night.
    case days(Int)

    /// At least 1: a rating of now stands for its own day.
    package var lengthInDays: Int {
        switch self {
        case .now: 1
        case .days(let count): max(1, count)
        }
    }

    /// The days that a rating given on `day` speaks about. It is dated at the last of them.
    package func days(endingOn day: CalendarDay) -> ClosedRange<CalendarDay> {
        day.advanced(by: 1 - lengthInDays)...day
    }

    /// `it looks back on the last 7 days`, `it is about the moment of rating`.
    package var sentence: String {
        switch self {
        case .now: "it is about the moment of rating"
        case .days: "it looks back on \(self)"
        }
    }

    package var description: String {
        switch self {
        case .now: "now"
        case .days(1): "the last 24 hours"
        case .days(let count): "the last \(count) days"
        }
    }
}
