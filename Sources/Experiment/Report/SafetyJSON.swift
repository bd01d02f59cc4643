import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentText
import ExperimentTrial

extension SafetyWording {
    /// What happened, as facts beside the sentences of `first` and the end of the question.
    static func json(_ report: Report) -> JSON {
        json(SafetyStory(report.primary.data.record), report.plan)
    }

    static func json(_ story: SafetyStory, _ plan: TrialPlan) -> JSON {
        .object([
            "stopRules": .array(story.spoken.map { notice($0, plan) }),
            "reactions": events(story.reactions), "rescue": events(story.rescue),
            "illness": events(story.illness), "weight": story.weight.map(weight) ?? .null,
            "food": .object([
                "permission": .string(story.food.permission.name),
                "reason": .string(story.food.reason),
            ]),
            "warnings": .array(story.warnings.map(warning)),
            "lacksRecord": .bool(story.lacksRecord), "mentionsMood": .bool(story.mentionsMood),
            "sentences": JSONRenderer.strings(sentences(story, plan)),
            "closing": JSON(closing(story, plan)),
        ])
    }

    private static func notice(_ notice: StopNotice, _ plan: TrialPlan) -> JSON {
        .object([
            "rule": .string(notice.rule.rawValue), "day": .string(notice.day.description),
            "words": JSONRenderer.strings(notice.words), "when": .string(notice.rule.trigger),
            "message": .string(notice.message(in: plan)),
        ])
    }

    private static func events(_ events: [SafetyStory.Event]) -> JSON {
        .array(
            events.map { event in
                .object([
                    "days": JSONRenderer.strings(event.days.map(\.description)),
                    "text": JSON(event.text),
                ])
            })
    }

    private static func weight(_ weight: SafetyStory.Weight) -> JSON {
        .object([
            "first": .number(weight.first), "firstDay": .string(weight.days.lowerBound.description),
            "last": .number(weight.last), "lastDay": .string(weight.days.upperBound.description),
        ])
    }

    private static func warning(_ warning: GateDecision) -> JSON {
        .object([
            "gate": .string(warning.gate.rawValue), "message": .string(warning.message),
            "checklist": JSONRenderer.strings(warning.checklist),
        ])
    }
}
