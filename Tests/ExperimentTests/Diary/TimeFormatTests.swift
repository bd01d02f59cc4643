import Experiment
import Testing

@Suite("Time formats")
struct TimeFormatTests {
    @Test(
        "each notation reads its own moments",
        arguments: [
            ("YYYY-MM-DD", "2026-03-04", nil),
            ("DD.MM.YYYY", "04.03.2026", nil),
            ("MMDD-YYYY-HHMMSS", "0304-2026-173005", 63_005),
            ("YYYY-MM-DD HH:MM", "2026-03-04 17:30", 63_000),
            ("YYYY-MM-DD*", "2026-03-04T17:30:05.123Z", nil),
        ] as [(String, String, Int?)])
    func moments(pattern: String, text: String, second: Int?) throws {
        let format = try #require(TimeFormat(pattern: pattern))
        let day = try #require(CalendarDay(iso: "2026-03-04"))
        #expect(format.moment(text) == Moment(day: day, second: second))
    }

    @Test(
        "text that does not follow the pattern, or names no day or time, is nothing",
        arguments: [
            "2026-3-4 17:30", "2026-02-30 10:00", "2026-03-04 24:00", "2026-03-04 10:60",
            "2026-03-04 10:00 ", "",
        ])
    func refused(_ text: String) throws {
        #expect(try #require(TimeFormat(pattern: "YYYY-MM-DD HH:MM")).moment(text) == nil)
    }

    @Test(
        "a pattern without year, month and day once each is none",
        arguments: [
            "MM-DD", "YYYY-YYYY-MM-DD", "HH:MM", "",
        ])
    func noFormat(_ pattern: String) { #expect(TimeFormat(pattern: pattern) == nil) }

    @Test(
        "before the day's start an entry belongs to the day before; without a time it keeps its day"
    )
    func dayBoundary() throws {
        let day = try #require(CalendarDay(iso: "2026-03-04"))
        let start = 4 * 3600
        #expect(
            Moment(day: day, second: start - 1).diaryDay(startingAt: start) == day.advanced(by: -1))
        #expect(Moment(day: day, second: start).diaryDay(startingAt: start) == day)
        #expect(Moment(day: day, second: nil).diaryDay(startingAt: start) == day)
    }
}
