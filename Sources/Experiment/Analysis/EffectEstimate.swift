public import Stats

/// What one condition did to one outcome, compared with its reference.
public struct EffectEstimate: Sendable {
    public let outcome: String
    public let condition: Condition
    public let reference: Condition
    /// Expected score under the condition minus expected score under the reference, in points.
    public let estimate: Double
    public let standardError: Double
    public let interval: Interval
    public let benefit: BenefitDirection
    /// Chance that the condition is better than its reference at all.
    public let probabilityOfBenefit: Double
    /// Smallest change worth having; nil when none is known.
    public let worthwhile: Double?
    /// Chance of an improvement larger than that; nil without one.
    public let probabilityWorthwhile: Double?
    /// Chance that the difference is smaller than that either way; nil without one.
    public let probabilityNegligible: Double?
    public let twoSidedP: Double

    /// The change in the good direction: positive is better.
    public var improvement: Double { benefit.sign * estimate }

    init(
        _ contrast: ContrastEstimate, of condition: Condition, against reference: Condition,
        outcome: PlannedOutcome, level: Double
    ) {
        let benefit = outcome.instrument.direction.benefit
        let side: Benefit = benefit == .lower ? .lower : .higher
        self.outcome = outcome.id
        self.condition = condition
        self.reference = reference
        self.benefit = benefit
        estimate = contrast.estimate
        standardError = contrast.standardError
        interval = contrast.interval(level: level)
        probabilityOfBenefit = contrast.probabilityOfBenefit(side)
        worthwhile = outcome.worthwhile
        probabilityWorthwhile = outcome.worthwhile.map {
            contrast.probability(ofBenefitBeyond: $0, side)
        }
        probabilityNegligible = outcome.worthwhile.map {
            contrast.probability(negligibleWithin: $0)
        }
        twoSidedP = contrast.twoSidedP
    }
}
