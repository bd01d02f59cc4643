import ExperimentDiary
import ExperimentText

/// A series that a plan asks for: an outcome, an item of one, or a covariate.
package struct PlannedSeries: Sendable {
    package let id: String
    package let name: String
    /// Nil when any number may stand there.
    package let allowed: AllowedValues?
    /// How several values of one day become one; nil when a day has one.
    package let combining: CombiningRule?
    /// The instrument that it belongs to; nil for a covariate.
    package let instrument: Instrument?
    /// Days from one record to the next of a series that belongs to no instrument.
    package var daysBetween = 1
}

extension TrialPlan {
    /// Everything that the diary may hold numbers for, in the order of the plan.
    package var series: [PlannedSeries] {
        outcomes.flatMap(\.series)
            + covariates.map {
                PlannedSeries(
                    id: $0.id, name: $0.name, allowed: nil, combining: $0.combining,
                    instrument: nil)
            }
            + amounts.map {
                PlannedSeries(
                    id: $0.series, name: $0.series, allowed: nil, combining: .mean,
                    instrument: nil)
            } + weighing
    }

    /// Weight once a week where food is left out, for stop rule S5 alone; no column of the
    /// analysis.
    private var weighing: [PlannedSeries] {
        guard foodsLeftOut.contains(where: { $0 != .alcohol }),
            !covariates.contains(where: { Self.weightSeries.contains($0.id) }),
            !outcomes.contains(where: { Self.weightSeries.contains($0.id) })
        else { return [] }
        return [
            PlannedSeries(
                id: Self.weightSeries[0], name: "weight, kg (or as 128lb)",
                allowed: .range(20...400, step: nil), combining: .mean, instrument: nil,
                daysBetween: 7)
        ]
    }

    package func series(_ id: String) -> PlannedSeries? { series.first { $0.id == id } }

    /// Ids of the series that may be measured more than once a day.
    package var combinedSeries: [String] {
        series.filter { $0.combining != nil }.map(\.id)
    }
}

extension PlannedOutcome {
    /// The outcome itself, or its items when the diary holds those.
    package var series: [PlannedSeries] {
        guard !items.isEmpty else {
            return [
                PlannedSeries(
                    id: id, name: name, allowed: instrument.allowedTotals, combining: combining,
                    instrument: instrument)
            ]
        }
        return items.map { item in
            PlannedSeries(
                id: item.series, name: "\(name), \(item.item)",
                allowed: instrument.items.first { $0.key == item.item }?.allowed,
                combining: combining, instrument: instrument)
        }
    }
}
