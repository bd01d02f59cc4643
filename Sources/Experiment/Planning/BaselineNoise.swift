import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// What the user's own days under the reference say about the noise.
///
/// A regression on a mean of its own for each reference phase, errors of `ar1`: `rho` is the posterior mean
/// of the autocorrelation, `sd` the root of the posterior mean of sigma^2 at that autocorrelation. The
/// mean over all of them was tried and rejected: a few weeks never rule out a memory near 1, whose
/// spread has no bound (6.5 points of 10 for three weeks between 3 and 7).
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
            let rho = try? Self.fit(analysed).autocorrelation?.mean,
            let fit = try? Self.fit(analysed, rho: rho)
        else { return nil }
        let scores = analysed.compactMap { $0.score?.value }
        mean = scores.reduce(0, +) / Double(scores.count)
        sd = fit.sigma
        self.rho = rho
        missing = Self.missing(data)
        days = analysed.count
    }

    /// - `rho`: nil leaves the autocorrelation free.
    private static func fit(
        _ days: [TrialDay], rho: Double? = nil
    ) throws(RegressionError) -> RegressionFit {
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
        let options = RegressionOptions(rho: rho)
        return try Regression(.ar1, options: options).fit(
            days.compactMap { $0.score?.value }, on: design)
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
