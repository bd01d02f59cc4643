import ExperimentDiary
import ExperimentText
import Stats

/// Elimination with staged reintroduction: usual diet, all suspected foods left out, then each food
/// brought back on a ladder of doses, watched, and washed out; challenges repeated; foods in random
/// order.
///
/// Conditions: 0 the usual diet, 1 elimination (also while watching and washing out), and
/// `2 + food * doses + dose` for each dose of each food.
///
/// The order of foods is what chance decides: F! orders, or F! in each of R rounds, so (F!)^R.
/// Rounds also keep the challenges of one food apart, at the price of more changes.
package struct ReintroductionDesign: TrialDesign {
    /// One challenge.
    package struct Challenge: Sendable, Hashable {
        /// Days at each dose, from the smallest to the full portion.
        package var daysAtDose: [Int]
        /// Days without the food in which a reaction is watched for; at least 3, reactions having
        /// been seen up to 72 hours after a dose.
        package var observationDays: Int
        /// Days until the food's effect has gone.
        package var washoutDays: Int

        package init(daysAtDose: [Int], observationDays: Int, washoutDays: Int) {
            self.daysAtDose = daysAtDose
            self.observationDays = observationDays
            self.washoutDays = washoutDays
        }
    }

    /// How repeats are ordered.
    package enum Order: Sendable, Hashable {
        /// All challenges of a food one after another.
        case foodByFood
        /// Every food once, in random order; then every food again, in a new random order.
        case rounds
    }

    package let foods: Int
    package let baselineDays: Int
    package let eliminationDays: Int
    package let challenge: Challenge
    /// Challenges of each food.
    package let repeats: Int
    package let order: Order
    /// Days of repeated exposure after a food's last challenge, kept only when the challenges were
    /// quiet; 0 for none.
    package let sustainedDays: Int
    /// Days of elimination before its effect is counted on.
    package let leadInDays: Int

    /// - Throws: `.tooFew`, `.tooMany`, `.leadInFillsPhase`.
    package init(
        foods: Int, baselineDays: Int, eliminationDays: Int, challenge: Challenge,
        repeats: Int = 1, order: Order = .foodByFood, sustainedDays: Int = 0, leadInDays: Int = 0
    ) throws(DesignError) {
        try DesignLimits.check("foods", foods, atMost: 12)
        try DesignLimits.check("days of baseline", baselineDays)
        try DesignLimits.check("days of elimination", eliminationDays)
        try DesignLimits.check("doses of a challenge", challenge.daysAtDose.count)
        for days in challenge.daysAtDose { try DesignLimits.check("days at a dose", days) }
        try DesignLimits.check("days of observation", challenge.observationDays, atLeast: 3)
        try DesignLimits.check("days of wash-out", challenge.washoutDays, atLeast: 0)
        try DesignLimits.check("challenges of a food", repeats)
        try DesignLimits.check("days of repeated exposure", sustainedDays, atLeast: 0)
        try DesignLimits.check(leadInDays: leadInDays, shortest: eliminationDays)
        self.foods = foods
        self.baselineDays = baselineDays
        self.eliminationDays = eliminationDays
        self.challenge = challenge
        self.repeats = repeats
        self.order = order
        self.sustainedDays = sustainedDays
        self.leadInDays = leadInDays
        let food = sustainedDays + repeats * challenge.days
        try DesignLimits.check(
            totalOf: [baselineDays, eliminationDays] + Array(repeating: food, count: foods))
    }

    /// The condition of a day on which a food is eaten at a dose, both counted from 0.
    package func condition(food: Int, dose: Int) -> Int {
        2 + food * challenge.daysAtDose.count + dose
    }

    package var schedules: ConcatenatedSets {
        let start = opening.map { PeriodSequence([($0.condition, $0.days)]).arrangement }
        return ConcatenatedSets(
            [ListedArrangements([start.flatMap(\.self)])]
                + rounds.map { round in
                    OrderedSelection(
                        items: (0..<foods).map { food in
                            blocks(of: food, in: round).flatMap {
                                Arrangement(repeating: $0.condition, count: $0.days)
                            }
                        })
                })
    }

    /// Foods in the order of their challenges: one list for each round.
    package func foodOrder(of arrangement: Arrangement) -> [[Int]] {
        var day = baselineDays + eliminationDays
        return rounds.map { round in
            (0..<foods).map { _ in
                let food = (arrangement[day] - 2) / challenge.daysAtDose.count
                day += blocks(of: food, in: round).reduce(0) { $0 + $1.days }
                return food
            }
        }
    }

    package func phases(of arrangement: Arrangement) -> [DesignPhase] {
        opening
            + zip(rounds, foodOrder(of: arrangement)).flatMap { round, order in
                order.flatMap { blocks(of: $0, in: round) }
            }
    }
}

extension ReintroductionDesign {
    /// Foods are ordered anew in each round; a round holds one or more challenges of each food.
    private struct Round {
        let challenges: Range<Int>
        let isLast: Bool
    }

    private var rounds: [Round] {
        switch order {
        case .foodByFood: [Round(challenges: 0..<repeats, isLast: true)]
        case .rounds:
            (0..<repeats).map { Round(challenges: $0..<$0 + 1, isLast: $0 == repeats - 1) }
        }
    }

    private var opening: [DesignPhase] {
        [
            DesignPhase(label: "baseline", role: .baseline, condition: 0, days: baselineDays),
            DesignPhase(
                label: "elimination", role: .elimination, condition: 1, days: eliminationDays,
                leadInDays: leadInDays),
        ]
    }

    /// All days of a food in a round. Repeated exposure follows the last watch, before the
    /// wash-out.
    private func blocks(of food: Int, in round: Round) -> [DesignPhase] {
        round.challenges.flatMap { number in
            let isLast = round.isLast && number == round.challenges.upperBound - 1
            return ladder(food, challenge: number)
                + (isLast ? sustained(food) : []) + washout(food, challenge: number)
        }
    }

    private func ladder(_ food: Int, challenge number: Int) -> [DesignPhase] {
        let name = "food \(food + 1), challenge \(number + 1)"
        let doses = challenge.daysAtDose.enumerated().map { dose, days in
            DesignPhase(
                label: "\(name), dose \(dose + 1)", role: .challenge(food: food, dose: dose),
                condition: condition(food: food, dose: dose), days: days)
        }
        let watch = DesignPhase(
            label: "\(name), observation", role: .observation(food: food), condition: 1,
            days: challenge.observationDays)
        return doses + [watch]
    }

    private func sustained(_ food: Int) -> [DesignPhase] {
        guard sustainedDays > 0 else { return [] }
        return [
            DesignPhase(
                label: "food \(food + 1), repeated exposure", role: .sustained(food: food),
                condition: condition(food: food, dose: challenge.daysAtDose.count - 1),
                days: sustainedDays)
        ]
    }

    private func washout(_ food: Int, challenge number: Int) -> [DesignPhase] {
        guard challenge.washoutDays > 0 else { return [] }
        return [
            DesignPhase(
                label: "food \(food + 1), challenge \(number + 1), wash-out",
                role: .washout(food: food), condition: 1, days: challenge.washoutDays)
        ]
    }
}

extension ReintroductionDesign.Challenge {
    /// Days from the first dose to the end of the wash-out.
    package var days: Int { daysAtDose.reduce(0, +) + observationDays + washoutDays }
}
