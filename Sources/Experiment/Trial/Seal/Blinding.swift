import ExperimentDiary
import ExperimentText

/// What a plan keeps of its blinding: since when, under which key, and what the person guessed.
package struct Blinding: Sendable, Equatable {
    package let since: CalendarDay?
    /// SHA-256 of the key file, so that only the right key opens the plan.
    package let keyHash: String?
    /// The day on which the key was merged; nil while it is closed.
    package let opened: CalendarDay?
    /// Ids of the conditions that a guess can name while it is closed.
    package let choices: [String]
    package let guesses: [BlindingGuess]

    package var isClosed: Bool { keyHash != nil && opened == nil }
}

/// What the person believed to be taking on a day.
package struct BlindingGuess: Sendable, Equatable {
    package let day: CalendarDay
    /// The id of a condition; nil for "I do not know".
    package let condition: String?

    package init(day: CalendarDay, condition: String?) {
        self.day = day
        self.condition = condition
    }
}

extension Blinding {
    package init?(_ node: PlanNode, _ reader: inout PlanReader) {
        let keys = ["since", "key-sha256", "opened", "choices", "guesses"]
        guard let map = reader.mapping(node, keys: keys) else { return nil }
        since = reader.day(map["since"])?.value
        keyHash = reader.text(map["key-sha256"])?.value
        opened = reader.day(map["opened"])?.value
        choices = reader.texts(map["choices"]).map(\.value)
        guesses = reader.list(map["guesses"]).compactMap { node in
            guard let map = reader.mapping(node, keys: ["on", "guess"]),
                let day = reader.day(map["on"])
            else { return nil }
            let guess = reader.text(map["guess"])?.value
            return BlindingGuess(day: day.value, condition: guess == "unknown" ? nil : guess)
        }
    }
}

/// How well a person guessed, as Bang's index: +1 always right, 0 as by chance, -1 always wrong.
///
/// (right - wrong) / all, where "I do not know" counts among all.
/// Source: Bang, Ni & Davis (2004), Controlled Clinical Trials 25, 143-156.
package struct BlindingIndex: Sendable, Equatable {
    package let condition: String
    package let right: Int
    package let wrong: Int
    package let unknown: Int

    package var all: Int { right + wrong + unknown }

    /// Nil without a guess.
    package var value: Double? { all == 0 ? nil : Double(right - wrong) / Double(all) }

    /// One an id of a condition, of the guesses made on its days, or in a pause that began on one.
    package static func indices(of guesses: [BlindingGuess], in plan: TrialPlan) -> [BlindingIndex]
    {
        plan.conditions.map { condition in
            let own = guesses.filter {
                let day = $0.day
                return plan.schedule.phases.last { $0.first <= day }?.condition == condition.id
            }
            return BlindingIndex(
                condition: condition.id, right: own.count { $0.condition == condition.id },
                wrong: own.count { $0.condition != nil && $0.condition != condition.id },
                unknown: own.count { $0.condition == nil })
        }
    }
}

/// The guesses of a blinded trial, in words and for programs.
package enum BlindingText {
    /// The guesses of each condition, and their index; null where nothing was guessed.
    package static func json(_ plan: TrialPlan) -> JSON {
        .array(
            BlindingIndex.indices(of: plan.blinding?.guesses ?? [], in: plan).map { index in
                .object([
                    "condition": .string(index.condition), "right": .integer(index.right),
                    "wrong": .integer(index.wrong), "unknown": .integer(index.unknown),
                    "index": JSON(index.value),
                ])
            })
    }

    package static func text(_ plan: TrialPlan) -> String {
        let guesses = plan.blinding?.guesses ?? []
        guard !guesses.isEmpty else { return "No guesses were written down.\n" }
        return BlindingIndex.indices(of: guesses, in: plan).map { index in
            let name = plan.condition(index.condition)?.name ?? index.condition
            guard let value = index.value else { return "\(name): no guesses.\n" }
            return "\(name): \(index.right) of \(index.all) guesses right, \(index.wrong) wrong, "
                + "\(index.unknown) unknown; blinding index \(PlainNumber.fixed(value, decimals: 2)) "
                + "(0 is chance, 1 is always right).\n"
        }.joined()
    }
}
