import ExperimentText
import ExperimentDiary
import ExperimentTrial

/// The days that carry one mark, and what the answer would be without them.
package struct MarkedDays: Sendable {
    package let mark: DayMark
    package let underCondition: Int
    package let conditionDays: Int
    package let underReference: Int
    package let referenceDays: Int
    /// On days of the schedule under neither, such as those of a pause.
    package let elsewhere: Int
    package let sources: [SourceLine]
    /// What was written with it, each wording once, in the order of days.
    package let words: [String]
    /// Nil when there is no estimate without them.
    package let effectWithout: EffectEstimate?

    package var isEmpty: Bool { underCondition + underReference + elsewhere == 0 }

    /// Nil when the diary could not have held the mark.
    package init?(_ mark: DayMark, in analysis: EffectAnalysis) {
        let data = analysis.data
        guard data.record.isRecordable(mark),
            let effect = analysis.effects.first
        else { return nil }
        let tested = data.livedDays.filter { $0.phase?.condition == effect.condition.id }
        let usual = data.livedDays.filter { $0.phase?.condition == effect.reference.id }
        let marked = data.livedDays.filter { $0.marks.contains(mark) }
        self.mark = mark
        underCondition = tested.count { $0.marks.contains(mark) }
        conditionDays = tested.count
        underReference = usual.count { $0.marks.contains(mark) }
        referenceDays = usual.count
        let all = data.days.count { data.record.isPast($0.day) && $0.marks.contains(mark) }
        elsewhere = all - underCondition - underReference
        words = data.record.words(with: mark).map(\.text).firstOccurrences
        sources = marked.flatMap { $0.score?.sources ?? [] }
        let others = data.mapDays { $0.marks.contains(mark) ? $0.leftOut(.marked(mark)) : $0 }
        effectWithout =
            marked.contains(where: \.isAnalysed) && !data.plan.isStaggered
            ? (try? EffectAnalysis(others))?.effects.first : nil
    }
}
