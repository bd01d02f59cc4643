import ExperimentConclusions
import Stats

/// Everything that a series came to, each number once. All differences are improvements: positive is better.
package struct SeriesConclusions: Sendable {
    package let people: SeriesPeople
    /// The smallest worthwhile change; nil when nobody's plan knows one.
    package let smallest: Double?
    /// The size of an effect that everything else is measured by: that change, else the typical standard error.
    package let scale: Double
    /// Of tau.
    package let prior: SpreadPrior
    package let posterior: PopulationPosterior

    package let mean: ImprovementReading
    package let spread: SpreadReading
    package let next: ImprovementReading
    /// Share of people like these with more than the smallest worthwhile change.
    package let responders: Responders?
    package let each: [PersonReading]
    /// Everybody's draw made again at once; nil where nobody's was made here.
    package let draw: CombinedRandomization?
    package let judgement: SeriesJudgement
    /// The same with other assumptions.
    package let sensitivity: [Assumption]
    /// The average if all who have no answer had lost the smallest worthwhile change; nil where all have one.
    package let ifOthersLost: ImprovementReading?
    package let covariates: [CovariateReading]
    package let classic: [ClassicMetaAnalysis]
    /// All days at once; nil where somebody's diary was not read here, or cannot be stacked.
    package let oneStage: OneStageREML?
    /// Nil where the answer is settled.
    package let outlook: SeriesOutlook?

    package struct Responders: Sendable, Equatable {
        package let share: Double
        package let interval: Interval
    }

    /// The average and the spread under another assumption.
    package struct Assumption: Sendable {
        package let kind: Kind
        package let mean: ImprovementReading
        package let spread: SpreadReading
        package let next: ImprovementReading

        package enum Kind: String, Sendable {
            case halfScale = "half-the-prior-scale"
            case doubleScale = "twice-the-prior-scale"
            case heavyTails = "t-with-4-degrees-of-freedom"
        }
    }

    package struct CovariateReading: Sendable {
        package let name: String
        /// Difference of the improvement for one unit of the covariate.
        package let slope: ImprovementReading
    }

    /// - Parameters:
    ///   - people: of one question.
    ///   - covariates: names that were declared beforehand.
    /// - Throws: `SeriesProblem` for covariates that cannot be used.
    package init(_ people: SeriesPeople, covariates: [String] = []) throws(SeriesProblem) {
        let units = people.answered.compactMap(\.improvement)
        let smallest = people.smallest
        let likelihoods = UnitLikelihoods(units)
        let scale = smallest ?? likelihoods.typicalError
        let prior = SpreadPrior.spread(ofSize: scale)
        let surface = PopulationSurface(likelihoods, widest: prior.widened(by: 2))
        let posterior = PopulationPosterior(surface, prior: prior)
        self.people = people
        self.smallest = smallest
        self.scale = scale
        self.prior = prior
        self.posterior = posterior
        mean = ImprovementReading(posterior.mean, smallest: smallest)
        spread = SpreadReading(posterior, scale: scale)
        next = ImprovementReading(posterior.next, smallest: smallest)
        responders = smallest.map {
            let share = posterior.share(beyond: $0, level: 0.95)
            return Responders(share: share.mean, interval: share.interval)
        }
        each = people.answered.map { PersonReading($0, posterior, smallest: smallest) }
        let draws = people.answered.compactMap(\.draw)
        draw = draws.isEmpty ? nil : CombinedRandomization(draws)
        judgement = SeriesJudgement(mean, people: people, draw: draw)
        sensitivity = Self.sensitivity(units, surface, scale: scale, smallest: smallest)
        ifOthersLost = Self.ifOthersLost(people, units, scale: scale, smallest: smallest)
        self.covariates = try Self.covariates(covariates, people, scale: scale)
        classic = [.restrictedMaximumLikelihood, .dersimonianLaird, .pauleMandel].map {
            ClassicMetaAnalysis(
                effects: units.map(\.mean), variances: units.map(\.variance), estimator: $0)
        }
        let stacked = people.answered.compactMap(\.stacked)
        oneStage = stacked.count == people.answered.count ? OneStageREML(stacked) : nil
        outlook =
            judgement.verdict == .cannotTell
            ? SeriesOutlook(
                mean: mean, smallest: scale, spread: spread.median,
                typicalError: likelihoods.typicalError, count: units.count) : nil
    }

    private static func sensitivity(
        _ units: [NormalMixture], _ surface: PopulationSurface, scale: Double, smallest: Double?
    ) -> [Assumption] {
        func reading(_ kind: Assumption.Kind, _ posterior: PopulationPosterior) -> Assumption {
            Assumption(
                kind: kind, mean: ImprovementReading(posterior.mean, smallest: smallest),
                spread: SpreadReading(posterior, scale: scale),
                next: ImprovementReading(posterior.next, smallest: smallest))
        }
        let prior = SpreadPrior.spread(ofSize: scale)
        let heavy = PopulationShape.studentT(degreesOfFreedom: 4)
        return [
            reading(
                .halfScale, PopulationPosterior(surface, prior: prior.widened(by: 0.5))),
            reading(
                .doubleScale, PopulationPosterior(surface, prior: prior.widened(by: 2))),
            reading(
                .heavyTails,
                PopulationPosterior(
                    PopulationSurface(
                        UnitLikelihoods(units, shape: heavy), widest: prior, shape: heavy),
                    prior: prior)),
        ]
    }

    private static func ifOthersLost(
        _ people: SeriesPeople, _ units: [NormalMixture], scale: Double, smallest: Double?
    ) -> ImprovementReading? {
        guard !people.withoutAnswer.isEmpty else { return nil }
        let error = UnitLikelihoods(units).typicalError
        let lost = people.withoutAnswer.map { _ in
            NormalMixture(estimate: -scale, standardError: error)
        }
        let prior = SpreadPrior.spread(ofSize: scale)
        let posterior = PopulationPosterior(
            PopulationSurface(UnitLikelihoods(units + lost), widest: prior), prior: prior)
        return ImprovementReading(posterior.mean, smallest: smallest)
    }

    private static func covariates(
        _ names: [String], _ people: SeriesPeople, scale: Double
    ) throws(SeriesProblem) -> [CovariateReading] {
        guard !names.isEmpty else { return [] }
        guard names.count * 5 <= people.answered.count else {
            throw .tooManyCovariates(declared: names.count, people: people.answered.count)
        }
        var columns: [[Double]] = []
        for name in names {
            var column: [Double] = []
            for person in people.answered {
                guard let found = person.covariates.first(where: { $0.name == name }) else {
                    throw .covariateMissing(name: name, person: person.person)
                }
                column.append(found.value)
            }
            let mean = column.reduce(0, +) / Double(column.count)
            guard column.contains(where: { $0 != column[0] }) else {
                throw .covariateConstant(name: name)
            }
            columns.append(column.map { $0 - mean })
        }
        let fit = MetaRegression(
            people.answered.compactMap(\.improvement), covariates: columns,
            prior: .spread(ofSize: scale))
        return zip(names, fit.coefficients.dropFirst()).map {
            CovariateReading(name: $0, slope: ImprovementReading($1, smallest: nil))
        }
    }
}
