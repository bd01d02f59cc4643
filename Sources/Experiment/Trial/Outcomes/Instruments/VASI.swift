import ExperimentDiary
import ExperimentText

extension Instrument {
    /// Vitiligo Area Scoring Index.
    package static let vasi = Instrument(
        id: "vasi", name: "Vitiligo Area Scoring Index",
        summary: "affected hand units times the share of lost colour, summed over sites",
        items: VASIRule.sites.flatMap { site in
            [
                InstrumentItem(
                    "\(site.name).units", .range(0...site.mostUnits, step: nil),
                    "hand units, each about 1 % of the body"),
                InstrumentItem(
                    "\(site.name).depigmentation", .oneOf([0, 0.1, 0.25, 0.5, 0.75, 0.9, 1]),
                    "share of colour lost in them"),
            ]
        },
        range: 0...100, step: nil, recall: .now, minimumDaysBetween: 28,
        smallestWorthwhileChange: SmallestWorthwhileChange(
            nil, shareOfBaseline: 0.5,
            Evidence(
                .secondary, "total VASI 50 %, facial VASI 75 %; Hamzavi 2004 and DocCheck T-VASI")),
        licence: "Formula published (Hamzavi 2004, Arch Dermatol 140:677).",
        notes: [
            "Rate from photographs in the same light, every 4 to 12 weeks.",
            "Smallest detectable change of one rater about 4.7 % [S].",
            "The most hand units a site can have follow the rule of nines [D].",
        ],
        rule: VASIRule())
}

/// Sum over sites of hand units x share of lost colour.
struct VASIRule: ScoringRule {
    /// The sites add up to 100 hand units, so that the total stays within 0...100.
    package static let sites: [(name: String, mostUnits: Double)] = [
        ("head_neck", 9), ("arms", 18), ("trunk", 37), ("legs", 36),
    ]

    package func value(of answers: CheckedAnswers) -> Double {
        parts(of: answers).reduce(0) { $0 + $1.value }
    }

    package func parts(of answers: CheckedAnswers) -> [Score.Part] {
        Self.sites.map { site in
            Score.Part(
                site.name,
                answers["\(site.name).units"] * answers["\(site.name).depigmentation"])
        }
    }
}
