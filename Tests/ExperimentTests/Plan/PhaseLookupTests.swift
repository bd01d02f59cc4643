import Stats
import Testing

@testable import ExperimentDiary
@testable import ExperimentTrial

@Suite("The phase of a day")
struct PhaseLookupTests {
    private static func schedule(_ generator: inout SeededGenerator) -> Schedule {
        var first = CalendarDay(daysSinceEpoch: Int.random(in: -900...900, using: &generator))
        let phases = (0..<Int.random(in: 1...9, using: &generator)).map { place in
            first = first.advanced(by: [0, 0, 3].randomElement(using: &generator) ?? 0)
            let phase = Phase(
                name: "phase \(place)", condition: "a", first: first,
                lengthInDays: Int.random(in: 1...6, using: &generator))
            first = phase.last.advanced(by: 1)
            return phase
        }
        return Schedule(phases: phases)
    }

    @Test("a day's phase is the one that holds it, and between phases there is none")
    func everyDay() {
        var generator = SeededGenerator(seed: 21)
        for _ in 0..<200 {
            let schedule = Self.schedule(&generator)
            let (first, last) = (schedule.days.lowerBound, schedule.days.upperBound)
            for day in first.advanced(by: -2)...last.advanced(by: 2) {
                #expect(schedule.phase(on: day) == schedule.phases.first { $0.days.contains(day) })
            }
        }
    }
}
