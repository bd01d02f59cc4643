import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentReport
import ExperimentTrial
import Stats

/// A trial on one person, from its two texts to its answer: the door of this library for other packages.
///
/// ```swift
/// let trial = try Trial(plan: planText)
/// let answer = try trial.answer(diary: Array(diaryText.utf8))
/// print(answer.verdict, answer.estimate, answer.lower, answer.upper)
/// ```
public struct Trial: Sendable {
    let plan: TrialPlan

    /// What the plan is called.
    public var title: String { plan.title }
    /// The question in the plan's own words.
    public var question: String { plan.question }

    /// - Parameters:
    ///   - text: the plan as YAML; its keys are those of docs/plan-file.md.
    ///   - file: its name, for messages.
    /// - Throws: an error whose description has one line a problem, each with its place.
    public init(plan text: String, file: String = "plan.yaml") throws {
        plan = try DraftPlan(yaml: text, file: file).validated()
    }

    /// The whole answer.
    /// - Parameters:
    ///   - diary: the bytes of a table as the plan's `diary` describes it.
    ///   - file: its name, for messages.
    ///   - today: the day of asking as `2026-12-24`; nil takes the whole schedule as past.
    /// - Returns: what the diary says, in numbers and as a report.
    /// - Throws: an error whose description says where, what was found and what to do.
    public func answer(
        diary: [UInt8], file: String = "diary.csv", today: String? = nil
    ) throws -> TrialAnswer {
        let day = try today.map(Self.day)
        let table = try CSVTable(bytes: diary, file: file)
        let analysis = try TrialAnalysis(plan, diary: Diary(table, plan: plan), today: day)
        return TrialAnswer(TrialConclusions(analysis))
    }

    private static func day(_ text: String) throws(NotADay) -> CalendarDay {
        guard let day = CalendarDay(iso: text) else { throw NotADay(text: text) }
        return day
    }
}

/// A text where the day of asking was expected.
public struct NotADay: Error, Equatable, CustomStringConvertible {
    let text: String

    public var description: String {
        "today: found \"\(text)\"; expected a day. Write it like 2026-12-24."
    }
}

/// What a trial came to, in the words and numbers of its report.
public struct TrialAnswer: Sendable {
    private let report: Report
    private let comparison: Comparison?

    init(_ conclusions: TrialConclusions) {
        report = Report(conclusions, provenance: Provenance(version: "library"))
        comparison = conclusions.headline.comparison
    }

    /// As `helped`, `cannot-tell`; nil where there is no estimate.
    public var verdict: String? { comparison?.verdict.rawValue }
    /// From A, the strongest, to D; nil where there is no estimate.
    public var grade: String? { comparison?.evidence.grade.rawValue }
    /// Difference of the first tested condition from its reference, in points of the outcome.
    public var estimate: Double? { comparison?.effect.estimate }
    /// Ends of its interval.
    public var lower: Double? { comparison?.effect.interval.lower }
    public var upper: Double? { comparison?.effect.interval.upper }
    /// The chance of any improvement.
    public var chanceOfBenefit: Double? { comparison?.effect.probabilityOfBenefit }

    /// The report in the forms that the program writes.
    public var markdown: String { MarkdownRenderer.text(report) }
    public var html: String { HTMLRenderer.text(report) }
    /// Its shape is docs/report.schema.json.
    public var json: String { JSONRenderer.text(report) }
}
