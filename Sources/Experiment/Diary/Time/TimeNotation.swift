import ExperimentText

/// How a plain table writes its times, so that answers can be written in the same way. Between the two
/// stand whole numbers of steps.
package enum TimeNotation: Sendable, Equatable {
    /// Whole numbers, which nobody has to explain but by the name of one of them.
    case counted(TimeStep)
    case dates
    case moments(TimeGrid)

    /// A step is so many seconds; 0 is the origin.
    package struct TimeGrid: Sendable, Equatable {
        /// Seconds since 1970 by the clock that wrote the first moment.
        let origin: Int
        let seconds: Int
        /// Of that clock, ahead of UTC; nil where the moments do not say it.
        let offset: Int?
    }

    package var step: TimeStep {
        switch self {
        case .counted(let step): step
        case .dates: .day
        case .moments(let grid): TimeStep(seconds: grid.seconds)
        }
    }

    /// Whether times are days or moments of the calendar.
    package var isOfCalendar: Bool {
        if case .counted = self { false } else { true }
    }

    /// The time as the file writes it.
    package func text(_ time: Int) -> String {
        switch self {
        case .counted: String(time)
        case .dates: CalendarDay(daysSinceEpoch: time).description
        case .moments(let grid): grid.text(time)
        }
    }

    /// Nil when the text is no time of this notation.
    package func time(_ text: String) -> Int? {
        switch self {
        case .counted: studyDay(text)
        case .dates: DateText(text)?.day(nil)?.daysSinceEpoch
        case .moments(let grid): DateText(text).flatMap { grid.time($0) }
        }
    }

    /// 0 on Monday; of a count, what is left of sevens.
    package func weekday(_ time: Int) -> Int {
        switch self {
        case .counted: ((time % 7) + 7) % 7
        case .dates: CalendarDay(daysSinceEpoch: time).weekday
        case .moments(let grid): grid.moment(time).day.weekday
        }
    }
}

extension TimeNotation.TimeGrid {
    func moment(_ time: Int) -> Moment {
        LocalZone.utc.moment(secondsSinceEpoch: origin + time * seconds)
    }

    /// The step in which the moment lies.
    func time(_ text: DateText) -> Int? {
        guard let day = text.day(nil) else { return nil }
        let local = day.daysSinceEpoch * 86_400 + (text.second ?? 0)
        let shift = offset.flatMap { own in text.zone.map { own - $0.secondsAhead } } ?? 0
        let distance = local + shift - origin
        return (distance - (((distance % seconds) + seconds) % seconds)) / seconds
    }

    /// `2026-03-04T21:30`, with the offset of the file.
    func text(_ time: Int) -> String {
        let moment = moment(time)
        let second = moment.second ?? 0
        let clock = [second / 3600, second / 60 % 60] + (second % 60 == 0 ? [] : [second % 60])
        let written = "\(moment.day)T" + clock.map(Self.twoDigits).joined(separator: ":")
        guard let offset else { return written }
        let hours = Self.twoDigits(abs(offset) / 3600)
        let minutes = Self.twoDigits(abs(offset) / 60 % 60)
        return written + (offset == 0 ? "Z" : (offset < 0 ? "-" : "+") + "\(hours):\(minutes)")
    }

    private static func twoDigits(_ number: Int) -> String {
        (number < 10 ? "0" : "") + String(number)
    }
}

extension DateText.Zone {
    /// Seconds ahead of UTC.
    var secondsAhead: Int {
        switch self {
        case .utc: 0
        case .offset(let seconds): seconds
        }
    }
}
