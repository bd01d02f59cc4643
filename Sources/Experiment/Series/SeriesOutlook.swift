import ExperimentConclusions
import RealModule

/// What would settle an average that cannot be told: more people, or more days of the same people.
///
/// The interval of the mean is about 1.96 sqrt((tau^2 + s^2/c)/k) wide to each side, with s the typical error
/// of a person and c how many times as long each of them goes on. It settles the direction when that is
/// smaller than what was found, and "no worthwhile difference" when it is smaller than M less that.
package struct SeriesOutlook: Sendable, Equatable {
    /// People in all, with trials as long as these; nil beyond `most`.
    package let people: Int?
    /// How many times as long the same people would go on; nil where no length would do, because they differ
    /// too much.
    package let timesAsLong: Double?

    static let most = 10_000

    init?(
        mean: ImprovementReading, smallest: Double, spread: Double, typicalError: Double, count: Int
    ) {
        let size = mean.estimate.magnitude
        let edge = max(size, smallest - size)
        guard edge > 0 else { return nil }
        let target = edge / 1.96
        let one = spread * spread + typicalError * typicalError
        let needed = (one / (target * target)).rounded(.up)
        people = needed > Double(Self.most) ? nil : max(count + 1, Int(needed))
        let left = Double(count) * target * target - spread * spread
        let times = typicalError * typicalError / left
        timesAsLong = left > 0 && times < 20 ? max(1.1, times) : nil
    }
}
