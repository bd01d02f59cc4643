import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial

/// Rows that repeat another one in everything.
struct Duplicates: DiaryLook {
    package static let subject = DiaryRemark.Subject.duplicates

    private let dropped: [(kept: SourceLine, dropped: SourceLine)]

    package init(_ material: CheckMaterial) {
        dropped = material.diary.notes.compactMap { note in
            guard case .duplicateDropped(let kept, let dropped) = note else { return nil }
            return (kept, dropped)
        }
    }

    package var remarks: [DiaryRemark] {
        guard !dropped.isEmpty else { return [] }
        let pairs = dropped.map { "line \($0.dropped.line) repeats line \($0.kept.line)" }
        let shown = pairs.prefix(5).joined(separator: ", ")
        let rest = pairs.count > 5 ? " and \(pairs.count - 5) more" : ""
        return [
            DiaryRemark(
                Self.subject, "\(shown)\(rest).", days: [], lines: dropped.map(\.dropped),
                consequence: "Each counts once.")
        ]
    }
}
