import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial

/// A diary's check as one JSON object, for other programs.
package enum CheckJSON {
    /// Of a diary without an entry there is only the plan to be looked at.
    package static func value(beforeFirstEntryOf plan: TrialPlan) -> JSON {
        let diagnosis = PlanDiagnosis(plan)
        return .object([
            "title": .string(plan.title), "outcomes": .array([]), "remarks": .array([]),
            "plan": .object([
                "canTell": .bool(!diagnosis.isFatal),
                "findings": .array(diagnosis.findings.map { .string($0.description) }),
            ]),
        ])
    }

    package static func value(_ check: DiaryCheck) -> JSON {
        .object([
            "title": .string(check.plan.title),
            "outcomes": .array(check.outcomes.map(outcome)),
            "remarks": .array(check.remarks.map(remark)),
            "nothingFound": .array(check.clear.map { .string($0.rawValue) }),
            "notLookedOver": .array(
                check.obstacles.map {
                    .object([
                        "subject": .string($0.subject.rawValue), "reason": .string($0.reason),
                    ])
                }),
            "marks": .array(
                check.marks.map {
                    .object(["mark": .string($0.mark.rawValue), "days": days($0.days)])
                }),
        ])
    }

    private static func outcome(_ outcome: OutcomeCheck) -> JSON {
        .object([
            "id": .string(outcome.outcome.id),
            "name": .string(outcome.outcome.name),
            "due": .integer(outcome.dueDays),
            "analysed": .integer(outcome.analysedDays),
            "toCome": .integer(outcome.toCome),
            "missing": days(outcome.missing),
            "phases": .array(zip(outcome.phases, outcome.summaries).map(phase)),
            "leftOut": .array(
                outcome.leftOut.map { reason, found in
                    .object([
                        "reason": .string(reason.reason), "days": days(found.map(\.day)),
                        "lines": lines(found.compactMap(\.score).flatMap(\.sources)),
                    ])
                }),
        ])
    }

    private static func phase(_ phase: PhaseCompleteness, _ summary: PhaseSummary) -> JSON {
        .object([
            "name": .string(phase.phase.name),
            "condition": .string(phase.phase.condition),
            "first": .string(phase.phase.first.description),
            "days": .integer(phase.phase.lengthInDays),
            "due": .integer(phase.due),
            "scored": .integer(summary.scoredDays),
            "share": JSON(phase.share),
            "analysed": .integer(summary.analysedDays),
            "mean": JSON(summary.scores?.mean),
            "standardDeviation": JSON(summary.scores?.standardDeviation),
        ])
    }

    private static func remark(_ remark: DiaryRemark) -> JSON {
        .object([
            "subject": .string(remark.subject.rawValue),
            "finding": .string(remark.finding),
            "consequence": .string(remark.consequence),
            "days": days(remark.days),
            "lines": lines(remark.lines),
        ])
    }

    private static func days(_ days: [CalendarDay]) -> JSON {
        .array(days.map { .string($0.description) })
    }

    private static func lines(_ lines: [SourceLine]) -> JSON {
        .array(lines.map { .string($0.description) })
    }
}
