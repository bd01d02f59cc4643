@testable import Stats
import TestSupport
import Testing

/// Held against nlme 3.1-162: Tests/Oracles/series/onestage.R, onestage.txt.
@Suite("One-stage REML on the days of all")
struct OneStageTests {
    /// Ten days of each of 18 people, lme4's sleepstudy; the exposure is the day.
    private static func sleep(keeping isKept: (Int, Int) -> Bool = { _, _ in true })
        -> [StackedUnit]
    {
        (0..<18).map { person in
            let days = (0..<10).filter { isKept(person, $0) }
            return StackedUnit(
                times: days, responses: days.map { MetaAnalysisData.sleepDays[10 * person + $0] },
                exposure: days.map(Double.init))
        }
    }

    /// Every seventh row from the third is missing, and the second person's after the sixth day.
    private static var gaps: [StackedUnit] {
        sleep { person, day in (10 * person + day + 1) % 7 != 3 && !(person == 1 && day > 5) }
    }

    @Test("independent errors and whole diaries: two stages with one sigma, and lmer's slope")
    func independent() throws {
        let found = try #require(OneStageREML(Self.sleep(), rho: 0))
        expectClose(found.mean, 10.46728596, .published(decimals: 8))
        expectClose(found.standardError, 1.5457889, .published(decimals: 7))
        expectClose(found.spreadVariance, 35.07166, .published(decimals: 5))
        expectClose(found.residualVariance, 654.94103, .published(decimals: 5))
        let data = MetaAnalysisData.sleep
        let pooled = data.sums.reduce(0, +) / (18 * data.freedom)
        let two = ClassicMetaAnalysis(
            effects: data.slopes, variances: data.slopes.map { _ in pooled * data.factor })
        expectClose(found.mean, two.mean, .iterative(1e-9))
        expectClose(found.standardError, two.standardError, .iterative(1e-7))
    }

    @Test("AR(1) errors, whole diaries and such with gaps, are those of nlme")
    func autoregressive() throws {
        let whole = try #require(OneStageREML(Self.sleep()))
        // nlme stops at about 1e-6 of its criterion's argument; the mean hardly moves with it.
        expectClose(whole.mean, 10.46697447, .iterative(1e-6))
        expectClose(whole.standardError, 1.482129851, .iterative(1e-5))
        expectClose(whole.spreadVariance, 16.95484, .iterative(1e-4))
        expectClose(whole.residualVariance, 1035.42995, .iterative(1e-5))
        expectClose(whole.autocorrelation, 0.5353079746, .iterative(1e-5))
        let gaps = try #require(OneStageREML(Self.gaps))
        expectClose(gaps.mean, 10.52398967, .iterative(1e-6))
        expectClose(gaps.standardError, 1.43846193, .iterative(1e-5))
        expectClose(gaps.spreadVariance, 9.045034, .iterative(1e-4))
        expectClose(gaps.residualVariance, 1116.351297, .iterative(1e-5))
        expectClose(gaps.autocorrelation, 0.5479050573, .iterative(1e-5))
        let independent = try #require(OneStageREML(Self.gaps, rho: 0))
        expectClose(independent.mean, 10.39747205, .iterative(1e-7))
        expectClose(independent.spreadVariance, 28.6573, .published(decimals: 4))
        expectClose(independent.residualVariance, 695.0203, .iterative(1e-6))
    }

    /// lme's logLik: -779.9276675 with AR(1), -789.192239 without, of the same days.
    @Test("what autocorrelation gains is what nlme says that it gains")
    func criterion() throws {
        let free = try #require(OneStageREML(Self.sleep()))
        let fixed = try #require(OneStageREML(Self.sleep(), rho: 0))
        expectClose(
            0.5 * (fixed.criterion - free.criterion), 789.192239 - 779.9276675,
            .published(decimals: 6))
    }

    @Test("a shift of one person's scores moves nothing; a factor on all moves what it should")
    func laws() throws {
        let own = try #require(OneStageREML(Self.gaps))
        let shifted = Self.gaps.enumerated().map { place, unit in
            StackedUnit(
                times: unit.times.map { $0 + 5 * place },
                responses: unit.responses.map { 3 * $0 + 1000 * Double(place) },
                exposure: unit.exposure)
        }
        let found = try #require(OneStageREML(shifted))
        expectClose(found.mean, 3 * own.mean, .iterative(1e-7))
        expectClose(found.residualVariance, 9 * own.residualVariance, .iterative(1e-6))
        expectClose(found.autocorrelation, own.autocorrelation, .iterative(1e-6))
    }

    @Test("two people, or people without a change of condition, are no one-stage analysis")
    func refused() {
        #expect(OneStageREML(Array(Self.sleep().prefix(2))) == nil)
        let constant = Self.sleep().map {
            StackedUnit(
                times: $0.times, responses: $0.responses, exposure: $0.exposure.map { _ in 1 })
        }
        #expect(OneStageREML(constant) == nil)
    }
}
