import ExperimentDiary
import ExperimentText

/// Why there is no such design.
package enum DesignError: Error, Sendable, Equatable, CustomStringConvertible {
    case tooFew(what: String, found: Int, minimum: Int)
    case tooMany(what: String, found: Int, maximum: Int)
    case leadInFillsPhase(leadInDays: Int, phaseDays: Int)
    case windowOutOfRange(found: ClosedRange<Int>, allowed: ClosedRange<Int>)
    case windowsOverlap(first: ClosedRange<Int>, second: ClosedRange<Int>)
    case phasesDoNotFit(phases: Int, minimumDays: Int, days: Int)
    case noBalancedSequence(days: Int, conditions: Int)
    case tableTooLarge(states: Int, limit: Int)
    /// Too few of its schedules keep away from rhythms.
    case keepsTime(with: RhythmRule.Scope, schedules: String)

    package var description: String {
        switch self {
        case .tooFew(let what, let found, let minimum):
            "\(what): found \(found); expected at least \(minimum)"
        case .tooMany(let what, let found, let maximum):
            "\(what): found \(found); expected at most \(maximum)"
        case .leadInFillsPhase(let leadIn, let phase):
            "a lead-in of \(leadIn) days leaves nothing of a phase of \(phase); lengthen the "
                + "phase to more than \(leadIn) days"
        case .windowOutOfRange(let found, let allowed):
            "the switch may fall after \(found.lowerBound) to \(found.upperBound) days; expected a "
                + "window within \(allowed.lowerBound) to \(allowed.upperBound), so that both "
                + "phases have days"
        case .windowsOverlap(let first, let second):
            "the windows \(first.lowerBound)-\(first.upperBound) and "
                + "\(second.lowerBound)-\(second.upperBound) overlap or are out of order; "
                + "expected each to end before the next begins, so that starts are staggered"
        case .phasesDoNotFit(let phases, let minimum, let days):
            "\(phases) phases of at least \(minimum) days need \(phases * minimum) days; found "
                + "\(days); plan more days or shorter phases"
        case .noBalancedSequence(let days, let conditions):
            "\(days) days cannot be shared out equally among \(conditions) conditions; take a "
                + "multiple of \(conditions), or do without balance"
        case .tableTooLarge(let states, let limit):
            "an exact draw would need a table of \(states) states, more than \(limit); take fewer "
                + "days or conditions, or blocks instead of days"
        case .keepsTime(let scope, let schedules):
            "of its \(schedules) schedules fewer than two keep time with \(scope.words); "
                + "take more periods, or periods of 7, 18 or 28 days, or leave out "
                + "\"draw\""
        }
    }
}

/// Bounds that all designs share.
enum DesignLimits {
    /// Ten years: beyond it a number is a slip of the pen.
    package static let days = 3_653

    package static func check(
        _ what: String, _ found: Int, atLeast minimum: Int = 1, atMost maximum: Int = days
    ) throws(DesignError) {
        guard found >= minimum else { throw .tooFew(what: what, found: found, minimum: minimum) }
        guard found <= maximum else { throw .tooMany(what: what, found: found, maximum: maximum) }
    }

    /// - Parameters:
    ///   - leadInDays: days left out at the start of a phase.
    ///   - shortest: length of the shortest phase that follows another.
    /// - Throws: `.leadInFillsPhase`, `.tooFew`, `.tooMany`.
    package static func check(leadInDays: Int, shortest: Int) throws(DesignError) {
        try check("lead-in days", leadInDays, atLeast: 0)
        guard leadInDays < shortest else {
            throw .leadInFillsPhase(leadInDays: leadInDays, phaseDays: shortest)
        }
    }

    /// The whole length, reckoned without overflow.
    package static func check(totalOf lengths: [Int]) throws(DesignError) {
        var total = 0
        for length in lengths {
            try check("days of a phase", length, atLeast: 0)
            total += length
            try check("days of the whole trial", total, atLeast: 0)
        }
    }
}
