@testable import Stats
import Testing

/// The whole sentence of each refusal.
@Suite("Refusals of the regression")
struct RefusalTests {
    static let times = Array(0..<12)
    static let exposure = times.map { $0 < 6 ? 0.0 : 1.0 }
    static let y = times.map { Double(($0 * 7) % 5) }

    static func design(
        _ columns: [(name: String, values: [Double])]? = nil, times: [Int] = times
    ) throws -> DesignMatrix {
        let plain = [
            (name: "(Intercept)", values: times.map { _ in 1.0 }),
            (name: "diet", values: Array(exposure.prefix(times.count))),
        ]
        return try DesignMatrix(columns: columns ?? plain, times: times)
    }

    static func message(_ body: () throws -> Void) -> String {
        do { try body() } catch { return "\(error)" }
        return "no error"
    }

    static func fitMessage(
        _ method: RegressionMethod = .ar1, _ options: RegressionOptions = RegressionOptions(),
        y: [Double] = y, times: [Int] = times
    ) -> String {
        message { _ = try Regression(method, options: options).fit(y, on: design(times: times)) }
    }

    @Test("fewer than five degrees of freedom")
    func tooFewRows() {
        let times = Array(3..<9)
        #expect(
            Self.fitMessage(y: [1, 2, 3, 1, 2, 5], times: times)
                == "There are 6 complete rows for 2 coefficients; at least 7 rows are needed. Record "
                + "more rows or drop terms.")
    }

    @Test("a constant series", arguments: RegressionMethod.allCases)
    func constant(method: RegressionMethod) {
        #expect(
            Self.fitMessage(method, y: Self.times.map { _ in 3 })
                == "All 12 responses equal 3.0; without variation there is nothing to explain. "
                + "Check the outcome column.")
    }

    @Test(
        "a perfect fit",
        arguments: [RegressionMethod.ar1, .daily, .robust, .ols, .reml, .neweyWest, .onset])
    func perfect(method: RegressionMethod) {
        let options = RegressionOptions(
            exposure: Exposure(
                column: "diet", path: ExposurePath(start: 0, values: Self.exposure)))
        #expect(
            Self.fitMessage(method, options, y: Self.exposure.map { 2 + 3 * $0 })
                == "2 coefficients reproduce all 12 responses exactly, so nothing is left to measure "
                + "the uncertainty by. Drop terms, or check that the outcome was not entered as a "
                + "covariate.")
    }

    @Test("dependent columns, by name, and a column of zeros")
    func aliases() throws {
        let design = try Self.design([
            (name: "(Intercept)", values: Self.times.map { _ in 1.0 }),
            (name: "diet", values: Self.exposure),
            (name: "kefir", values: Self.exposure),
            (name: "never", values: Self.times.map { _ in 0.0 }),
        ])
        #expect(
            Self.message { _ = try Regression(.ar1).fit(Self.y, on: design) }
                == "Column \"kefir\" = 1 x \"diet\" on all 12 rows: their separate effects cannot be "
                + "estimated from these rows, whatever the model. Drop one or report their sum. "
                + "Column \"never\" is zero on all 12 rows: its effect cannot be estimated. Drop it."
        )
    }

    @Test("numbers that are not finite")
    func notFinite() {
        var y = Self.y
        y[4] = .nan
        #expect(
            Self.fitMessage(y: y)
                == "Row 5, column \"response\" is not a finite number; Stats takes complete rows "
                + "only. Drop the row.")
        var column = Self.exposure
        column[2] = .infinity
        #expect(
            Self.message { _ = try Self.design([(name: "diet", values: column)]) }
                == "Row 3, column \"diet\" is not a finite number; Stats takes complete rows only. "
                + "Drop the row.")
    }

    @Test("times that do not increase")
    func times() {
        #expect(
            Self.message { _ = try Self.design(times: [0, 1, 2, 2, 4]) }
                == "Row 4 of the design has time 2 after time 2; times must strictly increase. Sort "
                + "the rows and combine those of one time.")
    }

    @Test("shapes that do not match")
    func shapes() {
        #expect(
            Self.message {
                _ = try DesignMatrix(
                    names: ["a"], matrix: Matrix(rows: 3, columns: 2), times: [1, 2, 3])
            } == "The design has 2 columns and 1 names; each column needs one name.")
        #expect(
            Self.fitMessage(y: [1, 2, 3])
                == "The design has 12 rows and 3 responses; give one for each row.")
        #expect(
            Self.message {
                _ = try Self.design([
                    (name: "a", values: Self.exposure), (name: "a", values: Self.y),
                ])
            } == "Two columns of the design are named \"a\"; names must differ. Rename one.")
    }

    @Test("too few nodes")
    func nodes() {
        #expect(
            Self.fitMessage(options: RegressionOptions(nodes: 7))
                == "7 quadrature nodes were asked for; at least 8 are needed, and 64 are usual.")
    }

    static func fitMessage(options: RegressionOptions) -> String { fitMessage(.ar1, options) }

    @Test("options out of range")
    func options() {
        #expect(
            Self.fitMessage(options: RegressionOptions(rho: 1))
                == "The autocorrelation was fixed at 1.0; it must lie between -1 and 1, both excluded."
        )
        #expect(
            Self.fitMessage(options: RegressionOptions(level: 95))
                == "The level of the intervals is 95.0; it must lie between 0 and 1, 0.95 being usual."
        )
        #expect(
            Self.fitMessage(.neweyWest, RegressionOptions(lag: 12))
                == "The Newey-West lag is 12; with 12 rows it must be from 0 to 11.")
    }

    @Test("contrasts of the wrong length, of zeros, and of unknown columns")
    func contrasts() throws {
        let fit = try Regression(.ar1).fit(Self.y, on: Self.design())
        #expect(
            Self.message { _ = try fit.estimate(of: Contrast(weights: [1])) }
                == "The contrast has 1 weights for 2 coefficients; give one weight for each.")
        #expect(
            Self.message { _ = try fit.estimate(of: Contrast(weights: [0, 0])) }
                == "All weights of the contrast are zero; at least one must not be.")
        #expect(
            Self.message { _ = try fit.estimate(ofColumn: "milk") }
                == "The design has no column \"milk\"; its columns are \"(Intercept)\", \"diet\". "
                + "Name one of them.")
    }

    @Test("an onset without an exposure, without its path, with a short path, or out of reach")
    func onset() {
        #expect(
            Self.fitMessage(.onset)
                == "The method \"onset\" needs to know which column is the exposure. Name it.")
        #expect(
            Self.fitMessage(.robust)
                == "The method \"robust\" needs to know which column is the exposure. Name it.")
        #expect(
            Self.fitMessage(.onset, RegressionOptions(exposure: Exposure(column: "diet")))
                == "Averaging over onset needs the exposure at every time, observed or not. Give its "
                + "path.")
        func message(_ values: [Double], days: Int? = nil, grid: OnsetGrid = .standard) -> String {
            var options = RegressionOptions(
                days: days,
                exposure: Exposure(column: "diet", path: ExposurePath(start: 0, values: values)))
            options.onsetGrid = grid
            return Self.fitMessage(.onset, options)
        }
        #expect(
            message(Array(Self.exposure.prefix(8)))
                == "The exposure is known from time 0 to 7; the rows need it from 0 to 11. Extend "
                + "the path.")
        #expect(
            message(Self.exposure.map { _ in 0 })
                == "The exposure \"diet\" is never above zero, so it has no onset. Name the column of "
                + "the intervention.")
        #expect(
            message(Self.exposure, days: 0)
                == "The effect was asked for after 0 rows of exposure; at least 1 is needed.")
        #expect(
            message(
                Self.exposure, days: 2, grid: OnsetGrid(timeConstants: [14, 28], deadTimes: [0]))
                == "No onset curve of the grid reaches a quarter of its effect within 2 rows. Ask "
                + "for the effect after more rows.")
    }

    @Test("Prais-Winsten without neighbours")
    func noNeighbours() {
        #expect(
            Self.fitMessage(.praisWinsten, times: Self.times.map { 2 * $0 })
                == "No two of the 12 rows are one time step apart, so Prais-Winsten cannot estimate "
                + "the autocorrelation. Fix it, or use \"ar1\" or \"reml\".")
    }
}
