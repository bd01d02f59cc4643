import ExperimentAnalysis
import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// Several outcomes of one trial: the primary one by itself, the others as a family in which a
/// found effect is expected to be chance in at most a declared share.
package struct OutcomeFamily: Sendable {
    /// Share of the selected that is expected to be chance, at most.
    package static let rate = 0.1

    package let primary: Member
    /// In the order of the plan; p adjusted by Benjamini and Hochberg over these.
    package let others: [Member]
    /// Outcomes without an answer.
    package let notEstimable: [PlannedOutcome]
    /// Level at which intervals of the selected keep their promise on average; nil when none is
    /// selected.
    package let intervalLevel: Double?

    package struct Member: Sendable {
        package let outcome: PlannedOutcome
        package let effect: EffectEstimate
        /// Improvement in standard deviations of the day-to-day swings.
        package let standardizedImprovement: Double
        /// Adjusted for the family; the primary outcome's own.
        package let p: Double
        package let isSelected: Bool

        package init(
            outcome: PlannedOutcome, effect: EffectEstimate, standardizedImprovement: Double,
            p: Double, isSelected: Bool
        ) {
            self.outcome = outcome
            self.effect = effect
            self.standardizedImprovement = standardizedImprovement
            self.p = p
            self.isSelected = isSelected
        }

        /// Better, worse, or too close to call at the level of its selection.
        package var direction: Direction {
            isSelected ? (effect.improvement > 0 ? .better : .worse) : .open
        }
    }

    package enum Direction: String, Sendable { case better, worse, open }

    /// Outcomes that were selected in opposite directions.
    package var isDiscordant: Bool {
        let directions = ([primary] + others).map(\.direction)
        return directions.contains(.better) && directions.contains(.worse)
    }

    /// Outcomes whose answer leans the other way than the primary one's, without being selected.
    package var leaningAgainst: [Member] {
        others.filter { !$0.isSelected && $0.effect.improvement * primary.effect.improvement < 0 }
    }

    /// For one tested condition; nil when the plan has no other outcome with an answer.
    package init?(_ analysis: TrialAnalysis, condition place: Int) {
        guard analysis.primary.effects.indices.contains(place) else { return nil }
        let effect = analysis.primary.effects[place]
        var found: [(EffectAnalysis, EffectEstimate)] = []
        var missing: [PlannedOutcome] = []
        for secondary in analysis.secondary {
            switch secondary {
            case .analysed(let other):
                let own = other.effects.first { $0.condition.id == effect.condition.id }
                if let own {
                    found.append((other, own))
                } else {
                    missing.append(other.data.outcome)
                }
            case .notEstimable(let outcome, _): missing.append(outcome)
            }
        }
        guard !found.isEmpty,
            let control = try? FalseDiscoveryControl(
                pValues: found.map(\.1.twoSidedP), rate: Self.rate)
        else { return nil }
        primary = Member(
            analysis.primary, effect, p: effect.twoSidedP,
            isSelected: effect.twoSidedP <= 1 - analysis.plan.analysis.level)
        others = found.enumerated().map { index, pair in
            Member(
                pair.0, pair.1, p: control.adjusted[index], isSelected: control.isSelected[index])
        }
        notEstimable = missing
        intervalLevel = control.intervalLevel
    }
}

extension OutcomeFamily.Member {
    fileprivate init(
        _ analysis: EffectAnalysis, _ effect: EffectEstimate, p: Double, isSelected: Bool
    ) {
        outcome = analysis.data.outcome
        self.effect = effect
        self.p = p
        self.isSelected = isSelected
        standardizedImprovement = effect.improvement / analysis.fit.sigma
    }
}
