import ExperimentAnalysis
import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// When a condition began at the sites of a multiple baseline, and whether those that waited stayed as
/// they were.
///
/// Source of the rule that three starts on different days stand for going back: Kratochwill et al. (2010),
/// "Single-case designs technical documentation", What Works Clearinghouse.
struct SiteStarts {
    /// The days on which it began, each once, increasing; sites with too few scores are no witnesses.
    package let days: [CalendarDay]
    private let condition: Condition
    private let sites: [TrialData]

    /// Nil when this outcome is not among sites that start on days of their own.
    package init?(of condition: Condition, at outcome: PlannedOutcome, among sites: [TrialData]) {
        let witnesses = sites.filter { site in
            let scored = site.days.count { $0.score != nil }
            return Double(scored) >= GradedEvidence.tooFewDays * Double(site.days.count)
        }
        guard witnesses.contains(where: { $0.outcome.id == outcome.id }) else { return nil }
        self.condition = condition
        self.sites = witnesses
        days = Set(witnesses.compactMap { $0.plan.firstDay(of: condition) }).sorted()
    }

    /// Whether a site that waited changed when the first one began: by `ar1` on its own days before its
    /// start, two-sided at 5 % over all sites that waited.
    package var carryover: DesignFacts.Carryover {
        guard let first = days.first else { return .notExamined }
        let found = sites.compactMap { site in
            change(at: site, from: first).map { (site: site, p: $0) }
        }
        guard let clearest = found.min(by: { $0.p < $1.p }) else { return .notExamined }
        return clearest.p * Double(found.count) < 0.05
            ? .spread(site: clearest.site.outcome.name) : .stayedAtSites(waiting: found.count)
    }

    /// Nil when the site did not wait, or too few of its days tell.
    private func change(at site: TrialData, from first: CalendarDay) -> Double? {
        guard let start = site.plan.firstDay(of: condition), start > first else { return nil }
        let days = site.analysed.filter { $0.day < start }
        guard
            let design = try? DesignMatrix(
                columns: [
                    (TrialDesignMatrix.intercept, days.map { _ in 1 }),
                    (Self.column, days.map { $0.day >= first ? 1 : 0 }),
                ], times: days.map(\.studyDay)),
            let found = try? Regression(.ar1).fit(days.compactMap { $0.score?.value }, on: design)
                .estimate(ofColumn: Self.column)
        else { return nil }
        return found.twoSidedP
    }

    private static let column = "another site began"
}

extension TrialPlan {
    package func firstDay(of condition: Condition) -> CalendarDay? { schedule.firstDay(of: condition) }
}

extension Schedule {
    /// Nil when the condition has no phase.
    package func firstDay(of condition: Condition) -> CalendarDay? {
        phases.first { $0.condition == condition.id }?.first
    }
}

extension TrialAnalysis {
    /// The days of the outcomes that start on days of their own, as far as they could be analysed; empty
    /// where all follow one schedule.
    package var sites: [TrialData] {
        let analysed = secondary.compactMap { outcome in
            if case .analysed(let analysis) = outcome { analysis.data } else { nil }
        }
        return ([primary.data] + analysed).filter { data in
            plan.staggered.contains { $0.outcome == data.outcome.id }
        }
    }
}
