import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// What a look at a trial that is still running may say.
///
/// Looking again and again and stopping at the first interval without zero claims effects that are not
/// there in 8-20 % of trials. Looks that the plan declared share the error among them; any other look
/// is no test, and gets a Bayes factor instead, which may be read at any time.
///
/// Here alone it is decided whether a running trial may give an answer; every form asks `mayAnswer`.
package struct InterimReading: Sendable, Equatable {
    package let lastScoredDay: CalendarDay
    package let plannedEnd: CalendarDay
    package let kind: Kind
    /// Whether the planned end has not come; otherwise the diary merely stops before it.
    package let isRunning: Bool
    /// Whether the containers of a blinded trial are still closed, so that there is no telling what helped.
    package let isClosed: Bool

    package enum Kind: Sendable, Equatable {
        /// The look of this number among the plan's, with the p below which it may claim an effect.
        case plannedLook(number: Int, of: Int, nominalP: Double, crossed: Bool)
        /// Not planned: how many times likelier the data are with an effect than without; nil where
        /// that cannot be computed.
        case notATest(bayesFactor: Double?)
    }

    /// A Bayes factor from which a trial may end before its time.
    package static let decisiveBayesFactor = 20.0

    /// So many due scores may lack at the end, or before a declared look, as on any other days.
    private static let toleratedGap = 2

    /// Whether an answer may be given: after the planned end, once a blinding was opened; before it on a
    /// look that the plan declared and the scores crossed, or at a Bayes factor of 20.
    package var mayAnswer: Bool {
        switch kind {
        case _ where isClosed: false
        case _ where !isRunning: true
        case .plannedLook(_, _, _, let crossed): crossed
        case .notATest(let factor): Self.isDecisive(factor)
        }
    }

    /// Whether scores of a running trial without declared looks may be told for what they say.
    ///
    /// - `bayesFactor`: nil where it cannot be computed.
    package static func isDecisive(_ bayesFactor: Double?) -> Bool {
        (bayesFactor ?? 0) >= decisiveBayesFactor
    }

    /// Nil when the planned end has come, nothing is closed, and the diary reaches the end, but for two due
    /// scores at most.
    package init?(_ analysis: EffectAnalysis) {
        let data = analysis.data
        guard let last = data.days.last(where: { $0.score != nil })?.day,
            data.record.isRunning || data.record.isClosed
                || data.completeness.missing.count(where: { $0 > last }) > Self.toleratedGap
        else { return nil }
        lastScoredDay = last
        plannedEnd = data.plan.schedule.days.upperBound
        isRunning = data.record.isRunning
        isClosed = data.record.isClosed
        kind =
            Self.planned(analysis, last)
            ?? .notATest(bayesFactor: Self.bayesFactor(analysis))
    }

    /// The reading of the last declared look that the diary has reached, when it is the day of one: at
    /// most two days without a score may lie between.
    private static func planned(_ analysis: EffectAnalysis, _ last: CalendarDay) -> Kind? {
        let plan = analysis.data.plan
        guard
            let number = plan.analysis.looks.lastIndex(where: {
                $0.advanced(by: -toleratedGap) <= last
            }),
            last <= plan.analysis.looks[number],
            let effect = analysis.effects.first,
            let looks = try? plannedLooks(analysis)
        else { return nil }
        let nominal = looks.nominalP[number]
        return .plannedLook(
            number: number + 1, of: looks.nominalP.count, nominalP: nominal,
            crossed: effect.twoSidedP <= nominal)
    }

    /// Boundaries from the information that the planned schedule will hold at each look.
    private static func plannedLooks(
        _ analysis: EffectAnalysis
    ) throws(RegressionError) -> InterimLooks {
        let plan = analysis.data.plan
        let days = analysis.data.days.filter { $0.phase != nil }
        let tested = plan.testedConditions.first?.id
        let design = try DesignMatrix(
            columns: [
                ("intercept", days.map { _ in 1 }),
                ("tested", days.map { $0.phase?.condition == tested ? 1 : 0 }),
            ], times: days.map(\.studyDay))
        let rows = plan.analysis.looks.map { look in days.count { $0.day <= look } } + [days.count]
        let fractions = try InterimLooks.fractions(
            of: design, contrast: Contrast(column: "tested", of: design), rows: rows)
        return try InterimLooks(
            informationFractions: fractions, alpha: 1 - plan.analysis.level)
    }

    private static func bayesFactor(_ analysis: EffectAnalysis) -> Double? {
        guard let condition = analysis.data.plan.testedConditions.first,
            let rows = try? TrialDesignMatrix(analysis.data)
        else { return nil }
        return try? BayesFactor(
            ofColumn: TrialDesignMatrix.column(of: condition), rows.responses, on: rows.design
        ).value
    }
}

extension TrialAnalysis {
    /// Whether what the trial found may be told today; until then it merely stands somewhere.
    package var mayBeTold: Bool { InterimReading(primary)?.mayAnswer ?? true }
}
