import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentReport
import ExperimentText
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
        return try TrialAnswer(analysis)
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

/// What a trial came to, in the words and numbers of its report; while the trial runs, where it stands.
public struct TrialAnswer: Sendable {
    private let told: Told

    private enum Told: Sendable {
        case report(Report)
        case standing(ProgressPage)
    }

    init(_ analysis: TrialAnalysis) throws {
        guard !analysis.mayBeTold, let today = analysis.today else {
            told = .report(Report(whole: analysis, provenance: Provenance(version: "library")))
            return
        }
        told = .standing(try ProgressPage(analysis.plan, diary: analysis.diary, today: today))
    }

    private var comparison: Comparison? {
        guard case .report(let report) = told else { return nil }
        return report.headline.comparison
    }

    /// As `helped`, `cannot-tell`; `not-yet` while the trial runs; nil where there is no estimate.
    public var verdict: String? {
        if case .standing = told { return Verdict.notYet.rawValue }
        return comparison?.verdict.rawValue
    }

    /// From A, the strongest, to D; nil where there is no estimate to be told.
    public var grade: String? { comparison?.evidence.grade.rawValue }
    /// Difference of the first tested condition from its reference, in points of the outcome.
    public var estimate: Double? { comparison?.effect.estimate }
    /// Lower end of its interval.
    public var lower: Double? { comparison?.effect.interval.lower }
    /// Upper end of its interval.
    public var upper: Double? { comparison?.effect.interval.upper }
    /// The chance of any improvement.
    public var chanceOfBenefit: Double? { comparison?.effect.probabilityOfBenefit }

    /// The report as Markdown, as the program writes it.
    public var markdown: String {
        switch told {
        case .report(let report): MarkdownRenderer.text(report)
        case .standing(let page): page.markdown(.summary)
        }
    }

    /// The report as a page.
    public var html: String {
        switch told {
        case .report(let report): HTMLRenderer.text(report)
        case .standing(let page): page.html(.summary)
        }
    }

    /// Its shape is docs/report.schema.json, while the trial runs docs/schemas/status.schema.json.
    public var json: String {
        switch told {
        case .report(let report): JSONRenderer.text(report)
        case .standing(let page): page.json.text + "\n"
        }
    }
}
