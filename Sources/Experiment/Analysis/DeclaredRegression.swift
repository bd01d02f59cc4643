import ExperimentDiary
import ExperimentText
import ExperimentTrial
import RealModule
import Stats

/// What a specification means to the engines: the regression, the contrast of each comparison, and the
/// estimate that comes of it. The analysis of a diary and the simulations of a plan both stand on it.
extension TrialData {
    /// - `condition`: whose course the engine follows, where it follows one.
    package func regression(for condition: Condition?) -> Regression {
        var options = RegressionOptions(level: plan.analysis.level)
        if specification.lags == nil {
            options.exposure = condition.map(exposure)
        } else if let place = plan.testedConditions.firstIndex(where: { $0.id == condition?.id }) {
            options.spreadGroup = analysed.map { $0.exposures[place] > 0 }
        }
        if specification.method == .daily, plan.testedConditions.count > 1 {
            // Spreads of their own have been studied for two conditions only.
            options.spreadGroup = analysed.map { _ in false }
        }
        if let halfLives = specification.halfLives {
            options.onsetGrid = .standard.only(halfLives)
        }
        options.readings = analysed.compactMap { $0.score?.measurements }
        return Regression(specification.method, options: options)
    }

    /// - `referenceMean`: of the analysed days under the reference; nil without such days.
    /// - `ratio`: of the two means, where the outcome is a count.
    package func effect(
        _ contrast: ContrastEstimate, of estimand: Estimand,
        referenceMean: Double?, ratio: EffectEstimate.Ratio? = nil
    ) -> EffectEstimate {
        EffectEstimate(
            contrast, of: estimand, in: self,
            worthwhile: outcome.worthwhile(referenceMean: referenceMean), ratio: ratio)
    }
}

extension RegressionMethod {
    /// Whether the engine models the course of one exposure beyond its column.
    package var followsExposure: Bool { isAveragedOverOnset || comparesSpreads }
}

extension OnsetGrid {
    /// The curves on one side of a half-life, with dead times that are no longer than it.
    package func only(_ halfLives: HalfLives) -> OnsetGrid {
        let (limit, isSlow) =
            switch halfLives {
            case .upTo(let days): (days, false)
            case .over(let days): (days, true)
            }
        return OnsetGrid(
            timeConstants: timeConstants.filter { ($0 * Double.log(2) > limit) == isSlow },
            deadTimes: deadTimes.filter { Double($0) <= limit })
    }
}
