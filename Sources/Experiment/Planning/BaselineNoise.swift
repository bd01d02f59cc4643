import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// What the user's own days under the reference say about the noise.
///
/// A regression on a mean of its own for each reference phase, errors of `ar1`: `sd` is the root of the
/// posterior mean of sigma^2, `rho` the posterior mean of the autocorrelation.
package struct BaselineNoise: Sendable, Equatable {
    package let mean: Double
    package let sd: Double
    package let rho: Double
    /// Share of the reference days so far that have no score.
    package let missing: Double
    /// Days that these numbers come from.
    package let days: Int

    /// Fewer days say too little about the autocorrelation.
    package static let leastDays = 14

    /// Nil when there are too few reference days, or all their scores are equal.
    package init?(_ data: TrialData) {
        let analysed = data.analysed.filter { day in day.exposures.allSatisfy { $0 == 0 } }
        guard analysed.count >= Self.leastDays,
            let fit = try? Self.fit(analysed), let rho = fit.autocorrelation?.mean
        else { return nil }
        let scores = analysed.compactMap { $0.score?.value }
        mean = scores.reduce(0, +) / Double(scores.count)
        sd = fit.sigma
        self.rho = rho
        missing = Self.missing(data)
        days = analysed.count
    }

    private static func fit(_ days: [TrialDay]) throws(RegressionError) -> RegressionFit {
        var starts: [CalendarDay] = []
        for day in days {
            if let first = day.phase?.first, !starts.contains(first) { starts.append(first) }
        }
        var columns = [(name: "intercept", values: days.map { _ in 1.0 })]
        for (place, start) in starts.enumerated().dropFirst() {
            columns.append(
                (name: "phase \(place)", values: days.map { $0.phase?.first == start ? 1 : 0 }))
        }
        let design = try DesignMatrix(columns: columns, times: days.map(\.studyDay))
        return try Regression(.ar1).fit(days.compactMap { $0.score?.value }, on: design)
    }

    /// Counted up to the last day with a score; of an outcome that is due every few days, of the
    /// scores that were due.
    private static func missing(_ data: TrialData) -> Double {
        guard let last = data.days.last(where: { $0.score != nil })?.day else { return 0 }
        let past = data.days.filter { day in
            day.day <= last
                && data.plan.condition(day.phase?.condition ?? "").map { $0.reference == nil }
                    ?? false
        }
        let due = Double(past.count) / Double(max(1, data.outcome.daysBetween))
        let scored = Double(past.count { $0.score != nil })
        return due > 0 ? min(max(0, 1 - scored / due), 0.9) : 0
    }
}
