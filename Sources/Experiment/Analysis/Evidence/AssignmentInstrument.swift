import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// What the condition did on the days that followed the draw, with the draw as the instrument: neither
/// diluted by days lived otherwise, as the comparison as planned is, nor mixed with the reasons for which
/// days were lived otherwise, as the comparison as done is.
package struct AssignmentInstrument: Sendable {
    package let condition: Condition
    /// In points of the score; refused where the draw moved too few days.
    package let effect: Result<InstrumentedEffect, InstrumentedEffect.Refusal>

    /// - `data`: the days counted as scheduled.
    ///
    /// Returns nil where chance did not assign the days, where several conditions or places are
    /// compared, or where the engine follows the course of the effect over days.
    init?(_ data: TrialData) {
        let plan = data.plan
        guard plan.isDrawn, !plan.isStaggered, plan.testedConditions.count == 1,
            let condition = plan.testedConditions.first, data.specification.usesLags,
            let rows = try? TrialDesignMatrix(data)
        else { return nil }
        self.condition = condition
        effect = Result { () throws(InstrumentedEffect.Refusal) in
            try InstrumentedEffect(
                rows.responses, received: data.analysed.map { $0.done[0] },
                assigned: TrialDesignMatrix.column(of: condition), on: rows.design,
                by: data.regression(for: condition), level: plan.analysis.level)
        }
    }
}
