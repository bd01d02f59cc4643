import ExperimentAnalysis
import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// Something beside the condition that may have moved the scores, with what the data say about it.
package enum Explanation: Sendable {
    /// Whether the trial began in a bad spell, from which scores come back by themselves, and what
    /// the plan says about it. Without a baseline to tell from there is no starting point.
    case startingPoint(StartingPoint?, startedBecauseBad: Bool?)
    /// How many of the schedules that could have been drawn look as clear.
    case draw(RandomizationEvidence)
    /// Outcomes that disagree about the same condition.
    case discordance(OutcomeFamily)
    case marked(MarkedDays)
    case missing(MissingDays)
    /// Whether the effect grew or faded within the tested phases.
    case course(PhaseCourse)
    /// The scores moved over the whole trial, whatever the condition.
    case drift(Drift)
    /// The conditions were lived one after the other, once: whatever else changed with them counts
    /// as their effect. What sites that began on other days say to that stands with the grade.
    case oneChangeOnly(switchDay: CalendarDay)
    /// Phases so long that a season may have turned between them.
    case season(days: Int, switches: Int)

    /// Beside the evidence of the first tested condition, where one was made.
    package static func all(
        of analysis: EffectAnalysis, comparison: Comparison?, draw: RandomizationEvidence?,
        family: OutcomeFamily?, drift: Drift?
    ) -> [Explanation] {
        let data = analysis.data
        var explanations: [Explanation] = []
        if let draw { explanations.append(.draw(draw)) }
        let start = StartingPoint(analysis)
        let said = data.plan.startedBecauseBad
        if start != nil || said != nil {
            explanations.append(.startingPoint(start, startedBecauseBad: said))
        }
        if let family, family.isDiscordant {
            explanations.append(.discordance(family))
        }
        explanations += DayMark.allCases.compactMap { MarkedDays($0, in: analysis) }
            .filter { !$0.isEmpty || Self.askedAfter.contains($0.mark) }.map(Explanation.marked)
        if let course = PhaseCourse(analysis) { explanations.append(.course(course)) }
        if let missing = MissingDays(analysis) { explanations.append(.missing(missing)) }
        if let drift { explanations.append(.drift(drift)) }
        return explanations + design(of: analysis)
    }

    private static func design(of analysis: EffectAnalysis) -> [Explanation] {
        guard let effect = analysis.effects.first else { return [] }
        let plan = analysis.data.plan
        let switches = LivedPhases(effect.condition, effect.reference, in: analysis.data).switches
        let length = analysis.data.days.count { analysis.data.record.isPast($0.day) }
        if switches < 2 {
            let phases = plan.schedule.phases
            let change = zip(phases, phases.dropFirst()).first { $0.condition != $1.condition }
            guard let first = change?.1.first ?? plan.firstDay(of: effect.condition) else {
                return []
            }
            return [.oneChangeOnly(switchDay: first)]
        }
        let isSlow = length >= seasonalDays && switches < 4
        return isSlow ? [.season(days: length, switches: switches)] : []
    }

    /// Events whose absence is worth a word.
    private static let askedAfter: Set<DayMark> = [.slip, .rescue, .illness, .reaction]

    /// A trial of two months spans enough of a season to be said.
    private static let seasonalDays = 60
}
