@testable import Stats
import Testing
import TestSupport

/// Rhythms of schedules, against Tests/Oracles/regression/multiple-baseline/onset_rhythm.py.
@Suite("Rhythms of a schedule")
struct ScheduleRhythmTests {
    struct Plan: CustomStringConvertible {
        let description: String
        let rhythm: ScheduleRhythm
        let expected: [Double]
    }

    /// The rows that are analysed: without the first after each switch.
    static func analysed(_ exposures: [Double], all: Bool = false) throws -> ScheduleRhythm {
        let rows = exposures.indices.filter {
            all || $0 == 0 || exposures[$0] == exposures[$0 - 1]
        }
        return try ScheduleRhythm(times: rows, exposures: rows.map { exposures[$0] })
    }

    static func plans() throws -> [Plan] {
        try OracleFile.rows("regression/multiple-baseline/rhythm.csv").dropFirst().map { cells in
            Plan(
                description: cells[0],
                rhythm: try analysed(
                    cells[1].map { $0 == "1" ? 1 : 0 }, all: cells[2] == "1"),
                expected: cells[3...].map { Double($0) ?? .nan })
        }
    }

    @Test("correlations and shifts of eighteen plans")
    func oracle() throws {
        for plan in try Self.plans() {
            let found = [
                plan.rhythm.correlation(patternLength: 7),
                plan.rhythm.correlation(run: 2, ofEvery: 7),
                plan.rhythm.correlation(period: 28),
                plan.rhythm.shift(period: 28).size,
                plan.rhythm.shift(period: 28, rho: 0.3).standardErrors,
            ]
            // Ratios of sums of a hundred terms near 1; roots of what should be 0 keep half the
            // digits.
            expectClose(found, plan.expected, .absolute(1e-7), plan.description)
        }
    }

    /// R with any weekly pattern, R with 28 steps and the shift in standard errors.
    static let published: [(String, [Double?])] = [
        ("ABAB 4x14", [0.06, 0.92, 3.5]), ("pairs 4x(7+7) ABBAABBA", [0.00, 0.93, 3.6]),
        ("ABABAB 6x14", [0.04, 0.92, 4.3]), ("ABAB 14 17 11 14", [0.11, 0.89, 3.4]),
        ("ABAB 10 18 14 14", [nil, 0.87, nil]), ("ABAB 4x10", [0.26, 0.70, 2.2]),
        ("week-ends 5+2", [1.00, 0.00, 0]), ("ABAB 4x18", [0.15, 0.36, 1.5]),
    ]

    @Test("the table of the rule for rhythms", arguments: published.indices)
    func table(place: Int) throws {
        let (name, expected) = Self.published[place]
        let plan = try #require(try Self.plans().first { $0.description == name })
        let found = [
            plan.rhythm.correlation(patternLength: 7), plan.rhythm.correlation(period: 28),
            plan.rhythm.shift(period: 28, rho: 0.3).standardErrors,
        ]
        for (index, pair) in zip(found, expected).enumerated() {
            guard let value = pair.1 else { continue }
            expectClose(pair.0, value, .published(decimals: index == 2 ? 1 : 2), name)
        }
    }

    @Test(
        "how many draws of pairs of 7 keep clear of a rhythm of 28",
        arguments: [(4, 14), (5, 30), (6, 50), (7, 112), (8, 238)])
    func draws(pairs: Int, clear: Int) throws {
        var found = 0
        for draw in 0..<1 << pairs {
            let exposures = (0..<pairs).flatMap { pair in
                let first = Double(draw >> pair & 1)
                return [Double](repeating: first, count: 7)
                    + [Double](repeating: 1 - first, count: 7)
            }
            let rhythm = try Self.analysed(exposures)
            let isClear =
                rhythm.correlation(period: 28) < 0.6
                && rhythm.correlation(patternLength: 7) < 0.6
            found += isClear ? 1 : 0
        }
        #expect(found == clear)
    }

    @Test("a schedule that is the rhythm has correlation 1, and a rhythm without phase is found")
    func byHand() throws {
        let alternating = try ScheduleRhythm(times: [0, 1, 2, 3], exposures: [0, 1, 0, 1])
        expectClose(alternating.correlation(period: 2), 1, .roundoff(operations: 10))
        expectClose(alternating.correlation(patternLength: 2), 1, .roundoff(operations: 10))
        expectClose(alternating.correlation(run: 1, ofEvery: 2), 1, .roundoff(operations: 10))
        // cos pi t is 1 - 2x: the difference is -2 at any correlation.
        expectClose(alternating.shift(period: 2).size, 2, .roundoff(operations: 100))
    }

    @Test("another origin, unit or direction of the exposure changes no correlation")
    func laws() throws {
        let plan = try #require(try Self.plans().first { $0.description == "ABAB 4x10" }).rhythm
        let moved = try ScheduleRhythm(
            times: plan.times.map { $0 - 1000 }, exposures: plan.exposures.map { 5 - 3 * $0 })
        expectClose(
            moved.correlation(period: 28), plan.correlation(period: 28), .absolute(1e-12))
        expectClose(
            moved.correlation(patternLength: 7), plan.correlation(patternLength: 7),
            .absolute(1e-12))
        expectClose(
            moved.correlation(run: 2, ofEvery: 7), plan.correlation(run: 2, ofEvery: 7),
            .absolute(1e-12))
        expectClose(
            moved.shift(period: 28).size, plan.shift(period: 28).size / 3, .absolute(1e-12))
    }

    @Test("schedules without a rhythm")
    func refusals() {
        func message(_ times: [Int], _ exposures: [Double]) -> String {
            do { _ = try ScheduleRhythm(times: times, exposures: exposures) } catch {
                return "\(error)"
            }
            return "no error"
        }
        #expect(message([1, 2], [1]) == "There are 1 exposures for 2 rows; give one for each.")
        #expect(
            message([2, 2], [0, 1])
                == "Row 2 does not come after the row before it; sort the rows by time.")
        #expect(
            message([1, 2], [0, .nan]) == "The exposure of row 2 is not a finite number.")
        #expect(
            message([1, 2], [1, 1])
                == "The exposure never changes in 2 rows, so it keeps time with no rhythm.")
    }
}
