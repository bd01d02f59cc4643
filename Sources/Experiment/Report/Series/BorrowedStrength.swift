import ExperimentConclusions
import ExperimentSeries
import ExperimentText
import Stats

/// What a series of others adds to one person's report: apart from it, labelled, and never mixed into it.
package struct BorrowedStrength: Sendable {
    private let reading: PersonReading
    private let population: PopulationSummary
    /// Whether this trial is one of the series; nil where the series does not say.
    private let isMember: Bool?

    /// - Throws: `.differs` where the series asked something else.
    package init(
        _ summaries: [PersonSummary], _ population: PopulationSummary
    ) throws(SeriesProblem) {
        let asked = population.question
        let own = summaries.first {
            $0.question.outcome.id == asked.outcome.id
                && $0.question.condition.id == asked.condition.id
        }
        guard let own else {
            throw .noSuchQuestion(
                outcome: asked.outcome.id, condition: asked.condition.id,
                known: summaries.map {
                    "\($0.question.outcome.id) under \($0.question.condition.id)"
                })
        }
        // The series may go by a name for several conditions, so that this one's is not held against it.
        if let difference = own.question.differenceOfScale(from: asked) {
            throw .differs(
                person: "this trial", other: "the series", outcome: asked.outcome.name, difference)
        }
        guard own.answer != nil else { throw .stillRuns(outcome: own.question.outcome.name) }
        isMember = population.holds(own)
        reading = PersonReading(
            own, population.posterior, smallest: population.smallest, isMember: isMember ?? true)
        self.population = population
    }

    package static let heading = "What a series of others adds"

    package var sentences: [String] {
        let rounding = Rounding(
            decimals: Rounding.decimals(carriedBy: reading.shrunken.standardDeviation))
        func signed(_ value: Double) -> String {
            (value > 0 ? "+" : "") + rounding.text(JSON.settled(value))
        }
        let unit = population.question.unit
        let chance =
            reading.shrunken.chances.size.map {
                "the chance of more than \(Rounding.given($0.smallest)) is \(Chance($0.worthwhile).text)"
            } ?? "the chance of any improvement is \(Chance(reading.shrunken.chances.better).text)"
        return [
            "This stands apart: the answer above comes from your own days alone and was not changed by it.",
            "In a series of \(population.people) people on "
                + "\(Phrase.quoted(population.question.condition.name)) against "
                + "\(Phrase.quoted(population.question.reference.name)) the average improvement was "
                + "\(signed(population.posterior.mean.mean)) \(unit). With what they add, yours is "
                + "\(signed(reading.shrunken.estimate)) (\(signed(reading.shrunken.interval.lower)) to "
                + "\(signed(reading.shrunken.interval.upper))) instead of \(signed(reading.own.estimate)); "
                + "\(chance). Borrowed from the others: \(Rounding.percent(reading.borrowed)) %.",
            membership + " It holds if you are like them in what matters here.",
        ]
    }

    private var membership: String {
        switch isMember {
        case true?: "Your own days are among those of the series, and count once."
        case false?: "Your own days are not among those of the series."
        case nil: "The series does not say who is in it; your own days are taken to be among them."
        }
    }

    package func text(_ style: TerminalStyle) -> String {
        var page = TextPage(style)
        page.heading(Self.heading)
        for sentence in sentences { page.paragraph(sentence) }
        return "\n" + page.text
    }

    package var markdown: String {
        "\n## \(Self.heading)\n\n"
            + sentences.map(MarkdownRenderer.escaped).joined(separator: "\n\n") + "\n"
    }

    package var html: Markup {
        .element(
            "section", ["id": "series"],
            [.element("h2", [:], Self.heading)] + sentences.map { .element("p", [:], $0) })
    }

    package var json: JSON {
        JSON.object([
            "people": .integer(population.people), "own": .number(reading.own.estimate),
            "withSeries": .number(reading.shrunken.estimate),
            "interval": JSONRenderer.interval(reading.shrunken.interval),
            "better": .number(reading.shrunken.chances.better),
            "worthwhile": JSON(reading.shrunken.chances.size?.worthwhile),
            "borrowed": .number(reading.borrowed), "inSeries": isMember.map(JSON.bool) ?? .null,
            "sentences": JSONRenderer.strings(sentences),
        ]).settled
    }
}
