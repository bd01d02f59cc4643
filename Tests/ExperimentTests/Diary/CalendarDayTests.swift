import Experiment
import Testing

@Suite("Calendar day")
struct CalendarDayTests {
    @Test("every day from 1900 to 2100 survives the round trip through text, in order")
    func roundTrip() throws {
        let first = try #require(CalendarDay(year: 1900, month: 1, day: 1))
        let last = try #require(CalendarDay(year: 2100, month: 12, day: 31))
        #expect(first.distance(to: last) == 73_413)
        for day in first...last {
            #expect(CalendarDay(iso: day.description) == day)
        }
    }

    @Test("1970-01-01 is day 0 and a Thursday; 2026-03-04 is a Wednesday")
    func known() throws {
        #expect(CalendarDay(iso: "1970-01-01") == CalendarDay(daysSinceEpoch: 0))
        #expect(CalendarDay(daysSinceEpoch: 0).weekday == 3)
        #expect(CalendarDay(iso: "2026-03-04")?.weekday == 2)
    }

    @Test(
        "days that do not exist are not days",
        arguments: [
            "2026-02-30", "2025-02-29", "2026-13-01", "2026-00-10", "2026-1-01", "04-03-2026", "",
            "2026-04-31",
        ])
    func refused(_ text: String) { #expect(CalendarDay(iso: text) == nil) }
}
