@testable import Stats
import Testing

/// The whole sentence of each refusal.
@Suite("Refusals of a multiple baseline")
struct SteppedRefusalTests {
    static let times = Array(1...40)

    /// Responses that differ from row to row and from series to series.
    static func responses(_ series: Int, _ rows: Int = 40) -> [Double?] {
        (0..<rows).map { Double(($0 * (7 + 4 * series) + series) % 11) }
    }

    static func series(
        starts: [Int] = [11, 25], times: [Int] = times,
        _ response: (_ series: Int, _ row: Int) -> Double? = { series, row in
            responses(series)[row]
        }
    ) throws -> SteppedSeries {
        try SteppedSeries(
            times: times,
            series: starts.enumerated().map { place, start in
                SteppedSeries.Series(
                    responses: times.indices.map { response(place, $0) },
                    exposures: times.map { $0 >= start ? 1 : 0 })
            })
    }

    static func message(_ body: () throws -> Void) -> String {
        do { try body() } catch { return "\(error)" }
        return "no error"
    }

    static func fit(_ data: SteppedSeries, ownTrends: Bool = false) throws {
        _ = try SteppedSeriesModel(hasOwnTrends: ownTrends).fit(data)
    }

    @Test("one series")
    func oneSeries() {
        #expect(
            Self.message { _ = try Self.series(starts: [11]) }
                == "There are 1 series; at least 2 are compared. Add one, or analyse it alone.")
    }

    @Test("rows that do not fit")
    func rows() {
        let short = SteppedSeries.Series(responses: [1, 2], exposures: [0])
        #expect(
            Self.message { _ = try SteppedSeries(times: [1, 2], series: [short, short]) }
                == "Series 1 has 1 entries for 2 rows; give a response and an exposure for each "
                + "row, a missing response as missing.")
        #expect(
            Self.message { _ = try Self.series(times: [3, 3]) }
                == "Time 3 stands on two rows; each time needs one row. Combine them.")
        #expect(
            Self.message { _ = try Self.series(times: [.max]) }
                == "A row has time 9223372036854775807; times must lie within 1000000000000 steps "
                + "of 0. Count them from a nearer start.")
        #expect(
            Self.message { _ = try Self.series { $0 == 1 && $1 == 4 ? .nan : 1 } }
                == "Row 5 of series 2 is not a finite number. Leave the response missing, or mend "
                + "the exposure.")
    }

    @Test("a series without swings")
    func swings() throws {
        let data = try Self.series { $0 == 0 ? 2 : Self.responses(1)[$1] }
        #expect(
            Self.message {
                _ = try SteppedSeries(times: data.times, series: data.series, unit: .usualSwing)
            }
                == "Series 1 never changes from one time to the next, so it has no usual swing to "
                + "measure an effect by. Leave it out, or record it more often.")
        #expect(data.ratioOfSwings == nil)
    }

    @Test("too little in common")
    func tooLittle() {
        #expect(
            Self.message {
                try Self.fit(Self.series { $0 == 0 && $1 >= 13 ? nil : Self.responses($0)[$1] })
            }
                == "Two series have a response on 13 rows; at least 14 are needed. Record the "
                + "series at the same times.")
        // Two of five series a row: 14 differences for 4 levels and the effect.
        #expect(
            Self.message {
                try Self.fit(
                    Self.series(starts: [4, 6, 8, 10, 12], times: Array(1...14)) {
                        ($1 - $0 + 10) % 5 < 2 ? Self.responses($0)[$1] : nil
                    })
            }
                == "9 degrees of freedom are left for the differences between the series; at "
                + "least 10 are needed. Record more rows.")
        #expect(
            Self.message {
                try Self.fit(
                    Self.series(starts: [11, 13, 20, 25]) {
                        ($0 < 2) == ($1 % 2 == 0) ? Self.responses($0)[$1] : nil
                    })
            }
                == "Some series have no row in common with the others, so their levels cannot be "
                + "compared. Record the series at the same times, or leave one out.")
    }

    @Test("starts at the same time")
    func sameStarts() {
        let found = Self.message { try Self.fit(Self.series(starts: [11, 11])) }
        #expect(
            found.hasPrefix(
                "The exposure cannot be told from what the series share and from their levels "
                    + "(share left: "))
        #expect(found.hasSuffix("). The series must start at different times."))
    }

    @Test("nothing to explain, or nothing left")
    func degenerate() {
        #expect(
            Self.message { try Self.fit(Self.series { 3 * Double($0) + Double($1 * $1 % 7) }) }
                == "The series never differ by more than their levels; without variation there "
                + "is nothing to explain. Check that they are not copies.")
        #expect(
            Self.message {
                try Self.fit(
                    Self.series { Double($1 * $1 % 7) - ($1 + 1 >= [11, 25][$0] ? 2 : 0) })
            }
                == "The exposure reproduces all differences between the series exactly, so "
                + "nothing is left to measure the uncertainty by. Check how the series were made.")
    }

    @Test("options out of range")
    func options() {
        #expect(
            Self.message { _ = try SteppedSeriesModel(nodes: 7).fit(Self.series()) }
                == "7 quadrature nodes were asked for; at least 8 are needed, and 64 are usual.")
        #expect(
            Self.message { _ = try SteppedSeriesModel().onset(Self.series(), horizon: 0) }
                == "The effect was asked for after 0 rows of exposure; at least 1 is needed.")
        #expect(
            Self.message {
                _ = try SteppedSeriesModel().onset(
                    Self.series(), grid: OnsetGrid(timeConstants: [28], deadTimes: [0]),
                    horizon: 2)
            }
                == "No onset curve that can be told from the levels reaches a quarter of its "
                + "effect within 2 rows. Ask for the effect after more rows.")
    }

    @Test("draws that do not fit")
    func draws() throws {
        let data = try Self.series()
        func run(_ starts: [Int], _ windows: [[Int]], replicates: Int = 9) -> String {
            Self.message {
                _ = try StaggeredStartTest(replicates: replicates).run(
                    data, starts: starts, in: StartDraw(windows: windows), seed: 1)
            }
        }
        #expect(
            run([11], [[11], [25]])
                == "There are 1 starts or windows for 2 series; give one for each.")
        #expect(
            run([11, 25], [[11], []])
                == "Window 2 of the draw holds no start; each needs at least 1.")
        #expect(
            run([11, 26], [[11], [25]])
                == "The starts that were followed are not among those that the declared draw can "
                + "produce. Give the windows from which they were drawn.")
        #expect(
            Self.message {
                _ = try StaggeredStartTest().run(
                    data, starts: [11, 25],
                    in: StartDraw(windows: [[11], [25]], isOrderDrawn: false), seed: 1)
            }
                == "Nothing was drawn: the windows admit 1 set of starts, and a randomisation "
                + "test needs at least 2. Say that the starts were fixed.")
        #expect(
            run([11, 25], [[11], [25]], replicates: 0)
                == "0 drawn sets of starts were asked for; at least 1 is needed.")
        #expect(
            Self.message {
                _ = try StaggeredStartTest().run(
                    Self.series { $0 == 1 && $1 > 1 ? nil : Double($1 % 3) }, starts: [11, 25],
                    in: StartDraw(windows: [[11], [25]]), seed: 1)
            } == "Series 2 has 2 responses; at least 3 are needed. Leave it out.")
    }
}
