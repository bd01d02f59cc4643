import Experiment
@testable import ExperimentText
@testable import ExperimentDiary
@testable import ExperimentTrial
@testable import ExperimentAnalysis
@testable import ExperimentConclusions
@testable import ExperimentPlanning
@testable import ExperimentReport
@testable import Stats
import TestSupport
import Testing

@Suite("Simulated diaries")
struct SimulatedOutcomeTests {
    private func outcome(
        sd: Double = 1, rho: Double = 0.5, onset: Double = 0, washout: Double = 0,
        missing: Double = 0, allowed: AllowedValues? = nil, everyDays: Int = 1
    ) -> SimulatedOutcome {
        SimulatedOutcome(
            series: "itch", baseline: 5, effects: [.init(condition: "b", points: -2)], sd: sd,
            rho: rho, onsetHalfTime: onset, washoutHalfTime: washout, missing: missing,
            allowed: allowed, everyDays: everyDays)
    }

    private let switched: [String?] =
        [String?](repeating: "a", count: 4)
        + [String?](repeating: "b", count: 4) + [String?](repeating: "a", count: 4)

    @Test("without half-times an effect is there on the days of its condition and on no others")
    func atOnce() {
        expectClose(
            outcome().expected(under: switched),
            [5, 5, 5, 5, 3, 3, 3, 3, 5, 5, 5, 5], .exact)
    }

    @Test("an effect halves its distance in each half-time, coming and going")
    func halfTimes() {
        let levels = outcome(onset: 1, washout: 2).levels(of: "b", switched)
        expectClose(Array(levels[4..<8]), [0.5, 0.75, 0.875, 0.9375], .roundoff())
        expectClose(levels[9], 0.9375 / 2, .roundoff(operations: 4))
    }

    @Test("the noise has the standard deviation and the correlation that were asked for")
    func noise() throws {
        let conditions = [String?](repeating: "a", count: 200_000)
        var generator = SeededGenerator(seed: 11)
        let values = outcome(sd: 2, rho: 0.6).draw(under: conditions, using: &generator)
            .compactMap(\.self)
        let count = Double(values.count)
        let mean = values.reduce(0, +) / count
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
        let lagged = zip(values, values.dropFirst()).reduce(0) {
            $0 + ($1.0 - mean) * ($1.1 - mean)
        }
        // Standard errors of an AR(1): mean sd sqrt((1 + r) / (1 - r) / n), r sqrt((1 - r^2) / n),
        // variance s^2 sqrt(2 (1 + r^2) / (1 - r^2) / n).
        expectClose(mean, 5, .monteCarlo(standardError: 2 * (1.6 / 0.4 / count).squareRoot()))
        expectClose(
            variance, 4, .monteCarlo(standardError: 4 * (2 * 1.36 / 0.64 / count).squareRoot()))
        expectClose(
            lagged / count / variance, 0.6, .monteCarlo(standardError: (0.64 / count).squareRoot()))
    }

    @Test("more missing days leave the values of the others as they were")
    func missing() {
        let conditions = [String?](repeating: "a", count: 1000)
        var (few, many) = (SeededGenerator(seed: 3), SeededGenerator(seed: 3))
        let some = outcome(missing: 0.1).draw(under: conditions, using: &few)
        let fewer = outcome(missing: 0.4).draw(under: conditions, using: &many)
        #expect(zip(some, fewer).allSatisfy { $1 == nil || $0 == $1 })
        let share = Double(fewer.count { $0 == nil }) / 1000
        expectClose(share, 0.4, .monteCarlo(standardError: (0.24 / 1000).squareRoot()))
    }

    @Test("values are those that the instrument can show, as often as it may be filled in")
    func shown() {
        let conditions = [String?](repeating: "a", count: 70)
        var generator = SeededGenerator(seed: 5)
        let values = outcome(sd: 9, allowed: .whole(0, 10), everyDays: 7)
            .draw(under: conditions, using: &generator)
        #expect(values.count { $0 != nil } == 10)
        #expect(values.indices.allSatisfy { values[$0] == nil || $0 % 7 == 6 })
        #expect(
            values.compactMap(\.self).allSatisfy { AllowedValues.whole(0, 10).settled($0) == $0 })
    }

    @Test(
        "a scale without steps shows the digits that people write: tenths of 0 to 103",
        arguments: [(0.0...103.0, 10.0), (0...10, 100), (0...1, 1000), (0...500, 1)])
    func withoutSteps(range: ClosedRange<Double>, perUnit: Double) {
        var generator = SeededGenerator(seed: 5)
        let outcome = SimulatedOutcome(
            series: "burden", baseline: range.upperBound / 2, effects: [],
            sd: range.upperBound / 4, rho: 0.3, allowed: .range(range, step: nil))
        let values = outcome.draw(under: switched + switched, using: &generator)
        #expect(values.compactMap(\.self).count == 24)
        for value in values.compactMap(\.self) {
            #expect(range.contains(value) && (value * perUnit).rounded() / perUnit == value)
        }
    }
}
