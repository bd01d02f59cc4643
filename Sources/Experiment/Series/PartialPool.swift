import ExperimentDiary
import ExperimentText
import RealModule
import Stats

/// Sums over some of the people, made where their records are and added up elsewhere: the same to the last
/// digit in any order and any division.
package struct PartialPool: Sendable {
    package private(set) var question: SeriesQuestion?
    private var smallest: Double?
    private var table: LikelihoodTable?
    private let scale: Double?
    /// Records of people without an answer whose trials are over.
    package private(set) var withoutAnswer = 0
    /// Records of people whose trials still run.
    package private(set) var running = 0
    private var draws = DrawSums()

    /// - Parameter scale: of the table; nil is the first person's smallest worthwhile change.
    package init(scale: Double? = nil) { self.scale = scale }

    package var count: Int { table?.count ?? 0 }

    /// No sums, for the same question on the same scale.
    package var emptied: PartialPool {
        var other = self
        other.table = table.map { LikelihoodTable(scale: $0.scale) }
        other.withoutAnswer = 0
        other.running = 0
        other.draws = DrawSums()
        return other
    }

    /// - Throws: `.differs` where somebody asked something else; `.badKey` where no scale is known.
    package mutating func add(_ person: PersonSummary) throws(SeriesProblem) {
        guard !person.isRunning else {
            running += 1
            return
        }
        guard let likelihood = person.improvement else {
            withoutAnswer += 1
            return
        }
        if let question {
            if person.question.outcome.id != question.outcome.id
                || person.question.condition.id != question.condition.id
            {
                throw .severalQuestions([
                    "\(question.outcome.id) under \(question.condition.id)",
                    "\(person.question.outcome.id) under \(person.question.condition.id)",
                ])
            }
            if let difference = person.question.difference(from: question) {
                throw .differs(
                    person: "the first person", other: person.person,
                    outcome: question.outcome.name, difference)
            }
        }
        if table == nil {
            guard let scale = scale ?? person.smallest else {
                throw .badKey(
                    place: person.person, key: "smallest", found: nil,
                    expected: "a smallest worthwhile change, or --scale on the command line")
            }
            table = LikelihoodTable(scale: scale)
            question = person.question
            smallest = person.smallest
        }
        table?.add(likelihood)
        draws.add(person.draw)
    }

    /// Adds the sums of other people.
    package mutating func add(_ other: PartialPool) throws(SeriesProblem) {
        withoutAnswer += other.withoutAnswer
        running += other.running
        draws.add(other.draws)
        guard let theirs = other.table else { return }
        guard let own = table else {
            (table, question, smallest) = (theirs, other.question, other.smallest)
            return
        }
        guard own.scale == theirs.scale else { throw .scales(own.scale, theirs.scale) }
        if let question, let asked = other.question,
            let difference = asked.difference(from: question)
        {
            throw .differs(
                person: "one part", other: "another", outcome: question.outcome.name, difference)
        }
        table?.add(theirs)
    }

    /// What everybody together says.
    /// - Throws: `.tooFew`, `.outsideTable`.
    package func pooled() throws(SeriesProblem) -> Pooled {
        guard let table, let question, table.count >= SeriesProblem.fewest else {
            throw .tooFew(found: count, withoutAnswer: withoutAnswer, running: running)
        }
        let prior = SpreadPrior.spread(ofSize: smallest ?? table.scale)
        let posterior = PopulationPosterior(PopulationSurface(table, widest: prior), prior: prior)
        guard table.holds(posterior) else { throw .outsideTable }
        return Pooled(
            summary: PopulationSummary(
                question: question, people: table.count, smallest: smallest,
                scale: prior.scale, posterior: posterior),
            withoutAnswer: withoutAnswer, running: running, size: smallest ?? table.scale,
            draw: draws.test,
            tooWideScale: table.narrowest < 0.2 * table.scale ? table.scale : nil,
            q: table.moments2.q,
            dersimonianLaird: table.moments2.spreadVariance)
    }

    package struct Pooled: Sendable {
        package let summary: PopulationSummary
        package let withoutAnswer: Int
        package let running: Int
        /// What the prior is made of: the smallest worthwhile change, else the table's scale.
        package let size: Double
        package let draw: CombinedRandomization?
        /// Of the table, where somebody's error is too small for it; nil otherwise.
        package let tooWideScale: Double?
        package let q: Double
        package let dersimonianLaird: Double

        package var json: JSON {
            let posterior = summary.posterior
            let mean = posterior.mean
            let smallest = summary.smallest ?? size
            return JSON.object(
                summary.members + [
                    .init("withoutAnswer", .integer(withoutAnswer)),
                    .init("running", .integer(running)),
                    .init(
                        "tau",
                        .object([
                            "median": .number(posterior.spreadQuantile(0.5)),
                            "lower": .number(posterior.spreadQuantile(0.025)),
                            "upper": .number(posterior.spreadQuantile(0.975)),
                        ])),
                    .init(
                        "chances",
                        .object([
                            "better": .number(mean.probability(above: 0)),
                            "worthwhile": .number(mean.probability(above: smallest)),
                            "nextBetter": .number(posterior.next.probability(above: 0)),
                            "nextWorthwhile": .number(posterior.next.probability(above: smallest)),
                            "nextHarmed": .number(posterior.next.probability(below: -smallest)),
                        ])),
                    .init(
                        "draw",
                        draw.map {
                            .object([
                                "people": .integer($0.count), "z": .number($0.z),
                                "p": .number($0.p),
                            ])
                        } ?? .null),
                    .init("q", .number(q)), .init("dersimonianLaird", .number(dersimonianLaird)),
                ]
            ).settled
        }
    }
}

/// What a test over everybody's draw needs of many people: sums that do not depend on the order.
struct DrawSums: Sendable, Equatable {
    private(set) var count = 0
    /// Of observed values, fourth cumulants and logarithms of counts, in units of 2^-30.
    private(set) var sums = [0, 0, 0]
    private static let unit = 0x1p30

    init() {}

    init?(count: Int, sums: [Int]) {
        guard sums.count == 3, count >= 0 else { return nil }
        self.count = count
        self.sums = sums
    }

    mutating func add(_ draw: RandomizationSample?) {
        guard let draw else { return }
        count += 1
        let values = [
            draw.observed, draw.fourthCumulant, Double.log(Double(draw.values.count)),
        ]
        for place in sums.indices {
            sums[place] += Int((min(max(values[place], -1e6), 1e6) * Self.unit).rounded())
        }
    }

    mutating func add(_ other: DrawSums) {
        count += other.count
        for place in sums.indices { sums[place] += other.sums[place] }
    }

    var test: CombinedRandomization? {
        guard count > 0 else { return nil }
        let values = sums.map { Double($0) / Self.unit }
        return CombinedRandomization(
            count: count, sum: values[0], fourth: values[1], logCombinations: values[2])
    }
}

extension PartialPool {
    /// The sums as one line; `init(json:)` reads it back.
    package var json: JSON {
        var members: [JSON.Member] = [
            .init("partial", .integer(PersonSummary.version)),
            .init("withoutAnswer", .integer(withoutAnswer)), .init("running", .integer(running)),
        ]
        if let table, let question {
            let example = PersonSummary(
                person: "partial sums", question: question, smallest: smallest, answer: nil,
                days: PersonSummary.Days(
                    analysed: 0, scored: 0, due: 0, planned: 0, isFinished: true))
            members += [
                .init("question", example.json), .init("scale", .number(table.scale)),
                .init("people", .integer(table.count)),
                .init("narrowest", .number(table.narrowest)),
                .init("sums", .array(table.integers.map(JSON.integer))),
                .init("drawCount", .integer(draws.count)),
                .init("drawSums", .array(draws.sums.map(JSON.integer))),
            ]
        }
        return .object(members)
    }

    /// - Throws: `.notPartial`, and what is wrong with the question.
    package init(_ json: LocatedJSON, at place: String) throws(SeriesProblem) {
        let reader = RecordReader(json: json, place: place)
        guard json["partial"]?.number == Double(PersonSummary.version) else {
            throw .notPartial(place: place)
        }
        self.init()
        withoutAnswer = Int(try reader.number("withoutAnswer"))
        running = Int(json["running"]?.number ?? 0)
        guard let asked = json["question"] else { return }
        let example = try PersonSummary(asked, at: place)
        let integers = (json["sums"]?.array ?? []).compactMap(\.number).compactMap {
            Int(exactly: $0)
        }
        let read = LikelihoodTable(
            scale: try reader.number("scale"), count: Int(try reader.number("people")),
            narrowest: try reader.number("narrowest"), integers: integers)
        let drawn = DrawSums(
            count: Int(try reader.number("drawCount")),
            sums: (json["drawSums"]?.array ?? []).compactMap(\.number).compactMap {
                Int(exactly: $0)
            })
        guard let read, let drawn else { throw .notPartial(place: place) }
        (table, question, smallest, draws) = (read, example.question, example.smallest, drawn)
    }
}
