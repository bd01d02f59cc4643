import ExperimentDiary
import ExperimentText

/// One thing that a person is asked on a page: what, and the answers that can be tapped.
package struct Question: Sendable {
    /// What the answer is written down as.
    package let series: PlannedSeries
    package let title: String
    /// What more there is to know; empty where the title says it.
    package let hint: String
    /// The same where nothing can be tapped: with what each number means. Empty for one thing alone.
    package let spokenHint: String
    /// Answers to tap, with words where the instrument has any; empty where a number is typed.
    package let choices: [Choice]
    /// Whether values between the choices, or above them, can be typed as well.
    package let hasMore: Bool

    package struct Choice: Sendable, Equatable {
        package let value: Double
        package let word: String?
    }

    /// More buttons than these are hard to hit.
    private static let mostChoices = 11

    init(
        _ series: PlannedSeries, title: String, item: InstrumentItem?, hint: String,
        spokenHint: String = ""
    ) {
        self.series = series
        self.title = title
        self.hint = hint
        self.spokenHint = spokenHint
        (choices, hasMore) = Self.choices(of: series.allowed, item)
    }

    private static func choices(
        of allowed: AllowedValues?, _ item: InstrumentItem?
    ) -> ([Choice], Bool) {
        switch allowed {
        case .oneOf(let values) where values.count <= mostChoices:
            return (values.map { Choice(value: $0, word: item?.word(for: $0)) }, false)
        case .range(let range, let step?) where step <= 1:
            let isShort = range.upperBound - range.lowerBound < Double(mostChoices)
            // Of things that are counted there are mostly few.
            guard isShort || step == 1 else { break }
            let last = isShort ? range.upperBound : range.lowerBound + Double(mostChoices - 2)
            let whole = stride(from: range.lowerBound, through: last, by: 1)
            return (
                whole.map { Choice(value: $0, word: item?.word(for: $0)) }, step < 1 || !isShort
            )
        default: break
        }
        return ([], false)
    }
}

/// What belongs together: a questionnaire with its items, or one thing alone.
package struct QuestionGroup: Sendable {
    package let title: String
    package let questions: [Question]
    /// Whether the questions are items of one questionnaire, which has the title.
    package let isQuestionnaire: Bool
}

extension TrialPlan {
    /// What a person is asked for a series that is due: the items of a questionnaire one by one.
    package func questions(for series: PlannedSeries) -> QuestionGroup {
        let outcome = outcomes.first { $0.id == series.id }
        let items = askedItems(of: series)
        guard let outcome, !items.isEmpty else {
            let hint = series.instrument.map { Self.hint($0, under: series.name) } ?? ""
            let item = series.instrument.flatMap { $0.items.count == 1 ? $0.items.first : nil }
            let question = Question(
                series, title: Phrase.capitalised(series.name), item: item, hint: hint)
            return QuestionGroup(
                title: question.title, questions: [question], isQuestionnaire: false)
        }
        let questions = zip(items, outcome.instrument.items).map { asked, item in
            Question(
                asked,
                title: Phrase.capitalised(item.key.split(separator: "_").joined(separator: " ")),
                item: item, hint: item.question, spokenHint: item.spokenHint)
        }
        return QuestionGroup(
            title: Phrase.capitalised(outcome.name), questions: questions, isQuestionnaire: true)
    }

    private static func hint(_ instrument: Instrument, under name: String) -> String {
        let isSaid = instrument.summary.lowercased() == name.lowercased()
        return Phrase.capitalised(
            (isSaid ? "" : "\(instrument.summary); ") + "\(instrument.direction)")
    }
}
