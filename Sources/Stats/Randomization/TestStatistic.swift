/// What a randomisation test measures on each arrangement; every one is linear in the scores.
///
/// Whatever the statistic, the test is exact: it only decides which effects are seen easily.
public enum TestStatistic: Sendable, Hashable {
    /// Mean of the treated rows minus mean of the reference rows (within each series, when there
    /// are several). For doses, the slope of the least-squares line.
    case meanDifference

    /// Generalised least squares with errors whose correlation is `rho^gap`, `gap` in steps: the
    /// coefficient of the contrast divided by its unscaled standard error. With two conditions it
    /// orders arrangements exactly as |t| does; with more, as t with a common residual variance.
    /// Seen easily when rows resemble their neighbours.
    case generalizedLeastSquares(rho: Double)

    /// Slope of the scores over the treated rows minus slope over the reference rows, per step.
    case slopeDifference

    /// Mean of the means of treated phases minus mean of the means of reference phases: each phase
    /// weighs the same, however long it is. A phase is a run of rows under one condition.
    case phaseMeanDifference

    /// The default: generalised least squares at rho = 0.5, never far from the best choice for
    /// daily scores whose correlation is unknown.
    public static let gls = TestStatistic.generalizedLeastSquares(rho: 0.5)
}

/// Which conditions are compared.
public enum ConditionContrast: Sendable, Hashable {
    /// One condition against another; any further conditions have effects of their own.
    case difference(treated: Int, reference: Int)
    /// The effect of one unit of dose, `doses[c]` being the dose of condition `c`.
    case dose([Double])

    /// Condition 1 against condition 0.
    public static let treatment = ConditionContrast.difference(treated: 1, reference: 0)

    /// Exposure of a row under `condition` to the contrast: 1 when treated, or its dose.
    func exposure(of condition: Int) -> Double {
        switch self {
        case .difference(let treated, _): condition == treated ? 1 : 0
        case .dose(let doses): condition < doses.count ? doses[condition] : 0
        }
    }

    /// Number of conditions that the contrast names or implies.
    var conditionCount: Int {
        switch self {
        case .difference(let treated, let reference): max(treated, reference) + 1
        case .dose(let doses): doses.count
        }
    }
}
