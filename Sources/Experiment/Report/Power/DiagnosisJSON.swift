import ExperimentPlanning
import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// The same numbers with all digits, for programs.
package enum DiagnosisJSON {
    /// - `outcomes`: the primary one first; several where they start on different days.
    package static func document(
        _ outcomes: [OutcomeDiagnosis],
        rivals: [(design: RivalDesign, diagnosis: DesignDiagnosis?)] = []
    ) -> JSON {
        var members = outcomes.first.map(self.members) ?? []
        if outcomes.count > 1 {
            members.append(
                JSON.Member(
                    "outcomes", .array(outcomes.map { .object(self.members($0) + [phases($0)]) })))
        }
        if !rivals.isEmpty {
            members.append(JSON.Member("designs", .array(rivals.map(rival))))
        }
        return .object(members)
    }

    private static func members(_ outcome: OutcomeDiagnosis) -> [JSON.Member] {
        var members = head(outcome.diagnosis)
        members.append(
            JSON.Member("comparisons", .array(outcome.diagnosis.comparisons.map(comparison))))
        if let needed = outcome.daysNeeded {
            members.append(JSON.Member("daysNeeded", json(needed)))
        }
        if !outcome.reach.isEmpty {
            members.append(JSON.Member("reach", .array(outcome.reach.map(reach))))
        }
        if let challenges = outcome.challenges {
            members.append(JSON.Member("challenges", json(challenges)))
        }
        return members
    }

    /// What a plan can say of one comparison.
    package static func reach(_ reach: PlanReach) -> JSON {
        .object([
            JSON.Member("condition", .string(reach.condition.id)),
            JSON.Member("reference", .string(reach.reference.id)),
            JSON.Member("standardError", .number(reach.standardError)),
            JSON.Member("worthwhile", JSON(reach.worthwhile)),
            JSON.Member("ratio", JSON(reach.ratio)),
            JSON.Member("canSayNone", reach.canSayNone.map(JSON.bool) ?? .null),
            JSON.Member("claimFrom", .number(reach.claimFrom)),
            JSON.Member("helpedFrom", JSON(reach.helpedFrom)),
            JSON.Member("reachableGrade", JSON(reach.graded?.grade.rawValue)),
            JSON.Member("smallestReachableP", JSON(reach.smallestP)),
            JSON.Member("fastHalfLife", .number(reach.fastHalfLife)),
            JSON.Member("rhythms", .array(reach.rhythms.map(json))),
        ])
    }

    private static func json(_ rhythm: PlanRhythm) -> JSON {
        .object([
            JSON.Member("kind", .string(rhythm.kind.rawValue)),
            JSON.Member("correlation", .number(rhythm.correlation)),
            JSON.Member("shiftInSwings", .number(rhythm.shift)),
            JSON.Member("shift", JSON(rhythm.swing.map { $0.points * rhythm.shift })),
        ])
    }

    private static func json(_ challenges: ChallengePower) -> JSON {
        .object([
            JSON.Member("foods", .integer(challenges.foods)),
            JSON.Member("challengesOfEach", .integer(challenges.challengesOfEach)),
            JSON.Member("reactionDays", .integer(challenges.reactionDays)),
            JSON.Member("size", .number(challenges.size)),
            JSON.Member("withReaction", json(challenges.withReaction)),
            JSON.Member("withoutReaction", json(challenges.withoutReaction)),
        ])
    }

    private static func json(_ calls: ChallengePower.Calls) -> JSON {
        .object(
            [JSON.Member("called", json(calls.called))]
                + FoodEvidence.Conclusion.allCases.map {
                    JSON.Member($0.rawValue, json(calls.share($0)))
                })
    }

    private static func phases(_ outcome: OutcomeDiagnosis) -> JSON.Member {
        JSON.Member(
            "phases",
            .array(
                outcome.diagnosis.study.plan.schedule.phases.map { phase in
                    .object([
                        "condition": .string(phase.condition), "first": .string("\(phase.first)"),
                        "days": .integer(phase.lengthInDays),
                    ])
                }))
    }

    private static func head(_ diagnosis: DesignDiagnosis) -> [JSON.Member] {
        let study = diagnosis.study
        return [
            JSON.Member("simulated", .bool(true)),
            JSON.Member("title", .string(study.plan.title)),
            JSON.Member("outcome", .string(study.outcome.id)),
            JSON.Member("method", .string(study.specification.method.rawValue)),
            JSON.Member("level", .number(study.plan.analysis.level)),
            JSON.Member("days", .integer(study.plan.schedule.length)),
            JSON.Member("trials", .integer(diagnosis.trials)),
            JSON.Member("seed", .string(String(diagnosis.seed))),
            JSON.Member("assumptions", assumptions(study.world)),
        ]
    }

    private static func assumptions(_ world: AssumedWorld) -> JSON {
        let numbers: [(String, Assumption)] = [
            ("effect", world.effect), ("baseline", world.baseline), ("sd", world.sd),
            ("rho", world.rho), ("missing", world.missing),
            ("onsetHalfTime", world.onsetHalfTime), ("washoutHalfTime", world.washoutHalfTime),
            ("slips", world.slips),
        ]
        return .object(
            numbers.map { name, assumption in
                JSON.Member(
                    name,
                    .object([
                        JSON.Member("value", .number(assumption.value)),
                        JSON.Member("origin", .string(origin(assumption.origin))),
                    ]))
            })
    }

    private static func origin(_ origin: Assumption.Origin) -> String {
        switch origin {
        case .given: "given"
        case .diary: "diary"
        case .worthwhile: "worthwhile"
        case .assumed: "assumed"
        }
    }

    private static func comparison(_ comparison: ComparisonDiagnosis) -> JSON {
        .object([
            JSON.Member("condition", .string(comparison.condition.id)),
            JSON.Member("reference", .string(comparison.reference.id)),
            JSON.Member("withEffect", json(comparison.withEffect)),
            JSON.Member("withoutEffect", json(comparison.withoutEffect)),
            JSON.Member("naiveWithEffect", json(comparison.naiveWithEffect)),
            JSON.Member("naiveWithoutEffect", json(comparison.naiveWithoutEffect)),
            JSON.Member("closedForm", comparison.closedForm.map(json) ?? .null),
        ])
    }

    private static func json(_ diagnosands: Diagnosands) -> JSON {
        .object([
            JSON.Member("truth", .number(diagnosands.truth)),
            JSON.Member("answered", .integer(diagnosands.answered)),
            JSON.Member("refused", .integer(diagnosands.refused)),
            JSON.Member("excludesZero", json(diagnosands.claims)),
            JSON.Member("coverage", json(diagnosands.coverage)),
            JSON.Member("bias", json(diagnosands.bias)),
            JSON.Member("width", json(diagnosands.width)),
            JSON.Member("signErrors", diagnosands.signErrors.map(json) ?? .null),
            JSON.Member("exaggeration", json(diagnosands.exaggeration)),
            JSON.Member(
                "verdicts",
                .object(
                    diagnosands.verdicts.map { JSON.Member($0.verdict.rawValue, json($0.share)) })),
        ])
    }

    private static func json(_ share: Share) -> JSON {
        .object([
            JSON.Member("value", .number(share.value)),
            JSON.Member("standardError", .number(share.standardError)),
            JSON.Member("trials", .integer(share.trials)),
        ])
    }

    private static func json(_ average: Average?) -> JSON {
        guard let average else { return .null }
        return .object([
            JSON.Member("value", .number(average.value)),
            JSON.Member("standardError", .number(average.standardError)),
        ])
    }

    private static func json(_ power: PlannedPower) -> JSON {
        .object([
            JSON.Member("power", .number(power.power)),
            JSON.Member("detectable", .number(power.detectable)),
            JSON.Member("unitVariance", .number(power.unitVariance)),
            JSON.Member("degreesOfFreedom", .number(power.degreesOfFreedom)),
            JSON.Member("patterns", .integer(power.patterns)),
        ])
    }

    private static func json(_ needed: DaysNeeded) -> JSON {
        .object([
            JSON.Member("days", needed.days.map(JSON.integer) ?? .null),
            JSON.Member("power", .number(needed.power)),
            JSON.Member("longest", .integer(needed.longest)),
        ])
    }

    private static func rival(
        _ row: (design: RivalDesign, diagnosis: DesignDiagnosis?)
    ) -> JSON {
        var members = [
            JSON.Member("design", .string(row.design.kind.rawValue)),
            JSON.Member("shape", .string(row.design.shape)),
        ]
        if case .failure(let refusal) = row.design.study {
            members.append(JSON.Member("refused", .string("\(refusal)")))
        }
        if let diagnosis = row.diagnosis {
            members.append(
                JSON.Member("days", .integer(diagnosis.study.plan.schedule.length)))
            members.append(
                JSON.Member("comparisons", .array(diagnosis.comparisons.map(comparison))))
        }
        return .object(members)
    }
}
