import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// A rhythm that a schedule keeps time with, so that it would look like an effect: found from the
/// schedule alone, before there is a score.
package struct PlanRhythm: Sendable, Equatable {
    package let kind: Kind
    /// Correlation of the schedule with the rhythm where it falls worst.
    package let correlation: Double
    /// The difference that a rhythm as large as the day-to-day swings would look like, in swings.
    package let shift: Double
    /// Whether rhythms near its length were looked at too.
    package let isOneOfMany: Bool
    /// What one swing is in points; nil where that is not known.
    package let swing: Swing?

    /// The standard deviation of a day.
    package struct Swing: Sendable, Equatable {
        package let points: Double
        package let unit: String

        package init(points: Double, unit: String) {
            self.points = points
            self.unit = unit
        }
    }

    package enum Kind: String, Sendable, CaseIterable {
        case month = "28 days"
        case fortnight = "14 days"
        case week = "days of the week"
        case workingWeek = "working week"

        /// The correlation from which on the schedule cannot be told from it.
        var threshold: Double {
            self == .fortnight ? RhythmRule.fortnightThreshold : RhythmRule.threshold
        }
    }

    package init(
        kind: Kind, correlation: Double, shift: Double, isOneOfMany: Bool = false,
        swing: Swing? = nil
    ) {
        self.kind = kind
        self.isOneOfMany = isOneOfMany
        self.correlation = correlation
        self.shift = shift
        self.swing = swing
    }

    /// Those that the analysed days keep time with too well.
    package static func all(_ condition: Condition, in data: TrialData) -> [PlanRhythm] {
        guard let place = data.plan.testedConditions.firstIndex(where: { $0.id == condition.id })
        else { return [] }
        return all(
            times: data.analysed.map(\.studyDay),
            exposures: data.analysed.map { data.scheduledExposures(on: $0)[place] },
            months: data.plan.months(isDrawn: data.plan.isDrawn), swing: Swing(data))
    }

    /// Those that the schedule of a plan keeps time with too well, its first days after a switch left out.
    ///
    /// - `swing`: of the person on whom the plan is tried out.
    /// - `isDrawn`: where it is not the plan that tells whether its schedule is a draw.
    package static func all(
        _ condition: Condition, in plan: TrialPlan, swing: Swing? = nil, isDrawn: Bool? = nil
    ) -> [PlanRhythm] {
        let specification = plan.specification(for: plan.primaryOutcome)
        let first = plan.schedule.days.lowerBound
        var times: [Int] = []
        var exposures: [Double] = []
        for phase in plan.schedule.phases where !phase.part.isReintroduction {
            for day in phase.days where plan.lag(on: day, in: phase, by: specification) == nil {
                times.append(first.distance(to: day))
                exposures.append(phase.condition == condition.id ? 1 : 0)
            }
        }
        return all(
            times: times, exposures: exposures,
            months: plan.months(isDrawn: isDrawn ?? plan.isDrawn), swing: swing)
    }

    private static func all(
        times: [Int], exposures: [Double], months: [Double], swing: Swing?
    ) -> [PlanRhythm] {
        guard let schedule = try? ScheduleRhythm(times: times, exposures: exposures) else {
            return []
        }
        let month = months.max {
            schedule.correlation(period: $0) < schedule.correlation(period: $1)
        }
        let fortnight = schedule.shift(period: 14)
        let week = schedule.shift(period: 7)
        let monthly = month.map { period in
            PlanRhythm(
                kind: .month, correlation: schedule.correlation(period: period),
                shift: schedule.shift(period: period).size, isOneOfMany: months.count > 1,
                swing: swing)
        }
        let all =
            [monthly].compactMap(\.self) + [
                PlanRhythm(
                    kind: .fortnight, correlation: schedule.fortnight, shift: fortnight.size,
                    swing: swing),
                PlanRhythm(
                    kind: .workingWeek, correlation: schedule.workingWeek, shift: week.size,
                    swing: swing),
                PlanRhythm(
                    kind: .week, correlation: schedule.week, shift: week.size, swing: swing),
            ]
        let found = all.filter {
            RhythmRule.reaches($0.kind.threshold, $0.correlation)
        }
        // A working week is a pattern of the week: told once, by its own name.
        return found.contains { $0.kind == .workingWeek }
            ? found.filter { $0.kind != .week } : found
    }

    /// What it means for an answer, and which schedule would do better.
    package var sentence: String {
        let name =
            switch kind {
            case .month:
                "a rhythm of about 28 days\(isOneOfMany ? " (24 to 35)" : ""), such as the menstrual cycle"
            case .fortnight: "a rhythm of 14 days, such as shifts or custody in alternate weeks"
            case .week: "the days of the week"
            case .workingWeek: "working days and week-ends"
            }
        let better =
            switch kind {
            case .month, .fortnight:
                " Phases of 21 or 28 days, or of 21 in the order A B B A, would not."
            case .week, .workingWeek: " Phases of whole weeks would not."
            }
        return "The phases keep time with \(name) (correlation "
            + "\(Rounding.fixed(correlation, decimals: 2))): such a rhythm, as large as your "
            + "day-to-day swings and falling worst, would look like a difference of "
            + size + "." + better
    }

    private var size: String {
        guard let swing else { return "\(Rounding.fixed(shift, decimals: 1)) swings" }
        let points = shift * swing.points
        return
            "\(Rounding.fixed(points, decimals: Rounding.decimals(carriedBy: points))) \(swing.unit)"
    }
}

extension PlanRhythm.Swing {
    /// Of the analysed scores about the mean of their condition; nil with one a condition.
    init?(_ data: TrialData) {
        let groups = Dictionary(grouping: data.analysed) { $0.phase?.condition }.values
            .map { $0.compactMap(\.usableScore) }.filter { !$0.isEmpty }
        let freedom = groups.reduce(0) { $0 + $1.count } - groups.count
        guard freedom > 0 else { return nil }
        let squares = groups.reduce(0) { sum, scores in
            let mean = scores.reduce(0, +) / Double(scores.count)
            return scores.reduce(sum) { $0 + ($1 - mean) * ($1 - mean) }
        }
        self.init(
            points: (squares / Double(freedom)).squareRoot(), unit: data.outcome.instrument.unit)
    }
}

extension TrialPlan {
    /// How long a monthly rhythm may last, in days: any usual cycle (24 to 35 days), or the 28 days that a draw
    /// is kept apart from, which protects by itself; none where the plan says that there is no such rhythm.
    fileprivate func months(isDrawn: Bool) -> [Double] {
        hasNoMonthlyRhythm ? [] : isDrawn ? [28] : (24...35).map(Double.init)
    }
}
