import ExperimentConclusions
import ExperimentDiary
import ExperimentText
import Stats

extension PersonSummary {
    /// The record of docs/series-record.md, in ten digits.
    package var json: JSON {
        guard isRunning || !hasBegun, case .object(let members) = record else { return record }
        return .object(
            members + (isRunning ? [.init("running", .bool(true))] : [])
                + (hasBegun ? [] : [.init("begun", .bool(false))]))
    }

    private var record: JSON {
        .object([
            "record": .integer(Self.version),
            "person": .string(person),
            "outcome": Self.json(question.outcome),
            "condition": Self.json(question.condition),
            "reference": Self.json(question.reference),
            "unit": .string(question.unit),
            "lowest": JSON(question.lowest), "highest": JSON(question.highest),
            "benefit": .string(question.benefit.rawValue),
            "smallest": JSON(smallest),
            "estimate": JSON(answer?.estimate),
            "standardError": JSON(answer?.standardError),
            "likelihood": answer.map { Self.json($0) } ?? .null,
            "verdict": JSON(answer?.verdict?.rawValue),
            "grade": JSON(answer?.grade?.rawValue),
            "draw": answer?.draw.map(Self.json) ?? .null,
            "reason": JSON(reason),
            "days": .object([
                "analysed": .integer(days.analysed), "scored": .integer(days.scored),
                "due": .integer(days.due), "planned": .integer(days.planned),
                "finished": .bool(days.isFinished),
            ]),
            "covariates": .object(covariates.map { JSON.Member($0.name, .number($0.value)) }),
        ]).settled
    }

    private static func json(_ named: SeriesQuestion.Named) -> JSON {
        .object(["id": .string(named.id), "name": .string(named.name)])
    }

    private static func json(_ answer: Answer) -> JSON {
        guard answer.isWhole else { return .null }
        return .array(
            answer.likelihood.components.map {
                .array([.number($0.weight), .number($0.mean), .number($0.variance.squareRoot())])
            })
    }

    /// Six digits are more than a rank needs.
    private static func json(_ draw: RandomizationSample) -> JSON {
        func short(_ value: Double) -> JSON { .number((value * 1e6).rounded() / 1e6) }
        return .object([
            "observed": short(draw.observed), "values": .array(draw.values.map(short)),
            "complete": .bool(draw.isComplete),
        ])
    }

    /// - Parameters:
    ///   - json: one record.
    ///   - place: where it stands, for messages.
    /// - Throws: `SeriesProblem` naming the key that is missing or wrong.
    package init(_ json: LocatedJSON, at place: String) throws(SeriesProblem) {
        let reader = RecordReader(json: json, place: place)
        let version = try reader.number("record")
        guard version == Double(Self.version) else {
            throw .version(place: place, found: version)
        }
        let side = try reader.text("benefit")
        guard let benefit = Benefit(rawValue: side) else {
            throw .badKey(place: place, key: "benefit", found: side, expected: "lower or higher")
        }
        self.init(
            person: try reader.text("person"),
            question: SeriesQuestion(
                outcome: try reader.named("outcome"), condition: try reader.named("condition"),
                reference: try reader.named("reference"), unit: json["unit"]?.text ?? "points",
                lowest: json["lowest"]?.number, highest: json["highest"]?.number,
                benefit: benefit),
            smallest: try reader.positive("smallest"), answer: try reader.answer(),
            reason: json["reason"]?.text ?? (reader.mayNotBeTold ? Self.runningReason : nil),
            isRunning: reader.isRunning, days: reader.days,
            covariates: (json["covariates"]?.members ?? []).compactMap { member in
                member.value.number.map { Covariate(name: member.key, value: $0) }
            })
        hasBegun = answer != nil || json["begun"]?.flag ?? true
    }
}

/// Reads the keys of one record.
struct RecordReader {
    let json: LocatedJSON
    let place: String

    func text(_ key: String) throws(SeriesProblem) -> String {
        guard let text = json[key]?.text, !text.isEmpty else {
            throw .badKey(place: place, key: key, found: nil, expected: "a text")
        }
        return text
    }

    func number(_ key: String) throws(SeriesProblem) -> Double {
        guard let number = json[key]?.number, number.isFinite else {
            throw .badKey(place: place, key: key, found: nil, expected: "a number")
        }
        return number
    }

    func positive(_ key: String) throws(SeriesProblem) -> Double? {
        guard json[key] != nil else { return nil }
        let value = try number(key)
        guard value > 0, value < 1e9 else {
            throw .badKey(
                place: place, key: key, found: PlainNumber.text(value),
                expected: "a number above 0")
        }
        return value
    }

    /// An id alone, or with a name.
    func named(_ key: String) throws(SeriesProblem) -> SeriesQuestion.Named {
        if let id = json[key]?.text { return SeriesQuestion.Named(id: id, name: id) }
        guard let id = json[key, "id"]?.text else {
            throw .badKey(place: place, key: key, found: nil, expected: "an id")
        }
        return SeriesQuestion.Named(id: id, name: json[key, "name"]?.text ?? id)
    }

    var days: PersonSummary.Days {
        func count(_ key: String) -> Int {
            Int(min(max(json["days", key]?.number ?? 0, 0), 1e6))
        }
        return PersonSummary.Days(
            analysed: count("analysed"), scored: count("scored"), due: count("due"),
            planned: count("planned"), isFinished: json["days", "finished"]?.flag ?? true)
    }

    /// Whether the trial had not come to its planned end when the record was made.
    var isRunning: Bool { json["running"]?.flag ?? mayNotBeTold }

    /// Records that were made before answers were held back carry this verdict beside their estimate.
    var mayNotBeTold: Bool { json["verdict"]?.text == Verdict.notYet.rawValue }

    func answer() throws(SeriesProblem) -> PersonSummary.Answer? {
        guard !mayNotBeTold, json["estimate"] != nil || json["likelihood"] != nil else {
            return nil
        }
        let mixture = try likelihood()
        let error = try positive("standardError")
        let estimate = try json["estimate"] == nil ? mixture?.mean : number("estimate")
        let own =
            mixture
            ?? estimate.flatMap { estimate in
                error.map { NormalMixture(estimate: estimate, standardError: $0) }
            }
        guard let own, let estimate else {
            throw .badKey(
                place: place, key: "standardError", found: nil, expected: "a number above 0")
        }
        guard estimate.magnitude < 1e9, own.standardDeviation > 1e-9 else {
            throw .badKey(
                place: place, key: "estimate", found: PlainNumber.text(estimate),
                expected: "a difference of a size that a scale can have, with an error")
        }
        return PersonSummary.Answer(
            likelihood: own, isWhole: mixture != nil, estimate: estimate,
            standardError: error ?? own.standardDeviation,
            verdict: json["verdict"]?.text.flatMap(Verdict.init(rawValue:)),
            grade: json["grade"]?.text.flatMap(EvidenceGrade.init(rawValue:)), draw: draw)
    }

    private func likelihood() throws(SeriesProblem) -> NormalMixture? {
        guard let rows = json["likelihood"]?.array else { return nil }
        let parts = rows.compactMap { row -> NormalMixture.Component? in
            let numbers = (row.array ?? []).compactMap(\.number)
            guard numbers.count == 3, numbers[0] > 0, numbers[2] > 0,
                numbers.allSatisfy({ $0.magnitude < 1e9 })
            else { return nil }
            return NormalMixture.Component(
                weight: numbers[0], mean: numbers[1], variance: numbers[2] * numbers[2])
        }
        guard parts.count == rows.count, !parts.isEmpty, parts.count <= 256 else {
            throw .badKey(
                place: place, key: "likelihood", found: nil,
                expected:
                    "rows of weight, mean and standard deviation, weight and deviation above 0")
        }
        return NormalMixture(parts)
    }

    private var draw: RandomizationSample? {
        guard let observed = json["draw", "observed"]?.number,
            let values = json["draw", "values"]?.array?.compactMap(\.number),
            values.count > 1, values.count <= 4096, values.allSatisfy(\.isFinite),
            values.contains(where: { $0 != 0 })
        else { return nil }
        return RandomizationSample(
            observed: observed, values: values,
            isComplete: json["draw", "complete"]?.flag ?? false)
    }
}
