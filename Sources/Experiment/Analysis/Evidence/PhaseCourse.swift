import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// The first half of each tested phase against the second: whether an effect faded while the change went
/// on, as hope and novelty do, or was still growing.
///
/// Two columns in the place of the condition's one, for the analysed days of the first and of the second
/// halves, by the engine `ar1`; everything else as in the plan's own analysis.
package struct PhaseCourse: Sendable {
    package let condition: Condition
    /// Difference from the reference in the first halves and in the second, in points.
    package let early: Double
    package let late: Double
    /// Of the second less the first.
    package let change: Double
    package let interval: Interval
    package let benefit: Benefit

    package enum Direction: Sendable { case faded, grew, open }

    /// Faded or grew only where the interval of the change excludes none.
    package var direction: Direction {
        guard interval.lower > 0 || interval.upper < 0 else { return .open }
        return benefit.sign * change < 0 ? .faded : .grew
    }

    /// Nil for doses and several sites, and where the days do not carry it.
    package init?(_ analysis: EffectAnalysis) {
        let data = analysis.data
        guard let effect = analysis.effects.first, !data.plan.isStaggered,
            data.specification.lags == nil, effect.condition.amount == nil,
            let rows = try? TrialDesignMatrix(data)
        else { return nil }
        let name = TrialDesignMatrix.column(of: effect.condition)
        let isLate = data.analysed.map { day -> Bool in
            guard let phase = day.phase else { return false }
            return 2 * phase.first.distance(to: day.day) >= phase.lengthInDays
        }
        var columns: [(name: String, values: [Double])] = []
        for place in 0..<rows.design.columns {
            let column = Array(rows.design.matrix.column(place))
            guard rows.design.names[place] == name else {
                columns.append((rows.design.names[place], column))
                continue
            }
            columns.append((Self.early, zip(column, isLate).map { $1 ? 0 : $0 }))
            columns.append((Self.late, zip(column, isLate).map { $1 ? $0 : 0 }))
        }
        guard
            let design = try? DesignMatrix(
                columns: columns, times: data.analysed.map(\.studyDay)),
            let fit = try? Regression(.ar1).fit(rows.responses, on: design),
            let early = try? fit.estimate(ofColumn: Self.early),
            let late = try? fit.estimate(ofColumn: Self.late),
            let contrast = try? Contrast(
                [(Self.late, 1), (Self.early, -1)], columns: design.names),
            let change = try? fit.estimate(of: contrast)
        else { return nil }
        condition = effect.condition
        self.early = early.estimate
        self.late = late.estimate
        self.change = change.estimate
        interval = change.interval(level: data.plan.analysis.level)
        benefit = data.benefit
    }

    private static let early = "first halves"
    private static let late = "second halves"
}
