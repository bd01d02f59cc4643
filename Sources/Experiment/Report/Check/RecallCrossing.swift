import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial

/// Scores that look back across a switch of conditions, or into the days after one that are left out.
struct RecallCrossing: DiaryLook {
    package static let subject = DiaryRemark.Subject.recall

    private let data: [TrialData]

    package init(_ material: CheckMaterial) { data = material.data }

    package var remarks: [DiaryRemark] {
        data.compactMap { data in
            let found = data.days.filter { $0.exclusion == .recall }
            guard !found.isEmpty else { return nil }
            let days = found.map(\.day)
            return DiaryRemark(
                Self.subject,
                "\(data.outcome.name) looks back on \(data.outcome.instrument.recall), which on "
                    + "\(CheckWords.counted(days.count, "day")) reach across a switch or into the "
                    + "days left out after it: \(CheckWords.stretches(days)).",
                days: days, lines: found.compactMap(\.score).flatMap(\.sources),
                consequence: CheckWords.agreeing(days.count, "It is", "They are")
                    + " left out: a score of both conditions is of neither.")
        }
    }
}
