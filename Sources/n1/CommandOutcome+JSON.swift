import Experiment

// What commands did, for other programs: docs/schemas says what each object holds.

extension LogOutcome {
    func json(_ remarks: SafetyRemarks) -> JSON {
        .object([
            "added": .array(added.map(\.json)), "corrected": .array(corrected.map(Self.correction)),
            "alreadyThere": .array(alreadyThere.map(\.json)),
            "remarks": .array(remarks.sentences.map(JSON.string)),
        ])
    }

    static func correction(_ pair: (old: DiaryFact, new: DiaryFact)) -> JSON {
        .object(["old": pair.old.json, "new": pair.new.json])
    }
}

extension ImportText {
    var json: JSON {
        .object([
            "file": .string(title), "format": .string(source.format.id),
            "isRehearsal": .bool(isRehearsal), "remarks": .array(safety.map(JSON.string)),
            "added": .array(
                outcome.added.map {
                    .object(["name": .string($0.name), "count": .integer($0.count)])
                }
            ),
            "alreadyThere": .integer(outcome.alreadyThere),
            "corrected": .array(outcome.corrected.map(LogOutcome.correction)),
            "differing": .array(outcome.differing.map { .string("\($0)") }),
            "notes": .array(imported.notes.map { .string("\($0)") }),
            "notAsked": .array(
                imported.notAsked.map {
                    .object(["series": .string($0.series), "count": .integer($0.count)])
                }),
        ])
    }
}

extension ImportLook {
    var json: JSON {
        .object([
            "file": .string(title), "format": .string(format.id),
            "series": .array(
                series.map { series in
                    .object([
                        "name": .string(series.name), "kind": .string("\(series.kind)"),
                        "values": .integer(series.values),
                        "days": .integer(series.days.count),
                        "from": JSON(series.days.first?.description),
                        "to": JSON(series.days.last?.description),
                        "examples": .array(series.examples.map(JSON.string)),
                    ])
                }),
            "notes": .array(notes.map { .string("\($0)") }),
        ])
    }
}

extension PlanSeal {
    var json: JSON {
        .object([
            "sealed": .string(stamp), "plan": .string(planHash), "analysis": .string(analysisHash),
        ])
    }
}

extension TrialPlan {
    /// The plan as other programs want it: the days, the conditions, the outcomes, what it can say.
    func json(path: String?, _ reach: [PlanReach]) -> JSON {
        .object([
            "title": .string(title), "question": .string(question), "path": JSON(path),
            "start": .string(schedule.days.lowerBound.description),
            "end": .string(schedule.days.upperBound.description),
            "days": .integer(schedule.days.count),
            "conditions": .array(
                conditions.map {
                    .object([
                        "id": .string($0.id), "name": .string($0.name),
                        "against": JSON($0.reference),
                    ])
                }),
            "outcomes": .array(
                outcomes.map {
                    .object([
                        "id": .string($0.id), "name": .string($0.name),
                        "isPrimary": .bool($0.isPrimary), "worthwhile": JSON($0.worthwhile),
                        "daysBetween": .integer($0.daysBetween),
                    ])
                }),
            "phases": .array(schedule.phases.map(\.json)),
            "canTell": .bool(!PlanDiagnosis(self).isFatal),
            "findings": .array(PlanDiagnosis(self).findings.map { .string("\($0)") }),
            "reach": .array(reach.map(DiagnosisJSON.reach)),
        ])
    }
}

extension Phase {
    var json: JSON {
        .object([
            "name": .string(name), "condition": .string(condition),
            "from": .string(first.description), "to": .string(last.description),
            "days": .integer(lengthInDays),
        ])
    }
}
