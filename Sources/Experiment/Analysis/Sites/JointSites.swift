import ExperimentDiary
import ExperimentText
import ExperimentTrial
import RealModule
import Stats

/// The sites of a multiple baseline analysed together: where the condition had begun against where it
/// was still to come, on the same days. Whatever the sites share, a season or a recovery, cancels.
///
/// Nothing is ever concluded from one site's before and after, which the shared course would pass for
/// an effect. Source of the model: `SteppedSeriesModel`.
package struct JointSites: Sendable {
    /// The outcomes in the order of the plan, the primary one first.
    package let outcomes: [PlannedOutcome]
    package let fit: SteppedSeriesFit
    /// With a straight trend of each site's own; nil where the days do not carry it.
    package let ownTrends: SteppedSeriesFit?
    /// Averaged over slow and fast onset; nil where the days do not carry it.
    package let onset: SteppedOnset?
    /// The same over curves with a half-life of at most `fastHalfLife`.
    package let fastOnset: SteppedOnset?
    /// A third of the shortest stretch under the condition, in days.
    package let fastHalfLife: Double
    /// The headline: in the form of onset that the plan declares, in points of the primary outcome.
    package let effect: EffectEstimate
    /// The same with own trends, and averaged over onset.
    package let effectWithTrends: EffectEstimate?
    package let effectOverOnset: EffectEstimate?
    package let effectOverFastOnset: EffectEstimate?
    /// Each site by itself, drawn towards the others, in its own points.
    package let siteEffects: [EffectEstimate]
    /// Redrawing the starts; nil where chance did not choose them or they were moved since.
    package let test: StaggeredStartResult?
    /// First day of the condition at each site, as study days of the earliest schedule.
    package let starts: [Int]
    /// Days from the last start to the end.
    package let daysAfterLastStart: Int
    /// Of the days with any score, the share on which two sites or more have one.
    package let sharedShare: Double
    /// Mean over the sites of the first and of the last 14 days, in points of each.
    package let course: (first: Double, last: Double)?
    /// Whether all sites are compared in one and the same points.
    package let isOneScale: Bool

    /// - `sites`: the days of every outcome that begins on a day of its own.
    /// - `halfLife`: within which an effect of this kind half comes or goes, in days.
    ///
    /// Throws `SteppedSeriesError` where the days do not carry the model.
    package init(
        _ sites: [TrialData], of condition: Condition, against reference: Condition,
        halfLife: Double
    ) throws(SteppedSeriesError) {
        guard let primary = sites.first else { throw .tooFewSeries(found: 0) }
        let signs = sites.map { -$0.benefit.sign }
        let rows = SiteRows(sites, of: condition, signs: signs, from: primary)
        let plain = try rows.stepped()
        let sameRange = Set(sites.map { "\($0.outcome.instrument.range)" }).count == 1
        isOneScale = sameRange && (plain.ratioOfSwings ?? .infinity) <= 2
        let data = isOneScale ? plain : try rows.stepped(unit: .usualSwing)
        outcomes = sites.map(\.outcome)
        fit = try SteppedSeriesModel().fit(data)
        ownTrends = try? SteppedSeriesModel(hasOwnTrends: true).fit(data)
        onset = try? SteppedSeriesModel().onset(data)
        let stretches = sites.map { $0.plan.shortestStretch(of: condition) }
        fastHalfLife = Double(stretches.min() ?? 0) / 3
        fastOnset = try? SteppedSeriesModel().onset(
            data, grid: .standard.only(.upTo(fastHalfLife)))
        let declared = Self.onset(of: data, halfLife: halfLife, whole: onset)
        let estimand = Estimand(condition, against: reference, terms: [])
        func estimate(_ mixture: MixtureOfStudentT, at place: Int = 0) -> EffectEstimate {
            EffectEstimate(
                sites[place], mixture, scale: signs[place] * data.scales[place], of: estimand)
        }
        effect = estimate(declared?.effect ?? fit.effect)
        effectWithTrends = ownTrends.map { estimate($0.effect) }
        effectOverOnset = onset.map { estimate($0.effect) }
        effectOverFastOnset = fastOnset.map { estimate($0.effect) }
        let apart = fit.seriesEffects
        siteEffects = sites.indices.map { estimate(apart[$0], at: $0) }
        starts = rows.starts(of: condition)
        daysAfterLastStart = rows.times.count - (starts.max() ?? rows.times.count)
        sharedShare =
            fit.rowCount == 0 ? 0 : Double(fit.sharedRowCount) / Double(fit.rowCount)
        test = Self.test(
            data, primary.plan, starts: starts, sites: outcomes,
            isSlow: primary.specification.method.isAveragedOverOnset)
        course = Self.course(sites)
    }

    /// In the form that the plan declares: at once, within days, or averaged over all curves.
    private static func onset(
        of data: SteppedSeries, halfLife: Double, whole: SteppedOnset?
    ) -> SteppedOnset? {
        if halfLife <= 1 { return nil }
        if halfLife > 4 { return whole }
        return try? SteppedSeriesModel().onset(
            data, grid: OnsetGrid(timeConstants: [0, 2, 4], deadTimes: [0, 3]))
    }

    /// Nil where the starts were not drawn here, or days were moved since.
    private static func test(
        _ data: SteppedSeries, _ plan: TrialPlan, starts: [Int], sites: [PlannedOutcome],
        isSlow: Bool
    ) -> StaggeredStartResult? {
        guard let assigned = plan.design, !plan.amendments.inForce.contains(where: \.movesDays),
            let design = assigned.design as? MultipleBaselineDesign,
            assigned.outcomes == sites.map(\.id)
                || Set(assigned.outcomes) == Set(sites.map(\.id))
        else { return nil }
        let windows = design.baselineDays.map { Array($0) }
        let order = assigned.outcomes.compactMap { id in sites.firstIndex { $0.id == id } }
        guard let draw = try? StartDraw(windows: windows, isOrderDrawn: design.isOrderRandom),
            order.count == sites.count,
            let reordered = try? SteppedSeries(
                times: data.times, series: order.map { data.series[$0] }, unit: data.unit)
        else { return nil }
        return try? StaggeredStartTest(statistic: isSlow ? .onsetAverage : .step).run(
            reordered, starts: order.map { starts[$0] }, in: draw, seed: plan.seed)
    }

    private static func course(_ sites: [TrialData]) -> (first: Double, last: Double)? {
        func mean(_ days: (TrialData) -> some Collection<TrialDay>) -> Double? {
            let means = sites.compactMap { site in
                ScoreSummary(days(site).compactMap(\.usableScore))?.mean
            }
            return means.count == sites.count ? ScoreSummary(means)?.mean : nil
        }
        guard let first = mean({ $0.days.prefix(14) }), let last = mean({ $0.days.suffix(14) })
        else { return nil }
        return (first, last)
    }
}

extension EffectEstimate {
    /// An effect of the joint model, brought to the points of one site.
    fileprivate init(
        _ site: TrialData, _ mixture: MixtureOfStudentT, scale: Double, of estimand: Estimand
    ) {
        let effect = mixture.multiplied(by: scale)
        let level = site.plan.analysis.level
        let tail = 0.5 * (1 - level)
        let side = site.benefit
        let mean = site.referenceMean(estimand.reference)
        let worthwhile = site.outcome.worthwhile(referenceMean: mean)
        func beyond(_ size: Double) -> Double {
            side == .lower
                ? effect.probability(below: -size) : effect.probability(above: size)
        }
        self.init(
            outcome: site.outcome.id, estimand: estimand, estimate: effect.mean,
            standardError: effect.variance.squareRoot(),
            interval: Interval(
                lower: effect.quantile(tail), upper: effect.quantile(1 - tail), level: level),
            benefit: side, probabilityOfBenefit: beyond(0), worthwhile: worthwhile,
            probabilityWorthwhile: worthwhile.map(beyond),
            probabilityNegligible: worthwhile.map {
                max(0, 1 - effect.probability(below: -$0) - effect.probability(above: $0))
            },
            twoSidedP: min(
                1, 2 * min(effect.probability(below: 0), effect.probability(above: 0))),
            ratio: nil, distribution: effect)
    }
}

extension TrialData {
    fileprivate func referenceMean(_ reference: Condition) -> Double? {
        ScoreSummary(
            analysed.filter { $0.phase?.condition == reference.id }.compactMap(\.score?.value)
        )?.mean
    }
}

extension MixtureOfStudentT {
    /// The distribution of c times a value with this one.
    fileprivate func multiplied(by factor: Double) -> MixtureOfStudentT {
        MixtureOfStudentT(
            weights: weights, locations: locations.map { factor * $0 },
            scales: scales.map { factor.magnitude * $0 }, degreesOfFreedom: degreesOfFreedom)
    }
}

/// The days of several sites on one count of days, from the earliest schedule to the latest.
private struct SiteRows {
    let sites: [TrialData]
    let origin: CalendarDay
    let times: [Int]
    private let series: [SteppedSeries.Series]

    /// - `signs`: by which each site's scores are multiplied, so that more is worse.
    init(_ sites: [TrialData], of condition: Condition, signs: [Double], from primary: TrialData) {
        let origin = sites.map(\.plan.schedule.days.lowerBound).min() ?? primary.days[0].day
        let last = sites.map(\.plan.schedule.days.upperBound).max() ?? origin
        let days = (0...origin.distance(to: last)).map { origin.advanced(by: $0) }
        self.sites = sites
        self.origin = origin
        times = Array(days.indices)
        series = zip(sites, signs).map { site, sign in
            SteppedSeries.Series(
                responses: days.map { day in site.score(on: day).map { sign * $0 } },
                exposures: days.map { day in
                    site.plan.schedule.phase(on: day)?.condition == condition.id ? 1 : 0
                })
        }
    }

    func stepped(
        unit: SteppedSeries.Unit = .response
    ) throws(SteppedSeriesError) -> SteppedSeries {
        try SteppedSeries(times: times, series: series, unit: unit)
    }

    /// The first day of the condition at each site; the day after the last where it never comes.
    func starts(of condition: Condition) -> [Int] {
        sites.map { site in
            site.plan.firstDay(of: condition).map { origin.distance(to: $0) } ?? times.count
        }
    }
}
