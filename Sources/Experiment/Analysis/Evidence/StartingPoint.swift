import ExperimentDiary
import ExperimentText
import ExperimentTrial
import RealModule
import Stats

/// Whether a trial began at a bad moment, and what improvement that alone would bring.
///
/// People begin when things are at their worst; from there scores come back by themselves. The
/// guard is to keep the earlier days in the comparison, with errors that resemble their neighbours.
/// In 1,000 simulated users without an effect (rho 0.6, 84 days of record) it claimed one for 5 in
/// 100, where the last week against the time since claimed an improvement for 63 in 100 who started
/// after their worst week, and for 24 in 100 who started after their worst day.
package struct StartingPoint: Sendable {
    /// Days of the baseline at its end that are held against the earlier ones.
    package static let windowInDays = 7
    static let fewestScores = 4
    /// Earlier scores without which nothing guards the comparison.
    package static let fewestEarlierScores = 14

    /// The last days before the switch.
    package let last: ScoreSummary
    /// The baseline days before them.
    package let earlier: ScoreSummary
    /// How much worse the last days were than the earlier ones, in points; negative when better.
    package let worsening: Double
    package let standardError: Double
    package let autocorrelation: Double
    /// Improvement on the last days that is expected of the analysed tested days with no effect at
    /// all: the usual level, plus what is left of the last score's distance from it, rho^gap.
    package let expectedFromLastDays: Double
    /// The same, against the mean of the whole baseline.
    package let expectedFromBaseline: Double
    /// Improvement on the last days that was seen.
    package let seenFromLastDays: Double
    /// The plain comparison, which takes days for independent: two-sided p of last days against
    /// tested days, pooled t test.
    package let plainP: Double
    /// Whether the scores of the baseline rose or fell by more than chance brings about.
    package let hasSlope: Bool

    /// Worse by more than chance brings about in 19 of 20 baselines.
    package var isElevated: Bool { worsening > 1.645 * standardError }
    /// What keeps a baseline from being steady.
    package enum Unsteadiness: String, Sendable, CaseIterable {
        /// The last days were worse than the earlier ones: `isElevated`.
        case worseAtTheEnd = "worse-at-the-end"
        /// They were better, by more than chance brings about in 39 of 40 baselines.
        case betterAtTheEnd = "better-at-the-end"
        /// The scores rose or fell over all of it.
        case slope
    }

    /// Nil where the baseline went neither up nor down. Worse at the end is what `isElevated` says, and
    /// nothing else: a baseline is not steady in the grade and bad at its end in the explanation.
    package var unsteadiness: Unsteadiness? {
        if isElevated { return .worseAtTheEnd }
        if worsening < -1.96 * standardError { return .betterAtTheEnd }
        return hasSlope ? .slope : nil
    }
    package var isSteady: Bool { unsteadiness == nil }
    /// The worsening before the switch that this baseline would have shown in four of five trials.
    package var couldHaveMissed: Double { (1.96 + 0.84) * standardError }
    /// Whether the earlier days are enough to compare with.
    package var isGuarded: Bool { earlier.n >= Self.fewestEarlierScores }

    /// - Parameters:
    ///   - baseline: scores of the first reference phase, in the order of days.
    ///   - tested: scores of the tested days that follow it.
    ///   - rho: autocorrelation of neighbouring days.
    ///   - benefit: the direction in which a score gets better.
    /// Nil when either part of the baseline has fewer than 4 scores, or the tested days have fewer
    /// than 2.
    package init?(
        baseline: [DatedScore], tested: [DatedScore], rho: Double, benefit: Benefit
    ) {
        guard let end = baseline.last, tested.count >= 2 else { return nil }
        let border = end.day - Self.windowInDays
        let (before, after) = (
            baseline.filter { $0.day <= border }, baseline.filter { $0.day > border }
        )
        guard before.count >= Self.fewestScores, after.count >= Self.fewestScores,
            let earlier = ScoreSummary(before.map(\.score)),
            let last = ScoreSummary(after.map(\.score)),
            let seen = ScoreSummary(tested.map(\.score))
        else { return nil }
        let usual = UsualLevel(baseline, rho: rho)
        let sign = benefit.sign
        let expected = usual.expectation(on: tested.map(\.day), after: end)
        self.earlier = earlier
        self.last = last
        autocorrelation = rho
        worsening = sign * (earlier.mean - last.mean)
        standardError = usual.standardError(
            of: baseline.map {
                $0.day <= border ? -1 / Double(before.count) : 1 / Double(after.count)
            },
            baseline)
        expectedFromLastDays = sign * (expected - last.mean)
        let all = baseline.reduce(0) { $0 + $1.score } / Double(baseline.count)
        expectedFromBaseline = sign * (expected - all)
        seenFromLastDays = sign * (seen.mean - last.mean)
        plainP = Self.plainP(after.map(\.score), tested.map(\.score))
        hasSlope = BaselineSlope(baseline).map { $0.twoSidedP < 0.05 } ?? false
    }

    /// Two-sided p of the pooled t test of two sets of scores; 1 where they do not vary.
    package static func plainP(_ a: [Double], _ b: [Double]) -> Double {
        guard let first = ScoreSummary(a), let second = ScoreSummary(b) else { return 1 }
        let freedom = Double(first.n + second.n - 2)
        let squares = [first, second].reduce(0) { sum, part in
            let spread = part.standardDeviation ?? 0
            return sum + Double(part.n - 1) * spread * spread
        }
        guard freedom > 0, squares > 0 else { return 1 }
        let error = (squares / freedom * (1 / Double(first.n) + 1 / Double(second.n))).squareRoot()
        let t = (second.mean - first.mean).magnitude / error
        return min(1, 2 * StudentT(degreesOfFreedom: freedom).probability(above: t))
    }
}

/// The level about which scores swing, by generalised least squares, and how far they swing.
private struct UsualLevel {
    let mean: Double
    let spread: Double
    let rho: Double

    init(_ scores: [DatedScore], rho: Double) {
        self.rho = rho
        var (weight, total) = (0.0, 0.0)
        for place in scores.indices {
            let carried =
                place == 0 ? 0 : Double.pow(rho, scores[place].day - scores[place - 1].day)
            let precision = 1 / (1 - carried * carried)
            let share = 1 - carried
            let fresh = scores[place].score - (place == 0 ? 0 : carried * scores[place - 1].score)
            weight += (place == 0 ? 1 : share * share) * precision
            total += (place == 0 ? 1 : share) * fresh * precision
        }
        mean = total / weight
        let centre = mean
        let squares = scores.reduce(0) { $0 + ($1.score - centre) * ($1.score - centre) }
        spread = (squares / Double(max(scores.count - 1, 1))).squareRoot()
    }

    /// Mean over `days` of what is expected with no effect: mean + rho^gap (last - mean).
    func expectation(on days: [Int], after last: DatedScore) -> Double {
        days.reduce(0) { sum, day in
            sum + mean + Double.pow(rho, day - last.day) * (last.score - mean)
        } / Double(max(days.count, 1))
    }

    /// `scores` are in the order of days.
    func standardError(of weights: [Double], _ scores: [DatedScore]) -> Double {
        // sum_ij w_i w_j rho^|t_i - t_j|: what the days before still weigh on each day, carried along.
        var sum = 0.0
        var carried = 0.0
        for place in weights.indices {
            if place > 0 {
                carried += weights[place - 1]
                carried *= Double.pow(rho, scores[place].day - scores[place - 1].day)
            }
            sum += weights[place] * (weights[place] + 2 * carried)
        }
        return spread * max(sum, 0).squareRoot()
    }
}

extension StartingPoint {
    /// Nil when the trial does not begin with a reference phase followed by a tested one.
    package init?(_ analysis: EffectAnalysis) {
        guard let parts = analysis.data.firstSwitch else { return nil }
        self.init(
            baseline: parts.baseline, tested: parts.tested.filter(\.isAnalysed).map(\.dated),
            rho: analysis.workingAutocorrelation,
            benefit: analysis.data.outcome.instrument.direction.benefit)
    }
}

/// The scored days around the first switch of a trial.
struct FirstSwitch: Sendable {
    package struct Day: Sendable {
        package let dated: DatedScore
        package let isAnalysed: Bool

        package init(dated: DatedScore, isAnalysed: Bool) {
            self.dated = dated
            self.isAnalysed = isAnalysed
        }
    }
    package let baseline: [DatedScore]
    package let tested: [Day]
    /// First day of the baseline, and of the tested phase, as study days.
    package let start: Int
    package let change: Int
}

extension TrialData {
    /// Nil when the trial does not begin with a reference phase followed by a tested one.
    var firstSwitch: FirstSwitch? {
        let phases = plan.schedule.phases
        let references = phases.prefix { plan.condition($0.condition)?.reference == nil }
        guard let first = references.first, references.count < phases.count else { return nil }
        let tested = phases[references.count...].prefix {
            $0.condition == phases[references.count].condition
        }
        func scored(_ phases: ArraySlice<Phase>) -> [FirstSwitch.Day] {
            days.compactMap { day in
                guard phases.contains(where: { $0.days.contains(day.day) }),
                    let score = day.usableScore
                else { return nil }
                return FirstSwitch.Day(
                    dated: DatedScore(day: day.studyDay, score: score),
                    isAnalysed: day.isAnalysed)
            }
        }
        let origin = plan.schedule.days.lowerBound
        return FirstSwitch(
            baseline: scored(references).map(\.dated), tested: scored(tested),
            start: origin.distance(to: first.first),
            change: origin.distance(to: phases[references.count].first))
    }
}

extension TrialData {
    /// The day of the first switch from the reference to a tested condition; nil without one.
    package var firstSwitchDay: CalendarDay? {
        firstSwitch.map { plan.schedule.days.lowerBound.advanced(by: $0.change) }
    }
}

extension EffectAnalysis {
    /// Autocorrelation of the fit, kept off the ends; 0 where the method has none.
    package var workingAutocorrelation: Double {
        min(max(fit.autocorrelation?.mean ?? 0, -0.95), 0.98)
    }
}
