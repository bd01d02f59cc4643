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
            + (Wording.early(report).map { [.paragraph($0)] } ?? [])
            + LetterFields.kept(report) + [.heading("What my report says")]
            + LetterFields.challenges(report)
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

    /// What was compared, how, and in which order; of a trial that runs what is going on.
    package static func tried(_ report: Report, _ comparison: Comparison) -> String {
        let standing = Standing(report.primary.data)
        let days = standing.plan.schedule.days
        let isRunning = standing.data.record.isRunning
        let when =
            isRunning
            ? "Since \(Phrase.day(days.lowerBound)) I have been comparing"
            : "From \(Phrase.day(days.lowerBound)) to \(Phrase.day(days.upperBound)) I compared"
        return "\(when) \(Phrase.quoted(comparison.effect.condition.name)) with "
            + "\(Phrase.quoted(comparison.effect.reference.name)) on myself and "
            + "\(isRunning ? "writing" : "wrote") down \(Phrase.plain(comparison.outcome.name)) "
            + "(\(scale(comparison.outcome.instrument))). \(sequence(standing)) "
            + grounds(comparison.grounds, of: standing)
    }

    /// How far a running trial is, and why it answers all the same; nil after its end.
    static func early(_ report: Report) -> String? {
        whyEarly(report.interim).map { "\(howFar(Standing(report.primary.data))) \($0)" }
    }

    /// The same of a trial that still runs: no day is analysed yet.
    static func trying(_ standing: Standing) -> String {
        let plan = standing.plan
        let tested = plan.testedConditions.map { Phrase.quoted($0.name) }
        let outcome = plan.primaryOutcome
        let first = Phrase.day(plan.schedule.days.lowerBound)
        let noted = "\(Phrase.plain(outcome.name)) (\(scale(outcome.instrument)))"
        let names = PlainNumber.list(tested)
        let told =
            switch (standing.course, standing.hasTried) {
            case (.toCome, _):
                "From \(first) on I want to try \(names) on myself and write down \(noted)."
            case (_, false):
                "I wanted to try \(names) on myself, and since \(first) I have been writing down \(noted)."
            case (.stopped, true):
                "From \(first) on I tried \(names) on myself and wrote down \(noted)."
            case (_, true):
                "Since \(first) I have been trying \(names) on myself and writing down \(noted)."
            }
        return "\(told) \(sequence(standing))"
    }

    /// `Phases in order: as usual (14 days), dairy-free (42 days).` While the trial runs, what has begun
    /// and what is still planned.
    private static func sequence(_ standing: Standing) -> String {
        let phases = standing.plan.schedule.phases
        let record = standing.data.record
        guard record.isRunning else { return "Phases in order: \(told(phases))." }
        let begun = phases.filter { record.isPast($0.first) }
        guard let latest = begun.last else { return "Planned phases: \(told(phases))." }
        let toCome = Array(phases.dropFirst(begun.count))
        let day = min(latest.first.distance(to: record.lastDay) + 1, latest.lengthInDays)
        let lived = begun.count > 1 ? ["\(told(begun.dropLast()))"] : []
        let now =
            "\(Phrase.shortened(latest.name)) (day \(day) of \(latest.lengthInDays))"
        return "Phases so far: \((lived + [now]).joined(separator: ", "))."
            + (toCome.isEmpty || standing.ended != nil ? "" : " Still planned: \(told(toCome)).")
    }

    /// Each with its days; many in a few words.
    private static func told(_ phases: some Collection<Phase>) -> String {
        phases.count <= 8
            ? phases.map {
                "\(Phrase.shortened($0.name)) (\(Phrase.count($0.lengthInDays, "day")))"
            }
            .joined(separator: ", ")
            : "\(phases.count) phases of \(phases.map(\.lengthInDays).min() ?? 0) to "
                + "\(phases.map(\.lengthInDays).max() ?? 0) days"
                + (phases.contains { $0.part.isReintroduction }
                    ? ", in which foods are tried again" : " in alternation")
    }

    /// The days behind an answer: of the days of the plan, while it runs of those that have come.
    private static func grounds(_ grounds: Grounds, of standing: Standing) -> String {
        guard standing.data.record.isRunning else { return self.grounds(grounds) }
        return "Of the \(Phrase.count(standing.dayNumber, "day")) so far, of \(standing.length) in "
            + "all, \(grounds.analysedDays) are in the main analysis; \(grounds.scoredDays) have a score."
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
            + (report.provenance.statedToday.map { " \(today(stated: $0))" } ?? "")
    }

    /// That the day of a letter or a check is not the clock's.
    package static func today(stated: String) -> String {
        "Today was given as \(stated) (N1_TODAY), not read from this computer's clock."
    }
}
