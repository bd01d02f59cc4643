import ExperimentConclusions
import ExperimentDiary
import Stats

extension PersonSummary {
    /// The records of a report.json: those that it carries, or, in one of an older version, its findings with
    /// their estimates and standard errors.
    package static func all(
        report json: LocatedJSON, person: String, at place: String
    ) throws(SeriesProblem) -> [PersonSummary] {
        var found: [PersonSummary] = []
        if let records = json["series"]?.array {
            for record in records {
                found.append(try PersonSummary(record, at: place).named(person))
            }
            return found
        }
        guard let findings = json["findings"]?.array else {
            throw json["course"] == nil ? .noReport(place: place) : .onlyStanding(place: place)
        }
        for finding in findings + (json["others"]?.array ?? []) {
            if let summary = try PersonSummary(finding: finding, person: person, at: place) {
                found.append(summary)
            }
        }
        return found
    }

    /// The same under another name.
    package func named(_ person: String) -> PersonSummary {
        PersonSummary(self, person: person, question: question)
    }

    /// The same with the condition under a name that stands for what several people used.
    package func calling(_ condition: String) -> PersonSummary {
        let question = SeriesQuestion(
            outcome: question.outcome, condition: .init(id: question.condition.id, name: condition),
            reference: question.reference, unit: question.unit, lowest: question.lowest,
            highest: question.highest, benefit: question.benefit)
        return PersonSummary(self, person: person, question: question)
    }

    private init(_ other: PersonSummary, person: String, question: SeriesQuestion) {
        self.init(
            person: person, question: question, smallest: other.smallest, answer: other.answer,
            reason: other.reason, isRunning: other.isRunning, days: other.days,
            covariates: other.covariates)
        stacked = other.stacked
        hasBegun = other.hasBegun
    }

    private init?(
        finding json: LocatedJSON, person: String, at place: String
    ) throws(SeriesProblem) {
        guard json["estimate"] != nil else { return nil }
        let reader = RecordReader(json: json, place: place)
        let outcome = RecordReader(json: json["outcome"] ?? json, place: place)
        let direction = try outcome.text("direction")
        let answer = try reader.answer()
        guard answer != nil || reader.mayNotBeTold else { return nil }
        let grounds = json["grounds"]
        func count(_ key: String) -> Int { Int(grounds?[key]?.number ?? 0) }
        self.init(
            person: person,
            question: SeriesQuestion(
                outcome: try reader.named("outcome"), condition: try reader.named("condition"),
                reference: try reader.named("reference"), unit: try outcome.text("unit"),
                lowest: try outcome.number("lowest"), highest: try outcome.number("highest"),
                benefit: direction.hasPrefix("higher") ? .higher : .lower),
            smallest: try reader.positive("smallest"),
            answer: answer.map { answer in
                Answer(
                    likelihood: answer.likelihood, isWhole: false, estimate: answer.estimate,
                    standardError: answer.standardError, verdict: answer.verdict,
                    grade: json["evidence", "grade"]?.text.flatMap(EvidenceGrade.init(rawValue:)))
            }, reason: reader.mayNotBeTold ? Self.runningReason : nil, isRunning: reader.isRunning,
            days: Days(
                analysed: count("analysedDays"), scored: count("scoredDays"),
                due: count("plannedDays"), planned: count("plannedDays"), isFinished: true))
    }
}
