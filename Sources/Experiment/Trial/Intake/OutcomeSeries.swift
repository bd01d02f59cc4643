import ExperimentDiary
import ExperimentText
import Stats

/// One outcome, day by day: a score for every day that has one, nothing for the others.
package struct OutcomeSeries: Sendable, Equatable {
    package let outcome: String
    /// One a day of the diary, in order; nil is a missing day, never a zero.
    package let scores: [DayScore?]
    package let first: CalendarDay

    package init(outcome: String, scores: [DayScore?], first: CalendarDay) {
        self.outcome = outcome
        self.scores = scores
        self.first = first
    }

    package func score(on day: CalendarDay) -> DayScore? {
        let place = first.distance(to: day)
        return scores.indices.contains(place) ? scores[place] : nil
    }
}

/// The score of a day and what it was made of.
package struct DayScore: Sendable, Equatable {
    /// On the scale on which the outcome's direction of benefit holds.
    package let value: Double
    /// Number of measurements behind it; several raters of one moment count as one.
    package let measurements: Int
    package let sources: [SourceLine]

    package init(value: Double, measurements: Int, sources: [SourceLine]) {
        self.value = value
        self.measurements = measurements
        self.sources = sources
    }
}

extension OutcomeSeries {
    /// Combines the raters of each moment by their mean, then the moments of a day by the plan's
    /// rule.
    /// - Throws: `ScoringError` when items of an instrument do not make a score.
    package init(_ outcome: PlannedOutcome, in diary: Diary) throws(ScoringError) {
        self.outcome = outcome.id
        first = diary.days.first?.day ?? CalendarDay(daysSinceEpoch: 0)
        var scores: [DayScore?] = []
        for day in diary.days { scores.append(try Self.score(of: outcome, on: day)) }
        self.scores = scores
    }

    private static func score(
        of outcome: PlannedOutcome, on day: DiaryDay
    ) throws(ScoringError) -> DayScore? {
        guard outcome.items.isEmpty else { return try itemScore(of: outcome, on: day) }
        let measured = day.measurements(of: outcome.id)
        let values = measured.map { outcome.instrument.direction.analysed($0.value) }
        guard let value = combined(values, by: outcome) else { return nil }
        return DayScore(
            value: value, measurements: values.count, sources: measured.map(\.source))
    }

    private static func itemScore(
        of outcome: PlannedOutcome, on day: DiaryDay
    ) throws(ScoringError) -> DayScore? {
        var values: [Double] = []
        var sources: [SourceLine] = []
        for entry in day.entries {
            let answers = outcome.items.map { item in
                ItemAnswers.Answer(
                    item.item, entry.readings.first { $0.series == item.series }?.value)
            }
            guard answers.contains(where: { $0.value != nil }) else { continue }
            let score = try outcome.instrument.score(ItemAnswers(answers))
            values.append(outcome.instrument.direction.analysed(score.value))
            sources.append(entry.source)
        }
        guard let value = combined(values, by: outcome) else { return nil }
        return DayScore(value: value, measurements: values.count, sources: sources)
    }

    private static func combined(_ values: [Double], by outcome: PlannedOutcome) -> Double? {
        (outcome.combining ?? .mean).combined(
            values, worseIs: outcome.instrument.direction.benefit == .lower ? .higher : .lower)
    }
}

extension CombiningRule {
    /// The day's value; nil without measurements.
    ///
    /// - `worse`: the side on which a value is worse.
    package func combined(_ values: [Double], worseIs worse: Benefit) -> Double? {
        guard let last = values.last else { return nil }
        switch self {
        case .mean: return values.reduce(0, +) / Double(values.count)
        case .worst: return worse == .higher ? values.max() : values.min()
        case .last: return last
        }
    }
}

extension DiaryDay {
    /// The mean of the raters at each measurement of the series that day.
    package func measurements(of series: String) -> [(value: Double, source: SourceLine)] {
        var measurements: [Measurements] = []
        for entry in entries {
            let readings = entry.readings.filter { $0.series == series }
            guard !readings.isEmpty else { continue }
            let raters = readings.map(\.rater)
            if let last = measurements.last, last.isJoined(by: raters, at: entry.second) {
                measurements[measurements.count - 1].values += readings.map(\.value)
                measurements[measurements.count - 1].raters += raters
            } else {
                measurements.append(
                    Measurements(
                        second: entry.second, raters: raters, values: readings.map(\.value),
                        source: entry.source))
            }
        }
        return measurements.map { ($0.mean, $0.source) }
    }
}

/// The ratings of one moment. Rows of a long file that give further raters of the same moment join
/// it; a row with a rater who is already there is another measurement.
private struct Measurements {
    let second: Int?
    var raters: [String?]
    var values: [Double]
    let source: SourceLine

    var mean: Double { values.reduce(0, +) / Double(values.count) }

    func isJoined(by others: [String?], at second: Int?) -> Bool {
        second == self.second && others.allSatisfy { $0 != nil && !raters.contains($0) }
    }
}
