import Foundation
@testable import Stats
import Testing
import TestSupport

@Suite("Optimisation and quadrature")
struct OptimizationTests {
    @Test("Brent finds the minimum of a quartic and of a cosine")
    func minimum() {
        let quartic = BrentMinimizer().minimize(from: -1, to: 4) { pow($0 - 1.25, 4) + 3 }
        // A fourth-order minimum is flat: f differs by rounding within ulp^(1/4).
        expectClose(quartic.argument, 1.25, .absolute(1e-3))
        expectClose(quartic.value, 3, .roundoff())
        #expect(quartic.converged)
        let cosine = BrentMinimizer().minimize(from: 2, to: 5, cos)
        expectClose(cosine.argument, .pi, .absolute(1e-7))
        #expect(cosine.evaluations < 40)
    }

    @Test("a minimum at the edge is found at the edge")
    func edge() {
        let record = BrentMinimizer().minimize(from: 1, to: 2) { $0 }
        expectClose(record.argument, 1, .absolute(1e-6))
    }

    @Test("roots are found to the last digits, with and without a slope")
    func roots() {
        let newton = RootFinder.increasing(from: 0, to: 10) { ($0 * $0 - 2, 2 * $0) }
        expectClose(newton, 2.0.squareRoot(), .roundoff())
        let secant = RootFinder.bracketed(from: 0, to: 10) { $0 * $0 - 2 }
        expectClose(secant, 2.0.squareRoot(), .roundoff())
        // A step function has no slope to follow.
        let jump = RootFinder.bracketed(from: 0, to: 1) { $0 < 0.3 ? -1 : 1 }
        expectClose(jump, 0.3, .roundoff(operations: 4))
    }

    @Test(
        "n Gauss-Legendre points integrate powers up to 2n - 1 exactly", arguments: [1, 5, 48, 128])
    func quadrature(count: Int) {
        let rule = GaussLegendre(count: count, from: 0, to: 1)
        for power in [0, 1, 2, count, 2 * count - 1] where power <= 2 * count - 1 {
            expectClose(
                rule.integrate { pow($0, Double(power)) }, 1 / Double(power + 1),
                .roundoff(operations: 64))
        }
    }
}
