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
        bands: .starting(
            at: [0, 4, 7], end: 10, labels: ["mild", "moderate", "severe"],
            Evidence(.verified, "Vakharia 2018, Br J Dermatol, PMC5906166")),
        licence: "Single item; owner of the wording not verified. Only the key is stored here.",
        notes: ["Trials analyse the mean of 7 days (NCT03569293) [V]."])

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
                "borrowed from the IBS abdominal pain rating, Spiegel 2009, Aliment Pharmacol Ther 30:1159"
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
                "0.8-1.3 in rheumatoid arthritis, Khanna 2008, J Rheumatol 35:2339; about 2 by another "
                    + "method, J Clin Epidemiol 2008")))
}
