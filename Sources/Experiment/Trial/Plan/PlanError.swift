import ExperimentDiary
import ExperimentText

/// Why a plan file is not a plan: every problem that was found, in the order of the file.
package struct PlanError: Error, Sendable, Equatable, CustomStringConvertible {
    package let file: String
    package let problems: [Located<PlanProblem>]

    package init(file: String, problems: [Located<PlanProblem>]) {
        self.file = file
        self.problems = problems.enumerated()
            .sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }
            .map(\.element)
    }

    private static let shown = 20

    /// One line a problem: `plan.yaml:12, outcomes[1].better: found "down"; expected …`; beyond
    /// twenty, their number.
    package var description: String {
        let lines = problems.prefix(Self.shown).map { "\(file):\($0.line), \($0.value)" }
        let rest = problems.count - lines.count
        return (lines + (rest > 0 ? ["… and \(rest) more."] : [])).joined(separator: "\n")
    }
}

/// One thing that is wrong with a plan. `key` is the path of the value, such as `outcomes[1].id`.
package enum PlanProblem: Sendable, Equatable {
    case notYAML(problem: String)
    /// A file without a single name.
    case empty
    /// The same of a file that holds answers to the questions of planning.
    case emptyAnswers
    case missing(key: String, expected: String)
    case unknownKey(key: String, allowed: [String])
    case wrongKind(key: String, found: String, expected: String)
    case notANumber(key: String, found: String)
    case notADay(key: String, found: String)
    case notATime(key: String, found: String)
    case notAFormat(key: String, found: String)
    case outOfRange(key: String, found: String, expected: String)
    case notAmong(key: String, found: String, allowed: [String])
    case instrument(key: String, InstrumentError)
    case repeated(key: String, found: String)
    case undefined(key: String, found: String, defined: [String])
    case emptyRange(key: String, from: Double, to: Double)
    case bothScaleAndInstrument(key: String)
    /// Two values that say different things about one matter.
    case excludes(key: String, other: String)
    case noReference
    case referenceOfItself(key: String, condition: String)
    case overlappingPhases(
        key: String, phase: String, starts: CalendarDay, before: String, ends: CalendarDay)
    case shorterThanLag(key: String, phase: String, days: Int, lag: Int)
    case noPrimary(count: Int)
    case shorterThanRecall(
        key: String, phase: String, days: Int, lag: Int, instrument: String, recall: Int)
    case endsBeforeStart(key: String, found: CalendarDay, first: CalendarDay)
    case template(key: String, TemplateError)
    case safety(key: String, SafetyError)
    case design(key: String, DesignRefusal)
    case amendment(key: String, AmendmentError)
    case differsFromDesign(day: CalendarDay, found: String, expected: String, seed: UInt64)
    case scheduleLength(found: Int, expected: Int, seed: UInt64)
    case phaseLength(key: String, found: Int, expected: Int)
    case otherDays(
        key: String, found: ClosedRange<CalendarDay>, expected: ClosedRange<CalendarDay>)
    case conditionOfSeveral(key: String)
    /// Outcomes start a food or a product on different days, though the body has one mouth.
    case staggersWholeBody(key: String, condition: String)
}

extension PlanProblem {
    /// The path of the value that it is about, where it is about one.
    package var key: String? {
        switch self {
        case .notYAML, .empty, .emptyAnswers, .noReference, .noPrimary, .differsFromDesign,
            .scheduleLength:
            nil
        case .missing(let key, _), .unknownKey(let key, _), .wrongKind(let key, _, _),
            .notANumber(let key, _), .notADay(let key, _), .notATime(let key, _),
            .notAFormat(let key, _), .outOfRange(let key, _, _), .notAmong(let key, _, _),
            .instrument(let key, _), .repeated(let key, _), .undefined(let key, _, _),
            .emptyRange(let key, _, _), .bothScaleAndInstrument(let key), .excludes(let key, _),
            .referenceOfItself(let key, _), .overlappingPhases(let key, _, _, _, _),
            .shorterThanLag(let key, _, _, _), .shorterThanRecall(let key, _, _, _, _, _),
            .endsBeforeStart(let key, _, _), .template(let key, _), .safety(let key, _),
            .design(let key, _), .amendment(let key, _), .otherDays(let key, _, _),
            .conditionOfSeveral(let key), .phaseLength(let key, _, _),
            .staggersWholeBody(let key, _):
            key
        }
    }
}

extension PlanProblem: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notYAML(let problem):
            "the text is not YAML: \(problem). Check the indentation and the quotes of this line."
        case .empty:
            "found an empty file; expected names with values, as docs/plan-file.md shows. "
                + "n1 plan makes a plan."
        case .missing(let key, let expected):
            "\(key): found nothing; expected \(expected). Add the line."
        case .unknownKey(let key, let allowed):
            "\(key): found a name that plans do not have; expected one of "
                + "\(listed(allowed)). \(advice(for: lastPart(of: key), among: allowed))"
        case .wrongKind(let key, let found, let expected):
            "\(key): found \(found); expected \(expected). Write it as docs/plan-file.md shows."
        case .notANumber(let key, let found):
            "\(key): found \"\(found)\"; expected a number with a decimal point. "
                + "Write it like 2 or 0.5."
        case .notADay(let key, let found):
            "\(key): found \"\(found)\"; expected a calendar day. Write it like 2026-03-04."
        case .notATime(let key, let found):
            "\(key): found \"\(found)\"; expected a time of day. Write it in quotes like \"04:00\"."
        case .notAFormat(let key, let found):
            "\(key): found \"\(found)\"; expected a format with YYYY, MM and DD once each. "
                + "Write it like YYYY-MM-DD or \"YYYY-MM-DD HH:MM\"."
        case .outOfRange(let key, let found, let expected):
            "\(key): found \(found); expected \(expected). Change the number."
        case .notAmong(let key, let found, let allowed):
            "\(key): found \"\(found)\"; expected one of \(listed(allowed)). "
                + advice(for: found, among: allowed)
        case .instrument(let key, let error):
            "\(key): \(error)"
        case .repeated(let key, let found):
            "\(key): found \"\(found)\" for the second time; expected each id once. "
                + "Rename one of the two."
        case .undefined(let key, let found, let defined):
            "\(key): found \"\(found)\"; expected one of \(listed(defined)). "
                + advice(for: found, among: defined)
        case .emptyRange(let key, let from, let to):
            "\(key): found a range from \(PlainNumber.text(from)) to \(PlainNumber.text(to)); expected from below to. "
                + "Swap the two numbers."
        case .bothScaleAndInstrument(let key):
            "\(key): found an instrument and a scale; expected one of them. "
                + "Delete the scale to keep the instrument's own."
        case .excludes(let key, let other):
            "\(key): found it beside \(other); expected one of the two, for both say how an effect "
                + "spreads over days. Delete one."
        case .noReference:
            "conditions: found a reference for every condition; expected one condition that the "
                + "others are compared with. Leave out \"against\" in the usual condition."
        case .referenceOfItself(let key, let condition):
            "\(key): found \"\(condition)\" compared with itself; expected another condition. "
                + "Name the usual condition."
        case .overlappingPhases(let key, let phase, let starts, let before, let ends):
            "\(key): found phase \"\(phase)\" starting on \(starts); expected a day after "
                + "\(ends), the last day of \"\(before)\". Move the start or shorten the phase before."
        case .shorterThanLag(let key, let phase, let days, let lag):
            "\(key): found \(days) days in phase \"\(phase)\"; expected more than the onset lag of "
                + "\(lag) days, or nothing of it could be analysed. Lengthen the phase or shorten "
                + "the lag."
        case .noPrimary(let count):
            "outcomes: found \(count) outcomes marked primary; expected one. "
                + "Write \"primary: true\" under the one that decides."
        case .shorterThanRecall(let key, let phase, let days, let lag, let instrument, let recall):
            "\(key): found \(days) days in phase \"\(phase)\", of which \(max(0, days - lag)) follow the "
                + "lag; expected at least \(recall), because \"\(instrument)\" looks back that far and "
                + "would mix two phases. Lengthen the phase."
        case .endsBeforeStart(let key, let found, let first):
            "\(key): found \(found); expected \(first), its first day, or later. Correct one of the two."
        case .template(let key, let error): "\(key): \(error)"
        case .safety(let key, let error): "\(key): \(error)"
        case .design(let key, let error): "\(key): \(error)"
        case .amendment(let key, let error): "\(key): \(error)"
        case .differsFromDesign(let day, let found, let expected, let seed):
            "schedule: found \(found) on \(day); expected \(expected), which the design assigns with "
                + "seed \(seed). Correct the phases, or delete \"design\" if they were not drawn."
        case .phaseLength(let key, let found, let expected):
            "\(key): found \(found); expected \(expected), as \"design\" lays it. Make both the same, or "
                + "delete \"design\" if the phases were not drawn."
        case .emptyAnswers:
            "found an empty file; expected answers such as \"template: dairy-free\". Write some, as "
                + "docs/planning.md shows, or leave out --answers to be asked."
        case .otherDays(let key, let found, let expected):
            "\(key): found days from \(found.lowerBound) to \(found.upperBound); expected "
                + "\(expected.lowerBound) to \(expected.upperBound), those of the primary outcome. "
                + "Make both equally long."
        case .conditionOfSeveral(let key):
            "\(key): found a column for the condition of the day; expected none, because outcomes "
                + "that start on different days have no condition in common. Leave it out."
        case .staggersWholeBody(let key, let condition):
            "\(key): found outcomes that start \"\(condition)\" on different days; expected one "
                + "schedule, because what is eaten, swallowed or left out reaches the whole body on the "
                + "same day. Delete the phases of the outcomes."
        case .scheduleLength(let found, let expected, let seed):
            "schedule: found \(found) days; expected \(expected), which the design assigns with seed "
                + "\(seed). Correct the phases, or delete \"design\" if they were not drawn."
        }
    }
}

/// The last name of a key path: `better` in `outcomes[1].better`.
private func lastPart(of key: String) -> String {
    key.split(separator: ".").last.map(String.init) ?? key
}
