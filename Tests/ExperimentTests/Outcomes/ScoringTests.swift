import Experiment
import TestSupport
import Testing

/// One worked example by hand for each scoring rule, with its traps.
@Suite("Scoring by hand")
struct ScoringTests {
    private func answers(_ prefix: String = "", _ pairs: KeyValuePairs<String, Double>)
        -> [ItemAnswers.Answer]
    {
        pairs.map { .init(prefix + $0.key, $0.value) }
    }

    @Test("POEM: 4 + 3 + 0 + 1 + 2 + 3 + 4 = 17, severe")
    func poem() throws {
        let score = try Instrument.poem.score([
            "itch": 4, "sleep": 3, "bleeding": 0, "weeping": 1, "cracking": 2, "flaking": 3,
            "dryness": 4,
        ])
        #expect(score.value == 17)
        #expect(Instrument.poem.band(of: 17)?.label == "severe")
        #expect(Instrument.poem.band(of: 16)?.label == "moderate")
    }

    @Test("POEM: one blank item scores 0 and is named; two leave no score")
    func poemBlank() throws {
        let one = try Instrument.poem.score([
            "itch": 4, "sleep": 3, "bleeding": nil, "weeping": 1, "cracking": 2, "flaking": 3,
            "dryness": 4,
        ])
        #expect(one.value == 17)
        #expect(one.filledItems == ["bleeding"])
        #expect(
            throws: ScoringError.blankItems(
                instrument: "poem", blank: ["bleeding", "weeping"], rule: .zero(upTo: 1))
        ) {
            try Instrument.poem.score([
                "itch": 4, "sleep": 3, "cracking": 2, "flaking": 3, "dryness": 4,
            ])
        }
    }

    @Test("POEM: of two boxes ticked the higher counts")
    func poemTwice() throws {
        let score = try Instrument.poem.score([
            "itch": 1, "itch": 3, "sleep": 0, "bleeding": 0, "weeping": 0, "cracking": 0,
            "flaking": 0,
            "dryness": 0,
        ])
        #expect(score.value == 3)
    }

    @Test("POEM weights: 0, 1, 2, 3, 4, 5, 6, 7 days are 0, 1, 1, 2, 2, 3, 3, 4 and never 5")
    func poemWeights() throws {
        let weights = try (0...7).map { days in
            try Instrument.poemDerived.score([
                "itch": Double(days), "sleep": 0, "bleeding": 0, "weeping": 0, "cracking": 0,
                "flaking": 0,
                "dryness": 0,
            ]).value
        }
        #expect(weights == [0, 1, 1, 2, 2, 3, 3, 4])
    }

    @Test("derived POEM: itch on 7 days, sleep lost on 3, dry on 5: 4 + 2 + 3 = 9")
    func poemDerived() throws {
        let days = (0..<7).map { day in
            ItemAnswers([
                .init("itch", 1), .init("sleep", day < 3 ? 1 : 0), .init("bleeding", 0),
                .init("weeping", 0),
                .init("cracking", 0), .init("flaking", 0), .init("dryness", day < 5 ? 1 : 0),
            ])
        }
        let score = try Instrument.poemDerived(from: days)
        #expect(score.value == 9)
        #expect(score.instrument == "poem.derived")
    }

    @Test("derived POEM: a flag that one day leaves out makes the symptom blank, not absent")
    func poemDerivedBlank() throws {
        let keys = ["itch", "sleep", "bleeding", "weeping", "cracking", "flaking", "dryness"]
        let days = (0..<7).map { day in
            ItemAnswers(keys.map { .init($0, $0 == "itch" && day == 6 ? nil : 1) })
        }
        let score = try Instrument.poemDerived(from: days)
        #expect(score.filledItems == ["itch"])
        #expect(score.value == 24)
        #expect(
            throws: ScoringError.wrongNumberOfDays(
                instrument: "poem.derived", found: 6, expected: 7)
        ) {
            try Instrument.poemDerived(from: Array(days.dropLast()))
        }
    }

    private let scoradAnswers: ItemAnswers = [
        "extent": 20, "erythema": 2, "oedema_papules": 1, "oozing_crusts": 0, "excoriation": 2,
        "lichenification": 1, "dryness": 2, "itch": 6, "sleep_loss": 3,
    ]

    @Test("SCORAD: 20/5 + 7 x 8/2 + 9 = 41, moderate; the objective part is 32")
    func scorad() throws {
        for instrument in [Instrument.scorad, .poScorad] {
            let score = try instrument.score(scoradAnswers)
            #expect(score.value == 41)
            #expect(score.parts.map(\.value) == [32])
            #expect(instrument.band(of: score.value)?.label == "moderate")
        }
    }

    @Test(
        "SCORAD without the 7 would be 17: the printed mistake is not ours; the objective part ends at 83"
    )
    func scoradTrap() throws {
        #expect(try Instrument.scorad.score(scoradAnswers).value != 17)
        let worst = try Instrument.scorad.score(
            ItemAnswers(Instrument.scorad.items.map { .init($0.key, $0.allowed.bounds.upperBound) })
        )
        #expect(worst.value == 103)
        #expect(worst.parts.map(\.value) == [83])
    }

    @Test("the rule of nines adds up to the whole body; half an arm and the whole back are 22.5 %")
    func nines() {
        #expect(RuleOfNines.extent { _ in 1 } == 100)
        let extent = RuleOfNines.extent { region in
            switch region {
            case .leftArm: 0.5
            case .back: 1
            default: 0
            }
        }
        #expect(extent == 22.5)
    }

    private func regions(
        _ names: [String], _ signs: [String], value: Double, area: Double
    ) -> ItemAnswers {
        ItemAnswers(
            names.flatMap { name in
                signs.map { .init("\(name).\($0)", value) } + [.init("\(name).area", area)]
            })
    }

    @Test("EASI: all signs 1 on 20 % of each region is 4 x 2 = 8 at every age, moderate")
    func easi() throws {
        let answers = regions(
            ["head_neck", "arms", "trunk", "legs"],
            ["erythema", "oedema_papulation", "excoriation", "lichenification"], value: 1, area: 20)
        for instrument in [Instrument.easi, .easiUnder8] {
            let score = try instrument.score(answers)
            // Four products of weights that are not exact in binary.
            expectClose(score.value, 8, .roundoff(operations: 4))
            #expect(instrument.band(of: score.value)?.label == "moderate")
        }
    }

    @Test("EASI: the head weighs 0.1 from 8 years, 0.2 before; half points count; signs end at 3")
    func easiHead() throws {
        let none = regions(
            ["arms", "trunk", "legs"],
            ["erythema", "oedema_papulation", "excoriation", "lichenification"], value: 0, area: 0)
        let head = answers(
            "head_neck.",
            [
                "erythema": 2.5, "oedema_papulation": 1.5, "excoriation": 1, "lichenification": 0,
                "area": 95,
            ])
        let given = ItemAnswers(none.answers + head)
        // 5 signs x area grade 6 x weight.
        expectClose(try Instrument.easi.score(given).value, 3, .roundoff(operations: 4))
        expectClose(try Instrument.easiUnder8.score(given).value, 6, .roundoff(operations: 4))
        #expect(throws: ScoringError.self) {
            try Instrument.easi.score(["head_neck.erythema": 4])
        }
    }

    @Test(
        "area grades: 0, 9, 10, 29, 30, 49, 50, 69, 70, 89, 90, 100 % are 0 1 2 2 3 3 4 4 5 5 6 6",
        arguments: zip(
            [0.0, 0.5, 9, 10, 29, 30, 49, 50, 69, 70, 89, 90, 100],
            [0.0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6]))
    func areaGrades(percent: Double, grade: Double) throws {
        let given = regions(
            ["head", "arms", "trunk", "legs"], ["erythema", "induration", "desquamation"], value: 1,
            area: percent)
        expectClose(try Instrument.pasi.score(given).value, 3 * grade, .roundoff(operations: 8))
    }

    @Test("PASI: signs go to 4; head 6 x 2 x 0.1, arms 0, trunk 12 x 6 x 0.3, legs 3 x 1 x 0.4: 24")
    func pasi() throws {
        let given = ItemAnswers(
            answers("head.", ["erythema": 2, "induration": 2, "desquamation": 2, "area": 15])
                + answers("arms.", ["erythema": 0, "induration": 0, "desquamation": 0, "area": 0])
                + answers(
                    "trunk.", ["erythema": 4, "induration": 4, "desquamation": 4, "area": 90])
                + answers(
                    "legs.", ["erythema": 1, "induration": 1, "desquamation": 1, "area": 9.9]))
        let score = try Instrument.pasi.score(given)
        expectClose(score.value, 1.2 + 0 + 21.6 + 1.2, .roundoff(operations: 8))
        #expect(score.parts.map(\.name) == ["head", "arms", "trunk", "legs"])
        #expect(Instrument.pasi.band(of: score.value)?.label == "severe")
    }

    @Test(
        "DLQI: ten items sum; 2 x 10 = 20 is very large, 21 extreme; one blank scores 0, two none")
    func dlqi() throws {
        let all = (1...10).map { ItemAnswers.Answer("q\($0)", 2) }
        #expect(try Instrument.dlqi.score(ItemAnswers(all)).value == 20)
        #expect(try Instrument.dlqi.score(ItemAnswers(all.dropLast())).value == 18)
        #expect(throws: ScoringError.self) {
            try Instrument.dlqi.score(ItemAnswers(all.dropLast(2)))
        }
        #expect(Instrument.dlqi.band(of: 20)?.label == "very large effect")
        #expect(Instrument.dlqi.band(of: 21)?.label == "extremely large effect")
    }

    @Test("GAGS: 2x3 + 2x2 + 2x2 + 1x1 + 1x2 + 3x1 = 20, moderate")
    func gags() throws {
        let score = try Instrument.gags.score([
            "forehead": 3, "right_cheek": 2, "left_cheek": 2, "nose": 1, "chin": 2, "chest_back": 1,
        ])
        #expect(score.value == 20)
        #expect(Instrument.gags.band(of: 20)?.label == "moderate")
    }

    @Test("GAGS has no band at 39, which answers can reach, and one on either side")
    func gags39() throws {
        let score = try Instrument.gags.score([
            "forehead": 4, "right_cheek": 4, "left_cheek": 4, "nose": 0, "chin": 3, "chest_back": 4,
        ])
        #expect(score.value == 39)
        #expect(Instrument.gags.band(of: 39) == nil)
        #expect(Instrument.gags.band(of: 38)?.label == "severe")
        #expect(Instrument.gags.band(of: 40)?.label == "very severe")
    }

    @Test("lesions: 7 papules, 2 pustules, nodules not counted make 9; with 1 nodule 10")
    func lesions() throws {
        let count = Instrument.inflammatoryLesions
        #expect(try count.score(["papules": 7, "pustules": 2]).value == 9)
        #expect(try count.score(["papules": 7, "pustules": 2, "nodules": 1]).value == 10)
        #expect(throws: ScoringError.self) { try count.score(["papules": 7]) }
        #expect(
            try Instrument.noninflammatoryLesions.score([
                "open_comedones": 5, "closed_comedones": 8,
            ]).value
                == 13)
    }

    @Test("UAS: hives 2 + itch 3 = 5; the twice-daily form averages morning and evening")
    func uas() throws {
        #expect(try Instrument.uas.score(["hives": 2, "itch": 3]).value == 5)
        let twice = try Instrument.uasTwiceDaily.score([
            "hives_am": 2, "itch_am": 3, "hives_pm": 1, "itch_pm": 1,
        ])
        #expect(twice.value == 3.5)
    }

    private func uasDays(_ values: [Double?]) throws -> [Score?] {
        try values.map { value in try value.map { try Instrument.uas.score(total: $0) } }
    }

    @Test("UAS7: 5 + 4 + 3 + 2 + 1 + 0 + 6 = 21, moderate")
    func uas7() throws {
        let score = try Instrument.uas7(from: uasDays([5, 4, 3, 2, 1, 0, 6]))
        #expect(score.value == 21)
        #expect(Instrument.uas7.band(of: 21)?.label == "moderate")
    }

    @Test("UAS7: four days are prorated, 12 x 7/4 = 21; three leave no score; forms do not mix")
    func uas7Missing() throws {
        let score = try Instrument.uas7(from: uasDays([5, nil, 3, 2, nil, nil, 2]))
        expectClose(score.value, 21, .roundoff(operations: 7))
        #expect(score.filledItems == ["day2", "day5", "day6"])
        #expect(throws: ScoringError.self) {
            try Instrument.uas7(from: uasDays([5, nil, 3, 2, nil, nil, nil]))
        }
        var mixed = try uasDays([5, 4, 3, 2, 1, 0, 6])
        mixed[3] = try Instrument.uasTwiceDaily.score(total: 2.5)
        #expect(
            throws: ScoringError.mixedForms(
                instrument: "uas7", found: "uas.twice-daily", expected: "uas")
        ) {
            try Instrument.uas7(from: mixed)
        }
        #expect(throws: ScoringError.wrongNumberOfDays(instrument: "uas7", found: 6, expected: 7)) {
            try Instrument.uas7(from: Array(mixed.dropLast()))
        }
    }

    @Test("VASI: 4 hand units at 0.5 and 2 at 0.9 are 3.8; shares other than the seven are refused")
    func vasi() throws {
        let score = try Instrument.vasi.score([
            "head_neck.units": 4, "head_neck.depigmentation": 0.5, "arms.units": 2,
            "arms.depigmentation": 0.9, "trunk.units": 0, "trunk.depigmentation": 0,
            "legs.units": 0,
            "legs.depigmentation": 0,
        ])
        expectClose(score.value, 3.8, .roundoff(operations: 4))
        #expect(throws: ScoringError.self) {
            try Instrument.vasi.score(["arms.depigmentation": 0.6])
        }
    }

    @Test(
        "stools of types 1, 4, 6, 7: count 4, loose 0.5, hard 0.25, distance 2; the mean 4.5 is never made"
    )
    func stools() throws {
        let series = try Instrument.stoolSeries(types: [1, 4, 6, 7])
        #expect(
            series.map(\.instrument) == [
                "stool.count", "stool.loose_share", "stool.hard_share", "stool.distance",
            ])
        #expect(series.map(\.value) == [4, 0.5, 0.25, 2])
        #expect(!series.map(\.value).contains(4.5))
    }

    @Test(
        "a day known to be without stool has a count of 0 and no shares; an empty answer is no score"
    )
    func noStool() throws {
        let series = try Instrument.stoolSeries(types: [])
        #expect(series.map(\.instrument) == ["stool.count"])
        #expect(series.map(\.value) == [0])
        #expect(throws: ScoringError.self) { try Instrument.stoolLooseShare.score([:]) }
        #expect(throws: ScoringError.self) { try Instrument.stoolSeries(types: [8]) }
    }

    @Test("a stool is best in the middle: type 4 is 0 from the band, 1 is 2 away, 7 is 2 away")
    func stoolDirection() {
        #expect([4.0, 1, 7].map(Instrument.bristol.direction.analysed) == [0, 2, 2])
    }

    @Test(
        "GSRS: reflux 7 and all else 1 is a mean of (14 + 13)/15 = 1.8; syndromes are means of 2, 3, 4, 3, 3"
    )
    func gsrs() throws {
        let score = try Instrument.gsrs.score(
            ItemAnswers(Instrument.gsrs.items.enumerated().map { .init($1.key, $0 < 2 ? 7 : 1) }))
        expectClose(score.value, 1.8, .roundoff())
        #expect(score.parts.map(\.value) == [7, 1, 1, 1, 1])
        #expect(
            score.parts.map(\.name) == [
                "reflux", "abdominal pain", "indigestion", "diarrhoea", "constipation",
            ])
    }

    @Test(
        "IBS-SSS: 40 + 5 days x 10 + 30 + 60 + 50 = 230, moderate; 175 and 300 take the lower band")
    func ibs() throws {
        let score = try Instrument.ibsSSS.score([
            "pain_severity": 40, "pain_days": 5, "distension": 30, "bowel_dissatisfaction": 60,
            "life_interference": 50,
        ])
        #expect(score.value == 230)
        #expect(
            [74, 75, 175, 176, 300, 301].map { Instrument.ibsSSS.band(of: $0)?.label } == [
                "remission", "mild", "mild", "moderate", "moderate", "severe",
            ])
    }

    @Test(
        "single ratings are their own score",
        arguments: [
            ("pp-nrs", "itch", 7.0), ("skin-nrs", "skin", 4.3), ("bloating-nrs", "bloating", 2),
            ("sleep-hours", "hours", 7.25), ("sleep-quality", "quality", 8),
            ("stress-nrs", "stress", 0),
            ("fatigue-nrs", "fatigue", 10), ("viga-ad", "grade", 3), ("acne-iga", "grade", 2),
            ("cea", "grade", 1), ("psa-redness", "grade", 4), ("bsa", "area", 12.5),
            ("bristol", "type", 6),
            ("stool.count", "count", 3), ("flushing", "episodes", 2),
        ])
    func single(id: String, key: String, value: Double) throws {
        let instrument = try Instrument.named(id)
        #expect(try instrument.score(ItemAnswers([.init(key, value)])).value == value)
    }
}
