import ExperimentConclusions
import ExperimentSeries
import ExperimentText
import Stats

/// What a series of others adds to one person's report: apart from it, labelled, and never mixed into it.
package struct BorrowedStrength: Sendable {
    private let reading: PersonReading
    private let population: PopulationSummary

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
        if own.question.unit != asked.unit {
            throw .differs(
                person: "this trial", other: "the series", outcome: asked.outcome.name,
                .scale(own.question.unit, asked.unit))
        }
        if own.question.benefit != asked.benefit {
            throw .differs(
                person: "this trial", other: "the series", outcome: asked.outcome.name, .direction)
        }
        reading = PersonReading(own, population.posterior, smallest: population.smallest)
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
            "In a series of \(population.people) people the average improvement was "
                + "\(signed(population.posterior.mean.mean)) \(unit). With what they add, yours is "
                + "\(signed(reading.shrunken.estimate)) (\(signed(reading.shrunken.interval.lower)) to "
                + "\(signed(reading.shrunken.interval.upper))) instead of \(signed(reading.own.estimate)); "
                + "\(chance). Borrowed from the others: \(Rounding.percent(reading.borrowed)) %.",
            "It holds if you are like them in what matters here.",
        ]
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
            "borrowed": .number(reading.borrowed),
            "sentences": JSONRenderer.strings(sentences),
        ]).settled
    }
}
