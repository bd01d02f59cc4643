@testable import Stats
import Testing
import TestSupport

/// The engine `daily` against Tests/Oracles/regression/daily (reference.csv, recomputed there by dense
/// covariances) and against what must hold of it.
@Suite("The engine for daily self-ratings")
struct DailyEngineTests {
    struct Record {
        let design: DesignMatrix
        let responses: [Double]
        let expected: [String: Double]

        init(_ name: String) throws {
            let table = OracleFile.table("regression/daily/\(name).csv")
            var columns = [(name: "(Intercept)", values: table.map { _ in 1.0 })]
            for column in ["x", "z"] where table[0][column] != nil {
                columns.append((column, table.map { $0[column] ?? .nan }))
            }
            design = try DesignMatrix(columns: columns, times: table.map { Int($0["k"] ?? 0) })
            responses = table.map { $0["y"] ?? .nan }
            // The description holds commas: the numbers are the last eleven cells.
            let lines = OracleFile.rows("regression/daily/reference.csv")
            let cells = try #require(lines.first { $0[0] == name })
            expected = Dictionary(
                uniqueKeysWithValues: zip(
                    lines[0].suffix(11), cells.suffix(11).compactMap(Double.init)))
        }

        func fit(_ options: RegressionOptions = options) throws -> RegressionFit {
            try Regression(.daily, options: options).fit(responses, on: design)
        }

        static let options = RegressionOptions(exposure: Exposure(column: "x"))
    }

    static let names = ["r1", "r2", "r3", "r4", "r5", "r6"]

    @Test("the reference values", arguments: names)
    func reference(name: String) throws {
        let record = try Record(name)
        let fit = try record.fit()
        let effect = try fit.estimate(ofColumn: "x")
        let interval = effect.interval()
        func value(_ name: String) -> Double { record.expected[name] ?? .nan }
        // Another route to the same sums, and a quantile that is found by iteration.
        let bar = Tolerance.absolute(1e-8)
        expectClose(effect.estimate, value("estimate"), bar)
        expectClose(effect.standardError, value("sd"), bar)
        expectClose(interval.lower, value("lower"), bar)
        expectClose(interval.upper, value("upper"), bar)
        expectClose(effect.twoSidedP, value("p"), bar)
        let errors = try #require(fit.robust)
        expectClose(errors.localLevelWeight, value("p_local_level"), bar)
        expectClose(errors.logSpreadRatio, value("mean_kappa"), bar)
        expectClose(errors.ratingNoiseWeight, value("p_rating_noise"), bar)
        #expect(fit.degreesOfFreedom == Double(record.design.rows - record.design.columns))
    }

    /// Rounding of whitened products through 1 370 weights.
    static let rounding = 1e-9

    static func expectSame(
        _ found: RegressionFit, _ plain: RegressionFit, times scale: Double = 1
    ) throws {
        let (a, b) = (try found.estimate(ofColumn: "x"), try plain.estimate(ofColumn: "x"))
        let bar = Tolerance.absolute(rounding * scale.magnitude)
        expectClose(a.estimate, scale * b.estimate, bar)
        expectClose(a.standardError, scale.magnitude * b.standardError, bar)
        let ends = [b.interval().lower * scale, b.interval().upper * scale].sorted()
        expectClose(a.interval().lower, ends[0], bar)
        expectClose(a.interval().upper, ends[1], bar)
        expectClose(found.sigma, scale.magnitude * plain.sigma, bar)
        let (left, right) = (try #require(found.robust), try #require(plain.robust))
        expectClose(left.localLevelWeight, right.localLevelWeight, .absolute(rounding))
        expectClose(left.ratingNoiseWeight, right.ratingNoiseWeight, .absolute(rounding))
    }

    @Test("a + b y: the effect is multiplied by b", arguments: names)
    func equivariance(name: String) throws {
        let record = try Record(name)
        let other = record.responses.map { 40 - 3 * $0 }
        let fit = try Regression(.daily, options: Record.options).fit(other, on: record.design)
        try Self.expectSame(fit, record.fit(), times: -3)
    }

    @Test("time run backwards changes nothing", arguments: names)
    func reversal(name: String) throws {
        let record = try Record(name)
        let rows = Array((0..<record.design.rows).reversed())
        let reversed = try DesignMatrix(
            names: record.design.names, matrix: record.design.matrix.selecting(rows: rows),
            times: rows.map { 1000 - record.design.times[$0] })
        let fit = try Regression(.daily, options: Record.options)
            .fit(rows.map { record.responses[$0] }, on: reversed)
        try Self.expectSame(fit, record.fit())
    }

    @Test("exchanged labels turn the sign and nothing else", arguments: names)
    func labels(name: String) throws {
        let record = try Record(name)
        let n = record.design.rows
        var elements = record.design.matrix.elements
        for row in 0..<n { elements[n + row] = 1 - elements[n + row] }
        let relabelled = try DesignMatrix(
            names: record.design.names,
            matrix: Matrix(rows: n, columns: record.design.columns, elements: elements),
            times: record.design.times)
        let fit = try Regression(.daily, options: Record.options)
            .fit(record.responses, on: relabelled)
        let (a, b) = (
            try fit.estimate(ofColumn: "x"), try record.fit().estimate(ofColumn: "x")
        )
        expectClose(a.estimate, -b.estimate, .absolute(Self.rounding))
        expectClose(a.interval().lower, -b.interval().upper, .absolute(Self.rounding))
        // The other group's spread is the one that is compared now.
        expectClose(
            try #require(fit.robust).logSpreadRatio,
            -(try #require(record.fit().robust).logSpreadRatio), .absolute(Self.rounding))
    }

    @Test(
        "the autoregression with noise becomes the local level as rho goes to 1", arguments: names)
    func limit(name: String) throws {
        let record = try Record(name)
        for theta in [0.25, 0.75] {
            let white = theta / ((1 - theta) * (1 - theta))
            let rho = 1 - 1e-7
            // Wander of step variance 1 has variance 1 / (1 - rho^2), beside `white`.
            let wander = 1 / (1 - rho * rho)
            let near = try GeneralizedLeastSquares(
                record.responses, on: record.design,
                errors: AR1PlusNoise(rho: rho, noiseShare: white / (wander + white)))
            let level = try GeneralizedLeastSquares(
                record.responses, on: record.design,
                errors: LocalLevelPlusNoise(smoothing: theta))
            // 1e-7 a day over a record of up to 98 days, and the rounding of 1 - rho^2.
            expectClose(
                near.restrictedLogLikelihood, level.restrictedLogLikelihood, .absolute(1e-4))
            expectClose(near.coefficients[1], level.coefficients[1], .absolute(1e-5))
        }
    }

    @Test("sigma of a local level is the spread of the rows about the mean of their record")
    func levelVariance() throws {
        // Rows at 0, 1, 3 with theta = 1/2, so white variance 2: V = [2 0 0; 0 3 1; 0 1 5], whose
        // trace of C V is 10 - (10 + 2)/3 = 6, over n - 1: 3. |V| = 2 (15 - 1) = 28, divided by 3^3.
        var columns = Matrix(columns: [[1, 0, 0]])
        let log = LocalLevelPlusNoise(smoothing: 0.5).whiten(&columns, times: [0, 1, 3])
        expectClose(log, 0.0363676441708748, .roundoff(condition: 10, operations: 10))
        // The first row alone has variance 2/3.
        expectClose(columns[0, 0], 1.2247448713915890, .roundoff(operations: 4))
    }

    @Test("a level beside a short memory, by hand")
    func shortMemory() throws {
        // Rows at 0, 1, 3 with theta = phi = 1/2, so variance 2: V = min(t_i, t_j) + 2 phi^|t_i - t_j|
        // = [2 1 .25; 1 3 1.5; .25 1.5 5], tr(C V)/2 = (10 - 15.5/3)/2 = 29/12. By dense Cholesky of
        // V / (29/12): ln det .40032667, L^-1 (1, 2, 4)' as below.
        var columns = Matrix(columns: [[1, 2, 4]])
        let log = LocalLevelPlusMemory(smoothing: 0.5, rho: 0.5)
            .whiten(&columns, times: [0, 1, 3])
        expectClose(log, 0.40032666751715895, .roundoff(condition: 10, operations: 10))
        expectClose(
            columns.elements, [1.09924216, 1.47478812, 2.31013978], .published(decimals: 8))
    }

    @Test("with hardly any memory it is the local level with white noise")
    func noMemory() throws {
        let record = try Record("r3")
        let near = try GeneralizedLeastSquares(
            record.responses, on: record.design,
            errors: LocalLevelPlusMemory(smoothing: 0.65, rho: 1e-9))
        let white = try GeneralizedLeastSquares(
            record.responses, on: record.design, errors: LocalLevelPlusNoise(smoothing: 0.65))
        expectClose(
            near.restrictedLogLikelihood, white.restrictedLogLikelihood, .absolute(1e-6))
        expectClose(near.residualSumOfSquares, white.residualSumOfSquares, .iterative(1e-6))
    }

    @Test("short memories come in with 120 rows, and the prior weights sum to 1")
    func longRecords() {
        for (rows, count) in [(119, 90), (120, 110)] {
            let models = ErrorGrid.daily.models(
                rows: rows, rhos: ChebyshevNodes(count: 32).values, readings: nil)
            #expect(models.count == count)
            expectClose(
                models.reduce(0) { $0 + $1.prior }, 1, .roundoff(operations: count))
            expectClose(
                models.reduce(0) { $1.isLocalLevel ? $0 + $1.prior : $0 }, 0.2,
                .roundoff(operations: count))
        }
    }

    @Test("a dose, and a group of none or all of the rows, leave the spreads even")
    func evenSpreads() throws {
        let record = try Record("r4")
        let rows = record.design.rows
        var none = Record.options
        none.spreadGroup = [Bool](repeating: false, count: rows)
        var all = none
        all.spreadGroup = [Bool](repeating: true, count: rows)
        let even = try record.fit(none)
        #expect(try #require(even.robust).logSpreadRatio == 0)
        try Self.expectSame(try record.fit(all), even)
        var elements = record.design.matrix.elements
        elements[2 * rows - 1] = 0.5
        let dose = try DesignMatrix(
            names: record.design.names,
            matrix: Matrix(rows: rows, columns: 2, elements: elements), times: record.design.times)
        let fit = try Regression(.daily, options: Record.options).fit(record.responses, on: dose)
        #expect(try #require(fit.robust).logSpreadRatio == 0)
    }

    @Test("a rating that is the mean of many readings has less noise of its own")
    func readings() throws {
        let record = try Record("r3")
        var options = Record.options
        options.readings = record.responses.map { _ in 4 }
        let fit = try record.fit(options)
        #expect(fit.sigma > 0)
        let plain = try record.fit()
        #expect(fit.coefficients != plain.coefficients)
    }

    @Test("without an intercept, or with fewer than five changes, it is refused in words")
    func refusals() throws {
        let record = try Record("r6")
        let bare = try DesignMatrix(
            columns: [("x", Array(record.design.matrix.column(1)))], times: record.design.times)
        #expect(throws: RegressionError.interceptMissing(method: .daily)) {
            try Regression(.daily, options: Record.options).fit(record.responses, on: bare)
        }
        #expect(
            RegressionError.interceptMissing(method: .daily).description
                == "The method \"daily\" lets the level of the responses wander, so its design needs "
                + "an intercept. Add one, or use \"ar1\" or \"robust\".")
        var y = record.responses.map { _ in 2.0 }
        (y[3], y[15]) = (3, 4)
        #expect(throws: RegressionError.tooFewChanges(method: .daily, found: 4, rows: 28)) {
            try Regression(.daily, options: Record.options).fit(y, on: record.design)
        }
        #expect(
            RegressionError.tooFewChanges(method: .daily, found: 4, rows: 28).description
                == "The response changes its value 4 times in 28 rows; \"daily\" needs at least 5 "
                + "changes, because with fewer a single odd value would decide everything. Record "
                + "for longer, or use a finer scale.")
        y[20] = 5
        #expect(throws: Never.self) {
            try Regression(.daily, options: Record.options).fit(y, on: record.design)
        }
        #expect(throws: RegressionError.exposureNotNamed(method: .daily)) {
            try Regression(.daily).fit(record.responses, on: record.design)
        }
    }
}
