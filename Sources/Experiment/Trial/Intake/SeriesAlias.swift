import ExperimentDiary
import ExperimentText

extension TrialPlan {
    /// Ids of the series that a word may mean: those whose name has it as one of its words, whole
    /// outcomes before items and covariates. `itch` is `pp-nrs`, the worst itch of the last day.
    package func series(meaning word: String) -> [PlannedSeries] {
        let wanted = Self.words(word)
        guard !wanted.isEmpty else { return [] }
        let meant = series.filter { series in
            let own =
                Self.words(series.name) + Self.words(series.instrument?.name ?? "")
                + Self.words(series.id)
            return wanted.allSatisfy(own.contains)
        }
        let totals = meant.filter { series in outcomes.contains { $0.id == series.id } }
        return totals.isEmpty ? meant : totals
    }

    private static func words(_ text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
}
