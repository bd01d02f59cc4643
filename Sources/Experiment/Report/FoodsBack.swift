import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// Foods that were tried again, where that was the question: which of them brought it back, first
/// of all
/// numbers, and which of them can come back now.
enum FoodsBack {
    /// `Scores rose after milk 3 times of 3, after egg 0 of 3.`; nil where nothing could be
    /// counted.
    static func headline(_ report: Report) -> String? {
        let foods = counted(report)
        guard !foods.isEmpty else { return nil }
        let parts = foods.enumerated().map { place, food in
            let times = place == 0 ? " \(food.flares == 1 ? "time" : "times")" : ""
            return "after \(Phrase.plain(food.food)) \(food.flares)\(times) of "
                + "\(food.scoredWindows)"
        }
        return "Scores rose \(parts.joined(separator: ", "))." + chance(foods)
    }

    /// Rises after most challenges that count as nothing: the number alone would be read as a reaction.
    private static func chance(_ foods: [FoodEvidence]) -> String {
        let names = foods.filter { $0.conclusion == .inconclusive && $0.flaresMostly }
            .map { Phrase.plain($0.food) }
        return names.isEmpty
            ? "" : " After \(PlainNumber.list(names)) that may be chance: it is no reaction so far."
    }

    static func lead(_ report: Report) -> [ReportDocument.Block] {
        headline(report).map { [.lead($0)] } ?? []
    }

    /// How much worse it was after each food, by the regression on all of them.
    static func estimates(_ report: Report) -> String? {
        guard let words = report.evidence?.words else { return nil }
        let parts = counted(report).compactMap { food -> String? in
            guard let effect = food.effect else { return nil }
            return "\(Phrase.plain(food.food)) \(words.number(effect.worsening)) "
                + "(\(words.span(effect.interval)))"
        }
        guard !parts.isEmpty else { return nil }
        return "How many points worse it was afterwards, all foods in one regression: "
            + "\(parts.joined(separator: "; "))."
    }

    /// What becomes of each food now; empty where the plan forbids food at home.
    static func next(_ report: Report, _ story: SafetyStory) -> [String] {
        guard story.closing == nil else { return [] }
        let foods = report.evidence?.challenges?.foods ?? []
        return foods.compactMap { food in
            let name = Phrase.capitalised(Phrase.plain(food.food))
            if food.isHeldBack {
                return "\(name): talk to a doctor or dietitian before it is eaten again."
            }
            guard story.food.isForHome else { return nil }
            if food.conclusion == .noReaction {
                return "\(name): its challenges stayed quiet, so it can come back, a small portion "
                    + "on the first "
                    + "days, then at least twice a week."
            }
            guard !report.primary.data.record.isRunning else { return nil }
            return food.furtherChallenges.map { "\(name): \(again($0, report))" }
        }
    }

    /// The cheapest way to know more.
    private static func again(_ times: Int, _ report: Report) -> String {
        let days = report.plan.reintroduction.map { way in
            " (\(Phrase.count(way.daysOfChallenge, "day"))\(times == 1 ? "" : " each"))"
        }
        return "these challenges cannot tell, which is no reason to keep it out for good. Next: "
            + "once the scores are calm, try it \(Phrase.times(times)) more in the same steps\(days ?? "")."
    }

    private static func counted(_ report: Report) -> [FoodEvidence] {
        (report.evidence?.challenges?.foods ?? []).filter { $0.scoredWindows > 0 }
            .sorted { $0.flares * $1.scoredWindows > $1.flares * $0.scoredWindows }
    }
}
