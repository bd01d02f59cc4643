import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// The regression of the days of a reintroduction on every food at once: each food acts from the day
/// after its first dose to the end of its window, against the matched days, with errors that resemble
/// their neighbours.
///
///     burden = level + trend x day + sum over foods (effect x in its window) + covariates + AR(1) error
///
/// Challenges come last in a trial and matched days mostly before them, so that a drift looks like a
/// food: without the trend a rise of two spreads over a trial made 12 % of intervals exclude none.
///
/// The intervals hold together: each has the level 1 - (1 - level) / number of foods (Bonferroni).
struct FoodEffects {
    private let fit: RegressionFit
    private let columns: [String]
    private let level: Double

    /// Nil where the engine refuses: too few days, or windows that cannot be told apart.
    package init?(_ data: TrialData, _ challenges: [Challenge], foods: [String]) {
        let days = BurdenDays(data)
        let windows = challenges.filter { days.reactions(in: $0.doses).isEmpty }
        let inWindow = Set(windows.flatMap { Array($0.window) })
        let matched = Set(days.matched(to: challenges).map(\.day))
        let rows = data.days.filter { day in
            day.usableScore != nil && !day.covariates.contains { $0 == nil }
                && (matched.contains(day.studyDay) || inWindow.contains(day.studyDay))
        }
        columns = foods.indices.map { "food \($0 + 1)" }
        level = 1 - (1 - data.plan.analysis.level) / Double(max(foods.count, 1))
        var terms: [(name: String, values: [Double])] = [
            (TrialDesignMatrix.intercept, rows.map { _ in 1 }),
            Terms.trend(rows.map(\.studyDay), name: TrialDesignMatrix.trend),
        ]
        for (column, food) in zip(columns, foods) {
            let own = windows.filter { $0.food == food }
            terms.append(
                (
                    column,
                    rows.map { day in own.contains { $0.window.contains(day.studyDay) } ? 1 : 0 }
                ))
        }
        for (place, covariate) in data.plan.covariates.enumerated() {
            let values = rows.compactMap { $0.covariates[place] }
            let mean = values.reduce(0, +) / Double(max(values.count, 1))
            terms.append(("covariate \(covariate.id)", values.map { $0 - mean }))
        }
        guard let design = try? DesignMatrix(columns: terms, times: rows.map(\.studyDay)),
            let fit = try? Regression(.ar1).fit(
                rows.compactMap { days.burden(on: $0.studyDay) }, on: design)
        else { return nil }
        self.fit = fit
    }

    /// Of the food with a place in the list.
    package func effect(of place: Int) -> FoodEvidence.Effect? {
        guard columns.indices.contains(place),
            let found = try? fit.estimate(ofColumn: columns[place])
        else { return nil }
        return FoodEvidence.Effect(
            worsening: found.estimate, interval: found.interval(level: level))
    }
}
