import ExperimentText

/// Units of the series of one file: those that some countries use become the metric ones, and a series
/// that is written in two units is refused, because nothing tells its numbers apart.
struct SeriesUnits {
    private var units: [String: String] = [:]

    /// The number in the unit that the series is kept in, and that unit.
    /// - Parameter written: the unit as the file writes it, by its code or its name.
    /// - Throws: `ImportProblem` when an earlier number of the series has another unit.
    mutating func settled(
        _ number: Double, in written: String?, of series: String, _ line: SourceLine
    ) throws(ImportProblem) -> (number: Double, unit: String?) {
        guard let written else { return (number, nil) }
        let metric = Self.metric[written]
        let unit = metric?.unit ?? written
        if let known = units[series], known != unit {
            throw .reader(.unitUnknown(line, series: series, found: unit, expected: [known]))
        }
        units[series] = unit
        let value = metric.map { ($0.number(number)) } ?? number
        return (value, unit)
    }

    private struct Metric {
        let unit: String
        let factor: Double
        let zero: Double

        init(_ unit: String, _ factor: Double, zero: Double = 0) {
            self.unit = unit
            self.factor = factor
            self.zero = zero
        }

        func number(_ number: Double) -> Double { (number - zero) * factor }
    }

    /// By UCUM code and by the names that people write. An inch is 2.54 cm and a mile 1.609344 km by
    /// definition, a pound `kilogramsPerPound`.
    private static let metric: [String: Metric] = [
        "[lb_av]": Metric("kg", kilogramsPerPound), "lb": Metric("kg", kilogramsPerPound),
        "lbs": Metric("kg", kilogramsPerPound), "[oz_av]": Metric("kg", kilogramsPerPound / 16),
        "g": Metric("g", 1), "[in_i]": Metric("cm", 2.54), "in": Metric("cm", 2.54),
        "[ft_i]": Metric("cm", 30.48), "[mi_i]": Metric("km", 1.609_344),
        "mi": Metric("km", 1.609_344), "[degF]": Metric("Cel", 5.0 / 9, zero: 32),
        "°F": Metric("Cel", 5.0 / 9, zero: 32), "F": Metric("Cel", 5.0 / 9, zero: 32),
        "°C": Metric("Cel", 1), "C": Metric("Cel", 1),
    ]
}
