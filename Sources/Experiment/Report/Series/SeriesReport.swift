import ExperimentConclusions
import ExperimentSeries
import ExperimentText
import Stats

/// A series in the forms that the program writes.
package struct SeriesReport: Sendable {
    private let series: SeriesConclusions

    package init(_ series: SeriesConclusions) { self.series = series }

    package func text(_ style: TerminalStyle) -> String {
        var document = SeriesWording(series).document
        document = SeriesDocument(
            title: document.title, lead: document.lead, sureness: document.sureness,
            parts: document.parts.filter { !$0.hasPicture }, footer: document.footer)
        return document.text(style)
    }

    package var markdown: String {
        let document = SeriesWording(series).document
        return SeriesDocument(
            title: document.title, lead: document.lead, sureness: document.sureness,
            parts: document.parts.filter { !$0.hasPicture }, footer: document.footer
        ).markdown
    }

    package var html: String {
        SeriesWording(series).document.html(picture: PeopleChart(series).markup)
    }

    /// A row a person for metafor and other programs: estimate and standard error of the improvement.
    package var csv: String {
        let header = [
            "person", "yi", "sei", "vi", "days", "verdict", "grade", "shrunken", "borrowed",
        ]
        return ([header] + series.each.map(Self.cells)).map(CSVText.line).joined()
    }

    private static func cells(_ person: PersonReading) -> [String] {
        let error = person.own.standardDeviation
        let answer = person.summary.answer
        return [
            CSVText.harmless(person.summary.person), number(person.own.estimate), number(error),
            number(error * error), String(person.summary.days.analysed),
            answer?.verdict?.rawValue ?? "", answer?.grade?.rawValue ?? "",
            number(person.shrunken.estimate), number(person.borrowed),
        ]
    }

    private static func number(_ value: Double) -> String { PlainNumber.text(JSON.settled(value)) }

    // MARK: JSON

    /// Its keys stand in docs/series-record.md.
    package var json: JSON {
        let people = series.people
        return JSON.object([
            "series": .integer(PersonSummary.version),
            "sentence": .string(SeriesWording(series).lead),
            "verdict": .string(series.judgement.verdict.rawValue),
            "leaning": JSON(series.judgement.leaning?.rawValue),
            "grade": .string(series.judgement.grade.rawValue),
            "sureness": .string(SeriesWording(series).sureness),
            "began": .integer(people.count), "answered": .integer(people.answered.count),
            "finished": .integer(people.answered.count { $0.days.isFinished }),
            "notBegun": .integer(people.notBegun.count),
            "running": .array(people.running.map { .string($0.person) }),
            "draw": series.draw.map(Self.draw) ?? .null,
            "mean": Self.reading(series.mean), "spread": Self.spread(series.spread),
            "next": Self.reading(series.next),
            "responders": series.responders.map {
                .object([
                    "share": .number($0.share), "interval": JSONRenderer.interval($0.interval),
                ])
            } ?? .null,
            "people": .array(series.each.map(Self.person)),
            "withoutAnswer": .array(
                people.withoutAnswer.map {
                    .object(["person": .string($0.person), "reason": JSON($0.reason)])
                }),
            "ifOthersLost": series.ifOthersLost.map(Self.reading) ?? .null,
            "covariates": .array(
                series.covariates.map {
                    .object(["name": .string($0.name), "slope": Self.reading($0.slope)])
                }),
            "sensitivity": .array(
                series.sensitivity.map {
                    .object([
                        "assumption": .string($0.kind.rawValue), "mean": Self.reading($0.mean),
                        "spread": Self.spread($0.spread), "next": Self.reading($0.next),
                    ])
                }),
            "classic": .array(series.classic.map(Self.classic)),
            "oneStage": series.oneStage.map(Self.oneStage) ?? .null,
            "outlook": series.outlook.map {
                .object([
                    "people": $0.people.map(JSON.integer) ?? .null,
                    "timesAsLong": JSON($0.timesAsLong),
                ])
            } ?? .null,
            "summary": PopulationSummary(series).json,
        ]).settled
    }

    private static func reading(_ reading: ImprovementReading) -> JSON {
        .object([
            "estimate": .number(reading.estimate), "sd": .number(reading.standardDeviation),
            "interval": JSONRenderer.interval(reading.interval),
            "better": .number(reading.chances.better),
            "worthwhile": JSON(reading.chances.size?.worthwhile),
            "negligible": JSON(reading.chances.size?.negligible),
            "harmed": JSON(reading.chances.size?.harmful),
        ])
    }

    private static func spread(_ spread: SpreadReading) -> JSON {
        .object([
            "median": .number(spread.median), "mean": .number(spread.mean),
            "interval": JSONRenderer.interval(spread.interval),
            "aboveHalf": .number(spread.aboveHalf), "answer": .string(spread.answer.rawValue),
        ])
    }

    private static func draw(_ draw: CombinedRandomization) -> JSON {
        .object([
            "people": .integer(draw.count), "p": .number(draw.p),
            "smallestReachableP": .number(draw.smallestP), "z": .number(draw.z),
            "method": .string(draw.method.rawValue),
        ])
    }

    private static func person(_ person: PersonReading) -> JSON {
        .object([
            "person": .string(person.summary.person),
            "verdict": JSON(person.summary.answer?.verdict?.rawValue),
            "grade": JSON(person.summary.answer?.grade?.rawValue),
            "own": reading(person.own), "shrunken": reading(person.shrunken),
            "borrowed": .number(person.borrowed),
        ])
    }

    private static func oneStage(_ found: OneStageREML) -> JSON {
        .object([
            "mean": .number(found.mean), "standardError": .number(found.standardError),
            "z": JSONRenderer.interval(found.interval()), "tau2": .number(found.spreadVariance),
            "sigma2": .number(found.residualVariance),
            "autocorrelation": .number(found.autocorrelation),
        ])
    }

    private static func classic(_ found: ClassicMetaAnalysis) -> JSON {
        .object([
            "estimator": .string(found.estimator.rawValue), "tau2": .number(found.spreadVariance),
            "mean": .number(found.mean), "standardError": .number(found.standardError),
            "z": JSONRenderer.interval(found.interval(.z)),
            "knappHartung": JSONRenderer.interval(found.interval(.knappHartung)),
            "knappHartungWithFloor": JSONRenderer.interval(found.interval(.knappHartungWithFloor)),
            "prediction": JSONRenderer.interval(found.predictionInterval(usesT: true)),
            "q": .number(found.q), "qProbability": .number(found.qProbability),
            "iSquared": .number(found.iSquared), "hSquared": .number(found.hSquared),
        ])
    }
}
