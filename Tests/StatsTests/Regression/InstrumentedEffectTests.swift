@testable import Stats
import TestSupport
import Testing

@Suite("The assignment as an instrument")
struct InstrumentedEffectTests {
    /// 6 runs of 4 rows in turn; every sixth row was lived otherwise.
    private static let assigned = (0..<24).map { $0 / 4 % 2 == 0 ? 0.0 : 1.0 }
    private static let received = assigned.enumerated().map { $0 % 6 == 5 ? 1 - $1 : $1 }
    private static let noise: [Double] = (0..<24).map { (place: Int) -> Double in
        Double((place * 7 + place * place * 3) % 11) / 4
    }

    private static func design() throws -> DesignMatrix {
        try DesignMatrix(
            columns: [("intercept", assigned.map { _ in 1.0 }), ("z", assigned)],
            times: Array(assigned.indices))
    }

    private static func effect(
        _ y: [Double], received: [Double] = received, by method: RegressionMethod = .ols
    ) throws -> InstrumentedEffect {
        try InstrumentedEffect(
            y, received: received, assigned: "z", on: design(), by: Regression(method))
    }

    @Test("by least squares it is Wald's ratio, and the ends are those of Anderson and Rubin")
    func leastSquares() throws {
        let y = zip(Self.received, Self.noise).map { 5 - 2 * $0 + $1 }
        let found = try Self.effect(y)
        func mean(_ values: [Double], _ side: Double) -> Double {
            let own = zip(values, Self.assigned).filter { $0.1 == side }.map(\.0)
            return own.reduce(0, +) / Double(own.count)
        }
        func residuals(_ values: [Double]) -> [Double] {
            zip(values, Self.assigned).map { $0 - mean(values, $1) }
        }
        func product(_ a: [Double], _ b: [Double]) -> Double {
            zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
        }
        let effectOnY: Double = mean(y, 1) - mean(y, 0)
        let effectOnD: Double = mean(Self.received, 1) - mean(Self.received, 0)
        expectClose(found.estimate, effectOnY / effectOnD, .iterative(1e-9))
        // (bY - tau bD)^2 = t^2 (Syy - 2 tau Syd + tau^2 Sdd) / 22 * (1/12 + 1/12)
        let (ry, rd) = (residuals(y), residuals(Self.received))
        let t = StudentT(degreesOfFreedom: 22).quantile(0.975)
        let k = t * t / 22 / 6
        let a = effectOnD * effectOnD - k * product(rd, rd)
        let b = effectOnY * effectOnD - k * product(ry, rd)
        let c = effectOnY * effectOnY - k * product(ry, ry)
        let root = (b * b - a * c).squareRoot()
        expectClose(found.interval.lower, (b - root) / a, .iterative(1e-9))
        expectClose(found.interval.upper, (b + root) / a, .iterative(1e-9))
    }

    @Test("units of what was received, and shifts and units of the responses, go through")
    func units() throws {
        let y = zip(Self.received, Self.noise).map { 5 - 2 * $0 + $1 }
        let plain = try Self.effect(y, by: .ar1)
        let scaled = try Self.effect(y.map { 3 - 2 * $0 }, by: .ar1)
        expectClose(scaled.estimate, -2 * plain.estimate, .iterative(1e-8))
        expectClose(scaled.interval.lower, -2 * plain.interval.upper, .iterative(1e-8))
        let doubled = try Self.effect(y, received: Self.received.map { 2 * $0 }, by: .ar1)
        expectClose(doubled.estimate, 0.5 * plain.estimate, .iterative(1e-8))
        expectClose(doubled.followed, 2 * plain.followed, .iterative(1e-8))
        expectClose(doubled.strength, plain.strength, .iterative(1e-8))
    }

    @Test("rows lived otherwise because they were bad do not move it")
    func chosenRows() throws {
        // What made row 5, 11, … bad is in the response and in what was received.
        let y = zip(Self.received, Self.noise).enumerated().map { row, pair in
            5 - 2 * pair.0 + pair.1 + (row % 6 == 5 ? 4 : 0)
        }
        let found = try Self.effect(y)
        #expect(found.interval.contains(-2))
    }

    @Test("an assignment that moves little of what was received is refused with its F")
    func weak() throws {
        let chosen = (0..<24).map { Double($0 * 5 % 7 % 2) }
        #expect {
            try Self.effect(Self.noise, received: chosen)
        } throws: { error in
            guard case .weak(let strength) = error as? InstrumentedEffect.Refusal else {
                return false
            }
            return strength < InstrumentedEffect.leastStrength
        }
    }
}
