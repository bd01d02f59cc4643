@testable import Stats
import Testing
import TestSupport

/// Section 4 of regression.md; correlations from results/ident.txt (made by ident.py).
@Suite("Identifiability")
struct IdentifiabilityTests {
    static let days = Array(0..<56)

    static func step(_ start: Int, until end: Int = 56) -> [Double] {
        days.map { $0 >= start && $0 < end ? 1 : 0 }
    }

    static func path(_ values: [Double]) -> ExposurePath { ExposurePath(start: 0, values: values) }

    @Test(
        "two exposures that start days apart look alike once their onset is unknown",
        arguments: zip([0, 1, 3, 7, 10, 14, 21], [1, 0.999, 0.994, 0.971, 0.944, 0.899, 0.794]))
    func separability(gap: Int, expected: Double) throws {
        let intercept = try DesignMatrix(columns: [Terms.intercept(Self.days)], times: Self.days)
        let found = try Separability(
            Self.path(Self.step(14)), Self.path(Self.step(14 + gap)), beside: intercept)
        expectClose(found.correlation, expected, .published(decimals: 3))
        let verdict: Separability.Verdict =
            gap <= 7 ? .notSeparable : (gap <= 14 ? .weak : .separable)
        #expect(found.verdict == verdict)
    }

    @Test("a two-by-two factorial can tell its factors apart")
    func factorial() throws {
        let intercept = try DesignMatrix(columns: [Terms.intercept(Self.days)], times: Self.days)
        let diet = Self.days.map { Double(($0 / 14) % 2) }
        let found = try Separability(
            Self.path(diet), Self.path(Self.step(28)), beside: intercept)
        expectClose(found.correlation, 0.728, .published(decimals: 3))
        #expect(found.verdict == .separable)
    }

    @Test("an exposure that equals another yields their sum, and never two numbers")
    func confounded() throws {
        let design = try DesignMatrix(
            columns: [
                Terms.intercept(Self.days), (name: "diet", values: Self.step(14)),
                (name: "kefir", values: Self.step(14)),
            ], times: Self.days)
        let alias = try #require(design.aliases.first)
        #expect(alias.column == "kefir")
        #expect(alias.formula == "1 x \"diet\"")
        var generator = SeededGenerator(seed: 4)
        let y = Self.days.map { -0.5 * Self.step(14)[$0] + standardNormal(using: &generator) }
        #expect(throws: RegressionError.rankDeficient(aliases: [alias])) {
            try Regression(.ar1).fit(y, on: design)
        }
        let reduced = try design.withoutAliases()
        #expect(reduced.design.names == ["(Intercept)", "diet"])
        #expect(reduced.aliases == [alias])
        #expect(try Regression(.ar1).fit(y, on: reduced.design).coefficients.count == 2)
    }

    @Test("an intercept and seven weekdays are told by name")
    func weekdays() throws {
        let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        let columns =
            [Terms.intercept(Self.days)]
            + names.enumerated().map { place, name in
                (name: name, values: Self.days.map { $0 % 7 == place ? 1.0 : 0 })
            }
        let design = try DesignMatrix(columns: columns, times: Self.days)
        #expect(
            design.aliases.map(\.description) == [
                "Column \"Sun\" = 1 x \"(Intercept)\" - 1 x \"Mon\" - 1 x \"Tue\" - 1 x \"Wed\" - 1 x "
                    + "\"Thu\" - 1 x \"Fri\" - 1 x \"Sat\" on all 56 rows: their separate effects "
                    + "cannot be estimated from these rows, whatever the model. Drop one or report "
                    + "their sum."
            ])
        let centred = try DesignMatrix(
            columns: [Terms.intercept(Self.days)]
                + Terms.cycle(Self.days, period: 7, names: names), times: Self.days)
        #expect(centred.aliases.isEmpty)
        #expect(centred.names == ["(Intercept)", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"])
    }

    @Test("columns of very different units are not mistaken for dependent ones")
    func units() throws {
        let design = try DesignMatrix(
            columns: [
                Terms.intercept(Self.days),
                (name: "large", values: Self.days.map { 1e12 + Double($0) }),
                (name: "small", values: Self.days.map { 1e-12 * Double(($0 * $0) % 11) }),
            ], times: Self.days)
        // The large column differs from a constant in one part in 1e11: that is dependence.
        #expect(design.aliases.map(\.column) == ["large"])
    }

    @Test("without its aliases a contrast keeps what can be told, and names what comes along")
    func reducedContrast() throws {
        let design = try DesignMatrix(
            columns: [
                Terms.intercept(Self.days), (name: "diet", values: Self.step(14)),
                (name: "kefir", values: Self.step(14).map { 2 * $0 }),
                (name: "dairy", values: Self.step(14).map { 1 - $0 }),
                (name: "sleep", values: Self.days.map { Double(($0 * 5) % 7) }),
            ], times: Self.days)
        let aliases = try design.withoutAliases().aliases
        #expect(aliases.map(\.column) == ["kefir", "dairy"])
        func reduced(_ weights: [Double]) -> (contrast: Contrast, entangled: [Alias.Term]) {
            Contrast(weights: weights).without(aliases, names: design.names)
        }
        // diet alone: kefir comes along twice, dairy is less.
        let diet = reduced([0, 1, 0, 0, 0])
        #expect(diet.contrast.weights == [0, 1, 0])
        #expect(diet.entangled.map(\.column) == ["kefir", "dairy"])
        expectClose(diet.entangled.map(\.multiple), [2, -1], .absolute(1e-12))
        // diet + 2 kefir - dairy is what the column estimates, whole.
        #expect(reduced([0, 1, 2, -1, 0]).entangled.isEmpty)
        // kefir alone has nothing left; sleep is untouched.
        #expect(reduced([0, 0, 1, 0, 0]).contrast.weights == [0, 0, 0])
        #expect(reduced([0, 0, 0, 0, 1]).entangled.isEmpty)
    }

    @Test("at autocorrelation 0 the variance inflation is 1 / (1 - r^2)")
    func varianceInflation() throws {
        let x = Self.step(14)
        let z = Self.days.map { x[$0] + Double(($0 * 5) % 7) / 10 }
        let design = try DesignMatrix(
            columns: [Terms.intercept(Self.days), (name: "x", values: x), (name: "z", values: z)],
            times: Self.days)
        let found = try VarianceInflation(
            ofColumn: "x", in: design, beside: ["(Intercept)"], rho: 0)
        let n = Double(x.count)
        let (mx, mz) = (x.reduce(0, +) / n, z.reduce(0, +) / n)
        let sxz = zip(x, z).reduce(0) { $0 + ($1.0 - mx) * ($1.1 - mz) }
        let sxx = x.reduce(0) { $0 + ($1 - mx) * ($1 - mx) }
        let szz = z.reduce(0) { $0 + ($1 - mz) * ($1 - mz) }
        let square = sxz * sxz / (sxx * szz)
        expectClose(found.factor, 1 / (1 - square), .roundoff(condition: 100))
        expectClose(found.correlation, square.squareRoot(), .roundoff(condition: 100))
        #expect(found.verdict == .weak)
    }

    @Test(
        "the variance inflation is the ratio of the planned variances (table 4, AB 14+42, rho 0.4)")
    func plannedInflation() throws {
        let design = try DesignMatrix(
            columns: [
                Terms.intercept(Self.days), (name: "x", values: Self.step(14)),
                Terms.trend(Self.days),
            ], times: Self.days)
        let found = try VarianceInflation(
            ofColumn: "x", in: design, beside: ["(Intercept)"], rho: 0.4)
        // Twelve published decimals of each of the two variances.
        expectClose(found.factor, 0.404543304791 / 0.194026643747, .iterative(1e-11))
    }
}
