import ExperimentText
import Stats

/// What a high value of an instrument means.
package enum ScoreDirection: Sendable, Hashable {
    case higherIsWorse
    case higherIsBetter
    /// Best inside the band, worse with the distance from it on either side, as hours of sleep.
    case target(ClosedRange<Double>)

    /// The direction of benefit of `analysed(_:)`: of the distance for a target, of the score otherwise.
    package var benefit: Benefit {
        switch self {
        case .higherIsWorse, .target: .lower
        case .higherIsBetter: .higher
        }
    }

    /// The value on the scale on which `benefit` holds: the score itself, or its distance from the
    /// target band.
    package func analysed(_ value: Double) -> Double {
        guard case .target(let band) = self else { return value }
        if value < band.lowerBound { return band.lowerBound - value }
        return max(0, value - band.upperBound)
    }

    /// A number that rises as the person is worse off, whatever the direction.
    package func burden(of value: Double) -> Double { -benefit.sign * analysed(value) }

    /// `lower is better`, `higher is better`, or `best from 7 to 9`.
    package var description: String {
        switch self {
        case .higherIsWorse: "lower is better"
        case .higherIsBetter: "higher is better"
        case .target(let band):
            "best from \(PlainNumber.text(band.lowerBound)) to \(PlainNumber.text(band.upperBound))"
        }
    }
}

extension ScoreDirection: CustomStringConvertible {}
