import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial

/// Sources that say different things of one day: two apps, a person and a device, several raters.
struct Disagreement: DiaryLook {
    package static let subject = DiaryRemark.Subject.disagreement

    private let material: CheckMaterial

    package init(_ material: CheckMaterial) { self.material = material }

    package var remarks: [DiaryRemark] {
        refused + material.plan.series.compactMap(combined) + material.data.compactMap(raters)
    }

    /// Values that an import brought and the diary did not take.
    private var refused: [DiaryRemark] {
        let notes = material.diary.notes.compactMap { note -> SourceDifference? in
            if case .sourcesDiffer(let difference) = note { difference } else { nil }
        }
        return grouped(notes) { [$0.series, $0.otherSource] }.map { group in
            let words = group.prefix(5).map {
                "\($0.day) \(CheckWords.number($0.kept)) against \(CheckWords.number($0.other))"
            }
            let rest = group.count > 5 ? " and \(group.count - 5) more" : ""
            return DiaryRemark(
                Self.subject,
                "\(group[0].series) differs from \(group[0].otherSource) on "
                    + "\(CheckWords.counted(group.count, "day")): "
                    + "\(words.joined(separator: ", "))\(rest).",
                days: group.map(\.day), lines: group.map(\.line),
                consequence: "The value that was there first is analysed. Take the other one with "
                    + "n1 log \(group[0].series)=VALUE --date DAY --correct REASON.")
        }
    }

    /// Days whose value was made of several sources that lie further apart than the days do.
    private func combined(_ series: PlannedSeries) -> DiaryRemark? {
        let days = material.diary.days.compactMap { SourceSpread(series.id, on: $0) }
        guard days.count >= 3, let scatter = ScoreSummary(days.map(\.mean))?.standardDeviation
        else { return nil }
        let apart = days.filter { $0.gap > scatter }
        guard !apart.isEmpty else { return nil }
        return DiaryRemark(
            Self.subject,
            "\(series.name): \(apart[0].sources.joined(separator: " and ")) lie further apart on "
                + "\(apart.count) of \(CheckWords.counted(days.count, "day")) than the days do "
                + "(standard deviation \(CheckWords.number(scatter))), at most "
                + "\(CheckWords.number(apart.map(\.gap).max() ?? 0)).",
            days: apart.map(\.day), lines: apart.flatMap(\.lines),
            consequence: "The day's value is their \((series.combining ?? .mean).rawValue). Import "
                + "one of them only, if the other is known to be wrong.")
    }

    /// Raters of one moment, when they usually differ by more than what would be worth having.
    private func raters(_ data: TrialData) -> DiaryRemark? {
        guard let worthwhile = data.outcome.worthwhile else { return nil }
        let rated = material.entries.filter { data.plan.schedule.days.contains($0.day) }
            .compactMap { RaterSpread(data.outcome.id, in: $0) }
        guard rated.count >= 3 else { return nil }
        let middle = rated.map(\.gap).sorted()[rated.count / 2]
        guard middle > worthwhile else { return nil }
        let apart = rated.filter { $0.gap > worthwhile }
        return DiaryRemark(
            Self.subject,
            "\(data.outcome.name): on \(apart.count) of "
                + "\(CheckWords.counted(rated.count, "occasion")) the raters lie further apart than "
                + "the \(CheckWords.number(worthwhile)) points that would be worth having, "
                + "typically \(CheckWords.number(middle)).",
            days: distinct(apart.map(\.entry.day)), lines: apart.map(\.entry.source),
            consequence: "The mean of the raters is analysed.")
    }
}

/// One day's values of a series, by their sources.
private struct SourceSpread {
    let day: CalendarDay
    let sources: [String]
    let mean: Double
    let gap: Double
    let lines: [SourceLine]

    /// Nil with fewer than two sources.
    init?(_ series: String, on diaryDay: DiaryDay) {
        let entries = diaryDay.entries.filter { entry in
            entry.readings.contains { $0.series == series }
        }
        let groups = grouped(entries.filter { $0.origin != nil }) { $0.origin ?? "" }
        guard groups.count > 1 else { return nil }
        let means = groups.map { group -> Double in
            let values = group.flatMap { $0.readings.filter { $0.series == series }.map(\.value) }
            return values.reduce(0, +) / Double(values.count)
        }
        day = diaryDay.day
        sources = groups.compactMap { $0.first?.origin }
        mean = means.reduce(0, +) / Double(means.count)
        gap = (means.max() ?? 0) - (means.min() ?? 0)
        lines = entries.map(\.source)
    }
}

/// The raters of one row.
private struct RaterSpread {
    let entry: DiaryEntry
    let gap: Double

    init?(_ series: String, in entry: DiaryEntry) {
        let values = entry.readings.filter { $0.series == series && $0.rater != nil }.map(\.value)
        guard values.count > 1, let low = values.min(), let high = values.max() else { return nil }
        self.entry = entry
        gap = high - low
    }
}
