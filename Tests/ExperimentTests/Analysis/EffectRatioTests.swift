import Experiment
@testable import Stats
import TestSupport
import Testing

@testable import ExperimentAnalysis

@Suite("The ratio of two counts")
struct EffectRatioTests {
    private static let reference = (0..<15).map { Double($0 * 7 % 11) + 3 }
    private static let tested = (0..<20).map { Double($0 * 5 % 8) / 2 + 1 }

    /// Least squares of the two groups, and what the ratio makes of it.
    private func found(
        _ reference: [Double], _ tested: [Double]
    ) throws -> (contrast: ContrastEstimate, ratio: EffectEstimate.Ratio?, freedom: Double) {
        let exposures = reference.map { _ in 0.0 } + tested.map { _ in 1.0 }
        let design = try DesignMatrix(
            columns: [("intercept", exposures.map { _ in 1.0 }), ("b", exposures)],
            times: Array(exposures.indices))
        let fit = try Regression(.ols).fit(reference + tested, on: design)
        let contrast = try fit.estimate(ofColumn: "b")
        let ratio = EffectEstimate.Ratio(
            contrast, of: ScoreSummary(tested), to: ScoreSummary(reference), level: 0.95)
        return (contrast, ratio, fit.degreesOfFreedom)
    }

    @Test("its ends are those of Fieller, the variance shared out as the days would share it")
    func fieller() throws {
        let (contrast, ratio, freedom) = try found(Self.reference, Self.tested)
        let one = try #require(ratio)
        let (r, t) = (
            try #require(ScoreSummary(Self.reference)), try #require(ScoreSummary(Self.tested))
        )
        func share(_ scores: ScoreSummary) throws -> Double {
            let deviation = try #require(scores.standardDeviation)
            return deviation * deviation / Double(scores.n)
        }
        let (s0, s1) = (try share(r), try share(t))
        let variance = contrast.standardError * contrast.standardError
        let q = StudentT(degreesOfFreedom: freedom).quantile(0.975)
        // (m1 - r m0)^2 = q^2 (v1 + r^2 v0)
        let (v0, v1) = (variance * s0 / (s0 + s1), variance * s1 / (s0 + s1))
        let a = r.mean * r.mean - q * q * v0
        let b = r.mean * t.mean
        let c = t.mean * t.mean - q * q * v1
        let root = (b * b - a * c).squareRoot()
        expectClose(one.estimate, t.mean / r.mean, .iterative(1e-12))
        expectClose(one.interval.lower, (b - root) / a, .iterative(1e-9))
        expectClose(one.interval.upper, (b + root) / a, .iterative(1e-9))
        #expect(one.referenceMean == r.mean)
    }

    @Test("it excludes 1 exactly where the difference excludes 0, whatever the size of the effect")
    func sameSide() throws {
        for shift in stride(from: -3.0, through: 3, by: 0.25) {
            let (contrast, ratio, _) = try found(
                Self.reference, Self.reference.map { $0 + shift } + [7, 8])
            let one = try #require(ratio)
            #expect(one.interval.contains(1) == contrast.interval().contains(0))
            #expect((one.estimate < 1) == (contrast.estimate < 0))
        }
    }

    @Test(
        "a condition with none at all has the ratio 0; a reference that may have none has no ratio")
    func none() throws {
        let (_, gone, _) = try found(Self.reference, Array(repeating: 0, count: 12))
        let one = try #require(gone)
        #expect(one.estimate == 0 && one.interval.lower == 0 && one.interval.upper < 0.6)
        let rare = [0, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0.0]
        #expect(try found(rare, Self.tested).ratio == nil)
    }
}
