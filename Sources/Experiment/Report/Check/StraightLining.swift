import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial
import RealModule

/// Stretches of one and the same answer that the rest of the diary makes hard to believe.
///
/// With the share p of days that repeat the day before, counted outside all such stretches, one of L
/// equal answers in n begins somewhere with a chance of at most (n - L + 1) p^(L - 1). A stretch
/// whose chance is below 1 in 1,000 is reported; a week is the shortest. The good end of a scale is
/// left in peace: calm skin stays calm.
struct StraightLining: DiaryLook {
    package static let subject = DiaryRemark.Subject.straightLining
    static let shortestStretch = 7
    static let leastChance = 0.001

    private let material: CheckMaterial

    package init(_ material: CheckMaterial) { self.material = material }

    package var remarks: [DiaryRemark] {
        material.data.flatMap { stretches(of: CheckedSeries($0)) }
            + material.plan.outcomes.compactMap(uniformForms)
    }

    // MARK: One answer day after day

    private func stretches(of series: CheckedSeries) -> [DiaryRemark] {
        CheckWords.runs(series.values) { $0.value == $1.value }.filter { run in
            run.count >= Self.shortestStretch && run[0].value != series.best
                && chance(of: run, in: series.values) < Self.leastChance
        }.map { run in
            DiaryRemark(
                Self.subject,
                "\(series.name): \(run.count) answers in a row are "
                    + "\(CheckWords.number(run[0].value)), \(run[0].day) to "
                    + "\(run[run.count - 1].day), while the other days differ.",
                days: run.map(\.day), lines: run.flatMap(\.sources), consequence: Self.kept)
        }
    }

    private static let kept =
        "They are analysed as they stand. Answers given by habit hide a difference that is there, "
        + "and make the days look less scattered than they are."

    private func chance(of run: [CheckedSeries.Value], in values: [CheckedSeries.Value]) -> Double {
        let equal = zip(values, values.dropFirst()).count { $0.value == $1.value }
        // A diary that was filled in week by week is no witness for itself.
        let inRuns = CheckWords.runs(values) { $0.value == $1.value }
            .filter { $0.count >= Self.shortestStretch }
            .reduce(0) { $0 + $1.count - 1 }
        let outside = Double(equal - inRuns)
        let pairs = Double(values.count - 1 - inRuns)
        // A success and a failure more (Laplace), so that few days settle nothing.
        let repeats = (outside + 1) / (pairs + 2)
        return Double(values.count - run.count + 1) * Double.pow(repeats, run.count - 1)
    }

    // MARK: One answer to every item

    /// Questionnaires whose items all have one value other than the best, three times in a row or more.
    private func uniformForms(_ outcome: PlannedOutcome) -> DiaryRemark? {
        guard outcome.items.count >= 4 else { return nil }
        let names = outcome.items.map(\.series)
        let forms = material.entries.filter { entry in
            entry.readings.contains { names.contains($0.series) }
        }
        let runs = CheckWords.runs(forms) { isUniform($0, names) && isUniform($1, names) }
        guard let longest = runs.max(by: { $0.count < $1.count }), longest.count >= 3,
            isUniform(longest[0], names)
        else { return nil }
        return DiaryRemark(
            Self.subject,
            "\(outcome.name): every item has the same answer in \(longest.count) forms in a row, "
                + "\(CheckWords.stretches(longest.map(\.day))).",
            days: longest.map(\.day), lines: longest.map(\.source), consequence: Self.kept)
    }

    private func isUniform(_ entry: DiaryEntry, _ names: [String]) -> Bool {
        let values = entry.readings.filter { names.contains($0.series) }.map(\.value)
        guard values.count >= 4, let first = values.first, first != 0 else { return false }
        return values.allSatisfy { $0 == first }
    }
}
