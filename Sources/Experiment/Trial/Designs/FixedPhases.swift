import ExperimentDiary
import ExperimentText
import Stats

/// Phases A, B, A, … of fixed lengths.
enum FixedPhases {
    package static func check(_ lengths: [Int], leadInDays: Int) throws(DesignError) {
        for length in lengths { try DesignLimits.check("days of a phase", length) }
        try DesignLimits.check(totalOf: lengths)
        try DesignLimits.check(
            leadInDays: leadInDays, shortest: lengths.dropFirst().min() ?? .max)
    }

    package static func schedules(_ lengths: [Int]) -> ListedArrangements {
        let periods = lengths.enumerated().map { (condition: $0 % 2, days: $1) }
        return ListedArrangements([PeriodSequence(periods).arrangement])
    }
}
