import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// The days and phases that a report rests on, its fit, and where it comes from.
extension JSONRenderer {
    static func detectable(_ change: DetectableChange) -> JSON {
        .object([
            "dayToDay": .number(change.dayToDay),
            "betweenTwoDays": .number(change.betweenTwoDays),
            "inThisTrial": JSON(change.inThisTrial),
        ])
    }

    static func phase(_ phase: PhaseSummary) -> JSON {
        .object([
            "name": .string(phase.phase.name),
            "condition": .string(phase.phase.condition),
            "first": .string(phase.phase.first.description),
            "last": .string(phase.phase.last.description),
            "plannedDays": .integer(phase.plannedDays),
            "scoredDays": .integer(phase.scoredDays),
            "analysedDays": .integer(phase.analysedDays),
            "scores": scores(phase.scores),
        ])
    }

    static func day(_ day: TrialDay) -> JSON {
        .object([
            "day": .string(day.day.description),
            "phase": JSON(day.phase?.name),
            "score": JSON(day.score?.value),
            "excluded": JSON(day.exclusion?.reason),
            "marks": strings(day.marks.map(\.rawValue)),
            "lines": strings(day.score?.sources.map(\.description) ?? []),
        ])
    }

    static func fit(_ fit: RegressionFit, level: Double) -> JSON {
        .object([
            "method": .string(fit.method.rawValue),
            "label": .string(fit.method.label),
            "n": .integer(fit.n),
            "degreesOfFreedom": JSON(fit.degreesOfFreedom),
            "autocorrelation": JSON(fit.autocorrelation?.mean),
            "autocorrelationInterval": fit.autocorrelation?.interval.map(interval) ?? .null,
            "sigma": .number(fit.sigma),
            "logLikelihood": JSON(fit.logLikelihood),
            "coefficients": .array(
                fit.coefficients.map { coefficient in
                    .object([
                        "name": .string(coefficient.name),
                        "estimate": .number(coefficient.estimate),
                        "standardError": .number(coefficient.standardError),
                    ])
                }),
            "notes": strings(fit.notes),
        ])
    }

    static func plan(_ analysis: AnalysisPlan) -> JSON {
        let hours: [JSON.Member] = [
            .init("onsetLagInHours", .integer(analysis.onsetLagInHours)),
            .init("washoutInHours", .integer(analysis.washoutInHours)),
        ]
        return .object(
            (analysis.isInHours ? hours : []) + [
                JSON.Member("method", JSON(analysis.method?.rawValue)),
                JSON.Member("level", .number(analysis.level)),
                JSON.Member("onsetLagInDays", .integer(analysis.onsetLagInDays)),
                JSON.Member("washoutInDays", .integer(analysis.washoutInDays)),
                JSON.Member("trend", .bool(analysis.hasTrend)),
                JSON.Member("weekday", .bool(analysis.hasWeekday)),
                JSON.Member("cycle", analysis.cycle.map(cycle) ?? .null),
                JSON.Member("lags", analysis.lags.map(lags) ?? .null),
            ])
    }

    static func cycle(_ cycle: PlannedCycle) -> JSON {
        .object([
            "days": JSON(cycle.lengthInDays), "from": JSON(cycle.start?.description),
            "harmonics": .integer(cycle.harmonics),
        ])
    }

    static func lags(_ lags: DistributedLag) -> JSON {
        .object(["curve": .string(lags.curve.rawValue), "days": .integer(lags.days)])
    }

    static func provenance(_ report: Report) -> JSON {
        .object([
            "program": .string("n1"),
            "version": .string(report.provenance.version),
            "seed": .string(String(report.plan.seed)),
            "planSHA256": JSON(report.provenance.planHash),
            "diarySHA256": JSON(report.provenance.diaryHash),
            "seal": JSON(report.provenance.seal),
        ])
    }
}
