import ExperimentAnalysis
import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// How small a difference this trial, with this person's swings, could tell from none.
package struct DetectableChange: Sendable, Equatable {
    /// Standard deviation of the analysed days around the mean of their condition, in points. The
    /// regression's own sigma is not used: for errors that hardly forget it is the spread of a wander
    /// that never ends.
    package let dayToDay: Double
    /// Between one day and another, differences below this happen without any change of the person's 19 times in 20:
    /// 1.96 sqrt(2) times the day-to-day deviation.
    package let betweenTwoDays: Double
    /// Half the width of the interval of the first comparison; nil without one.
    package let inThisTrial: Double?

    package init(_ analysis: EffectAnalysis) {
        dayToDay = Self.spread(analysis)
        betweenTwoDays = 1.959_963_984_540_054 * 2.0.squareRoot() * dayToDay
        inThisTrial = analysis.effects.first.map { 0.5 * $0.interval.width }
    }

    /// Pooled over the conditions; the regression's sigma where no condition has two days.
    private static func spread(_ analysis: EffectAnalysis) -> Double {
        let scores = analysis.conditions.compactMap(\.scores)
        let freedom = scores.reduce(0) { $0 + $1.n - 1 }
        guard freedom > 0 else { return analysis.fit.sigma }
        let squares = scores.reduce(0.0) { sum, scores in
            let deviation = scores.standardDeviation ?? 0
            return sum + Double(scores.n - 1) * deviation * deviation
        }
        return (squares / Double(freedom)).squareRoot()
    }
}
