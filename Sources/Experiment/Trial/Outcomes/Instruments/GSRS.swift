import ExperimentDiary
import ExperimentText

extension Instrument {
    /// Gastrointestinal Symptom Rating Scale: mean of fifteen items, and of its five syndromes.
    package static let gsrs = Instrument(
        id: "gsrs", name: "Gastrointestinal Symptom Rating Scale",
        summary: "fifteen gut symptoms of the last week in five syndromes",
        items: GSRSRule.syndromes.flatMap(\.keys).map {
            InstrumentItem($0, .whole(1, 7), "1 no discomfort to 7 very severe")
        },
        range: 1...7, step: nil, recall: .days(7), minimumDaysBetween: 7,
        smallestWorthwhileChange: .none(
            Evidence(.designDefault, "none verified; set one in the plan")),
        licence: "AstraZeneca form [M]. Only keys are stored here.",
        notes: [
            "Fifteen items and five syndromes: Svedlund 1988, Dig Dis Sci 33:129; Revicki 1998, "
                + "Qual Life Res 7:75 [V].",
            "Which item belongs to which syndrome is from memory [M].",
        ],
        rule: GSRSRule())
}

/// The mean of all items, and the mean of each syndrome.
struct GSRSRule: ScoringRule {
    static let syndromes: [(name: String, keys: [String])] = [
        ("reflux", ["heartburn", "acid_regurgitation"]),
        ("abdominal pain", ["abdominal_pain", "hunger_pain", "nausea"]),
        ("indigestion", ["rumbling", "bloating", "burping", "gas"]),
        ("diarrhoea", ["diarrhoea", "loose_stools", "urgency"]),
        ("constipation", ["constipation", "hard_stools", "incomplete_evacuation"]),
    ]

    package func value(of answers: CheckedAnswers) -> Double { mean(answers.all) }

    package func parts(of answers: CheckedAnswers) -> [Score.Part] {
        Self.syndromes.map { syndrome in
            Score.Part(syndrome.name, mean(syndrome.keys.map { answers[$0] }))
        }
    }

    private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
}
