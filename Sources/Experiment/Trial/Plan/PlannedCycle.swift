import ExperimentDiary
import ExperimentText
import RealModule

/// A rhythm that the regression takes into account as sines and cosines of its phase, such as the
/// menstrual cycle.
package struct PlannedCycle: Sendable, Equatable {
    /// Nil where it is the mean of the cycles in the diary.
    package let lengthInDays: Double?
    /// A day on which it begins; nil where the diary's marks of a period say it.
    package let start: CalendarDay?
    /// Number of waves: 1 is one rise and one fall a cycle.
    package let harmonics: Int

    /// The columns of the design.
    package var columns: [String] {
        (1...harmonics).flatMap { ["cycle sin\($0)", "cycle cos\($0)"] }
    }

    /// The values of the columns at a phase.
    /// - Parameter turns: cycles since one began.
    /// - Returns: one value a column.
    package func values(turns: Double) -> [Double] {
        (1...harmonics).flatMap { k in
            let angle = 2 * Double.pi * Double(k) * turns
            return [Double.sin(angle), Double.cos(angle)]
        }
    }

    /// Cycles are taken to be this long when a plan has to be tried without a diary.
    static let usualLength = 28

    /// The marks that a diary with a usual cycle would have on a day of the schedule.
    package func expectedMarks(onStudyDay day: Int) -> [DayMark] {
        let length = max(1, Int((lengthInDays ?? Double(Self.usualLength)).rounded()))
        return start == nil && day % length == 0 ? [.period] : []
    }
}

/// The phase of a planned cycle on any day.
package struct CycleClock {
    private let starts: [CalendarDay]
    private let length: Double?

    /// A marked day begins a cycle when none of the ten days before is marked: a period may have a
    /// gap in the diary, and two periods are further apart.
    static let longestPeriod = 10

    package init(_ cycle: PlannedCycle, diary: Diary) {
        let starts = cycle.start.map { [$0] } ?? Self.starts(in: diary)
        self.starts = starts
        let steps = zip(starts, starts.dropFirst()).map { Double($0.distance(to: $1)) }
        let mean = steps.isEmpty ? nil : steps.reduce(0, +) / Double(steps.count)
        length = cycle.lengthInDays ?? mean
    }

    private static func starts(in diary: Diary) -> [CalendarDay] {
        var starts: [CalendarDay] = []
        var last: CalendarDay?
        for day in diary.days where day.marks.contains(.period) {
            if last.map({ $0.distance(to: day.day) > longestPeriod }) ?? true {
                starts.append(day.day)
            }
            last = day.day
        }
        return starts
    }

    /// Cycles since one began. Between two known starts the phase runs evenly from the one to the
    /// next; before the first and after the last it runs at the cycle's length. Nil without a start,
    /// and where the length is needed but unknown.
    package func turns(on day: CalendarDay) -> Double? {
        guard let first = starts.first else { return nil }
        guard let place = starts.lastIndex(where: { $0 <= day }) else {
            return length.map { Double(first.distance(to: day)) / $0 }
        }
        let since = Double(starts[place].distance(to: day))
        guard starts.indices.contains(place + 1) else { return length.map { since / $0 } }
        return since / Double(starts[place].distance(to: starts[place + 1]))
    }
}

extension PlannedCycle {
    package init?(_ node: PlanNode?, _ reader: inout PlanReader) {
        guard let node, let map = reader.mapping(node, keys: ["days", "from", "harmonics"]) else {
            return nil
        }
        let days = reader.number(map["days"])
        let from = reader.day(map["from"])
        let harmonics = reader.integer(map["harmonics"], in: 1...3)
        if let days, !(2...400).contains(days.value) {
            reader.report(
                .outOfRange(
                    key: map.key("days"), found: PlainNumber.text(days.value),
                    expected: "a length from 2 to 400 days"), line: days.line)
        }
        if map["from"] != nil, map["days"] == nil {
            reader.report(
                .missing(key: map.key("days"), expected: "the length of the cycle"),
                line: map.line)
        }
        self.init(
            lengthInDays: days?.value, start: from?.value, harmonics: harmonics?.value ?? 1)
    }
}

extension TrialPlan {
    /// A column that is there whatever the condition, and the word that a reader knows it by.
    package struct CovariateColumn: Sendable, Equatable {
        package let column: String
        package let name: String
    }

    /// In the order of `TrialDay.covariates`: those of each covariate, then those of the cycle.
    package var covariateColumns: [CovariateColumn] {
        covariates.flatMap { covariate in
            (covariate.lags?.columns(of: covariate.id) ?? [covariate.id]).map {
                CovariateColumn(column: $0, name: covariate.name)
            }
        }
            + (analysis.cycle?.columns ?? []).map {
                CovariateColumn(column: $0, name: Self.cycleName)
            }
    }

    package static let cycleName = "the phase of the cycle"
}
