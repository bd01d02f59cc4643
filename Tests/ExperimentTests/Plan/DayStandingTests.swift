import Experiment
import Testing

@testable import ExperimentDiary
@testable import ExperimentTrial

@Suite("A day against what is asked of it")
struct DayStandingTests {
    private func travelling(_ days: ClosedRange<Int>) -> [RecordedFact] {
        let (first, last) = (day(days.lowerBound), day(days.upperBound))
        return [
            RecordedFact(
                id: 1, entry: 1,
                fact: DiaryFact(day: first, .mark(.travel, lastDay: last, about: nil)),
                origin: .typed, recordedOn: first, isCurrent: true)
        ]
    }

    private func day(_ offset: Int) -> CalendarDay { Sample.day("2026-12-01").advanced(by: offset) }

    @Test("an event of several days is one of each of them")
    func events() throws {
        let plan = try Sample.plan()
        let marked = (0..<8).filter {
            DayStanding(plan, on: day($0), travelling(2...5)).marks == [.travel]
        }
        #expect(marked == [2, 3, 4, 5])
        // It is put right where it was written down.
        #expect(DayStanding(plan, on: day(3), travelling(2...5)).facts.isEmpty)
    }

    @Test(
        "a pause asks for no score and takes what happens; before the plan there is a month for it")
    func pause() throws {
        let plan = try Sample.plan(
            adding: "amendments: [{on: 2026-12-03, change: pause, days: 3, reason: trip}]")
        #expect(!DayStanding(plan, on: day(3), []).isDue && plan.takesWords(on: day(3)))
        #expect(plan.takesWords(on: day(-28)) && !plan.takesWords(on: day(-29)))
        let brief = DayBrief(plan, on: day(3), logged: []).text(TerminalStyle(width: 400))
        #expect(brief.contains("A pause. The trial continues on 2026-12-06."))
        #expect(brief.contains("No score is asked for today; n1 log takes what happens."))
    }
}
