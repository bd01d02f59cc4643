import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentSeries
import ExperimentText
import ExperimentTrial
import Stats

/// A report as one JSON object: every number of the text with all its digits, every sentence, and
/// every day. Its shape is docs/report.schema.json; keys are added, never renamed.
package enum JSONRenderer {
    package static let schema = 1

    package static func json(_ report: Report) -> JSON {
        let document = ReportDocument(report)
        return .object([
            "schema": .integer(schema),
            "title": .string(document.title),
            "question": .string(document.question),
            "source": JSON(document.source),
            "safety": SafetyWording.json(report),
            "findings": .array(report.findings.map(finding)),
            "others": .array(report.others.map(finding)),
            "family": family(report.families),
            "change": report.change.map(change) ?? .null,
            "switches": report.switches.map { switches($0, sentence: report.lag) } ?? .null,
            "onset": report.onset.map(onset) ?? .null,
            "explanations": .array(explanations(report)),
            "nextSteps": .array(nextSteps(report)),
            "sensitivity": sensitivity(report),
            "evidence": report.evidence.map { .object(EvidenceJSON.members($0)) } ?? .null,
            "detectableChange": detectable(report.detectable),
            "phases": .array(report.primary.phases.map(phase)),
            "fit": fit(report.primary.fit, level: report.plan.analysis.level),
            "analysis": plan(report.plan.analysis),
            "days": .array(report.primary.data.days.map(day)),
            "diaryNotes": strings(report.notes.map(Wording.note)),
            "method": strings(Wording.method(report)),
            "series": .array(
                PersonSummary.all(report.conclusions, person: document.title).map(\.json)),
            "provenance": provenance(report),
            "footer": strings(document.footer),
        ])
    }

    /// The object as text, with a line break at the end.
    ///
    /// - `borrowed`: what a series adds, under a key of its own.
    package static func json(_ report: Report, borrowed: BorrowedStrength?) -> JSON {
        guard let borrowed, case .object(let members) = json(report) else { return json(report) }
        return .object(members + [.init("borrowed", borrowed.json)])
    }

    package static func text(_ report: Report, borrowed: BorrowedStrength? = nil) -> String {
        json(report, borrowed: borrowed).settled.text + "\n"
    }

    static func strings(_ texts: [String]) -> JSON { .array(texts.map(JSON.string)) }

    // MARK: Findings

    private static func family(_ families: [OutcomeFamily]) -> JSON {
        guard !families.isEmpty else { return .null }
        return .object([
            "rate": JSON(OutcomeFamily.rate),
            "members": .array(
                families.flatMap { family in
                    family.others.map { member in
                        .object([
                            "outcome": .string(member.outcome.id),
                            "condition": .string(family.primary.effect.condition.id),
                            "adjustedP": JSON(member.p), "text": .string(Wording.pValue(member.p)),
                            "isClear": .bool(member.isSelected),
                        ])
                    }
                }),
            "intervalLevel": JSON(families.compactMap(\.intervalLevel).min()),
            "count": .integer(families[0].others.count),
        ])
    }

    private static func finding(_ finding: Finding) -> JSON {
        switch finding {
        case .effect(let comparison):
            comparisonObject(comparison, kind: "effect", ruledOut: nil, finding)
        case .compatibleWithNone(let comparison, let ruledOut):
            comparisonObject(comparison, kind: "compatible-with-none", ruledOut: ruledOut, finding)
        case .notEstimable(let outcome, let error):
            .object([
                "kind": "not-estimable",
                "outcome": self.outcome(outcome),
                "reason": .string("\(error)"),
                "sentence": .string(Wording.headline(finding)),
            ])
        }
    }

    private static func comparisonObject(
        _ comparison: Comparison, kind: String, ruledOut: RuledOut?, _ finding: Finding
    ) -> JSON {
        let effect = comparison.effect
        return .object([
            "kind": .string(kind),
            "outcome": outcome(comparison.outcome),
            "condition": condition(effect.condition),
            "reference": condition(effect.reference),
            "verdict": .string(comparison.verdict.rawValue),
            "leaning": JSON(comparison.judgement.leaning?.rawValue),
            "onlyUpToHalfLife": JSON(comparison.judgement.onlyUpToHalfLife),
            "draw": comparison.draw.map {
                .object(["p": .number($0.p), "smallestReachableP": .number($0.smallestP)])
            } ?? .null,
            "rule": JSON(Wording.rule(comparison)),
            "thresholds": .object([
                "direction": .number(Verdict.directionThreshold),
                "size": .number(Verdict.worthwhileThreshold),
                "leaning": .number(Verdict.leaningThreshold),
            ]),
            "sentence": .string(Wording.headline(finding)),
            "sureness": .string(Wording.sureness(finding)),
            "evidence": evidence(comparison.evidence),
            "estimate": .number(effect.estimate),
            "standardError": .number(effect.standardError),
            "interval": interval(effect.interval),
            "improvement": .number(effect.improvement),
            "relativeChange": JSON(comparison.relativeChange),
            "smallest": JSON(effect.worthwhile),
            "ratio": effect.ratio.map(ratio) ?? .null,
            "pValue": .number(effect.twoSidedP),
            "chances": chances(comparison.chances),
            "ruledOut": ruledOut.map(object) ?? .null,
            "referenceScores": scores(comparison.reference),
            "conditionScores": scores(comparison.condition),
            "plainDifference": plainDifference(comparison),
            "decimals": .integer(comparison.rounding.decimals),
            "grounds": grounds(comparison.grounds),
            "caveats": strings(comparison.caveats.compactMap(Wording.caveat)),
        ])
    }

    private static func object(_ ruledOut: RuledOut) -> JSON {
        .object([
            "improvementBeyond": .number(ruledOut.improvementBeyond),
            "worseningBeyond": .number(ruledOut.worseningBeyond),
        ])
    }

    private static func ratio(_ ratio: EffectEstimate.Ratio) -> JSON {
        .object([
            "estimate": .number(ratio.estimate), "interval": interval(ratio.interval),
            "referenceMean": .number(ratio.referenceMean),
        ])
    }

    private static func plainDifference(_ comparison: Comparison) -> JSON {
        guard let condition = comparison.condition, let reference = comparison.reference else {
            return .null
        }
        return .number(condition.mean - reference.mean)
    }

    private static func outcome(_ outcome: PlannedOutcome) -> JSON {
        .object([
            "id": .string(outcome.id),
            "name": .string(outcome.name),
            "instrument": .string(outcome.instrument.id),
            "unit": .string(outcome.instrument.unit),
            "lowest": .number(outcome.instrument.range.lowerBound),
            "highest": .number(outcome.instrument.range.upperBound),
            "direction": .string(outcome.instrument.direction.description),
            "smallestWorthwhileChange": JSON(outcome.worthwhile),
        ])
    }

    private static func condition(_ condition: Condition) -> JSON {
        .object(["id": .string(condition.id), "name": .string(condition.name)])
    }

    private static func evidence(_ evidence: GradedEvidence) -> JSON {
        .object([
            "grade": .string(evidence.grade.rawValue),
            "reasons": strings(evidence.reasons.map(Wording.reason)),
        ])
    }

    package static func interval(_ interval: Interval) -> JSON {
        .object([
            "lower": JSON(interval.lower), "upper": JSON(interval.upper),
            "level": .number(interval.level),
        ])
    }

    private static func chances(_ chances: Chances) -> JSON {
        .object([
            "better": chance(chances.better),
            "worse": chance(chances.worse),
            "worthwhile": chances.size.map { chance($0.worthwhile) } ?? .null,
            "negligible": chances.size.map { chance($0.negligible) } ?? .null,
            "harmful": chances.size.map { chance($0.harmful) } ?? .null,
        ])
    }

    package static func chance(_ probability: Double) -> JSON {
        let chance = Chance(probability)
        return .object([
            "probability": .number(probability), "inHundred": .integer(chance.inHundred),
            "word": .string(chance.word.rawValue),
        ])
    }

    private static func scores(_ scores: ScoreSummary?) -> JSON {
        guard let scores else { return .null }
        return .object([
            "days": .integer(scores.n), "mean": .number(scores.mean),
            "standardDeviation": JSON(scores.standardDeviation),
        ])
    }

    private static func grounds(_ grounds: Grounds) -> JSON {
        .object([
            "analysedDays": .integer(grounds.analysedDays),
            "scoredDays": .integer(grounds.scoredDays),
            "plannedDays": .integer(grounds.plannedDays),
            "excluded": .array(
                grounds.excluded.map { excluded in
                    .object([
                        "reason": .string(excluded.reason.reason),
                        "count": .integer(excluded.days.count),
                        "days": strings(excluded.days.map(\.description)),
                        "lines": strings(excluded.sources.map(\.description)),
                        "sentence": .string(Wording.excluded(excluded)),
                    ])
                }),
        ])
    }
}

// MARK: Timing, explanations, next steps

extension JSONRenderer {
    private static func change(_ change: ChangeTiming) -> JSON {
        .object([
            "switch": .string(change.switchDay.description),
            "anyChange": chance(change.probabilityOfNewLevel),
            "beforeSwitch": chance(change.probabilityBeforeSwitch),
            "mostProbable": JSON(change.date?.mostProbable.description),
            "earliest": JSON(change.date?.days.lowerBound.description),
            "latest": JSON(change.date?.days.upperBound.description),
            "distanceInDays": change.date.map {
                .integer(change.switchDay.distance(to: $0.mostProbable))
            } ?? .null,
            "level": JSON(change.date?.level),
            "spell": change.spell.map {
                .object(["first": .string("\($0.first)"), "back": .string("\($0.back)")])
            } ?? .null,
            "daily": .array(
                change.daily.map {
                    .object([
                        "day": .string($0.day.description), "probability": .number($0.probability),
                    ])
                }),
            "sentences": strings(Wording.change(change)),
        ])
    }

    private static func switches(_ reading: SwitchReading, sentence: String?) -> JSON {
        .object([
            "days": strings(
                reading.switches.map { CalendarDay(daysSinceEpoch: $0).description }),
            "followed": chance(reading.probabilityOfEffect),
            "effect": JSON(reading.effect),
            "interval": interval(reading.effectInterval),
            "meanLagInDays": JSON(reading.meanLag),
            "likelyLagsInDays": .array(reading.likelyLags.map(JSON.integer)),
            "sentence": JSON(sentence),
        ])
    }

    private static func onset(_ onset: OnsetTiming) -> JSON {
        .object([
            "halfTime": .object([
                "lower": .number(onset.halfTime.lower), "median": .number(onset.halfTime.median),
                "upper": .number(onset.halfTime.upper),
            ]),
            "course": .array(
                onset.course.map {
                    .object([
                        "share": .number($0.mean), "lower": .number($0.lower),
                        "upper": .number($0.upper),
                    ])
                }),
            "sentence": .string(Wording.onset(onset)),
        ])
    }

    private static func explanations(_ report: Report) -> [JSON] {
        guard let comparison = report.headline.comparison else { return [] }
        return report.explanations.map { explanation in
            .object(
                facts(of: explanation) + [
                    .init(
                        "sentence",
                        .string(Wording.explanation(explanation, of: comparison).sentence))
                ])
        }
    }

    private static func facts(of explanation: Explanation) -> [JSON.Member] {
        switch explanation {
        case .startingPoint(let start, let said):
            [
                .init("kind", "starting-point"),
                .init("startedBecauseBad", said.map(JSON.bool) ?? .null),
                .init("isBadSpell", start.map { .bool($0.isElevated) } ?? .null),
                .init("lastWeek", scores(start?.last)), .init("before", scores(start?.earlier)),
                .init("worsening", JSON(start?.worsening)),
                .init("standardError", JSON(start?.standardError)),
                .init("expectedImprovement", JSON(start?.expectedFromLastDays)),
                .init("expectedOnBaseline", JSON(start?.expectedFromBaseline)),
            ]
        case .draw(let test):
            [
                .init("kind", "draw"), .init("extreme", .integer(test.result.pValue.extreme)),
                .init("total", .integer(test.result.pValue.total)),
                .init("schedules", .string("\(test.result.arrangementCount)")),
                .init("isOutOfReach", .bool(test.isOutOfReach)),
            ]
        case .discordance(let family):
            [
                .init("kind", "discordance"),
                .init(
                    "outcomes",
                    strings(([family.primary] + family.others).map(\.outcome.id))),
            ]
        case .marked(let days):
            [
                .init("kind", .string(days.mark.rawValue)),
                .init("underCondition", .integer(days.underCondition)),
                .init("conditionDays", .integer(days.conditionDays)),
                .init("underReference", .integer(days.underReference)),
                .init("referenceDays", .integer(days.referenceDays)),
                .init("estimateWithout", JSON(days.effectWithout?.estimate)),
                .init("lines", strings(days.sources.map(\.description))),
            ]
        case .course(let course):
            [
                .init("kind", "course"), .init("early", .number(course.early)),
                .init("late", .number(course.late)), .init("change", .number(course.change)),
                .init("interval", interval(course.interval)),
            ]
        case .missing(let days):
            [
                .init("kind", "missing-days"),
                .init("underCondition", .integer(days.underCondition)),
                .init("conditionDays", .integer(days.conditionDays)),
                .init("underReference", .integer(days.underReference)),
                .init("referenceDays", .integer(days.referenceDays)),
                .init("estimateAtWorst", JSON(days.effectAtWorst?.estimate)),
                .init("estimateAtBest", JSON(days.effectAtBest?.estimate)),
                .init("tippingShare", JSON(days.tippingShare)),
            ]
        case .drift(let drift):
            [
                .init("kind", "drift"), .init("change", JSON(drift.change)),
                .init("lower", JSON(drift.interval.lower)),
                .init("upper", JSON(drift.interval.upper)),
                .init("estimateWithout", JSON(drift.effect.estimate)),
            ]
        case .oneChangeOnly(let day):
            [.init("kind", "one-change-only"), .init("day", .string(day.description))]
        case .season(let days, let switches):
            [
                .init("kind", "season"), .init("days", .integer(days)),
                .init("switches", .integer(switches)),
            ]
        }
    }

    private static func nextSteps(_ report: Report) -> [JSON] {
        guard let comparison = report.headline.comparison else { return [] }
        return report.nextSteps.map { step in
            .object(
                EvidenceJSON.facts(of: step) + [
                    .init("sentence", .string(Wording.nextStep(step, of: comparison)))
                ])
        }
    }

    private static func sensitivity(_ report: Report) -> JSON {
        guard let curve = report.sensitivity, let comparison = report.headline.comparison else {
            return .null
        }
        let effects = curve.points.dropFirst().compactMap(\.effect)
        return .object([
            "sentence": .string(Wording.sensitivity(curve, comparison)),
            "others": .integer(curve.points.count - 1),
            "made": .integer(effects.count),
            "sameSign": .integer(
                effects.count { $0.estimate.sign == comparison.effect.estimate.sign }),
            "analyses": .array(curve.points.map(analysis)),
        ])
    }

    private static func analysis(_ point: SpecificationCurve.Point) -> JSON {
        .object([
            "name": .string(point.specification.name),
            "method": .string(point.specification.method.rawValue),
            "estimate": JSON(point.effect?.estimate),
            "interval": point.effect.map { interval($0.interval) } ?? .null,
        ])
    }

    // MARK: Days, phases, the fit

    private static func detectable(_ change: DetectableChange) -> JSON {
        .object([
            "dayToDay": .number(change.dayToDay),
            "betweenTwoDays": .number(change.betweenTwoDays),
            "inThisTrial": JSON(change.inThisTrial),
        ])
    }

    private static func phase(_ phase: PhaseSummary) -> JSON {
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

    private static func day(_ day: TrialDay) -> JSON {
        .object([
            "day": .string(day.day.description),
            "phase": JSON(day.phase?.name),
            "score": JSON(day.score?.value),
            "excluded": JSON(day.exclusion?.reason),
            "marks": strings(day.marks.map(\.rawValue)),
            "lines": strings(day.score?.sources.map(\.description) ?? []),
        ])
    }

    private static func fit(_ fit: RegressionFit, level: Double) -> JSON {
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

    private static func plan(_ analysis: AnalysisPlan) -> JSON {
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

    private static func cycle(_ cycle: PlannedCycle) -> JSON {
        .object([
            "days": JSON(cycle.lengthInDays), "from": JSON(cycle.start?.description),
            "harmonics": .integer(cycle.harmonics),
        ])
    }

    private static func lags(_ lags: DistributedLag) -> JSON {
        .object(["curve": .string(lags.curve.rawValue), "days": .integer(lags.days)])
    }

    private static func provenance(_ report: Report) -> JSON {
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
