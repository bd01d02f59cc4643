import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// What one condition did to one outcome, compared with its reference.
package struct EffectEstimate: Sendable {
    package let outcome: String
    package let estimand: Estimand
    /// Expected score under the condition minus expected score under the reference, in points.
    package let estimate: Double
    package let standardError: Double
    package let interval: Interval
    package let benefit: Benefit
    /// Chance that the condition is better than its reference at all.
    package let probabilityOfBenefit: Double
    /// Smallest change worth having; nil when none is known.
    package let worthwhile: Double?
    /// Chance of an improvement larger than that; nil without one.
    package let probabilityWorthwhile: Double?
    /// Chance that the difference is smaller than that either way; nil without one.
    package let probabilityNegligible: Double?
    package let twoSidedP: Double
    /// For a count: its mean under the condition as a multiple of that under the reference, from the same
    /// two means as the points above, so that the one interval excludes 1 where the other excludes 0.
    package let ratio: Ratio?
    /// What the scores say about the difference, in points.
    package let distribution: MixtureOfStudentT

    /// The condition, under the names of all that came along with it.
    package var condition: Condition { estimand.condition }
    package var reference: Condition { estimand.reference }

    /// The change in the good direction: positive is better.
    package var improvement: Double { benefit.sign * estimate }

    /// The likelihood of the difference, as few normals: under the flat prior of the engines the posterior is
    /// one.
    package var likelihood: NormalMixture { NormalMixture(distribution) }
}

extension EffectEstimate {
    package init(
        _ contrast: ContrastEstimate, of estimand: Estimand, in data: TrialData,
        worthwhile: Double?, ratio: Ratio? = nil
    ) {
        let side = data.benefit
        self.init(
            outcome: data.outcome.id, estimand: estimand, estimate: contrast.estimate,
            standardError: contrast.standardError,
            interval: contrast.interval(level: data.plan.analysis.level),
            benefit: side,
            probabilityOfBenefit: contrast.probabilityOfBenefit(side), worthwhile: worthwhile,
            probabilityWorthwhile: worthwhile.map {
                contrast.probability(ofBenefitBeyond: $0, side)
            },
            probabilityNegligible: worthwhile.map { contrast.probability(negligibleWithin: $0) },
            twoSidedP: contrast.twoSidedP, ratio: ratio, distribution: contrast.distribution)
    }
}

extension TrialData {
    /// Which direction of the analysed score is good.
    package var benefit: Benefit { outcome.instrument.direction.benefit }
}
