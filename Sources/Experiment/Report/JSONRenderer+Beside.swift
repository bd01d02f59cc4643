import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// What stands beside the findings: timing, explanations, next steps, other analyses.
extension JSONRenderer {
    static func change(_ change: ChangeTiming) -> JSON {
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

    static func switches(_ reading: SwitchReading, sentence: String?) -> JSON {
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

    static func onset(_ onset: OnsetTiming) -> JSON {
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

    static func explanations(_ report: Report) -> [JSON] {
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

    static func facts(of explanation: Explanation) -> [JSON.Member] {
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

    static func nextSteps(_ report: Report) -> [JSON] {
        guard let comparison = report.headline.comparison else { return [] }
        return report.nextSteps.map { step in
            .object(
                EvidenceJSON.facts(of: step) + [
                    .init("sentence", .string(Wording.nextStep(step, of: comparison)))
                ])
        }
    }

    static func sensitivity(_ report: Report) -> JSON {
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

    static func analysis(_ point: SpecificationCurve.Point) -> JSON {
        .object([
            "name": .string(point.specification.name),
            "method": .string(point.specification.method.rawValue),
            "estimate": JSON(point.effect?.estimate),
            "interval": point.effect.map { interval($0.interval) } ?? .null,
        ])
    }
}
