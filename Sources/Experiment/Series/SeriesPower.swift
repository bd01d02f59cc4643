import ExperimentAnalysis
import ExperimentConclusions
import ExperimentPlanning
import ExperimentTrial
import RealModule
import Stats

/// A plan that several people follow, tried out before day one: what the series would come to.
///
/// Each person's estimate is drawn around an effect of their own with the standard error that the plan's
/// formula promises; the series is then analysed as it will be, and its verdict counted.
package struct SeriesPower: Sendable {
    package let rows: [Row]
    /// Standard error of one person's estimate, in points.
    package let error: Double
    package let effect: Double
    package let tau: Double
    package let smallest: Double
    package let sets: Int

    package struct Row: Sendable {
        package let people: Int
        /// Shares of sets, where the mean effect is the one in question, and where it is none.
        package let claims: Share
        package let falseClaims: Share
        package let negligible: Share
        package let cannotTell: Share
        /// Mean half-widths of the intervals of the mean and of the next person.
        package let meanReach: Double
        package let nextReach: Double
    }

    /// - `study`: the plan, one of its outcomes and the person on whom it is tried.
    /// - `people`: numbers of people.
    /// - `tau`: standard deviation of effects between people; nil is half of the smallest worthwhile change.
    /// - `sets`: series simulated for each number and truth.
    ///
    /// Returns nil where no formula holds for the plan (counts, and plans that cannot be analysed).
    package init?(
        _ study: DiagnosisStudy, people: [Int], tau: Double?, sets: Int, seed: UInt64
    ) async throws {
        guard let error = study.personError(seed: seed) else { return nil }
        let sign = study.outcome.instrument.direction.benefit.sign
        let effect = sign * study.world.effect.value
        let smallest =
            study.outcome.worthwhile(referenceMean: study.world.baseline.value) ?? effect.magnitude
        let tau = tau ?? 0.5 * smallest
        self.error = error
        self.effect = effect
        self.tau = tau
        self.smallest = smallest
        self.sets = sets
        var rows: [Row] = []
        for count in people {
            func answers(_ mean: Double, _ stream: UInt64) async throws -> [Answer] {
                try await MonteCarlo(replicates: sets, seed: seed &+ stream).run(batch: 4) {
                    _, generator in
                    Answer(
                        count, mean: mean, tau: tau, error: error, smallest: smallest, &generator)
                }
            }
            rows.append(
                Row(
                    people: count, with: try await answers(effect, 0),
                    without: try await answers(0, 1)))
        }
        self.rows = rows
    }

    fileprivate struct Answer: Sendable {
        let verdict: Verdict
        let meanReach: Double
        let nextReach: Double

        init(
            _ count: Int, mean: Double, tau: Double, error: Double, smallest: Double,
            _ generator: inout SeededGenerator
        ) {
            let units = (0..<count).map { _ in
                NormalMixture(
                    estimate: mean + tau * generator.normal() + error * generator.normal(),
                    standardError: error)
            }
            let prior = SpreadPrior.spread(ofSize: smallest)
            let posterior = PopulationPosterior(
                PopulationSurface(UnitLikelihoods(units), widest: prior), prior: prior)
            let mu = posterior.mean
            let above = mu.probability(above: smallest)
            verdict = Verdict(
                Chances(
                    better: mu.probability(above: 0),
                    size: Chances.Size(
                        smallest: smallest, worthwhile: above,
                        negligible: max(0, 1 - above - mu.probability(below: -smallest)))))
            meanReach = 1.96 * mu.standardDeviation
            nextReach = 1.96 * posterior.next.standardDeviation
        }
    }
}

extension SeriesPower.Row {
    fileprivate init(people: Int, with: [SeriesPower.Answer], without: [SeriesPower.Answer]) {
        func share(_ answers: [SeriesPower.Answer], _ test: (Verdict) -> Bool) -> Share {
            Share(count: answers.count { test($0.verdict) }, trials: answers.count)
        }
        func average(_ value: (SeriesPower.Answer) -> Double) -> Double {
            with.reduce(0) { $0 + value($1) } / Double(max(with.count, 1))
        }
        self.init(
            people: people, claims: share(with) { $0 == .helped || $0 == .helpedALittle },
            falseClaims: share(without, \.claimsEffect),
            negligible: share(without) { $0 == .noWorthwhileDifference },
            cannotTell: share(with) { $0 == .cannotTell }, meanReach: average(\.meanReach),
            nextReach: average(\.nextReach))
    }
}

extension SeededGenerator {
    /// A standard normal number, by its quantile.
    fileprivate mutating func normal() -> Double {
        Normal.standard.quantile(0.5 * 0x1p-53 + uniform())
    }
}

extension DiagnosisStudy {
    /// The standard error of the plan's estimate by its formula; nil where there is none.
    package func personError(seed: UInt64) -> Double? {
        guard !outcome.instrument.isCount,
            let planned = PlannedPower(
                closedFormPatterns(seed: seed), comparison: 0, effect: world.effect.value,
                sd: world.sd.value, rho: world.rho.value, level: plan.analysis.level)
        else { return nil }
        return world.sd.value * planned.unitVariance.squareRoot()
    }
}

/// What a plan may come to for a person who is like those of a series: the power, averaged over the effects
/// that the next person may have.
package struct PriorPower: Sendable, Equatable {
    /// Chance that the interval lies on the side of better.
    package let better: Double
    /// Chance that it lies on the side of worse.
    package let worse: Double
    /// Expected share of the answer that would be borrowed.
    package let borrowed: Double

    private static let effects = 99

    /// - Returns: nil where no formula holds for the plan.
    package init?(_ study: DiagnosisStudy, _ population: PopulationSummary, seed: UInt64) {
        guard let error = study.personError(seed: seed) else { return nil }
        let next = population.posterior.next
        let edge = 1.96 * error
        let noise = Normal(mean: 0, standardDeviation: error)
        let effects = (1...Self.effects).map {
            next.quantile((Double($0) - 0.5) / Double(Self.effects))
        }
        better =
            effects.reduce(0) { $0 + noise.probability(above: edge - $1) } / Double(Self.effects)
        worse =
            effects.reduce(0) { $0 + noise.probability(below: -edge - $1) } / Double(Self.effects)
        borrowed =
            population.posterior.unit(
                NormalMixture(estimate: next.mean, standardError: error)
            ).borrowed
    }
}
