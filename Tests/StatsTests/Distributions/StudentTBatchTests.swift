@testable import Stats
import Testing
import TestSupport

@Suite("Batches of t")
struct StudentTBatchTests {
    @Test(
        "the finite sum equals the incomplete beta integral",
        arguments: [1, 2, 3, 8, 51, 52, 177, 400])
    func fastEqualsSlow(freedom: Int) throws {
        let count = 13  // not a multiple of the lane
        let mixture = MixtureOfStudentT(
            weights: (0..<count).map { 1 + Double($0 % 3) },
            locations: (0..<count).map { 0.3 * Double($0) - 2 },
            scales: (0..<count).map { 0.5 + 0.1 * Double($0) }, degreesOfFreedom: Double(freedom))
        let batch = try #require(StudentTBatch(mixture))
        let t = StudentT(degreesOfFreedom: Double(freedom))
        for x in [-4.0, -1.5, -0.2, 0, 0.7, 2.2, 5] {
            var below = 0.0
            var density = 0.0
            for k in 0..<count {
                let z = (x - mixture.locations[k]) / mixture.scales[k]
                below += mixture.weights[k] * t.probability(below: z)
                density += mixture.weights[k] * t.density(at: z) / mixture.scales[k]
            }
            let found = batch.evaluate(x)
            // Sums of up to 200 positive terms, all below 1.
            expectClose(found.probability, below, .absolute(4e-15))
            expectClose(found.density, density, .iterative(1e-13))
        }
    }

    @Test("broken degrees of freedom have no batch")
    func broken() {
        let mixture = MixtureOfStudentT(location: 0, scale: 1, degreesOfFreedom: 7.5)
        #expect(StudentTBatch(mixture) == nil)
    }
}
