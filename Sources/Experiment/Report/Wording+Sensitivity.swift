import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial
import Stats

extension Wording {
    /// Whether the other analyses of the fixed list agree with the declared one.
    static func sensitivity(_ curve: SpecificationCurve, _ comparison: Comparison) -> String {
        let others = curve.points.dropFirst()
        let effects = others.compactMap(\.effect)
        guard let low = effects.map(\.estimate).min(), let high = effects.map(\.estimate).max()
        else { return "None of the \(others.count) other analyses could be made." }
        let same = effects.count { $0.estimate.sign == comparison.effect.estimate.sign }
        let none = effects.count { $0.interval.lower < 0 && $0.interval.upper > 0 }
        let including =
            switch none {
            case 0: ""
            case 1: " The interval of one includes no difference at all."
            default: " The intervals of \(none) include no difference at all."
            }
        return "Beside the planned analysis, \(Phrase.count(others.count, "other")) were fixed "
            + "beforehand. \(effects.count) of them could be made; \(same) point the same way. "
            + "Their differences run from \(comparison.rounding.text(low)) to "
            + "\(comparison.rounding.text(high)) \(comparison.unit).\(including)"
    }

    static func sensitivityTable(
        _ curve: SpecificationCurve, _ comparison: Comparison
    ) -> ReportDocument.Table {
        let rounding = comparison.rounding
        return ReportDocument.Table(
            caption: "Every analysis of the list, the planned one first",
            header: ["Analysis", "Difference", "Interval"],
            rows: curve.points.map { point in
                guard let effect = point.effect else {
                    return [point.specification.name, "could not be made", ""]
                }
                return [
                    point.specification.name, rounding.text(effect.estimate),
                    "\(rounding.text(effect.interval.lower)) to "
                        + "\(rounding.text(effect.interval.upper))",
                ]
            })
    }

    static func sensitivityTitle() -> String {
        "The difference in every analysis of the fixed list, the planned one first"
    }

    static func sensitivityDescription() -> String {
        "The same numbers stand in the table below."
    }
}

extension SpecificationCurve.Point {
    /// The effect of the first tested condition, the one of the headline.
    package var effect: EffectEstimate? {
        switch result {
        case .success(let effects): effects.first
        case .failure: nil
        }
    }
}
