import ExperimentDiary
import ExperimentText

extension Instrument {
    static let scoradSigns = [
        "erythema", "oedema_papules", "oozing_crusts", "excoriation", "lichenification", "dryness",
    ]

    private static let scoradItems =
        [
            InstrumentItem(
                "extent", .range(0...100, step: nil), "% of the body, by the rule of nines")
        ]
        + scoradSigns.map { sign in
            InstrumentItem(
                sign, .whole(0, 3),
                sign == "dryness"
                    ? "0 none to 3 severe, on skin that is not affected"
                    : "0 none to 3 severe")
        }
        + [
            InstrumentItem("itch", .range(0...10, step: 0.1), "0-10, mean of the last 3 days"),
            InstrumentItem(
                "sleep_loss", .range(0...10, step: 0.1), "0-10, mean of the last 3 nights"),
        ]

    private static let scoradBands = SeverityBands.starting(
        at: [0, 10, 29, 49], end: 103, labels: ["clear", "mild", "moderate", "severe"],
        Evidence(.verified, "Chopra 2017, Br J Dermatol; PMC7395647 table 3"))

    private static let scoradNotes = [
        "Extent/5 + 7 x signs/2 + itch + sleep loss; the objective part leaves the last two out "
            + "(at most 83).",
        "One foundation's page prints signs/2 without the 7: it is wrong.",
        "Older bands of the European Task Force: under 25 mild, 25 to 50 moderate, above 50 "
            + "severe [M].",
        "The last 3 days for itch and sleep loss are from memory [M].",
    ]

    /// SCORing Atopic Dermatitis, rated by a clinician.
    package static let scorad = Instrument(
        id: "scorad", name: "SCORAD", summary: "eczema extent, six signs, itch and sleep loss",
        items: scoradItems, range: 0...103, step: nil, recall: .days(3), minimumDaysBetween: 7,
        smallestWorthwhileChange: SmallestWorthwhileChange(
            8.7, shareOfBaseline: 0.35,
            Evidence(
                .verified,
                "8.7: Schram 2012, Allergy 67:99, as used by Oykhman 2022; 35 %: Silverberg 2021, "
                    + "Br J Dermatol 184:888")),
        bands: scoradBands, licence: "Formula published; rights of the form not verified.",
        rater: .clinician, notes: scoradNotes, rule: SCORADRule())

    /// SCORAD with the signs rated by the person.
    package static let poScorad = Instrument(
        id: "po-scorad", name: "Patient-Oriented SCORAD",
        summary: "the SCORAD formula, rated by the person",
        items: scoradItems, range: 0...103, step: nil, recall: .days(3), minimumDaysBetween: 3,
        smallestWorthwhileChange: SmallestWorthwhileChange(
            8.7, borrowed: true,
            Evidence(.memory, "borrowed from SCORAD, Schram 2012, Allergy 67:99")),
        bands: SeverityBands(
            [
                .through(0...0, "clear"), .between(0, 28, "mild"), .below(28..<57, "moderate"),
                .through(57...103, "severe"),
            ],
            Evidence(
                .verified,
                "mild 1-27, moderate 28-56, severe 57 and more: Silverberg 2018, PMID 30003968, "
                    + "abstract")),
        licence:
            "App and form belong to a foundation; rights not verified. Only keys are stored here.",
        notes: scoradNotes + [
            "Own and clinician's rating agree with r 0.67 at day 0 and 0.79 at day 28 "
                + "(Stalder 2011, Allergy) [V].",
            "Used twice a week in a trial (Barbarot 2024) [V].",
        ],
        rule: SCORADRule())
}

/// A/5 + 7B/2 + C.
struct SCORADRule: ScoringRule {
    package func value(of answers: CheckedAnswers) -> Double {
        objective(answers) + answers["itch"] + answers["sleep_loss"]
    }

    package func parts(of answers: CheckedAnswers) -> [Score.Part] {
        [Score.Part("objective SCORAD", objective(answers))]
    }

    private func objective(_ answers: CheckedAnswers) -> Double {
        let signs = Instrument.scoradSigns.reduce(0) { $0 + answers[$1] }
        return answers["extent"] / 5 + 7 * signs / 2
    }
}

/// The rule of nines: what share of the body each region is.
package enum RuleOfNines: String, Sendable, Hashable, CaseIterable {
    case headAndNeck, leftArm, rightArm, frontOfTrunk, back, leftLeg, rightLeg, genitals

    /// Percent of the body; all regions add up to 100.
    package var percentOfBody: Double {
        switch self {
        case .headAndNeck, .leftArm, .rightArm: 9
        case .frontOfTrunk, .back, .leftLeg, .rightLeg: 18
        case .genitals: 1
        }
    }

    /// Extent in percent of the body from the affected share of each region.
    /// - Parameter affected: 0...1 for a region; a value outside counts as the nearest end.
    /// - Returns: 0...100.
    package static func extent(affected: (RuleOfNines) -> Double) -> Double {
        allCases.reduce(0) { $0 + $1.percentOfBody * min(1, max(0, affected($1))) }
    }
}
