import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial

/// What is in a diary, what is missing, what was settled while reading it, which days the analysis
/// will leave out and why, and what looks wrong.
package struct DiaryCheck: Sendable {
    package let plan: TrialPlan
    /// One an outcome, in the order of the plan.
    package let outcomes: [OutcomeCheck]
    package let notes: [DiaryNote]
    /// Days with something else on them, in the order of time.
    package let marks: [(mark: DayMark, days: [CalendarDay])]
    /// What looks wrong, subject by subject.
    package let remarks: [DiaryRemark]
    /// Subjects under which nothing was found.
    package let clear: [DiaryRemark.Subject]
    /// Subjects that this diary cannot be looked over for, and why.
    package let obstacles: [(subject: DiaryRemark.Subject, reason: String)]

    /// - `today`: days after it, and after the last entry, are still to come; nil takes all
    ///   days of the plan as past.
    ///
    /// Throws `AnalysisError.scoring` when items do not make a score.
    package init(
        _ plan: TrialPlan, diary: Diary, today: CalendarDay? = nil
    ) throws(AnalysisError) {
        self.plan = plan
        notes = diary.notes
        let record = TrialRecord(plan, diary: diary, today: today)
        let data = try Self.data(plan, diary, today)
        outcomes = data.map(OutcomeCheck.init)
        marks = DayMark.allCases.compactMap { mark in
            let days = diary.days.filter { $0.marks.contains(mark) }.map(\.day)
            return days.isEmpty ? nil : (mark, days)
        }
        let material = CheckMaterial(
            plan: plan, diary: diary, data: data, lastDay: record.lastDay)
        let looks = Self.looks.map { $0.init(material) }
        remarks = looks.flatMap(\.remarks)
        clear = looks.filter { $0.obstacle == nil && $0.remarks.isEmpty }
            .map { type(of: $0).subject }
        obstacles = looks.compactMap { look in
            look.obstacle.map { (type(of: look).subject, $0) }
        }
    }

    /// In the order in which they are told.
    private static var looks: [any DiaryLook.Type] {
        [
            CompletenessLook.self, CalendarDrift.self, LateEntries.self, Duplicates.self,
            ImpossibleValues.self, UnlikelyValues.self, StraightLining.self, Disagreement.self,
            KeptDaysLook.self, RecallCrossing.self,
        ]
    }

    private static func data(
        _ plan: TrialPlan, _ diary: Diary, _ today: CalendarDay?
    ) throws(AnalysisError) -> [TrialData] {
        var data: [TrialData] = []
        for outcome in plan.outcomes {
            do throws(ScoringError) {
                data.append(
                    try TrialData(plan, outcome: outcome, diary: diary, today: today))
            } catch {
                throw .scoring(outcome: outcome.name, error)
            }
        }
        return data
    }
}

/// The state of one outcome.
package struct OutcomeCheck: Sendable {
    package let outcome: PlannedOutcome
    /// How complete each phase is, in the order of time.
    package let phases: [PhaseCompleteness]
    /// What each phase holds; with its mean only where the trial may be told of.
    package let summaries: [PhaseSummary]
    /// Scored days that the analysis leaves out, by reason, in the order in which reasons occur.
    package let leftOut: [(reason: Exclusion, days: [TrialDay])]
    /// Days on which a score was due and none came.
    package let missing: [CalendarDay]
    /// Days that were spent partly under a tested condition.
    package let mixed: [TrialDay]
    package let analysedDays: Int
    package let dueDays: Int
    package let toCome: Int

    package init(_ data: TrialData) {
        let completeness = data.completeness
        outcome = data.outcome
        phases = completeness.phases
        let isSecret = data.record.isRunning || data.record.isClosed
        summaries = data.plan.schedule.phases.map { phase in
            let summary = PhaseSummary(phase, in: data)
            return isSecret ? summary.withoutScores : summary
        }
        missing = completeness.missing
        let excluded = data.days.filter { $0.exclusion != nil && $0.exclusion != .noScore }
        leftOut = grouped(excluded) { $0.exclusion }.compactMap { days in
            days.first?.exclusion.map { ($0, days) }
        }
        mixed = data.days.filter { day in day.exposures.contains { $0 > 0 && $0 < 1 } }
        analysedDays = data.analysed.count
        dueDays = completeness.due
        toCome = completeness.toCome
    }
}
