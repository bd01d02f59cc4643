import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial
import Stats

/// The evidence of a trial as one JSON object, with all digits.
package enum EvidenceJSON {
    package static func value(_ evidence: TrialEvidence) -> JSON {
        .object(
            [
                .init("title", .string(evidence.plan.title)),
                .init("source", JSON(evidence.plan.source)),
                .init("outcome", .string(evidence.plan.primaryOutcome.id)),
            ] + members(evidence))
    }

    /// Everything but the names of the trial: what a report has under "evidence".
    package static func members(_ evidence: TrialEvidence) -> [JSON.Member] {
        [
            .init("comparisons", .array(evidence.comparisons.map(comparison))),
            .init("startedBecauseBad", evidence.plan.startedBecauseBad.map(JSON.bool) ?? .null),
            .init("startingPoint", evidence.startingPoint.map(startingPoint) ?? .null),
            .init("placeboInTime", evidence.placebo.map(placebo) ?? .null),
            .init("adherence", adherence(evidence.adherence)),
            .init("rescue", evidence.rescue.map(rescue) ?? .null),
            .init("leftOutByRule", evidence.health.map(health) ?? .null),
            .init("progress", progress(evidence.progress)),
            .init(
                "challenges", evidence.challenges.map { challenges($0, evidence.words) } ?? .null),
            .init(
                "sections",
                .array(
                    EvidenceSection.all(of: evidence).map { section in
                        .object([
                            "heading": .string(section.heading),
                            "sentences": .array(
                                (section.paragraphs + section.closing).map(JSON.string)),
                        ])
                    })),
        ]
    }

    private static func comparison(_ comparison: ComparisonEvidence) -> JSON {
        .object([
            "condition": .string(comparison.effect.condition.id),
            "reference": .string(comparison.effect.reference.id),
            "randomization": randomization(comparison.randomization),
            "effectSizes": comparison.effectSizes.map(effectSizes) ?? .null,
            "otherOutcomes": comparison.family.map(family) ?? .null,
            "whatNext": .array(comparison.nextSteps.map { nextStep($0, comparison.comparison) }),
        ])
    }

    private static func randomization(
        _ result: Result<RandomizationEvidence, RandomizationRefusal>
    ) -> JSON {
        switch result {
        case .failure(let refusal): .object(["refused": .string(EvidenceWording.refused(refusal))])
        case .success(let evidence):
            .object([
                "p": proportion(evidence.result.pValue),
                "smallestReachableP": proportion(evidence.result.smallestReachableP),
                "isExact": .bool(evidence.result.isExact),
                "schedules": .string("\(evidence.result.arrangementCount)"),
                "missingDays": .integer(evidence.missingDays),
                "level": JSON(evidence.level),
                "threshold": JSON(1 - evidence.level),
                "lagInDays": .integer(evidence.lagInDays),
                "estimate": JSON(evidence.result.estimate),
                "lower": JSON(evidence.result.interval?.lower),
                "upper": JSON(evidence.result.interval?.upper),
            ])
        }
    }

    private static func proportion(_ p: RandomizationProportion) -> JSON {
        .object([
            "extreme": .integer(p.extreme), "total": .integer(p.total), "value": JSON(p.value),
        ])
    }

    private static func effectSizes(_ table: EffectSizeTable) -> JSON {
        .object([
            "referenceDays": .integer(table.referenceDays),
            "testedDays": .integer(table.testedDays),
            "measures": .array(table.rows.map(row)),
            "standardized": table.standardized.map { found in
                .object([
                    "median": JSON(found.median), "interval": interval(found.interval),
                    "nonOverlap": JSON(found.nonOverlap),
                    "nonOverlapInterval": interval(found.nonOverlapInterval),
                ])
            } ?? .null,
        ])
    }

    private static func row(_ row: EffectSizeTable.Row) -> JSON {
        var value = JSON.null
        var reason = JSON.null
        switch row.value {
        case .success(let found): value = JSON(found)
        case .failure(let error): reason = .string("\(error)")
        }
        return .object([
            "name": .string(row.measure.rawValue), "formula": .string(row.measure.formula),
            "source": .string(row.measure.source), "value": value, "whyNot": reason,
        ])
    }

    private static func family(_ family: OutcomeFamily) -> JSON {
        .object([
            "rate": JSON(OutcomeFamily.rate),
            "members": .array(
                ([family.primary] + family.others).map { member in
                    .object([
                        "outcome": .string(member.outcome.id), "p": JSON(member.p),
                        "standardizedImprovement": JSON(member.standardizedImprovement),
                        "isSelected": .bool(member.isSelected),
                        "direction": .string(member.direction.rawValue),
                    ])
                }),
            "intervalLevel": JSON(family.intervalLevel),
            "isDiscordant": .bool(family.isDiscordant),
        ])
    }

    private static func nextStep(_ step: NextStep, _ comparison: Comparison) -> JSON {
        .object(
            facts(of: step) + [
                .init("sentence", .string(Wording.nextStep(step, of: comparison)))
            ])
    }

    /// The numbers of a step, for the evidence and for the report.
    package static func facts(of step: NextStep) -> [JSON.Member] {
        switch step {
        case .stop: [.init("kind", "stop")]
        case .finish(let days, _):
            [.init("kind", "finish"), .init("extraDays", .integer(days))]
        case .goOn(let step):
            [
                .init("kind", .string(name(step.kind))),
                .init("extraDays", .integer(step.extraDays)),
                .init("halfWidthNow", .number(step.halfWidthNow)),
                .init("halfWidthAfter", .number(step.halfWidthAfter)),
                .init("verdictIfUnchanged", .string(step.verdictIfUnchanged.rawValue)),
                .init("chanceToSettle", step.chanceToSettle.map(JSONRenderer.chance) ?? .null),
                .init("chanceToStay", JSONRenderer.chance(step.chanceToStay)),
                .init("gradeAfter", .string(step.gradeAfter.rawValue)),
            ]
        }
    }

    private static func name(_ kind: FollowUp.Kind) -> String {
        switch kind {
        case .moreOfTheSame: "more-days"
        case .switchTo: "one-switch"
        case .anotherPair: "another-pair"
        }
    }

    private static func startingPoint(_ start: StartingPoint) -> JSON {
        .object([
            "lastMean": JSON(start.last.mean), "earlierMean": JSON(start.earlier.mean),
            "earlierDays": .integer(start.earlier.n), "worsening": JSON(start.worsening),
            "standardError": JSON(start.standardError),
            "autocorrelation": JSON(start.autocorrelation),
            "isElevated": .bool(start.isElevated),
            "expectedImprovement": JSON(start.expectedFromLastDays),
            "expectedImprovementOnBaseline": JSON(start.expectedFromBaseline),
            "seenImprovement": JSON(start.seenFromLastDays), "plainP": JSON(start.plainP),
        ])
    }

    private static func placebo(_ placebo: PlaceboInTime) -> JSON {
        .object([
            "trueImprovement": JSON(placebo.trueImprovement),
            "trueStandardError": JSON(placebo.trueStandardError),
            "asLarge": .integer(placebo.asLarge),
            "switches": .array(
                placebo.switches.map { moved in
                    .object([
                        "day": .string("\(moved.day)"), "improvement": JSON(moved.improvement),
                        "standardError": JSON(moved.standardError),
                    ])
                }),
        ])
    }

    private static func adherence(_ adherence: Adherence) -> JSON {
        .object([
            "testedDays": .integer(adherence.testedDays),
            "keptShare": JSON(adherence.keptShare), "slips": days(adherence.slips),
            "otherwiseLogged": days(adherence.otherwiseLogged),
            "primary": .string(adherence.primary.rawValue),
            "analyses": .array(
                adherence.analyses.map { analysis in
                    .object([
                        "kind": .string(analysis.kind.rawValue),
                        "effects": effects(analysis.effects),
                    ])
                }),
            "instrument": adherence.instrument.map(instrument) ?? .null,
        ])
    }

    private static func instrument(_ instrument: AssignmentInstrument) -> JSON {
        let effect = try? instrument.effect.get()
        return .object([
            "condition": .string(instrument.condition.id), "estimate": JSON(effect?.estimate),
            "interval": effect.map { interval($0.interval) } ?? .null,
            "followed": JSON(effect?.followed), "strength": JSON(effect?.strength),
        ])
    }

    private static func rescue(_ rescue: RescueAnalysis) -> JSON {
        .object([
            "days": days(rescue.days), "ignoring": effects(rescue.ignoring),
            "composite": effects(rescue.composite),
            "frequencies": .array(
                rescue.frequencies.map { frequency in
                    .object([
                        "condition": .string(frequency.condition.id),
                        "rescueDays": .integer(frequency.rescueDays),
                        "days": .integer(frequency.days), "perWeek": JSON(frequency.perWeek),
                    ])
                }),
        ])
    }

    private static func health(_ health: HealthWindows) -> JSON {
        .object([
            "days": .array(
                health.days.map { day in
                    .object([
                        "day": .string("\(day.day)"),
                        "reason": .string(day.reason.words),
                    ])
                }),
            "with": effects(health.with),
            "phasesToRepeat": .array(health.phasesToRepeat.map { .string($0.name) }),
        ])
    }

    private static func progress(_ progress: PlanProgress) -> JSON {
        .object([
            "plannedDays": .integer(progress.plannedDays),
            "livedDays": .integer(progress.livedDays),
            "scoredDays": .integer(progress.scoredDays), "isComplete": .bool(progress.isComplete),
            "missingPhases": .array(progress.missingPhases.map { .string($0.name) }),
        ])
    }

    private static func challenges(_ evidence: ChallengeEvidence, _ words: ScoreWords) -> JSON {
        .object([
            "matchedMean": JSON(evidence.matched.mean), "matchedDays": .integer(evidence.matched.n),
            "flareSize": JSON(evidence.flareSize),
            "reactionDays": .integer(evidence.reactionDays), "level": JSON(evidence.level),
            "foods": .array(evidence.foods.map { food($0, words) }),
        ])
    }

    private static func food(_ food: FoodEvidence, _ words: ScoreWords) -> JSON {
        .object([
            "food": .string(food.food), "challenges": .integer(food.scoredWindows),
            "flares": .integer(food.flares),
            "matchedWindows": .integer(food.matchedWindows),
            "matchedFlares": .integer(food.matchedFlares),
            "conclusion": .string(food.conclusion.rawValue),
            "worsening": JSON(food.effect?.worsening),
            "interval": food.effect.map { interval($0.interval) } ?? .null,
            "doses": .array(
                food.doses.map { dose in
                    .object([
                        "portion": JSON(dose.portion), "challenges": .integer(dose.challenges),
                        "flares": .integer(dose.flares), "worsening": JSON(dose.worsening),
                    ])
                }),
            "immediateReactions": days(food.immediateReactions),
            "p": food.pValue.map(proportion) ?? .null,
            "adjustedP": JSON(food.adjustedP),
            "sentence": .string(EvidenceWording.food(food, words)),
        ])
    }

    private static func effects(_ result: Result<[EffectEstimate], AnalysisError>) -> JSON {
        switch result {
        case .failure(let error): .object(["refused": .string("\(error)")])
        case .success(let effects):
            .array(
                effects.map { effect in
                    .object([
                        "condition": .string(effect.condition.id),
                        "estimate": JSON(effect.estimate),
                        "standardError": JSON(effect.standardError),
                        "interval": interval(effect.interval),
                    ])
                })
        }
    }

    private static func interval(_ interval: Interval) -> JSON {
        .object([
            "lower": JSON(interval.lower), "upper": JSON(interval.upper),
            "level": JSON(interval.level),
        ])
    }

    private static func days(_ days: [CalendarDay]) -> JSON {
        .array(days.map { .string("\($0)") })
    }
}
