import Testing

import Experiment
@testable import ExperimentDiary
@testable import ExperimentTrial
@testable import ExperimentAnalysis
@testable import ExperimentPlanning
@testable import ExperimentReport

@Suite("Chance")
struct ChanceTests {
    /// Between the hundredths, where rounding of the arithmetic cannot decide.
    static let probabilities =
        (0..<1000).map { (Double($0) + 0.5) / 1000 } + [0, 1, 1e-9, 1 - 1e-9, 0.9496, 0.0504]

    @Test("the number never says 0 or 100, and a chance and its complement make 100")
    func hundredths() {
        for probability in Self.probabilities {
            let chance = Chance(probability)
            #expect((1...99).contains(chance.inHundred))
            #expect(!chance.text.contains("100 in 100") && !chance.text.hasPrefix("0 in"))
            if probability > 0.01, probability < 0.99, probability != 0.5 {
                #expect(chance.inHundred + Chance(1 - probability).inHundred == 100)
            }
        }
    }

    @Test("a printed number reaches a threshold only when the probability does")
    func thresholds() {
        for probability in Self.probabilities {
            for threshold in [60, 80, 95, 99] {
                let printed = Chance(probability).inHundred >= threshold
                #expect(printed == (100 * probability >= Double(threshold)))
            }
        }
    }

    @Test("the words stand for the ranges of the table")
    func words() {
        let table: [(Double, String)] = [
            (0.999, "almost certain"), (0.99, "almost certain"), (0.98, "very likely"),
            (0.95, "very likely"), (0.949, "likely"), (0.80, "likely"),
            (0.79, "more likely than not"), (0.60, "more likely than not"), (0.59, "a toss-up"),
            (0.41, "a toss-up"), (0.40, "less likely than not"), (0.21, "less likely than not"),
            (0.20, "unlikely"), (0.06, "unlikely"), (0.05, "very unlikely"),
            (0.02, "very unlikely"), (0.01, "almost excluded"), (0, "almost excluded"),
        ]
        for (probability, word) in table { #expect(Chance(probability).word.rawValue == word) }
    }
}
