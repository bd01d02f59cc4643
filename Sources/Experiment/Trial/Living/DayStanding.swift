import ExperimentDiary
import ExperimentText

/// What the diary has of one day, against what the plan asks of it.
package struct DayStanding: Sendable {
    package let plan: TrialPlan
    package let day: CalendarDay
    /// Current facts of the day, in the order of writing.
    package let facts: [RecordedFact]
    /// The same with the events that began before and go on.
    private let covering: [RecordedFact]

    /// The evening and the morning after are on time: the daily questions ask about the last 24 hours.
    package static let daysOnTime = 1

    /// - `facts`: current facts of the diary, of any days.
    package init(_ plan: TrialPlan, on day: CalendarDay, _ facts: [RecordedFact]) {
        self.plan = plan
        self.day = day
        covering = facts.filter { $0.fact.covers(day) }
        self.facts = covering.filter { $0.fact.day == day }
    }

    package var phase: Phase? { plan.schedule.phase(on: day) }

    /// What is due and not there, a questionnaire by the items that are missing.
    package var open: [QuestionGroup] {
        plan.dueSeries(on: day).filter { !hasValue(of: $0.id) }.compactMap { series in
            let group = plan.questions(for: series)
            let open = group.questions.filter { !hasValue(of: $0.series.id) }
            return open.isEmpty
                ? nil
                : QuestionGroup(
                    title: group.title, questions: open, isQuestionnaire: group.isQuestionnaire)
        }
    }

    /// Whether the diary has a value of a series for the day.
    package func hasValue(of series: String) -> Bool {
        readings.contains { $0.series == series }
    }

    private var readings: [(series: String, recorded: RecordedFact)] {
        facts.compactMap { recorded in
            guard case .reading(let series, _, _) = recorded.fact.content else { return nil }
            return (series, recorded)
        }
    }

    /// What was due on the day, however much of it is there.
    package var isDue: Bool { !plan.dueSeries(on: day).isEmpty }

    package var hasReadings: Bool { !readings.isEmpty }

    /// Events of the day, those among them that began before.
    package var marks: [DayMark] {
        covering.compactMap { recorded in
            if case .mark(let mark, _, _) = recorded.fact.content { mark } else { nil }
        }.firstOccurrences
    }

    /// Whether an answer was written down two days afterwards or later.
    package var isLate: Bool {
        readings.contains { _, recorded in
            recorded.writtenOn.map { Self.isLate(day, writtenOn: $0) } ?? false
        }
    }

    package static func isLate(_ day: CalendarDay, writtenOn written: CalendarDay) -> Bool {
        day.distance(to: written) > daysOnTime
    }
}
