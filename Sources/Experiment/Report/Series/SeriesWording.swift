import ExperimentConclusions
import ExperimentSeries
import ExperimentText
import RealModule
import Stats

/// The sentences of a series. It works nothing out.
struct SeriesWording {
    let series: SeriesConclusions
    let rounding: Rounding

    init(_ series: SeriesConclusions) {
        self.series = series
        rounding = Rounding(
            decimals: min(
                3,
                max(
                    Rounding.decimals(carriedBy: series.mean.standardDeviation),
                    series.smallest.map(Rounding.decimals(of:)) ?? 0)))
    }

    private var question: SeriesQuestion { series.people.question }
    private var count: Int { series.people.answered.count }
    private var unit: String { question.unit }
    private var condition: String { Phrase.quoted(question.condition.name) }
    private var reference: String { Phrase.quoted(question.reference.name) }
    private var outcome: String { Phrase.plain(question.outcome.name) }

    var document: SeriesDocument {
        SeriesDocument(
            title: "\(Phrase.capitalised(outcome)): \(condition) against \(reference) in "
                + "\(count) people",
            lead: lead, sureness: sureness,
            parts: [
                draw, average, spread, next, each, responders, covariates, begun, forest,
                assumptions, outlook, method,
            ].compactMap(\.self),
            footer: [
                "All differences are improvements: positive is better. Each person's diary was analysed by "
                    + "itself; only what it says about the difference was put together.",
                "This is no medical advice. What holds on average, or for most, need not hold for one "
                    + "person.",
            ])
    }

    // MARK: The answer

    var lead: String {
        let size = signed(series.mean.estimate)
        return switch series.judgement.verdict {
        case .helped:
            "On average \(condition) helped these people: \(outcome) was \(size) \(unit) better than under "
                + "\(reference)."
        case .helpedALittle:
            "On average \(condition) helped these people a little: \(outcome) was \(size) \(unit) better than "
                + "under \(reference)."
        case .worse:
            "On average \(outcome) was \(rounding.size(series.mean.estimate)) \(unit) worse under \(condition) "
                + "than under \(reference)."
        case .noWorthwhileDifference, .noneIfFast:
            "On average \(condition) "
                + (series.mean.chances.size.map { $0.negligible >= 0.95 } == true
                    ? "" : "probably ")
                + "made no worthwhile difference to these people" + lastOfLead
        case .cannotTell, .notYet:
            "These \(count) people cannot tell whether \(condition) helps on average" + leaning
                + lastOfLead
        }
    }

    private var lastOfLead: String {
        series.spread.answer == .differ ? "; and yet they differ." : "."
    }

    private var leaning: String {
        switch series.judgement.leaning {
        case .better: " (it leans to better)"
        case .worse: " (it leans to worse)"
        case nil: ""
        }
    }

    var sureness: String {
        "Evidence grade \(series.judgement.grade.rawValue). "
            + series.judgement.reasons.map(reason).joined(separator: " ")
    }

    private func reason(_ reason: SeriesJudgement.Reason) -> String {
        switch reason {
        case .halfHave(let grade, let people):
            "At least half of the \(people) trials have grade \(grade.rawValue) or better by themselves."
        case .gradesUnknown:
            "Most of the trials carry no grade of their own, which never counts in favour."
        case .fewFinished(let finished, let people):
            "Only \(finished) of \(people) whose trials are over finished, fewer than 60 in 100: one grade less."
        case .drawSupports(let p):
            "Chance in everybody's draw rarely explains the scores (p \(pText(p)))."
        case .drawIsUnclear(let p):
            "Chance in everybody's draw explains the scores too often for more (p \(pText(p)))."
        }
    }

    // MARK: The parts

    private var draw: SeriesDocument.Part? {
        guard let draw = series.draw else {
            return part(
                "Did it do anything to these people?",
                "Nobody's order was drawn by a plan that can be drawn again, so chance in the order cannot be "
                    + "set against the scores.")
        }
        let method =
            switch draw.method {
            case .listed:
                "all \(PlainNumber.text(Double.exp(draw.logCombinations).rounded())) combinations"
            case .drawn: "99,999 combinations"
            case .moments: "the spread of the sum"
            }
        return part(
            "Did it do anything to these people?",
            "The orders of \(Phrase.count(draw.count, "person", "people")) were drawn again together, over "
                + "\(method): p \(pText(draw.p)) (the smallest within reach: p \(pText(draw.smallestP))). This "
                + "assumes nothing but the draws. It adds up everybody's difference, so that people whom it "
                + "helps and people whom it harms cancel: whether they differ is asked below.")
    }

    private var average: SeriesDocument.Part {
        part(
            "On average",
            "The average improvement was \(signed(series.mean.estimate)) \(unit) "
                + "(95 in 100: \(ends(series.mean.interval))). "
                + chances(
                    series.mean.chances, of: "it is better at all",
                    beyond: "it is better by more than"),
            count < 5
                ? "With fewer than 5 people, how much they differ is mostly what was assumed before, and the "
                    + "interval rests on it." : nil)
    }

    private var spread: SeriesDocument.Part {
        let sentence =
            switch series.spread.answer {
            case .differ: "People differ by enough to matter."
            case .alike: "If people differ, it is by too little to matter."
            case .cannotTell: "Whether people differ by enough to matter cannot be told."
            }
        let classic = series.classic[0]
        let ends = series.spread.interval
        let range = "\(rounding.size(ends.lower)) to \(rounding.size(ends.upper))"
        let chance = Chance(series.spread.aboveHalf).text
        let half = series.smallest == nil ? "" : ", half of a worthwhile change,"
        let q = PlainNumber.fixed(classic.q, decimals: 1)
        return part(
            "Do people differ?",
            """
            \(sentence) The effects of single people spread around the average with a standard deviation of about \
            \(rounding.size(series.spread.median)) \(unit) (95 in 100: \(range)); the chance that it is more than \
            \(Rounding.given(0.5 * series.scale))\(half) is \(chance). That they do not differ at all is \
            another question: Cochran's Q is \(q) on \(classic.degreesOfFreedom) degrees of freedom \
            (p \(pText(classic.qProbability))).
            """)
    }

    private var next: SeriesDocument.Part {
        part(
            "The next person like them",
            "What the next person may expect is \(ends(series.next.interval)) \(unit), 95 in 100. "
                + chances(
                    series.next.chances, of: "it helps at all", beyond: "it helps by more than")
                + (series.next.chances.size.map {
                    " The chance of harm by more than that is \(Chance($0.harmful).text)."
                } ?? ""))
    }

    private var each: SeriesDocument.Part {
        SeriesDocument.Part(
            heading: "Each person",
            paragraphs: [
                "Beside the own answer stands the same after the others have had their say: a person with a "
                    + "short or noisy diary borrows more from them."
            ],
            table: SeriesDocument.Table(
                header: [
                    "Person", "Own", "With others", "95 in 100",
                    series.smallest == nil ? "Better" : "Worthwhile", "Borrowed",
                ],
                rows: shownPeople.map(row)))
    }

    private var shownPeople: [PersonReading] { Array(series.each.prefix(Self.mostShown)) }
    /// A longer table is read by programs: the JSON and the CSV have everybody.
    static let mostShown = 60

    private func row(_ person: PersonReading) -> [String] {
        [
            Phrase.shortened(person.summary.person, to: 24), signed(person.own.estimate),
            signed(person.shrunken.estimate), ends(person.shrunken.interval),
            Chance(person.shrunken.chances.size?.worthwhile ?? person.shrunken.chances.better)
                .percent,
            "\(Rounding.percent(person.borrowed)) %",
        ]
    }

    private var responders: SeriesDocument.Part? {
        guard let found = series.responders, let smallest = series.smallest else { return nil }
        let (low, high) = (found.interval.lower, found.interval.upper)
        let range = "\(Rounding.percent(low)) to \(Rounding.percent(high))"
        return part(
            "For how many does it do enough?",
            """
            Of people like these, about \(Rounding.percent(found.share)) in 100 improve by more than \
            \(Rounding.given(smallest)) \(unit) (95 in 100: \(range)). This is no count of verdicts: a noisy \
            diary makes a verdict, not a person, unclear.
            """)
    }

    private var covariates: SeriesDocument.Part? {
        guard !series.covariates.isEmpty else { return nil }
        return SeriesDocument.Part(
            heading: "Declared differences between people",
            paragraphs: series.covariates.map { found in
                // One unit of a covariate may be small, so that its slope has digits of its own.
                let digits = Rounding(
                    decimals: max(
                        rounding.decimals,
                        Rounding.decimals(carriedBy: found.slope.standardDeviation)))
                return "One more of \(Phrase.quoted(found.name)) goes with "
                    + "\(signed(found.slope.estimate, digits)) \(unit) "
                    + "(95 in 100: \(ends(found.slope.interval, digits))); the chance that it goes with more "
                    + "improvement is \(Chance(found.slope.chances.better).text). People were not drawn into "
                    + "this, so it is no effect."
            })
    }

    private var begun: SeriesDocument.Part {
        let people = series.people
        let finished = people.answered.count { $0.days.isFinished }
        let due = people.answered.reduce(0) { $0 + $1.days.due }
        let scored = people.answered.reduce(0) { $0 + $1.days.scored }
        let began = Phrase.count(people.count, "person", "people")
        var first = "\(began) began, \(count) have an answer, \(finished) reached the last phase."
        if let running { first += " " + running }
        if let notBegun { first += " " + notBegun }
        if due > 0 {
            let share = Rounding.percent(Double(scored) / Double(due))
            first += " Of the scores that were due, \(share) in 100 are there."
        }
        var lines = [first]
        lines += people.withoutAnswer.prefix(20).map { person in
            "Without an answer: \(Phrase.shortened(person.person, to: 24))"
                + (person.reason.map { " (\(Phrase.shortened($0, to: 160)))" } ?? "") + "."
        }
        if let lost = series.ifOthersLost {
            lines.append(
                "If all of them had become worse by \(Rounding.given(series.scale)) \(unit), the average would "
                    + "be \(signed(lost.estimate)) (\(ends(lost.interval))).")
        }
        return SeriesDocument.Part(heading: "Who began and who finished", paragraphs: lines)
    }

    private var notBegun: String? {
        let count = series.people.notBegun.count
        guard count > 0 else { return nil }
        return
            "\(Phrase.count(count, "more person has", "more people have")) a plan and no score yet."
    }

    private var running: String? {
        let names = series.people.running.map { Phrase.shortened($0.person, to: 24) }
        guard !names.isEmpty else { return nil }
        let shown = names.prefix(20)
        let list = shown.joined(separator: ", ") + (names.count > shown.count ? ", …" : "")
        let (trials, run) = names.count == 1 ? ("trial", "runs") : ("trials", "run")
        return
            "\(names.count) \(trials) still \(run) (\(list)): counted here and in no number above, because a look "
            + "before the planned end is no test, and to take in only those that already look clear would "
            + "tilt the average."
    }

    private var forest: SeriesDocument.Part {
        SeriesDocument.Part(
            heading: "The picture",
            paragraphs: [
                "Each row is a person: the own answer as a circle with a thin line, with the others as a dot "
                    + "with a thick one. Below stand the average and the next person."
            ], table: nil, hasPicture: true)
    }

    private var assumptions: SeriesDocument.Part {
        let rows = series.sensitivity.map { other in
            [
                name(other.kind), "\(signed(other.mean.estimate)) (\(ends(other.mean.interval)))",
                rounding.size(other.spread.median), ends(other.next.interval),
            ]
        }
        let classic = series.classic.map { found -> [String] in
            let interval = found.interval(.knappHartungWithFloor)
            return [
                "\(found.estimator.rawValue), Knapp-Hartung",
                "\(signed(found.mean)) (\(ends(interval)))",
                rounding.size(found.spreadVariance.squareRoot()),
                ends(found.predictionInterval(usesT: true)),
            ]
        }
        let oneStage = series.oneStage.map { found in
            [
                "one stage, REML", "\(signed(found.mean)) (\(ends(found.interval())))",
                rounding.size(found.spreadVariance.squareRoot()), "",
            ]
        }
        return SeriesDocument.Part(
            heading: "With other assumptions",
            paragraphs: [
                "Half and twice the spread expected beforehand (\(Rounding.given(series.prior.scale))), people of whom "
                    + "single ones may lie far out, and the textbook's with Knapp-Hartung intervals that are "
                    + "never narrower than z."
                    + (oneStage == nil
                        ? ""
                        : " One stage takes the days of all at once, with one error and one autocorrelation for "
                            + "everybody.")
            ],
            table: SeriesDocument.Table(
                header: ["Analysis", "Average", "Spread", "Next person"],
                rows: [
                    [
                        "this one",
                        "\(signed(series.mean.estimate)) (\(ends(series.mean.interval)))",
                        rounding.size(series.spread.median), ends(series.next.interval),
                    ]
                ] + rows + classic + [oneStage].compactMap(\.self)))
    }

    private func name(_ kind: SeriesConclusions.Assumption.Kind) -> String {
        switch kind {
        case .halfScale: "half the prior spread"
        case .doubleScale: "twice the prior spread"
        case .heavyTails: "people t with 4 df"
        }
    }

    private var outlook: SeriesDocument.Part? {
        guard let found = series.outlook else { return nil }
        let people =
            found.people.map {
                "About \($0) people in all, with trials like these, would settle it."
            }
            ?? "No number of people within reach would settle it, because the average is close to the line."
        let days =
            found.timesAsLong.map {
                "So would trials about \(PlainNumber.fixed($0, decimals: 1)) times as long of the same people."
            } ?? "Longer trials of the same people would not: they differ too much for that."
        return part("What would settle it", people + " " + days)
    }

    private var method: SeriesDocument.Part {
        let scale = "\(Rounding.given(series.prior.scale)) \(unit)"
        let origin =
            series.smallest == nil
            ? "four times the typical standard error, as no plan names a worthwhile change"
            : "four times the smallest worthwhile change"
        let isNormal = series.people.answered.contains { $0.answer?.isWhole == false }
        return part(
            "How this was done",
            """
            Each person's likelihood of the difference, with the autocorrelation integrated out, was combined \
            on a grid of the average (flat) and the spread (half-normal with scale \(scale), \(origin)); \
            nothing was sampled, so that a second run gives the same digits. Verdict words follow the rules of \
            single trials; the grade is the one that at least half of the trials reach.
            """,
            isNormal
                ? "Some records hold only an estimate and its standard error; these were taken as normal."
                : nil)
    }

    // MARK: Pieces

    private func part(_ heading: String, _ paragraphs: String?...) -> SeriesDocument.Part {
        SeriesDocument.Part(heading: heading, paragraphs: paragraphs.compactMap(\.self))
    }

    private func chances(_ chances: Chances, of some: String, beyond: String) -> String {
        "The chance that \(some) is \(Chance(chances.better).text)"
            + (chances.size.map {
                "; that \(beyond) \(Rounding.given($0.smallest)), \(Chance($0.worthwhile).text)."
            } ?? ".")
    }

    func signed(_ value: Double, _ digits: Rounding? = nil) -> String {
        let text = (digits ?? rounding).text(JSON.settled(value))
        return value > 0 && !text.hasPrefix("−") ? "+" + text : text
    }

    func ends(_ interval: Interval, _ digits: Rounding? = nil) -> String {
        "\(signed(interval.lower, digits)) to \(signed(interval.upper, digits))"
    }

    private func pText(_ p: Double) -> String {
        p < 1e-4 ? "less than 0.0001" : "= " + PlainNumber.fixed(p, decimals: p < 0.001 ? 4 : 3)
    }
}
