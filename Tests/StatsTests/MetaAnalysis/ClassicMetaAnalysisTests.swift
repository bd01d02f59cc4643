@testable import Stats
import TestSupport
import Testing

/// Held against metafor 3.8-1 with its iterations run to 1e-13; its default stops earlier and prints REML
/// .313243326 and PM .318093712. Script and output: Tests/Oracles/series/meta.R, meta.txt.
@Suite("Classic meta-analysis")
struct ClassicMetaAnalysisTests {
    private static func bcg(
        _ estimator: SpreadEstimator = .restrictedMaximumLikelihood, moderators: [[Double]] = []
    ) -> ClassicMetaAnalysis {
        ClassicMetaAnalysis(
            effects: MetaAnalysisData.bcg.effects, variances: MetaAnalysisData.bcg.variances,
            moderators: moderators, estimator: estimator)
    }

    @Test(
        "seven estimators of the spread are metafor's to nine digits",
        arguments: [
            (.dersimonianLaird, 0.308760263, -0.714117222, 0.17874209),
            (.restrictedMaximumLikelihood, 0.313243258, -0.714532342, 0.179781516),
            (.maximumLikelihood, 0.280028137, -0.711199135, 0.171896809),
            (.pauleMandel, 0.318068452, -0.714968153, 0.180892192),
            (.empiricalBayes, 0.318068452, -0.714968153, 0.180892192),
            (.sidikJonkman, 0.345515702, -0.717248593, 0.187059458),
            (.hedges, 0.328563858, -0.715878589, 0.183279986),
        ] as [(SpreadEstimator, Double, Double, Double)])
    func estimators(_ estimator: SpreadEstimator, tau2: Double, mean: Double, error: Double) {
        let found = Self.bcg(estimator)
        expectClose(found.spreadVariance, tau2, .published(decimals: 9))
        expectClose(found.mean, mean, .published(decimals: 9))
        expectClose(found.standardError, error, .published(decimals: 8))
    }

    @Test("Q, I squared and H squared are metafor's")
    func heterogeneity() {
        let found = Self.bcg()
        expectClose(found.q, 152.233008, .published(decimals: 6))
        expectClose(found.qProbability, 1.99676459e-26, .significant(digits: 9))
        expectClose(found.iSquared, 92.2213845, .published(decimals: 7))
        expectClose(found.hSquared, 12.8557582, .published(decimals: 7))
    }

    @Test("intervals after z, Knapp and Hartung, and for the next unit are metafor's")
    func intervals() {
        let found = Self.bcg()
        let expected: [(Interval, Double, Double)] = [
            (found.interval(.z), -1.06689764, -0.362167046),
            (found.interval(.knappHartung), -1.10844371, -0.320620971),
            (found.interval(.knappHartungWithFloor), -1.10844371, -0.320620971),
            (found.predictionInterval(usesT: false), -1.86669222, 0.437627534),
            (found.predictionInterval(usesT: true), -2.00837591, 0.579311223),
        ]
        for (interval, lower, upper) in expected {
            expectClose(interval.lower, lower, .published(decimals: 8))
            expectClose(interval.upper, upper, .published(decimals: 9))
        }
        expectClose(found.standardError(.knappHartung), 0.180791744, .published(decimals: 9))
    }

    @Test("best linear predictions are metafor's")
    func predictions() {
        let (first, fourth) = (Self.bcg().prediction(of: 0), Self.bcg().prediction(of: 3))
        expectClose(first.effect, -0.800233562, .published(decimals: 9))
        expectClose(first.standardError, 0.409930448, .published(decimals: 9))
        expectClose(fourth.effect, -1.3978977, .published(decimals: 7))
        expectClose(fourth.standardError, 0.137568416, .published(decimals: 9))
    }

    @Test("a moderator takes away what metafor says it takes away")
    func moderator() {
        let found = Self.bcg(moderators: [MetaAnalysisData.bcg.latitudes])
        expectClose(found.coefficients[1], -0.029101725, .published(decimals: 9))
        expectClose(found.standardErrors[1], 0.00719532722, .published(decimals: 11))
        expectClose(found.spreadVariance, 0.076347964, .published(decimals: 9))
    }

    @Test("two stages with one sigma for all are lmer's slope (Senn's advice)")
    func pooledSigma() {
        let sleep = MetaAnalysisData.sleep
        let pooled = sleep.sums.reduce(0, +) / (18 * sleep.freedom)
        expectClose(pooled, 654.941027, .published(decimals: 6))
        let found = ClassicMetaAnalysis(
            effects: sleep.slopes, variances: sleep.slopes.map { _ in pooled * sleep.factor })
        // lmer: 10.467286 (1.54578964), the variance of slopes by REML.
        expectClose(found.mean, 10.467286, .published(decimals: 6))
        expectClose(found.standardError, 1.5457889, .published(decimals: 7))
        expectClose(found.spreadVariance, 35.0716605, .published(decimals: 7))
        let own = ClassicMetaAnalysis(
            effects: sleep.slopes,
            variances: sleep.sums.map { $0 / sleep.freedom * sleep.factor })
        expectClose(own.mean, 10.1358572, .published(decimals: 7))
        expectClose(own.spreadVariance, 36.9954319, .published(decimals: 7))
    }

    @Test("plain Knapp-Hartung is absurdly short for three who agree, and has a floor here")
    func trap() {
        let found = ClassicMetaAnalysis(
            effects: [0.452, 0.618, 0.706], variances: [0.36, 0.140625, 0.5184])
        expectClose(found.standardError(.knappHartung), 0.0597210658, .published(decimals: 10))
        let floor = found.interval(.knappHartungWithFloor)
        expectClose(floor.lower, -0.658255578, .published(decimals: 9))
        expectClose(floor.upper, 1.84494767, .published(decimals: 8))
    }
}
