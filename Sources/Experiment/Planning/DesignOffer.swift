import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// A design that a request can have: what it costs in days, and how well it can tell the change that
/// would be worth it.
package struct DesignOffer: Sendable {
    package let kind: DesignKind
    /// Days from the first to the last.
    package let days: Int
    /// Days under a tested condition.
    package let testedDays: Int
    /// Days whose scores the analysis keeps, if all are written down.
    package let keptDays: Int
    /// Chance of an answer, 0 to 1, where the change is just worth it; nil where its analysis refuses.
    package let chance: Double?
    package let goesBack: Bool
    /// Whether a rhythm of a week or a month would look like an effect.
    private let keepsTime: Bool
    /// The best grade that it can reach, when all days are kept and written down; nil where nothing is
    /// compared.
    package let reachableGrade: EvidenceGrade?

    /// The designs that the request allows: its usual one first, then the others by what they can
    /// tell, at most two of them; none that keeps time with a rhythm.
    ///
    /// - `today`: a plan starts on this day or later.
    /// - `seed`: fixes what is drawn.
    package static func offers(
        _ request: PlanRequest, today: CalendarDay, seed: UInt64
    ) -> [DesignOffer] {
        guard let usual = DesignOffer(request, today, seed), !usual.keepsTime else { return [] }
        let others = candidates.filter { $0 != usual.kind }.compactMap { kind in
            var other = request
            other.design = kind
            return DesignOffer(other, today, seed)
        }
        let best = others.filter { $0.chance != nil && !$0.keepsTime }.sorted { one, other in
            let (first, second) = (one.chance ?? 0, other.chance ?? 0)
            // A difference that nobody would notice is settled by the days.
            return abs(first - second) < 0.02 ? one.days < other.days : first > second
        }
        return [usual] + best.prefix(2)
    }

    /// The one that is suggested: the best chance; of equal ones the first.
    package static func suggestion(among offers: [DesignOffer]) -> DesignOffer? {
        offers.reduce(nil) { best, offer in
            guard let best else { return offer }
            return (offer.chance ?? 0) > (best.chance ?? 0) + 0.05 ? offer : best
        }
    }

    private static let candidates: [DesignKind] = [
        .withdrawal, .abab, .blockPairs, .beforeAfter, .reintroduction,
    ]

    /// Nil where no plan can be written of it.
    private init?(_ request: PlanRequest, _ today: CalendarDay, _ seed: UInt64) {
        guard let proposal = try? PlanProposal(request, today: today, seed: seed),
            let (_, plan) = try? PlanWriter(proposal).written(),
            let world = try? AssumedWorld(plan.primaryOutcome, noise: nil),
            let study = try? DiagnosisStudy(plan, world: world),
            let whole = try? study.source.pattern(nil, seed: seed)
        else { return nil }
        kind = proposal.settings.kind
        goesBack = kind.goesBack
        let reach = PlanReach.all(study, isOneOfSeveral: plan.isStaggered)
        keepsTime = reach.contains { !$0.rhythms.isEmpty }
        days = plan.schedule.days.count
        testedDays = plan.schedule.phases.filter(plan.isTested).reduce(0) { $0 + $1.lengthInDays }
        keptDays = whole.data.analysed.count
        reachableGrade = GradedEvidence.reachable(by: plan, whole.data)?.grade
        chance = reach.first.map { $0.chance(ofClaimAt: study.truth($0.condition)) }
    }
}

extension DesignOffer {
    /// What was chosen, the first of the offers, beside what else fits, and which of them tells more; empty
    /// where there was nothing to choose.
    package static func comparison(of offers: [DesignOffer]) -> [String] {
        guard offers.count > 1, let chosen = offers.first, let best = suggestion(among: offers)
        else { return [] }
        let lines = offers.enumerated().map { place, offer in
            offer.sentence + (place == 0 ? " This is the plan." : "")
        }
        return lines
            + (best.kind == chosen.kind
                ? []
                : [
                    "\(best.kind.rawValue) would tell more: for it, plan into another folder with "
                        + "--design \(best.kind.rawValue)."
                ])
    }

    /// `withdrawal: 84 days, 42 of them under the change; a worthwhile change is told in 97 of 100; goes
    /// back`.
    package var sentence: String {
        let told =
            chance.map {
                "a worthwhile change is told in \(Int(100 * min($0, 0.99))) of 100 such trials"
            }
            ?? "how well it can tell needs n1 power"
        return "\(kind.rawValue): \(days) days, \(testedDays) of them under the change; "
            + "\(keptDays) scores count; \(told); "
            + wayBack
            + (reachableGrade.map { "; evidence up to grade \($0.rawValue) of A to D." } ?? ".")
    }

    private var wayBack: String {
        switch kind {
        case .reintroduction: "foods come back one by one"
        case _ where goesBack: "it goes back"
        default: "it does not go back"
        }
    }
}
