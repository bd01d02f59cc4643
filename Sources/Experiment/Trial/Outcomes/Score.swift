import ExperimentDiary
import ExperimentText

/// A checked value of an instrument.
package struct Score: Sendable, Hashable {
    package let value: Double
    /// The id of the instrument, as `poem`.
    package let instrument: String
    /// The parts that the instrument reports beside its total, in its own order.
    package let parts: [Part]
    /// Items that were blank and filled by the instrument's own rule, so that a report can say so.
    package let filledItems: [String]

    /// A named part of a score, as the objective SCORAD.
    package struct Part: Sendable, Hashable {
        package let name: String
        package let value: Double

        package init(_ name: String, _ value: Double) {
            self.name = name
            self.value = value
        }
    }

    package init(
        _ value: Double, instrument: String, parts: [Part] = [], filledItems: [String] = []
    ) {
        self.value = value
        self.instrument = instrument
        self.parts = parts
        self.filledItems = filledItems
    }
}
