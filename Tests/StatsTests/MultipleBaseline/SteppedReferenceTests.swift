@testable import Stats
import Testing
import TestSupport

/// Against the reference implementation of the joint model, whose table carries ten digits:
/// Tests/Oracles/regression/multiple-baseline/reference.csv.
@Suite("Multiple baseline against the reference implementation")
struct SteppedReferenceTests {
    /// The bar of the joint model; effects of the sets are of the order of one.
    static let bar = Tolerance.absolute(1e-8)

    static func compare(
        _ found: MixtureOfStudentT, _ oracle: SteppedOracle, _ model: String
    ) {
        expectClose(found.mean, oracle.value("mean", model: model), bar, "mean")
        expectClose(found.quantile(0.025), oracle.value("lower", model: model), bar, "lower")
        expectClose(found.quantile(0.975), oracle.value("upper", model: model), bar, "upper")
        expectClose(
            found.probability(below: 0), oracle.value("p_below_0", model: model), bar, "P")
        expectClose(
            found.probability(below: -1), oracle.value("p_below_minus_1", model: model), bar,
            "P below -1")
    }

    @Test("the effect with tau free, and that of each series", arguments: SteppedOracle.names)
    func effectsFree(name: String) throws {
        let oracle = try SteppedOracle(name)
        let fit = try SteppedSeriesModel().fit(oracle.data)
        let model = "sites differ"
        Self.compare(fit.effect, oracle, model)
        expectClose(
            fit.probabilityOfCommonEffect, oracle.value("p_tau0", model: model), Self.bar,
            "P(tau = 0)")
        expectClose(fit.autocorrelation, oracle.value("rho", model: model), Self.bar, "rho")
        expectClose(fit.noiseShare, oracle.value("lam", model: model), Self.bar, "lambda")
        #expect(fit.degreesOfFreedom == oracle.value("nu", model: model))
        expectClose(
            fit.seriesEffects.flatMap { [$0.mean, $0.quantile(0.025), $0.quantile(0.975)] },
            oracle.values("sites", model: model), Self.bar, "each series")
    }

    @Test("one common effect", arguments: SteppedOracle.names)
    func commonEffect(name: String) throws {
        let oracle = try SteppedOracle(name)
        let fit = try SteppedSeriesModel().fit(oracle.data)
        Self.compare(fit.commonEffect, oracle, "common")
        expectClose(fit.scales, oracle.values("scale", model: "common"), Self.bar, "k_s")
    }

    @Test("a straight trend of each series' own", arguments: SteppedOracle.names)
    func ownTrends(name: String) throws {
        let oracle = try SteppedOracle(name)
        let fit = try SteppedSeriesModel(hasOwnTrends: true).fit(oracle.data)
        Self.compare(fit.commonEffect, oracle, "own trends")
        #expect(fit.degreesOfFreedom == oracle.value("nu", model: "own trends"))
    }
}
