internal import Stats

/// The evidence of a trial as one JSON object, with all digits.
public enum EvidenceJSON {
    public static func text(_ evidence: TrialEvidence) -> String { value(evidence).text + "\n" }

    static func value(_ evidence: TrialEvidence) -> JSON {
        .object([
            "title": .string(evidence.plan.title),
            "source": JSON(evidence.plan.source),
            "outcome": .string(evidence.plan.primaryOutcome.id),
            "comparisons": .array(evidence.comparisons.map(comparison)),
            "startingPoint": evidence.startingPoint.map(startingPoint) ?? .null,
            "placeboInTime": evidence.placebo.map(placebo) ?? .null,
            "adherence": adherence(evidence.adherence),
            "rescue": evidence.rescue.map(rescue) ?? .null,
            "leftOutByRule": evidence.health.map(health) ?? .null,
            "progress": progress(evidence.progress),
            "challenges": evidence.challenges.map(challenges) ?? .null,
        ])
    }

    private static func comparison(_ comparison: ComparisonEvidence) -> JSON {
        .object([
            "condition": .string(comparison.effect.condition.id),
            "reference": .string(comparison.effect.reference.id),
            "randomization": randomization(comparison.randomization),
            "effectSizes": comparison.effectSizes.map(effectSizes) ?? .null,
            "otherOutcomes": comparison.family.map(family) ?? .null,
            "whatNext": .array(comparison.followUps.map(followUp)),
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
                        "direction": .string(member.direction.rawValue),
                    ])
                }),
            "intervalLevel": JSON(family.intervalLevel),
            "isDiscordant": .bool(family.isDiscordant),
        ])
    }

    private static func followUp(_ step: FollowUp) -> JSON {
        let kind: (String, String) =
            switch step.kind {
            case .moreOfTheSame(let condition): ("more-of-the-same", condition.id)
            case .switchTo(let condition): ("switch", condition.id)
            case .anotherPair(let first, _): ("another-pair", first.id)
            }
        return .object([
            "kind": .string(kind.0), "condition": .string(kind.1),
            "extraDays": .integer(step.extraDays), "halfWidthNow": JSON(step.halfWidthNow),
            "halfWidthAfter": JSON(step.halfWidthAfter),
            "chanceToSettle": JSON(step.chanceToSettle),
        ])
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
            "testedDays": .integer(adherence.testedDays), "slips": days(adherence.slips),
            "otherwiseLogged": days(adherence.otherwiseLogged),
            "primary": .string(adherence.primary.rawValue),
            "analyses": .array(
                adherence.analyses.map { analysis in
                    .object([
                        "kind": .string(analysis.kind.rawValue),
                        "effects": effects(analysis.effects),
                    ])
                }),
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
                        "reason": .string(EvidenceWording.reason(day.reason)),
                    ])
                }),
            "without": effects(health.without),
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

    private static func challenges(_ evidence: ChallengeEvidence) -> JSON {
        .object([
            "matchedMean": JSON(evidence.matched.mean), "matchedDays": .integer(evidence.matched.n),
            "flareSize": JSON(evidence.flareSize),
            "foods": .array(
                evidence.foods.map { food in
                    .object([
                        "food": .string(food.food), "challenges": .integer(food.scoredWindows),
                        "flares": .integer(food.flares),
                        "matchedWindows": .integer(food.matchedWindows),
                        "matchedFlares": .integer(food.matchedFlares),
                        "conclusion": .string(food.conclusion.rawValue),
                        "p": food.pValue.map(proportion) ?? .null,
                        "adjustedP": JSON(food.adjustedP),
                    ])
                }),
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
