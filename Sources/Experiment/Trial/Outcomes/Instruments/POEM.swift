import ExperimentDiary
import ExperimentText

extension Instrument {
    private static let poemKeys = [
        "itch", "sleep", "bleeding", "weeping", "cracking", "flaking", "dryness",
    ]

    private static let poemBands = SeverityBands.starting(
        at: [0, 3, 8, 17, 25], end: 28,
        labels: ["clear or almost clear", "mild", "moderate", "severe", "very severe"],
        Evidence(.verified, "Charman 2013, Br J Dermatol 169:1326"))

    private static let poemLicence =
        "Copyright University of Nottingham; free for personal and non-commercial use, "
        + "commercial use needs a paid licence. Only keys are stored here."

    /// Patient-Oriented Eczema Measure: seven symptoms by the days of the last week.
    package static let poem = Instrument(
        id: "poem", name: "Patient-Oriented Eczema Measure",
        summary: "seven eczema symptoms by the number of days of the last week",
        items: poemKeys.map {
            InstrumentItem(
                $0, .whole(0, 4), "days of the last 7: none 0, 1-2 1, 3-4 2, 5-6 3, all 4")
        },
        range: 0...28, recall: .days(7), minimumDaysBetween: 7,
        smallestWorthwhileChange: SmallestWorthwhileChange(
            3, Evidence(.verified, "Howells 2018, Br J Dermatol 178:1135")),
        bands: poemBands, licence: poemLicence,
        blankItems: .zero(upTo: 1), takesHigherOfTwo: true,
        notes: [
            "A change of 2 or less is within error (smallest detectable change 2.13); 3 to 3.9 is "
                + "probably important, 4 or more very likely (Howells 2018) [V].",
            "The rule for blank and double answers is from the instrument's sheet [M].",
            "One public page prints weights 0/1/3/4/5 and a range of 8-46: it is wrong.",
            "LOINC total 89870-0, panel 89862-7 [V].",
        ],
        rule: WeightedSum())

    /// POEM computed from daily yes/no flags. Not validated: people who are asked daily may count
    /// other days than people who look back once.
    package static let poemDerived = Instrument(
        id: "poem.derived", name: "POEM from daily flags",
        summary: "POEM computed from seven days of yes/no flags; not validated",
        items: poemKeys.map { InstrumentItem($0, .whole(0, 7), "days of the last 7 with it") },
        range: 0...28, recall: .days(7), minimumDaysBetween: 7,
        smallestWorthwhileChange: SmallestWorthwhileChange(
            3, borrowed: true, Evidence(.designDefault, "the value of POEM itself, Howells 2018")),
        bands: poemBands, licence: poemLicence, blankItems: .zero(upTo: 1),
        notes: ["Unvalidated: a derived series of this project, not the questionnaire [D]."],
        rule: POEMDayCounts())

    /// The yes/no form of one day; every flag may be blank.
    private static let poemFlags = Instrument(
        id: poemDerived.id, name: "POEM flags of one day",
        summary: "yes 1 or no 0 for each symptom",
        items: poemKeys.map { InstrumentItem($0, .oneOf([0, 1]), isOptional: true) },
        range: 0...7, recall: .days(1), minimumDaysBetween: 1,
        smallestWorthwhileChange: poemDerived.smallestWorthwhileChange, licence: poemLicence,
        rule: WeightedSum())

    /// `poem.derived` from seven consecutive days of yes/no flags.
    ///
    /// A symptom counts only when every day answers it; otherwise it is blank, and the rule for blank
    /// items of POEM applies. A flag that was not given is never a no.
    /// - Parameter days: one list of answers a day, oldest first; 1 is yes and 0 is no.
    /// - Returns: A score of `poem.derived`; `filledItems` names a symptom that was blank.
    /// - Throws: `ScoringError.wrongNumberOfDays` unless there are seven, and as `score(_:)`.
    package static func poemDerived(from days: [ItemAnswers]) throws(ScoringError) -> Score {
        guard days.count == 7 else {
            throw .wrongNumberOfDays(instrument: poemDerived.id, found: days.count, expected: 7)
        }
        var flags = [[Double]](repeating: [], count: poemKeys.count)
        for day in days {
            for (index, given) in try poemFlags.settled(day).enumerated() { flags[index] += given }
        }
        return try poemDerived.score(
            ItemAnswers(
                zip(poemKeys, flags).map { key, given in
                    .init(key, given.count == 7 ? given.reduce(0, +) : nil)
                }))
    }
}

/// Days of the week to the weights of POEM: 0, 1-2, 3-4, 5-6 and 7 days are 0, 1, 2, 3 and 4.
struct POEMDayCounts: ScoringRule {
    package func value(of answers: CheckedAnswers) -> Double {
        answers.all.reduce(0) { $0 + Self.weight(days: $1) }
    }

    package static func weight(days: Double) -> Double { ((days + 1) / 2).rounded(.down) }
}
