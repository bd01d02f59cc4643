import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// The switch moved to every earlier day of the baseline on which nothing was changed, or to
/// `mostSwitches` of them evenly spread: what such a comparison shows when there is nothing to show.
///
/// Each placebo compares the baseline days before a false switch with those after it, by the engine
/// `ar1`, as the true switch is compared.
package struct PlaceboInTime: Sendable {
    /// Scores that each side of a false switch needs.
    package static let fewestScores = 7
    /// False switches below which "none was as large" says nothing.
    package static let fewestSwitches = 10
    /// False switches that are tried in a long baseline; those beside them hardly differ.
    package static let mostSwitches = 200

    package struct FalseSwitch: Sendable, Equatable {
        package let day: CalendarDay
        /// Improvement after the false switch, in points.
        package let improvement: Double
        package let standardError: Double
    }

    /// The true switch, analysed in the same way: the whole baseline against the tested days after
    /// it.
    package let trueImprovement: Double
    package let trueStandardError: Double
    /// Whether zero lies outside the true switch's interval; both directions count.
    package let claimsEffect: Bool
    package let switches: [FalseSwitch]

    /// False switches whose improvement is at least as large as the true one's.
    package var asLarge: Int { switches.count { $0.improvement >= trueImprovement } }

    /// Nil when the trial does not begin with a baseline and a tested phase, or when the baseline
    /// is too short for ten false switches.
    package init?(_ data: TrialData) {
        guard !data.plan.isStaggered, let parts = data.firstSwitch else { return nil }
        self.init(
            baseline: parts.baseline, tested: parts.tested.map(\.dated),
            origin: data.plan.schedule.days.lowerBound,
            benefit: data.outcome.instrument.direction.benefit, level: data.plan.analysis.level)
    }

    package init?(
        baseline: [DatedScore], tested: [DatedScore], origin: CalendarDay,
        benefit: Benefit, level: Double
    ) {
        guard let truth = GuardedComparison(baseline, tested, level: level) else { return nil }
        trueImprovement = benefit.sign * truth.difference
        trueStandardError = truth.standardError
        claimsEffect = truth.claimsEffect
        switches = Self.places(in: baseline.count).compactMap { place in
            let (before, after) = (Array(baseline[..<place]), Array(baseline[place...]))
            guard let comparison = GuardedComparison(before, after, level: level) else {
                return nil
            }
            return FalseSwitch(
                day: origin.advanced(by: baseline[place].day),
                improvement: benefit.sign * comparison.difference,
                standardError: comparison.standardError)
        }
        guard switches.count >= Self.fewestSwitches else { return nil }
        if switches.isEmpty { return nil }
    }

    /// First scores after a false switch, each with enough scores on either side.
    static func places(in count: Int) -> [Int] {
        let all = (0..<count).dropFirst(fewestScores).dropLast(fewestScores - 1)
        guard all.count > mostSwitches else { return Array(all) }
        return (0..<mostSwitches).map { all.startIndex + $0 * (all.count - 1) / (mostSwitches - 1) }
    }
}

/// Later days against all earlier ones, with errors that resemble their neighbours.
struct GuardedComparison: Sendable {
    package let difference: Double
    package let standardError: Double
    package let claimsEffect: Bool

    /// Nil where the engine refuses: too few scores, or scores that do not vary.
    package init?(_ before: [DatedScore], _ after: [DatedScore], level: Double = 0.95) {
        let days = before + after
        let exposed = before.map { _ in 0.0 } + after.map { _ in 1.0 }
        let fit: ContrastEstimate
        do throws(RegressionError) {
            let design = try DesignMatrix(
                columns: [("intercept", days.map { _ in 1 }), ("after", exposed)],
                times: days.map(\.day))
            fit = try Regression(.ar1).fit(days.map(\.score), on: design)
                .estimate(ofColumn: "after")
        } catch {
            return nil
        }
        difference = fit.estimate
        standardError = fit.standardError
        claimsEffect = fit.twoSidedP < 1 - level
    }
}
