import ExperimentConclusions
import Stats

/// The answer of a series to "did it help on average": the same words by the same rules as for one person,
/// with one draw over everybody, and a grade from the people's own.
package struct SeriesJudgement: Sendable, Equatable {
    package let verdict: Verdict
    package let leaning: Leaning?
    package let grade: EvidenceGrade
    package let reasons: [Reason]

    package enum Reason: Sendable, Equatable {
        /// At least half of the people have this grade or a better one.
        case halfHave(EvidenceGrade, of: Int)
        /// Reports that carry no grade.
        case gradesUnknown
        case fewFinished(finished: Int, of: Int)
        case drawSupports(p: Double)
        case drawIsUnclear(p: Double)
    }

    /// Share of people, of those whose trials are over, who must finish for the grade to stand.
    static let enoughFinished = 0.60
    private static let level = 0.05
    private static let looseLevel = 0.10

    init(_ mean: ImprovementReading, people: SeriesPeople, draw: CombinedRandomization?) {
        var verdict = Verdict(mean.chances)
        var (grade, reasons) = Self.grade(people)
        if verdict.claimsEffect, let draw, draw.smallestP <= Self.level {
            if draw.p > Self.looseLevel {
                verdict = .cannotTell
                reasons.append(.drawIsUnclear(p: draw.p))
            } else if draw.p > Self.level {
                grade = min(grade, .b)
                reasons.append(.drawIsUnclear(p: draw.p))
            } else {
                reasons.append(.drawSupports(p: draw.p))
            }
        }
        self.verdict = verdict
        self.grade = grade
        self.reasons = reasons
        leaning = verdict == .cannotTell ? Leaning(mean.chances) : nil
    }

    private static func grade(_ people: SeriesPeople) -> (EvidenceGrade, [Reason]) {
        let grades = people.answered.compactMap(\.answer?.grade).sorted(by: >)
        guard grades.count * 2 >= people.answered.count, !grades.isEmpty else {
            return (.d, [.gradesUnknown])
        }
        let middle = grades[grades.count / 2]
        let finished = people.answered.count { $0.days.isFinished }
        guard Double(finished) >= enoughFinished * Double(people.over) else {
            return (
                middle.oneStepDown,
                [
                    .halfHave(middle, of: grades.count),
                    .fewFinished(finished: finished, of: people.over),
                ]
            )
        }
        return (middle, [.halfHave(middle, of: grades.count)])
    }
}
