import ExperimentDiary
import ExperimentText
import Stats

/// What a series knows of people like its own, in a few lines: enough to shrink anybody's answer, to plan the
/// next trial, and to be sent on without a person's data.
package struct PopulationSummary: Sendable {
    package let question: SeriesQuestion
    package let people: Int
    package let smallest: Double?
    package let scale: Double
    package let posterior: PopulationPosterior
    /// Who it was made of; nil where nobody wrote that down.
    package let listed: [Listed]?

    /// One of its people: the name, and the improvement by the own diary.
    package struct Listed: Sendable, Equatable {
        let person: String
        let improvement: Double
    }

    package init(_ series: SeriesConclusions) {
        self.init(
            question: series.people.question, people: series.people.answered.count,
            smallest: series.smallest, scale: series.prior.scale, posterior: series.posterior,
            listed: series.each.map {
                Listed(person: $0.summary.person, improvement: $0.own.estimate)
            })
    }

    package init(
        question: SeriesQuestion, people: Int, smallest: Double?, scale: Double,
        posterior: PopulationPosterior, listed: [Listed]? = nil
    ) {
        self.question = question
        self.people = people
        self.smallest = smallest
        self.scale = scale
        self.posterior = posterior
        self.listed = listed
    }

    /// Whether a person is one of those that it was made of, under the same name or with the same answer, which
    /// a file holds in ten digits; nil where nobody wrote down who they are.
    package func holds(_ person: PersonSummary) -> Bool? {
        let own = person.improvement?.mean
        return listed.map { listed in
            listed.contains { one in
                one.person == person.person
                    || own.map { abs($0 - one.improvement) <= 1e-8 * abs($0) } == true
            }
        }
    }

    /// Keys of the summary; of improvements, positive is better.
    package var members: [JSON.Member] {
        let mean = posterior.mean
        let next = posterior.next
        func ends(_ mixture: NormalMixture) -> JSON {
            let interval = mixture.interval(level: 0.95)
            return .array([.number(interval.lower), .number(interval.upper)])
        }
        return [
            .init("population", .integer(PersonSummary.version)),
            .init(
                "outcome",
                .object([
                    "id": .string(question.outcome.id), "name": .string(question.outcome.name),
                ])),
            .init(
                "condition",
                .object([
                    "id": .string(question.condition.id),
                    "name": .string(question.condition.name),
                ])),
            .init(
                "reference",
                .object([
                    "id": .string(question.reference.id),
                    "name": .string(question.reference.name),
                ])),
            .init("unit", .string(question.unit)),
            .init("lowest", JSON(question.lowest)), .init("highest", JSON(question.highest)),
            .init("benefit", .string(question.benefit.rawValue)),
            .init("people", .integer(people)), .init("smallest", JSON(smallest)),
            .init("priorScale", .number(scale)),
            .init("mean", .number(mean.mean)), .init("meanSD", .number(mean.standardDeviation)),
            .init("meanInterval", ends(mean)), .init("tauMean", .number(posterior.spreadMean)),
            .init("nextSD", .number(next.standardDeviation)), .init("nextInterval", ends(next)),
            .init(
                "nodes",
                .array(
                    posterior.outline.map {
                        .array([
                            .number($0.weight), .number($0.tau), .number($0.mean),
                            .number($0.variance.squareRoot()),
                        ])
                    })),
        ]
    }

    package var json: JSON { JSON.object(members).settled }

    /// - Throws: `SeriesProblem` naming the key that is missing or wrong.
    package init(_ found: LocatedJSON, at place: String) throws(SeriesProblem) {
        // A whole series carries its summary under this key.
        let json = found["summary"] ?? found
        let reader = RecordReader(json: json, place: place)
        let version = try reader.number("population")
        guard version == Double(PersonSummary.version) else {
            throw .version(place: place, found: version)
        }
        let nodes = (json["nodes"]?.array ?? []).compactMap { row in
            let numbers = (row.array ?? []).compactMap(\.number)
            return numbers.count == 4 && numbers[0] > 0 && numbers[1] >= 0 && numbers[3] > 0
                ? PopulationPosterior.Node(
                    tau: numbers[1], mean: numbers[2], variance: numbers[3] * numbers[3],
                    weight: numbers[0]) : nil
        }
        guard !nodes.isEmpty else {
            throw .badKey(
                place: place, key: "nodes", found: nil,
                expected: "rows of weight, tau, mean and standard deviation")
        }
        self.init(
            question: SeriesQuestion(
                outcome: try reader.named("outcome"), condition: try reader.named("condition"),
                reference: try reader.named("reference"),
                unit: json["unit"]?.text ?? "points", lowest: json["lowest"]?.number,
                highest: json["highest"]?.number,
                benefit: Benefit(rawValue: try reader.text("benefit")) ?? .lower),
            people: Int(try reader.number("people")), smallest: try reader.positive("smallest"),
            scale: try reader.positive("priorScale") ?? 1,
            posterior: PopulationPosterior(outline: nodes), listed: Self.listed(found))
    }

    /// A whole series says who they are; a pool does not.
    private static func listed(_ json: LocatedJSON) -> [Listed]? {
        json["people"]?.array?.compactMap { person in
            guard let name = person["person"]?.text,
                let improvement = person["own", "estimate"]?.number
            else { return nil }
            return Listed(person: name, improvement: improvement)
        }
    }
}
