internal import RealModule

/// Whether the first phase ended in a bad spell: people begin a treatment when things are at their
/// worst, and from there scores come back by themselves.
public struct BaselineSpell: Sendable, Equatable {
    /// The last days of the baseline.
    public let last: ScoreSummary
    /// The days of the baseline before them.
    public let earlier: ScoreSummary
    /// How much worse the last days were, in points; negative when they were better.
    public let worsening: Double
    /// Its standard error, given how days resemble their neighbours.
    public let standardError: Double
    /// Improvement to be expected with no effect at all, in points; 0 unless the spell is bad.
    public let expectedImprovement: Double

    /// Worse by more than chance brings about in 19 of 20 baselines.
    public var isBad: Bool { worsening > 1.645 * standardError }

    static let lengthInDays = 7
    private static let fewestScores = 4

    /// Nil when the trial does not begin with a reference phase, or it is too short to tell.
    /// - Parameter rho: autocorrelation of neighbouring days, from the fit; 0 treats them as
    ///   independent.
    init?(_ data: TrialData, autocorrelation rho: Double = 0) {
        guard let first = data.plan.schedule.phases.first,
            data.plan.condition(first.condition)?.reference == nil
        else { return nil }
        let days = data.days.filter { first.days.contains($0.day) && $0.score != nil }
        let border = first.last.advanced(by: 1 - Self.lengthInDays)
        let (before, after) = (days.filter { $0.day < border }, days.filter { $0.day >= border })
        guard before.count >= Self.fewestScores, after.count >= Self.fewestScores,
            let earlier = ScoreSummary(before.compactMap(\.score?.value)),
            let last = ScoreSummary(after.compactMap(\.score?.value)),
            let spread = ScoreSummary(days.compactMap(\.score?.value))?.standardDeviation
        else { return nil }
        let sign = data.outcome.instrument.direction.benefit.sign
        self.earlier = earlier
        self.last = last
        worsening = sign * (earlier.mean - last.mean)
        let weights = days.map { day in
            day.day < border ? -1 / Double(before.count) : 1 / Double(after.count)
        }
        standardError =
            spread * Self.variance(of: weights, at: days.map(\.studyDay), rho).squareRoot()
        let share = Double(after.count) / Double(days.count)
        expectedImprovement = worsening > 1.645 * standardError ? share * worsening : 0
    }

    /// Variance of a weighted sum of unit-variance days whose correlation is rho to the distance.
    private static func variance(of weights: [Double], at times: [Int], _ rho: Double) -> Double {
        var sum = 0.0
        for i in weights.indices {
            for j in weights.indices {
                let distance = (times[i] - times[j]).magnitude
                sum += weights[i] * weights[j] * Double.pow(rho, Int(distance))
            }
        }
        return max(sum, 0)
    }
}
