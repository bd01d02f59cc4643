import Experiment
import Foundation

/// The only clock of the program: this machine's local time, or what `N1_TODAY` says.
///
/// `N1_TODAY=2026-03-04` or `N1_TODAY=2026-03-04T21:30` stands in for the clock, for tests and for
/// examples that are to come out the same on any day.
struct Clock {
    let now: Moment
    /// The moment in UTC as `2026-03-04T21:30:00Z`.
    let stamp: String
    /// What `N1_TODAY` says; nil when the machine's time was taken.
    let stated: String?

    init(environment: [String: String] = ProcessInfo.processInfo.environment) throws(UsageError) {
        if let text = environment["N1_TODAY"], !text.isEmpty {
            guard let moment = Self.moment(text) else {
                throw UsageError(
                    "N1_TODAY: found \"\(text)\"; expected a day. Write it like 2026-03-04 or "
                        + "2026-03-04T21:30, or unset it.")
            }
            self.init(moment, stated: text)
        } else {
            self.init(Date(), zone: .current)
        }
    }

    private init(_ fixed: Moment, stated text: String) {
        now = fixed
        stated = text
        let second = fixed.second ?? 12 * 3600
        stamp = "\(fixed.day)T\(Self.time(second))Z"
    }

    private init(_ date: Date, zone: TimeZone) {
        let seconds = Int(date.timeIntervalSince1970.rounded(.down))
        now = Self.moment(secondsSinceEpoch: seconds + zone.secondsFromGMT(for: date))
        let utc = Self.moment(secondsSinceEpoch: seconds)
        stamp = "\(utc.day)T\(Self.time(utc.second ?? 0))Z"
        stated = nil
    }

    private static func moment(_ text: String) -> Moment? {
        if let day = CalendarDay(iso: text) { return Moment(day: day, second: nil) }
        return TimeFormat(pattern: "YYYY-MM-DDTHH:MM")?.moment(text)
    }

    private static func moment(secondsSinceEpoch seconds: Int) -> Moment {
        let second = ((seconds % 86_400) + 86_400) % 86_400
        return Moment(
            day: CalendarDay(daysSinceEpoch: (seconds - second) / 86_400), second: second)
    }

    private static func time(_ second: Int) -> String {
        [second / 3600, second / 60 % 60, second % 60]
            .map { ($0 < 10 ? "0" : "") + String($0) }.joined(separator: ":")
    }
}
