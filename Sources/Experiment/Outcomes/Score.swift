/// A checked value of an instrument.
public struct Score: Sendable, Hashable {
    public let value: Double
    /// The id of the instrument, as `poem`.
    public let instrument: String
    /// The parts that the instrument reports beside its total, in its own order.
    public let parts: [Part]
    /// Items that were blank and filled by the instrument's own rule, so that a report can say so.
    public let filledItems: [String]

    /// A named part of a score, as the objective SCORAD.
    public struct Part: Sendable, Hashable {
        public let name: String
        public let value: Double

        init(_ name: String, _ value: Double) {
            self.name = name
            self.value = value
        }
    }

    init(_ value: Double, instrument: String, parts: [Part] = [], filledItems: [String] = []) {
        self.value = value
        self.instrument = instrument
        self.parts = parts
        self.filledItems = filledItems
    }
}
