@testable import Stats
import Testing
import TestSupport

/// Against mpmath 1.3.0 in 40 digits, Tests/Oracles/distributions/distributions.py.
@Suite("Distributions against mpmath")
struct DistributionOracleTests {
    struct Row: Sendable {
        let family: String
        let distribution: any Distribution
        let x: Double
        let below: Double
        let above: Double
        let density: Double
    }

    static let rows: [Row] = OracleFile.rows("distributions/distributions.csv").dropFirst()
        .compactMap { cells in
            let numbers = cells.dropFirst().compactMap(Double.init)
            guard numbers.count == 6,
                let distribution = distribution(cells[0], numbers[0], numbers[1])
            else { return nil }
            return Row(
                family: cells[0], distribution: distribution, x: numbers[2], below: numbers[3],
                above: numbers[4], density: numbers[5])
        }

    static func distribution(_ family: String, _ a: Double, _ b: Double) -> (any Distribution)? {
        switch family {
        case "normal": Normal(mean: a, standardDeviation: b)
        case "t": StudentT(degreesOfFreedom: a)
        case "chi2": ChiSquared(degreesOfFreedom: a)
        case "F": FisherF(numeratorFreedom: a, denominatorFreedom: b)
        case "nct": NoncentralT(degreesOfFreedom: a, noncentrality: b)
        default: nil
        }
    }

    @Test("every line of the oracle is read")
    func complete() {
        #expect(Self.rows.count == 271)
    }

    @Test(
        "tails and densities agree to 1e-12 relative, far out as well",
        arguments: ["normal", "t", "chi2", "F"])
    func relative(family: String) {
        for row in Self.rows where row.family == family {
            let place = "\(row.family) at \(row.x)"
            // The bar is 1e-10 relative; series and fractions stop at rounding, and the exponent of
            // the far tails costs two digits.
            expectClose(
                row.distribution.probability(below: row.x), row.below, .iterative(1e-12), place)
            expectClose(
                row.distribution.probability(above: row.x), row.above, .iterative(1e-12), place)
            expectClose(row.distribution.density(at: row.x), row.density, .iterative(1e-12), place)
        }
    }

    @Test("the noncentral t agrees to 1e-12 absolute")
    func noncentral() {
        for row in Self.rows where row.family == "nct" {
            let place = "\(row.family) at \(row.x)"
            expectClose(
                row.distribution.probability(below: row.x), row.below, .absolute(1e-12), place)
            expectClose(
                row.distribution.probability(above: row.x), row.above, .absolute(1e-12), place)
            expectClose(row.distribution.density(at: row.x), row.density, .absolute(1e-12), place)
        }
    }
}
