import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// Another schedule for the same question, to be tried on the same person with the same analysis: on as many
/// days, or on more where a shape of so many days would keep time with a rhythm.
package struct RivalDesign: Sendable {
    package let kind: Kind
    /// What it would be, as in "28 + 42 + 28".
    package let shape: String
    /// The study, or why there is none.
    package let study: Result<DiagnosisStudy, Refusal>

    package enum Kind: String, Sendable, CaseIterable {
        case planned = "this plan"
        case beforeAfter = "before/after (AB)"
        case withdrawal = "withdrawal (ABA)"
        case abab = "ABAB"
        case blockPairs = "random block pairs"
    }

    /// Why a shape does not fit these days.
    package enum Refusal: Error, Sendable, Equatable, CustomStringConvertible {
        case phasesTooShort(days: Int, needed: Int)
        case tooFewPairs(days: Int, period: Int)
        case keepsTime(PlanRhythm)
        case study(DiagnosisError)

        package var description: String {
            switch self {
            case .phasesTooShort(let days, let needed):
                "its phases of \(days) days are shorter than the \(needed) that the onset lag and "
                    + "the wash-out need"
            case .tooFewPairs(let days, let period):
                "\(days) days hold fewer than two pairs of periods of \(period) days, the onset "
                    + "lag and a week"
            case .keepsTime(let rhythm):
                rhythm.sentence.prefix(1).lowercased() + rhythm.sentence.dropFirst().dropLast()
            case .study(let error): error.description
            }
        }
    }
}

extension DiagnosisStudy {
    /// This plan, then each other shape; block pairs as drawn with the plan's seed.
    package func rivals() -> [RivalDesign] {
        let phases = plan.schedule.phases
        let shape = phases.map { String($0.lengthInDays) }.joined(separator: " + ")
        // A shape that gives a forbidden food back is no rival.
        let mayGoBack = plan.mayEat().isForHome
        let others = RivalDesign.Kind.allCases.filter {
            $0 != .planned && (mayGoBack || $0 == .beforeAfter)
        }
        return [
            RivalDesign(
                kind: .planned,
                shape: phases.count > 6 ? "\(phases.count) phases" : shape, study: .success(self))
        ] + others.map(rival)
    }

    private var lag: Int { specification.usesLags ? specification.onsetLagInDays : 0 }
    private var washout: Int { specification.usesLags ? specification.washoutInDays : 0 }

    private func rival(_ kind: RivalDesign.Kind) -> RivalDesign {
        let days = plan.schedule.length
        switch kind {
        case .planned, .beforeAfter:
            return rival(.beforeAfter, lengths: [days - days / 2, days / 2])
        case .withdrawal:
            return rival(kind, lengths: [days / 4, days - 2 * (days / 4), days / 4])
        case .abab:
            return abab(days)
        case .blockPairs:
            return blockPairs(days)
        }
    }

    private func rival(_ kind: RivalDesign.Kind, lengths: [Int]) -> RivalDesign {
        let shape = lengths.map(String.init).joined(separator: " + ")
        let shortest = lengths.dropFirst().min() ?? 0
        let needed = max(lag, washout) + 2
        guard shortest >= needed else {
            return RivalDesign(
                kind: kind, shape: shape,
                study: .failure(.phasesTooShort(days: shortest, needed: needed)))
        }
        let conditions = lengths.indices.map { $0 % 2 }
        return RivalDesign(kind: kind, shape: shape, study: study(conditions, lengths))
    }

    /// Phases that beat with a rhythm are no offer: then the next longer ones that do not, on more days.
    private func abab(_ days: Int) -> RivalDesign {
        let quarter = days / 4
        let shapes =
            [[days - 3 * quarter, quarter, quarter, quarter]]
            + Self.rhythmProofPhases.filter { $0 > quarter }.map { Array(repeating: $0, count: 4) }
        let all = shapes.map { rival(.abab, lengths: $0) }
        return all.first { !$0.keepsTime } ?? all[0]
    }

    /// Four phases of so many days keep time with no month, fortnight or week.
    private static let rhythmProofPhases = [21, 28]

    private func blockPairs(_ days: Int) -> RivalDesign {
        let least = max(lag, washout) + 7
        let pairs = days / (2 * least)
        let period = pairs > 0 ? days / (2 * pairs) : least
        guard pairs >= 2,
            let design = Self.drawnPairs(pairs, period, lag: lag, washout: washout)
        else {
            return RivalDesign(
                kind: .blockPairs, shape: "",
                study: .failure(.tooFewPairs(days: days, period: least)))
        }
        let phases = design.schedule(seed: plan.seed).phases
        return RivalDesign(
            kind: .blockPairs, shape: "\(pairs) x (\(period) + \(period))",
            study: study(phases.map(\.condition), phases.map(\.days), isDrawn: true))
    }

    /// Drawn as `n1 plan` draws: away from rhythms, where that leaves a choice.
    private static func drawnPairs(
        _ pairs: Int, _ period: Int, lag: Int, washout: Int
    ) -> (any TrialDesign)? {
        var all = DesignSettings(.blockPairs)
        (all.pairs, all.periodDays) = (pairs, period)
        var free = all
        free.draw = RhythmRule(onsetLagInDays: lag, washoutInDays: washout)
        return (try? free.design(conditions: 2)) ?? (try? all.design(conditions: 2))
    }

    /// The plan with the first comparison laid out anew: 0 for the reference, 1 for the condition.
    private func study(
        _ conditions: [Int], _ lengths: [Int], isDrawn: Bool = false
    ) -> Result<DiagnosisStudy, RivalDesign.Refusal> {
        guard let pair = plan.comparisons.first else {
            return .failure(.study(.noTestedDays(condition: plan.title)))
        }
        var phases: [Phase] = []
        for (condition, length) in zip(conditions, lengths) {
            let first = phases.last?.last.advanced(by: 1) ?? plan.schedule.days.lowerBound
            let named = condition == 0 ? pair.reference : pair.condition
            phases.append(
                Phase(name: named.name, condition: named.id, first: first, lengthInDays: length))
        }
        let other = plan.imagined(
            on: Schedule(phases: phases), comparing: [pair.reference, pair.condition])
        let rhythms = PlanRhythm.all(pair.condition, in: other, swing: swing, isDrawn: isDrawn)
        if let rhythm = rhythms.first { return .failure(.keepsTime(rhythm)) }
        return Result { () throws(DiagnosisError) in
            try DiagnosisStudy(other, outcome: outcome, world: world)
        }.mapError(RivalDesign.Refusal.study)
    }
}

extension RivalDesign {
    fileprivate var keepsTime: Bool {
        if case .failure(.keepsTime) = study { true } else { false }
    }
}
