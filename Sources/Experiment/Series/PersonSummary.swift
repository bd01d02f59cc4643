import ExperimentConclusions
import Stats

/// What a series needs of one person's trial, and no day of the diary: about a kilobyte.
package struct PersonSummary: Sendable, Equatable {
    /// Of the record; it rises when a key changes its meaning.
    package static let version = 1

    package let person: String
    package let question: SeriesQuestion
    /// Smallest change worth having, in points; nil when none is known.
    package let smallest: Double?
    /// Nil where the trial has none.
    package let answer: Answer?
    /// Why there is none.
    package let reason: String?
    /// Whether the planned end had not come. Such a person is counted; an answer is there only where
    /// `InterimReading` lets one be given, and enters no average: of those who still run, the ones with an
    /// answer are the ones who look decisive.
    package let isRunning: Bool
    package let days: Days
    /// Whether anything was scored; one who has a plan alone is counted as that.
    package var hasBegun = true
    /// Declared facts about the person, by name.
    package var covariates: [Covariate]
    /// The scores as improvements, where the diary was read here: for the one-stage analysis beside the
    /// answer. No record holds them.
    package var stacked: StackedUnit?

    package struct Answer: Sendable, Equatable {
        /// Of condition minus reference, in points.
        package let likelihood: NormalMixture
        /// Whether it is the engine's own; else it was made from an estimate and its standard error.
        package let isWhole: Bool
        package let estimate: Double
        package let standardError: Double
        /// What the person's own trial came to.
        package let verdict: Verdict?
        package let grade: EvidenceGrade?
        /// What the person's own draw says; nil where nothing was drawn.
        package let draw: RandomizationSample?

        package init(
            likelihood: NormalMixture, isWhole: Bool, estimate: Double, standardError: Double,
            verdict: Verdict? = nil, grade: EvidenceGrade? = nil, draw: RandomizationSample? = nil
        ) {
            self.likelihood = likelihood
            self.isWhole = isWhole
            self.estimate = estimate
            self.standardError = standardError
            self.verdict = verdict
            self.grade = grade
            self.draw = draw
        }
    }

    package struct Days: Sendable, Equatable {
        package let analysed: Int
        package let scored: Int
        package let due: Int
        package let planned: Int
        /// Whether scores reach the last planned phase.
        package let isFinished: Bool

        package init(analysed: Int, scored: Int, due: Int, planned: Int, isFinished: Bool) {
            self.analysed = analysed
            self.scored = scored
            self.due = due
            self.planned = planned
            self.isFinished = isFinished
        }
    }

    package struct Covariate: Sendable, Equatable {
        package let name: String
        package let value: Double

        package init(name: String, value: Double) {
            self.name = name
            self.value = value
        }
    }

    package init(
        person: String, question: SeriesQuestion, smallest: Double?, answer: Answer?,
        reason: String? = nil, isRunning: Bool = false, days: Days, covariates: [Covariate] = []
    ) {
        self.person = person
        self.question = question
        self.smallest = smallest
        self.answer = answer
        self.reason = reason
        self.isRunning = isRunning
        self.days = days
        self.covariates = covariates
    }

    /// Why a running trial has no answer.
    package static let runningReason =
        "the trial still runs, and a look before its end is no test"

    /// Whether the person's answer is one of those that are put together.
    package var isPooled: Bool { answer != nil && !isRunning }

    /// The likelihood of the improvement: positive is better.
    package var improvement: NormalMixture? {
        answer.map { $0.likelihood.scaled(by: question.benefit.sign) }
    }

    package var draw: RandomizationSample? {
        answer?.draw.map { $0.scaled(by: question.benefit.sign) }
    }
}
