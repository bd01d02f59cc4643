import ExperimentAnalysis
import ExperimentDiary
import ExperimentText
import ExperimentTrial

/// A probability as a reader meets it: whole chances in a hundred and a word from one fixed table.
///
/// The hundredths are cut towards an even chance, never rounded away from it, so that a printed
/// 95 means at least 0.95 and number, word and verdict cannot disagree. 0 and 100 never occur.
package struct Chance: Sendable, Equatable {
    package let probability: Double

    package init(_ probability: Double) { self.probability = probability }

    /// From 1 to 99.
    package var inHundred: Int {
        let hundredths = 100 * probability
        let cut = probability >= 0.5 ? hundredths.rounded(.down) : hundredths.rounded(.up)
        return min(max(Int(cut), 1), 99)
    }

    package enum Word: String, Sendable, CaseIterable {
        case almostCertain = "almost certain"
        case veryLikely = "very likely"
        case likely
        case moreLikelyThanNot = "more likely than not"
        case tossUp = "a toss-up"
        case lessLikelyThanNot = "less likely than not"
        case unlikely
        case veryUnlikely = "very unlikely"
        case almostExcluded = "almost excluded"
    }

    package var word: Word {
        switch probability {
        case 0.99...: .almostCertain
        case 0.95...: .veryLikely
        case 0.80...: .likely
        case 0.60...: .moreLikelyThanNot
        case _ where probability > 0.40: .tossUp
        case _ where probability > 0.20: .lessLikelyThanNot
        case _ where probability > 0.05: .unlikely
        case _ where probability > 0.01: .veryUnlikely
        default: .almostExcluded
        }
    }

    /// `92 in 100`, `more than 99 in 100`, `less than 1 in 100`.
    package var text: String {
        if probability > 0.99 { return "more than 99 in 100" }
        if probability < 0.01 { return "less than 1 in 100" }
        return "\(inHundred) in 100"
    }

    /// `92 %`, `more than 99 %`, `less than 1 %`: for tables made for scripts and clinicians.
    package var percent: String {
        if probability > 0.99 { return "more than 99 %" }
        if probability < 0.01 { return "less than 1 %" }
        return "\(inHundred) %"
    }
}
