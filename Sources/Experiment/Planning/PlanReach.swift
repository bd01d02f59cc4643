import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// What a plan can say of one comparison and what it never can, before there is a score: from the width
/// that its own analysis gives to made-up diaries, from its draw, and from its schedule.
package struct PlanReach: Sendable {
    package let condition: Condition
    package let reference: Condition
    /// The outcome and the person whom the numbers are about.
    package let study: DiagnosisStudy
    /// Standard error of the difference that is to be expected, in points: the mean half width of the
    /// intervals over its quantile.
    package let standardError: Double
    /// The smallest worthwhile change, in points; nil where none is known.
    package let worthwhile: Double?
    /// The smallest p that redrawing the schedule can lead to; nil where it was not drawn.
    package let smallestP: Double?
    /// What the schedule keeps time with.
    package let rhythms: [PlanRhythm]
    /// Effects that come or go more slowly than with this half-life, in days, can hide.
    package let fastHalfLife: Double
    /// The best grade within reach, with its reasons; nil where sites start in turn.
    package let graded: GradedEvidence?
    /// Whether other outcomes start on other days, and are analysed together with this one.
    package let isOneOfSeveral: Bool

    /// Random pairs with which grade A does not hang on the one clearest order.
    package static let pairsForA = 7

    /// - `place`: of the comparison in the plan.
    ///
    /// Returns nil where no made-up diary could be analysed.
    init?(_ study: DiagnosisStudy, comparison place: Int, isOneOfSeveral: Bool) {
        let plan = study.plan
        guard let standardError = study.expectedStandardError(of: place) else { return nil }
        self.standardError = standardError
        (condition, reference) = plan.comparisons[place]
        self.study = study
        self.isOneOfSeveral = isOneOfSeveral
        worthwhile = study.outcome.worthwhile(referenceMean: study.world.baseline.value)
        smallestP = try? RandomizationEvidence.smallestReachableP(plan, of: condition).value
        rhythms =
            isOneOfSeveral ? [] : PlanRhythm.all(condition, in: plan, swing: study.swing)
        graded =
            isOneOfSeveral
            ? nil
            : (try? study.source.pattern(nil, seed: plan.seed)).flatMap {
                GradedEvidence.reachable(by: plan, comparison: place, $0.data)
            }
        fastHalfLife = Double(plan.shortestStretch(of: condition)) / 3
    }

    /// The smallest worthwhile change in standard errors, M / SE.
    package var ratio: Double? { worthwhile.map { $0 / standardError } }

    /// Below this M / SE not even an estimate of nothing leaves P(|d| < M) = .80.
    package static let leastRatioForNone = Normal.standard.quantile(
        (1 + Verdict.worthwhileThreshold) / 2)

    /// Whether "no worthwhile difference" can be the answer; nil without a worthwhile change.
    package var canSayNone: Bool? { ratio.map { $0 >= Self.leastRatioForNone } }

    /// The difference from which on there is a claim.
    package var claimFrom: Double {
        standardError * Normal.standard.quantile(Verdict.directionThreshold)
    }

    /// Chance of a claim where the truth is so many points: a normal estimate about them.
    package func chance(ofClaimAt truth: Double) -> Double {
        let normal = Normal.standard
        let (bar, distance) = (claimFrom / standardError, truth / standardError)
        return normal.probability(above: bar - distance)
            + normal.probability(below: -bar - distance)
    }

    /// The difference from which on it is "helped" and not only "a little".
    package var helpedFrom: Double? {
        worthwhile.map {
            max(
                claimFrom,
                $0 + standardError * Normal.standard.quantile(Verdict.worthwhileThreshold))
        }
    }

    /// Whether the draw is large enough for grade A; nil where nothing was drawn.
    package var reachesLevel: Bool? { smallestP.map { $0 <= 0.05 + 1e-12 } }

    /// The pairs that the plan has, where more of them would earn an A more easily.
    package var tooFewPairs: Int? {
        study.plan.design?.settings.pairs.flatMap { $0 < Self.pairsForA ? $0 : nil }
    }
}

extension PlanReach {
    /// What the plan can say of each comparison of its primary outcome, tried out on a person.
    package static func all(
        _ study: DiagnosisStudy, isOneOfSeveral: Bool = false
    ) -> [PlanReach] {
        study.plan.comparisons.indices.compactMap {
            PlanReach(study, comparison: $0, isOneOfSeveral: isOneOfSeveral)
        }
    }

    /// The same on the person that is assumed where nothing is known; empty for plans that no study can be
    /// made of.
    package static func all(_ plan: TrialPlan) -> [PlanReach] {
        guard let world = try? AssumedWorld(plan.primaryOutcome, noise: nil),
            let study = try? DiagnosisStudy(plan, world: world)
        else { return [] }
        return all(study, isOneOfSeveral: plan.isStaggered)
    }
}

extension DiagnosisStudy {
    /// Made-up diaries behind an expected standard error.
    static let widthTrials = 20

    /// Of one comparison, from the mean width of the intervals of its own analysis; nil where no made-up
    /// diary could be analysed.
    func expectedStandardError(of place: Int) -> Double? {
        let widths = self.widths(of: place, trials: Self.widthTrials, seed: plan.seed)
        let quantile = Normal.standard.quantile((1 + plan.analysis.level) / 2)
        return widths.isEmpty
            ? nil : widths.reduce(0, +) / Double(widths.count) / (2 * quantile)
    }

    /// One swing from day to day of the person, nil for a count, which is compared on another scale.
    var swing: PlanRhythm.Swing? {
        outcome.instrument.isCount
            ? nil : PlanRhythm.Swing(points: world.sd.value, unit: outcome.instrument.unit)
    }
}
