import ExperimentConclusions
import ExperimentSeries
import ExperimentText
import Stats

/// One person of a stream with what the others add, as one line.
package struct ShrunkenRecord: Sendable {
    package let json: JSON

    package init(_ person: PersonSummary, _ population: PopulationSummary) {
        guard person.answer != nil else {
            json = .object([
                "person": .string(person.person), "own": .null, "reason": JSON(person.reason),
            ])
            return
        }
        let reading = PersonReading(person, population.posterior, smallest: population.smallest)
        let shrunken = reading.shrunken
        json =
            JSON.object([
                "person": .string(person.person), "own": .number(reading.own.estimate),
                "ownSD": .number(reading.own.standardDeviation),
                "effect": .number(shrunken.estimate), "sd": .number(shrunken.standardDeviation),
                "lower": .number(shrunken.interval.lower),
                "upper": .number(shrunken.interval.upper),
                "better": .number(shrunken.chances.better),
                "worthwhile": JSON(shrunken.chances.size?.worthwhile),
                "harmed": JSON(shrunken.chances.size?.harmful),
                "borrowed": .number(reading.borrowed),
            ]).settled
    }
}
