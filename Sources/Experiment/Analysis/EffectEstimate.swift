import ExperimentDiary
import ExperimentText
import ExperimentTrial
import RealModule
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
    /// For a count: its level under the condition as a share of that under the reference. The points
    /// above are then this ratio applied to the mean of the reference days.
    package let ratio: Ratio?
    /// What the scores say about the difference: in points, for a count of the logarithm of the ratio.
    package let distribution: MixtureOfStudentT

    package struct Ratio: Sendable, Equatable {
        package let estimate: Double
        package let interval: Interval
        /// Mean of the analysed reference days, to which the ratio applies.
        package let referenceMean: Double
    }

    /// The condition, under the names of all that came along with it.
    package var condition: Condition { estimand.condition }
    package var reference: Condition { estimand.reference }

    /// The change in the good direction: positive is better.
    package var improvement: Double { benefit.sign * estimate }

    /// The likelihood of the difference in points, as few normals: under the flat prior of the engines the
    /// posterior is one. The ratio of a count is taken to points along its slope.
    package var likelihood: NormalMixture {
        let likelihood = NormalMixture(distribution)
        guard let ratio else { return likelihood }
        return NormalMixture(
            likelihood.components.map { component in
                let slope = ratio.referenceMean * Double.exp(component.mean)
                return NormalMixture.Component(
                    weight: component.weight,
                    mean: ratio.referenceMean * Double.expMinusOne(component.mean),
                    variance: slope * slope * component.variance)
            })
    }
}

extension EffectEstimate {
    /// An effect on the scale of the score.
    package init(
        _ contrast: ContrastEstimate, of estimand: Estimand,
        in data: TrialData, worthwhile: Double?
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
            twoSidedP: contrast.twoSidedP, ratio: nil, distribution: contrast.distribution)
    }

    /// An effect on the logarithm of a count, told in points of the reference mean m: a ratio r is
    /// m (r - 1) points, and the smallest worthwhile change w is a ratio of 1 - w / m or 1 + w / m.
    /// - Precondition: the reference mean is positive.
    package init(
        logarithmic contrast: ContrastEstimate, of estimand: Estimand, in data: TrialData,
        worthwhile: Double?, referenceMean mean: Double
    ) {
        let logs = contrast.interval(level: data.plan.analysis.level)
        func points(_ logRatio: Double) -> Double { mean * Double.expMinusOne(logRatio) }
        // A decrease by w or more of a mean below w cannot be: its chance is 0.
        func below(_ change: Double) -> Double {
            change < mean ? contrast.probability(below: Double.log(onePlus: -change / mean)) : 0
        }
        func above(_ change: Double) -> Double {
            contrast.probability(above: Double.log(onePlus: change / mean))
        }
        let side = data.benefit
        self.init(
            outcome: data.outcome.id, estimand: estimand, estimate: points(contrast.estimate),
            standardError: mean * Double.exp(contrast.estimate) * contrast.standardError,
            interval: Interval(
                lower: points(logs.lower), upper: points(logs.upper), level: logs.level),
            benefit: side,
            probabilityOfBenefit: contrast.probabilityOfBenefit(side), worthwhile: worthwhile,
            probabilityWorthwhile: worthwhile.map { side == .lower ? below($0) : above($0) },
            probabilityNegligible: worthwhile.map { max(0, 1 - below($0) - above($0)) },
            twoSidedP: contrast.twoSidedP,
            ratio: Ratio(
                estimate: Double.exp(contrast.estimate),
                interval: Interval(
                    lower: Double.exp(logs.lower), upper: Double.exp(logs.upper),
                    level: logs.level),
                referenceMean: mean), distribution: contrast.distribution)
    }
}

extension TrialData {
    /// Which direction of the analysed score is good.
    package var benefit: Benefit { outcome.instrument.direction.benefit }

    /// Counts vary in proportion to their mean, so they are analysed as log(count + 1/2), unless the
    /// specification asks for points.
    package var isOnLogScale: Bool { outcome.instrument.isCount && !specification.isInPoints }
}
