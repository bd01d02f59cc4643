import ExperimentDiary
import ExperimentText

/// Why a day cannot be logged as it was typed.
package struct LogError: Error, Sendable, Equatable, CustomStringConvertible {
    package let problems: [LogProblem]
    /// What the stop rules say to the words that were not written down.
    package private(set) var safety: [String] = []

    package init(_ problems: [LogProblem]) { self.problems = problems }

    package var description: String {
        (problems.map(\.description) + safety.map { "\n\($0)" }).joined(separator: "\n")
    }

    /// The same refusal, after which nobody who typed a sign of danger is left without an answer.
    ///
    /// - `assignments`, `note`: as typed.
    package func heeding(
        _ assignments: [String], note: String?, in plan: TrialPlan
    ) -> LogError {
        var error = self
        error.safety = SafetyRemarks(typed: assignments, note: note, in: plan).sentences
        return error
    }
}

/// One thing that is wrong with what was typed.
package enum LogProblem: Error, Sendable, Equatable {
    /// - `like`: an assignment of this plan.
    case notAnAssignment(String, like: String)
    case unknownName(String, known: [String])
    case ambiguousName(String, [String])
    case repeated(String)
    case notANumber(name: String, found: String, expected: String)
    case notAllowed(name: String, found: Double, expected: String)
    case unknownCondition(String, known: [String])
    case noEvent(String)
    case outsidePlan(day: CalendarDay, ClosedRange<CalendarDay>)
    case inFuture(day: CalendarDay, today: CalendarDay)
    case contradicts(DiaryFact, RecordedFact)
    case eventEndsBeforeItStarts(first: CalendarDay, last: CalendarDay)
    case eventTooLong(first: CalendarDay, last: CalendarDay, mostInDays: Int)
    case eventOutsidePlan(ClosedRange<CalendarDay>, plan: ClosedRange<CalendarDay>)
    case eventInFuture(last: CalendarDay, today: CalendarDay)
}

extension LogProblem: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notAnAssignment(let text, let like):
            "\(text): found no name=value; expected a name and a value with an equals sign between "
                + "them. Write it like n1 log \(like); n1 today shows the names."
        case .unknownName(let name, let known):
            "This plan does not ask for \"\(name)\"; expected one of \(listed(known)). "
                + advice(for: name, among: known)
        case .ambiguousName(let name, let meant):
            "More than one thing is called \"\(name)\" here; expected one of \(listed(meant)). Use "
                + "one of these names."
        case .repeated(let name):
            "\(name): found two values in one entry; expected one. Leave out the wrong one."
        case .notANumber(let name, let found, let expected):
            "\(name): found \"\(found)\"; expected "
                + numberAdvice(found: found, expected: expected, unknown: "leave it out")
        case .notAllowed(let name, let found, let expected):
            "\(name) cannot be \(PlainNumber.text(found)); expected \(expected). Correct the value, "
                + "or leave it out if it is not known."
        case .unknownCondition(let found, let known):
            "condition: found \"\(found)\"; expected one of \(listed(known)). "
                + advice(for: found, among: known)
        case .noEvent(let name):
            "\(name): found a word for no; expected what happened. Leave it out: a day without an "
                + "event needs no entry."
        case .outsidePlan(let day, let days):
            "\(day) is no day of this trial; expected one from \(days.lowerBound) to "
                + "\(days.upperBound). Correct --date, or the plan. A reaction and other events are "
                + "taken after the last day, too."
        case .inFuture(let day, let today):
            "That day has not come yet: \(day); expected a day up to today, \(today). Correct --date."
        case .contradicts(let fact, let present):
            "\(fact.day) has \(present.fact.content) already, \(present.origin); found "
                + "\(fact.content), expected one value a day. If the new one is right, add "
                + "--correct \"why\"; the old one is kept with the reason."
        case .eventEndsBeforeItStarts(let first, let last):
            "found an event from \(first) to \(last); expected an end on or after its start. "
                + "Swap --from and --to."
        case .eventTooLong(let first, let last, let most):
            "found an event from \(first) to \(last); expected at most \(most) days. Correct --to."
        case .eventOutsidePlan(let days, let plan):
            "found an event from \(days.lowerBound) to \(days.upperBound); expected one that touches "
                + "the plan's days, \(plan.lowerBound) to \(plan.upperBound). Correct --from and --to, "
                + "or the plan."
        case .eventInFuture(let last, let today):
            "found an event until \(last); expected none beyond today, \(today). Write down what has "
                + "been, and the rest when it has come."
        }
    }
}
