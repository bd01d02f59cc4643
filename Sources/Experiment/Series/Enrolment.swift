import ExperimentAnalysis
import ExperimentDiary
import ExperimentTrial

/// Where each trial of a series stands: who has a plan, who began, who left and why, who is through.
package struct Enrolment: Sendable {
    package let members: [Member]

    package init(_ members: [Member]) { self.members = members }

    package func count(_ states: State...) -> Int { members.count { states.contains($0.state) } }

    package enum State: String, Sendable, CaseIterable {
        case notBegun = "not-begun"
        case running
        /// Stopped by an amendment, or without a score for two weeks before a planned end that has passed.
        case left
        case finished
    }

    package struct Member: Sendable {
        package let person: String
        package let state: State
        package let due: Int
        package let scored: Int
        /// Of the days under a tested condition that have come, the share lived as planned; nil where that could
        /// not be recorded.
        package let keptShare: Double?
        package let firstDay: CalendarDay
        package let lastScore: CalendarDay?
        /// Why the trial was ended, in the person's own words.
        package let reason: String?
        /// What kept the diary from being read.
        package let problem: String?

        /// Days without a score before the planned end, from which on somebody counts as having left.
        static let silence = 14

        /// - `diary`: nil where there is none.
        /// - `today`: the day of asking.
        package init(person: String, plan: TrialPlan, diary: Diary?, today: CalendarDay) {
            self.person = person
            firstDay = plan.schedule.days.lowerBound
            let last = plan.schedule.days.upperBound
            reason = plan.stop?.reason
            let data = diary.flatMap {
                try? TrialData(plan, outcome: plan.primaryOutcome, diary: $0, today: today)
            }
            problem = diary != nil && data == nil ? "the scores could not be read" : nil
            due = data?.completeness.due ?? 0
            scored = data?.completeness.scored ?? 0
            keptShare = data.flatMap { $0.kept(plan.comparisons.map { $0.condition }).share }
            let lastScore = data?.days.last { $0.score != nil }?.day
            self.lastScore = lastScore
            guard let lastScore else {
                state = plan.stop == nil ? .notBegun : .left
                return
            }
            if plan.stop != nil {
                state = .left
            } else if today < last {
                state = .running
            } else {
                state = lastScore.distance(to: last) > Self.silence ? .left : .finished
            }
        }
    }
}
