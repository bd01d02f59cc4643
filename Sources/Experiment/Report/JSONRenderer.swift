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

    static func family(_ families: [OutcomeFamily]) -> JSON {
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

    static func finding(_ finding: Finding) -> JSON {
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

    static func comparisonObject(
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

    static func object(_ ruledOut: RuledOut) -> JSON {
        .object([
            "improvementBeyond": .number(ruledOut.improvementBeyond),
            "worseningBeyond": .number(ruledOut.worseningBeyond),
        ])
    }

    static func ratio(_ ratio: EffectEstimate.Ratio) -> JSON {
        .object([
            "estimate": .number(ratio.estimate), "interval": interval(ratio.interval),
            "referenceMean": .number(ratio.referenceMean),
        ])
    }

    static func plainDifference(_ comparison: Comparison) -> JSON {
        guard let condition = comparison.condition, let reference = comparison.reference else {
            return .null
        }
        return .number(condition.mean - reference.mean)
    }

    static func outcome(_ outcome: PlannedOutcome) -> JSON {
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

    static func condition(_ condition: Condition) -> JSON {
        .object(["id": .string(condition.id), "name": .string(condition.name)])
    }

    static func evidence(_ evidence: GradedEvidence) -> JSON {
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

    static func chances(_ chances: Chances) -> JSON {
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

    static func scores(_ scores: ScoreSummary?) -> JSON {
        guard let scores else { return .null }
        return .object([
            "days": .integer(scores.n), "mean": .number(scores.mean),
            "standardDeviation": JSON(scores.standardDeviation),
        ])
    }

    static func grounds(_ grounds: Grounds) -> JSON {
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
