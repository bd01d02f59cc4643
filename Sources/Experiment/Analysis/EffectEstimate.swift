internal import RealModule
public import Stats

/// What one condition did to one outcome, compared with its reference.
public struct EffectEstimate: Sendable {
    public let outcome: String
    public let estimand: Estimand
    /// Expected score under the condition minus expected score under the reference, in points.
    public let estimate: Double
    public let standardError: Double
    public let interval: Interval
    public let benefit: Benefit
    /// Chance that the condition is better than its reference at all.
    public let probabilityOfBenefit: Double
    /// Smallest change worth having; nil when none is known.
    public let worthwhile: Double?
    /// Chance of an improvement larger than that; nil without one.
    public let probabilityWorthwhile: Double?
    /// Chance that the difference is smaller than that either way; nil without one.
    public let probabilityNegligible: Double?
    public let twoSidedP: Double
    /// For a count: its level under the condition as a share of that under the reference. The points
    /// above are then this ratio applied to the mean of the reference days.
    public let ratio: Ratio?

    public struct Ratio: Sendable, Equatable {
        public let estimate: Double
        public let interval: Interval
        /// Mean of the analysed reference days, to which the ratio applies.
        public let referenceMean: Double
    }

    /// The condition, under the names of all that came along with it.
    public var condition: Condition { estimand.condition }
    public var reference: Condition { estimand.reference }

    /// The change in the good direction: positive is better.
    public var improvement: Double { benefit.sign * estimate }
}

extension EffectEstimate {
    /// An effect on the scale of the score.
    init(
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
            twoSidedP: contrast.twoSidedP, ratio: nil)
    }

    /// An effect on the logarithm of a count, told in points of the reference mean m: a ratio r is
    /// m (r - 1) points, and the smallest worthwhile change w is a ratio of 1 - w / m or 1 + w / m.
    /// - Precondition: the reference mean is positive.
    init(
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
                referenceMean: mean))
    }
}

extension TrialData {
    /// Which direction of the analysed score is good.
    var benefit: Benefit { outcome.instrument.direction.benefit }

    /// Counts vary in proportion to their mean, so they are analysed as log(count + 1/2).
    public var isOnLogScale: Bool { outcome.instrument.isCount }
}
