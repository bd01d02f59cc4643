/// Whether a series ends on another level than it began, told apart from flares that came and went,
/// from spells, wander and rating noise; and in which words that may be said.
///
/// The same fit is made twice, on the values and on their normal scores: only what both see is claimed.
/// Skewed or floored scores would otherwise be taken for changes.
///
///     let change = try LastingChange(scores, times: days)
///     change.verdict, change.date, change.transients
public struct LastingChange: Sendable {
    /// The fit of the values; levels, dates and transients are told from it.
    public let raw: TransientFit
    /// The fit of the normal scores; nil where the values alone show no sign of a change.
    public let scores: TransientFit?

    /// - Parameters:
    ///   - y: one value a time.
    ///   - times: strictly increasing; a missing observation is absent.
    /// - Throws: `ChangepointError` for fewer than 14 observations, more than 1000, values that are not
    ///   finite, a constant series.
    public init(_ y: [Double], times: [Int]) throws(ChangepointError) {
        try self.init(y, on: TransientDesign(times: times))
    }

    /// Fits a series on a design that was prepared.
    public init(_ y: [Double], on design: TransientDesign) throws(ChangepointError) {
        let posterior = TransientPosterior()
        raw = try posterior.fit(y, unit: ScaledSeries.step(of: y), on: design)
        scores =
            ChangeVerdict(probability: raw.new) == .noSign
            ? nil : try posterior.fit(NormalScores(y).values, on: design)
    }

    /// P(a new level), the smaller one of both scales. Where the scores were not needed it is that of the
    /// values, below .2.
    public var claim: Double { min(raw.new, scores?.new ?? raw.new) }

    /// How strongly a new level may be claimed: clear from .95, likely from .8, no sign below .2.
    public var verdict: ChangeVerdict { ChangeVerdict(probability: claim) }

    /// Whether a new level may be claimed.
    public var isClaimed: Bool { verdict == .clear || verdict == .likely }

    /// Whether the level moved at once, gradually, or in a way that cannot be told.
    public var pace: ChangePace { ChangePace(stepShare: raw.stepShare) }

    /// When the new level began; nil without a claim and where the level may have moved gradually.
    public var date: DateDistribution? {
        isClaimed && pace == .atOnce ? raw.dates : nil
    }

    /// What explains the series where no new level is claimed.
    public var rival: Rival {
        if raw.returns > raw.none, let spell = raw.spell { return .spell(spell) }
        return raw.transients.isEmpty ? .wander : .transients(raw.transients)
    }

    /// What may stand in the place of a new level.
    public enum Rival: Sendable, Hashable {
        /// Flares that faded and stretches that ended, in order of time.
        case transients([TransientFit.PlacedTransient])
        /// Up and back, or down and back.
        case spell(TransientFit.SpellDates)
        case wander
    }
}

/// How a level moved.
public enum ChangePace: String, Sendable, Hashable, CaseIterable {
    /// A step explains it: a date may be shown.
    case atOnce
    case cannotBeTold
    /// A drift or a slow wave explains it better.
    case gradual

    /// - Parameter stepShare: new / (new + courses). The bounds of 2/3 and 1/3 leave 2 of 128 claims on
    ///   drifting series with a date and 73-84 % of claims on steps of 2 SD.
    public init(stepShare: Double) {
        self = stepShare >= 2.0 / 3 ? .atOnce : stepShare > 1.0 / 3 ? .cannotBeTold : .gradual
    }
}
