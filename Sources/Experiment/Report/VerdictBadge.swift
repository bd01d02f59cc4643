import ExperimentAnalysis
import ExperimentConclusions
import ExperimentText

/// The verdict in at most five words, as the grade lets it be said.
package struct VerdictBadge: Sendable, Equatable {
    package let text: String
    package let tone: Tone

    /// What the colour of the badge goes along with; the words say it by themselves.
    package enum Tone: String, Sendable { case better, worse, even, open }

    package init(_ finding: Finding) {
        guard let comparison = finding.comparison else {
            self.init(text: "No answer yet", tone: .open)
            return
        }
        self.init(comparison)
    }

    package static let stillRunning = VerdictBadge(text: "Still running", tone: .open)
    /// A stop rule ended the trial before its planned end.
    package static let stopped = VerdictBadge(text: "Stopped", tone: .open)

    private init(text: String, tone: Tone) {
        self.text = text
        self.tone = tone
    }

    /// The verb that the grade allows, in five words at most.
    init(_ comparison: Comparison) {
        let grade = comparison.evidence.grade
        switch comparison.verdict {
        case .helped: self.init(text: Self.said("helped", grade, .better), tone: .better)
        case .helpedALittle:
            self.init(text: Self.said("helped a little", grade, .better), tone: .better)
        case .worse: self.init(text: Self.said("made it worse", grade, .worse), tone: .worse)
        case .noWorthwhileDifference:
            self.init(text: Self.said("no worthwhile difference", grade, .even), tone: .even)
        case .noneIfFast:
            self.init(text: Self.said("no quick worthwhile difference", grade, .even), tone: .even)
        case .cannotTell:
            let leaning = comparison.judgement.leaning.map { ", leans towards \($0.rawValue)" }
            self.init(text: "Cannot tell" + (leaning ?? ""), tone: .open)
        case .notYet: self = .stillRunning
        }
    }

    /// A claim with its grade: none at D, where nothing shows why.
    private static func said(_ claim: String, _ grade: EvidenceGrade, _ tone: Tone) -> String {
        switch (grade, tone) {
        case (.a, _), (.b, _): Phrase.capitalised(claim)
        case (.c, .better), (.c, .worse):
            "May have \(claim)"
        case (.c, _): "Perhaps " + claim
        case (.d, .better): "Better, cause not shown"
        case (.d, .worse): "Worse, cause not shown"
        case (.d, _): "No difference, cause not shown"
        }
    }
}
