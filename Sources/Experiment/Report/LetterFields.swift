import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentText
import ExperimentTrial

/// What a clinician looks for in a letter beside the answer: who writes, the foods that were tried
/// again,
/// the other outcomes, and what there is to decide.
enum LetterFields {
    /// What the safety questions said of the foods, for somebody who may let them come back.
    static func kept(_ report: Report) -> [ReportDocument.Block] {
        let story = SafetyStory(report.primary.data.record)
        guard story.closing == nil, let closed = report.plan.notForHome(after: story.spoken) else {
            return []
        }
        return [
            .paragraph(
                "My answers to the safety questions of the plan said: \(Phrase.quoted(closed))")
        ]
    }

    /// Blanks to fill in by hand; the program knows none of it.
    static let blanks = [
        "Name: ……………………………………   Born: ……………………   Date: ……………………",
        "Diagnosis: …………………………………………………………………………",
        "Treatment now, with doses: …………………………………………………………………………",
    ]

    /// Each food that was tried again with what followed, sudden reactions first.
    static func challenges(_ report: Report) -> [ReportDocument.Block] {
        guard let evidence = report.evidence, let found = evidence.challenges else { return [] }
        let foods = found.foods.map { food in
            ReportDocument.Point(
                topic: Phrase.isolated(Phrase.capitalised(Phrase.shortened(food.food))),
                text: firstPerson(
                    EvidenceWording.story(food, evidence.words).replacing(
                        ": ask a doctor or dietitian before you eat it again.", with: ".")))
        }
        return EvidenceWording.immediate(found).map { .paragraph(firstPerson($0)) }
            + (FoodsBack.headline(report).map { [.paragraph($0)] } ?? []) + [.points(foods)]
            + (FoodsBack.estimates(report).map { [.paragraph($0)] } ?? [])
    }

    /// `Also recorded: POEM 3.1 points lower (better), helped a little; PO-SCORAD, too few scores.`
    static func others(_ report: Report) -> [ReportDocument.Block] {
        let isStopped = SafetyStory(report.primary.data.record).closing != nil
        let words = report.others.map { finding in
            switch finding {
            case .notEstimable(let outcome, _): "\(Phrase.plain(outcome.name)), too few scores"
            case .effect(let comparison), .compatibleWithNone(let comparison, _):
                "\(Phrase.plain(comparison.outcome.name)) \(Wording.difference(comparison)), "
                    + (comparison.verdict == .notYet && isStopped
                        ? "stopped before its end"
                        : Phrase.uncapitalised(VerdictBadge(comparison).text))
            }
        }.firstOccurrences
        return words.isEmpty ? [] : [.paragraph("Also recorded: \(words.joined(separator: "; ")).")]
    }

    /// What the doctor may want to decide.
    static func decisions(_ report: Report) -> [String] {
        decisions(
            SafetyStory(report.primary.data.record), report.plan,
            foods: report.evidence?.challenges?.foods ?? [])
    }

    /// - `foods`: those whose challenges were counted; none while the trial runs.
    static func decisions(
        _ story: SafetyStory, _ plan: TrialPlan, foods tried: [FoodEvidence]
    ) -> [String] {
        let reacted =
            tried
            .filter(\.isHeldBack)
            .map { Phrase.plain($0.food) }
        let isAnswered = !tried.isEmpty
        let groups = plan.foodsLeftOut.filter(\.isStaple).map(\.name)
        let foods = PlainNumber.list(groups)
        return [
            story.closing.map {
                "What the signs of \(Phrase.day($0.day)) mean, and whether a test is needed."
            },
            reacted.isEmpty
                ? nil
                : "Whether \(PlainNumber.list(reacted)) can be eaten again, and how that is "
                    + "found out.",
            foods.isEmpty || (isAnswered && story.food.isForHome)
                ? nil
                : story.food.isForHome
                    ? "How \(foods) \(groups.count == 1 ? "comes" : "come") back, and what "
                        + "replaces it until then."
                    : "Whether and where \(foods) can be tried again under supervision.",
            story.rescueDays > 7 ? "Whether my treatment is enough: rescue on so many days." : nil,
            story.weight.map { $0.change < -0.03 * $0.first } == true ? "My loss of weight." : nil,
        ].compactMap(\.self)
    }

    /// A sentence that was written to the person, as the person says it.
    static func firstPerson(_ text: String) -> String {
        let changes = [
            ("You were", "I was"), ("you were", "I was"), ("You are", "I am"), ("you are", "I am"),
            ("yourself", "myself"), ("Your ", "My "), ("your ", "my "), ("for you,", "for me,"),
            ("for you ", "for me "), ("in you ", "in me "), ("You ", "I "),
            ("before you ", "before I "),
            (" you ", " I "),
        ]
        return changes.reduce(text) { text, change in
            text.replacing(change.0, with: change.1)
        }
    }
}
