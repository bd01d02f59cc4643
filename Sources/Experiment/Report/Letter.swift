import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial
import Stats

extension ReportDocument {
    /// One page for the person's clinician: what was tried, what was measured, what came out, how
    /// far it can be trusted.
    package init(letter report: Report) {
        let comparison = report.headline.comparison
        let numbers = comparison.map { [Block.numbers(Wording.fourNumbers($0))] } ?? []
        let trust = comparison.map { Wording.trust(report, $0) } ?? []
        let headline = [
            Wording.headline(report.headline),
            comparison.flatMap { Wording.hope($0, in: report.plan) },
            Wording.sureness(report.headline),
        ].compactMap(\.self).joined(separator: " ")
        let burdens = comparison.map { Wording.burdens(report, $0) } ?? []
        let asks = (comparison.map { [Wording.asks($0)] } ?? []) + LetterFields.decisions(report)
        let blocks =
            [Block.list(LetterFields.blanks)] + SafetyWording.first(report, .byThePerson)
            + (comparison.map { [Block.paragraph(Wording.tried(report, $0))] } ?? [])
            + [.heading("What my report says")] + LetterFields.challenges(report)
            + [.paragraph(LetterFields.firstPerson(headline))] + numbers + [.figure(.series)]
            + LetterFields.others(report)
            + trust.map { .paragraph(LetterFields.firstPerson($0)) }
            + (burdens.isEmpty ? [] : [.points(burdens)])
            + (asks.isEmpty
                ? [] : [.heading("What I would like to talk about"), .list(asks)])
        self.init(
            report, title: "For my doctor: \(report.plan.title)",
            parts: [Part(id: .letter, blocks: blocks)], footer: [Wording.letterFooter(report)])
    }
}

extension Wording {
    /// What limits the result: its grade and the method.
    static func trust(_ report: Report, _ comparison: Comparison) -> [String] {
        [
            grade(comparison.evidence),
            method(report).prefix(2).joined(separator: " "), limits,
        ].filter { !$0.isEmpty }
    }

    package static func tried(_ report: Report, _ comparison: Comparison) -> String {
        let plan = report.plan
        return "From \(Phrase.day(plan.schedule.days.lowerBound)) to "
            + "\(Phrase.day(plan.schedule.days.upperBound)) I compared "
            + "\(Phrase.quoted(comparison.effect.condition.name)) with "
            + "\(Phrase.quoted(comparison.effect.reference.name)) on myself and wrote down "
            + "\(Phrase.plain(comparison.outcome.name)) "
            + "(\(scale(comparison.outcome.instrument))). \(sequence(plan)) "
            + grounds(comparison.grounds)
    }

    /// The same of a trial that still runs: no day is analysed yet.
    static func trying(_ standing: Standing) -> String {
        let plan = standing.plan
        let tested = plan.testedConditions.map { Phrase.quoted($0.name) }
        let outcome = plan.primaryOutcome
        let first = Phrase.day(plan.schedule.days.lowerBound)
        let (since, write) =
            standing.course == .toCome
            ? ("From \(first) on I want to try", "write down")
            : ("Since \(first) I have been trying", "writing down")
        return "\(since) \(PlainNumber.list(tested)) on myself and \(write) "
            + "\(Phrase.plain(outcome.name)) (\(scale(outcome.instrument))). \(sequence(plan))"
    }

    private static func sequence(_ plan: TrialPlan) -> String {
        let phases = plan.schedule.phases
        let sequence =
            phases.count <= 8
            ? phases.map {
                "\(Phrase.shortened($0.name)) (\(Phrase.count($0.lengthInDays, "day")))"
            }
            .joined(separator: ", ")
            : "\(phases.count) phases of \(phases.map(\.lengthInDays).min() ?? 0) to "
                + "\(phases.map(\.lengthInDays).max() ?? 0) days"
                + (phases.contains { $0.part.isReintroduction }
                    ? ", in which foods are tried again" : " in alternation")
        return "Phases in order: \(sequence)."
    }

    /// Rescue treatment, slips, missing days, outcomes that disagree.
    static func burdens(_ report: Report, _ comparison: Comparison) -> [ReportDocument.Point] {
        report.explanations.compactMap { item -> ReportDocument.Point? in
            switch item {
            case .course(let course) where course.direction == .open: return nil
            case .marked, .missing, .course, .discordance, .drift:
                let point = explanation(item, of: comparison)
                return ReportDocument.Point(
                    topic: point.topic, text: LetterFields.firstPerson(point.text))
            case .startingPoint, .draw, .oneChangeOnly, .season: return nil
            }
        }
    }

    package static func asks(_ comparison: Comparison) -> String {
        switch comparison.verdict {
        case .helped, .helpedALittle:
            "Whether and how to go on with it, and what to watch for."
        case .noWorthwhileDifference, .noneIfFast:
            "Leaving it, and what else to look at."
        case .worse:
            "Why it went this way, and what else to look at."
        case .cannotTell, .notYet:
            "Whether going on with the trial is worth it."
        }
    }

    static func letterFooter(_ report: Report) -> String {
        "Made with n1 \(report.provenance.version) from the diary of one person. It describes that "
            + "person's records only, diagnoses nothing and is not medical advice. The full report "
            + "has every day, the method and its limits."
    }
}
