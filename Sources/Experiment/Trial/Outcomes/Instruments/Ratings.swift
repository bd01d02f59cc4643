import ExperimentDiary
import ExperimentText

extension Instrument {
    /// A single 0-10 rating of the last 24 hours.
    private static func rating(
        _ id: String, _ name: String, _ summary: String, key: String, step: Double = 1,
        direction: ScoreDirection = .higherIsWorse, _ change: SmallestWorthwhileChange,
        bands: SeverityBands? = nil, licence: String = "Free.", notes: [String] = []
    ) -> Instrument {
        Instrument(
            id: id, name: name, summary: summary,
            items: [InstrumentItem(key, .range(0...10, step: step))], range: 0...10, step: step,
            direction: direction, recall: .days(1), minimumDaysBetween: 1,
            smallestWorthwhileChange: change, bands: bands, licence: licence, isDailySuitable: true,
            notes: notes, rule: SingleItem(key: key))
    }

    private static let fourBands = SeverityBands(
        [
            .through(0...0, "none"), .between(0, 4, "mild"), .below(4..<7, "moderate"),
            .through(7...10, "severe"),
        ],
        Evidence(.designDefault, "0, 1-3, 4-6, 7-10"))

    /// Peak Pruritus Numerical Rating Scale: the worst itch of the last 24 hours.
    package static let ppNRS = rating(
        "pp-nrs", "Peak Pruritus NRS", "worst itch of the last 24 hours", key: "itch",
        SmallestWorthwhileChange(
            3,
            Evidence(
                .verified,
                "published range 2-4, Yosipovitch 2019, Br J Dermatol 181:761; chronic itch 2-3, "
                    + "Riepe 2019, Acta Derm Venereol 99(13)")),
        bands: SeverityBands(
            [
                .through(0...0, "none"), .between(0, 4, "mild"), .below(4..<7, "moderate"),
                .through(7...10, "severe"),
            ],
            Evidence(.verified, "Vakharia 2018, Br J Dermatol, PMC5906166; 0 told apart here")),
        licence: "Single item; owner of the wording not verified. Only the key is stored here.",
        notes: [
            "Trials analyse the mean of 7 days (NCT03569293) [V].",
            "Silverberg 2022 found other strata of the worst itch: 0, 1-2 minimal, 3 mild, 4-7 "
                + "moderate, "
                + "8-10 severe [V].",
        ])

    /// Worst pain of the skin in the last 24 hours.
    package static let skinPainNRS = rating(
        "skin-pain-nrs", "Skin pain NRS", "worst skin pain of the last 24 hours", key: "pain",
        SmallestWorthwhileChange(
            2, shareOfBaseline: 0.3, borrowed: true,
            Evidence(.verified, "borrowed from pain ratings, Farrar 2001, Pain 94:149")),
        bands: fourBands)

    /// Worst pain of the belly in the last 24 hours.
    package static let abdominalPainNRS = rating(
        "abdominal-pain-nrs", "Abdominal pain NRS", "worst abdominal pain of the last 24 hours",
        key: "pain",
        SmallestWorthwhileChange(
            2.2, shareOfBaseline: 0.3,
            Evidence(.verified, "Spiegel 2009, Aliment Pharmacol Ther 30:1159, PMC2793273")),
        bands: fourBands, notes: ["Trials of irritable bowel ask for 30 % less, as this does [M]."])

    /// Mood of the last 24 hours; more is better.
    package static let moodNRS = rating(
        "mood-nrs", "Mood NRS", "mood of the last 24 hours, 10 is best", key: "mood",
        direction: .higherIsBetter,
        SmallestWorthwhileChange(
            2, Evidence(.designDefault, "two points of ten; none published was found")),
        notes: [
            "A number of the day and no test for depression: a doctor can help with low mood."
        ])

    /// Flares that began in the last week.
    package static let flares = Instrument(
        id: "flares", name: "Flares of the week", summary: "flares that began in the last 7 days",
        items: [
            InstrumentItem(
                "count", .whole(0, 20), "write down before you start what counts as one")
        ],
        range: 0...20, unit: "flares", recall: .days(7), minimumDaysBetween: 7,
        smallestWorthwhileChange: SmallestWorthwhileChange(
            nil, shareOfBaseline: 0.3,
            Evidence(.designDefault, "30 % fewer than before until the plan says otherwise")),
        licence: "Free.", isCount: true,
        notes: [
            "There is no agreed definition of a flare: more treatment for 3 days in a row is one "
                + "in use "
                + "(Thomas 2015, PLoS ONE 0124770) [V]."
        ],
        rule: SingleItem(key: "count"))

    /// The person's own 0-10 rating of the skin.
    package static let skinNRS = rating(
        "skin-nrs", "Self skin score", "the person's own rating of the skin today", key: "skin",
        step: 0.1,
        SmallestWorthwhileChange(
            2, shareOfBaseline: 0.3, borrowed: true,
            Evidence(.verified, "borrowed from pain ratings, Farrar 2001, Pain 94:149")),
        bands: fourBands, notes: ["0 is the best skin, 10 the worst."])

    /// Worst bloating of the last 24 hours.
    package static let bloatingNRS = rating(
        "bloating-nrs", "Bloating NRS", "worst bloating of the last 24 hours", key: "bloating",
        SmallestWorthwhileChange(
            2.2, shareOfBaseline: 0.3, borrowed: true,
            Evidence(
                .verified,
                "borrowed from the IBS abdominal pain rating, Spiegel 2009, Aliment Pharmacol "
                    + "Ther 30:1159"
            )),
        bands: fourBands)

    /// Quality of the last night's sleep; the one rating of which more is better.
    package static let sleepQuality = rating(
        "sleep-quality", "Sleep quality", "quality of the last night's sleep, 10 is best",
        key: "quality", direction: .higherIsBetter,
        SmallestWorthwhileChange(
            1, borrowed: true,
            Evidence(.verified, "10 mm of a 100 mm line, Zisapel & Nir 2003, J Sleep Res 12:291")))

    /// Stress of the last 24 hours.
    package static let stressNRS = rating(
        "stress-nrs", "Stress NRS", "stress of the last 24 hours", key: "stress",
        SmallestWorthwhileChange(
            2, Evidence(.designDefault, "two points of ten; none published was found")))

    /// Fatigue of the last 24 hours.
    package static let fatigueNRS = rating(
        "fatigue-nrs", "Fatigue NRS", "fatigue of the last 24 hours", key: "fatigue",
        SmallestWorthwhileChange(
            1, borrowed: true,
            Evidence(
                .verified,
                "0.8-1.3 in rheumatoid arthritis, Khanna 2008, J Rheumatol 35:2339; about 2 by "
                    + "another "
                    + "method, J Clin Epidemiol 2008")))
}
