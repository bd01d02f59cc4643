import ExperimentDiary
import ExperimentText
import Stats

/// Periods of known lengths, in order: from conditions to days and back.
struct PeriodSequence: Sendable {
    package let periods: [(condition: Int, days: Int)]

    package init(_ periods: [(condition: Int, days: Int)]) { self.periods = periods }

    /// Equal periods, cut out of an arrangement.
    package init(_ arrangement: Arrangement, periodDays: Int) {
        periods = stride(from: 0, to: arrangement.count, by: periodDays).map {
            (arrangement[$0], periodDays)
        }
    }

    /// Runs of one condition.
    package init(runsOf arrangement: some Collection<Int>) {
        var runs: [(condition: Int, days: Int)] = []
        for condition in arrangement {
            if let last = runs.last, last.condition == condition {
                runs[runs.count - 1].days += 1
            } else {
                runs.append((condition, 1))
            }
        }
        periods = runs
    }

    package var arrangement: Arrangement {
        periods.flatMap { Arrangement(repeating: $0.condition, count: $0.days) }
    }

    /// Phases labelled by the letter of the condition and how often it has come: A1, B1, A2. A
    /// lead-in stands only where the condition changes.
    package func phases(leadInDays: Int, series: Int = 0) -> [DesignPhase] {
        var occurrences: [Int: Int] = [:]
        var previous: Int?
        return periods.map { period in
            occurrences[period.condition, default: 0] += 1
            let changes = previous != nil && previous != period.condition
            previous = period.condition
            return DesignPhase(
                label: Self.letter(period.condition) + String(occurrences[period.condition] ?? 1),
                condition: period.condition, days: period.days,
                leadInDays: changes ? min(leadInDays, period.days) : 0, series: series)
        }
    }

    /// A for condition 0, B for 1, …; after Z the number.
    package static func letter(_ condition: Int) -> String {
        guard condition < 26 else { return "condition \(condition), " }
        return String(UnicodeScalar(UInt8(ascii: "A") + UInt8(condition)))
    }
}
