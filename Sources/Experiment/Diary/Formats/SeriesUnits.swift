import ExperimentText

/// Units of the series of one file: those that some countries use become the metric ones, a second unit
/// of one kind becomes the first, and two that have nothing to do with each other are refused, because
/// nothing tells the numbers apart.
struct SeriesUnits {
    private var units: [String: String] = [:]

    /// The number in the unit that the series is kept in, and that unit.
    ///
    /// - `written`: the unit as the file writes it, by its code or its name.
    ///
    /// Throws `ImportProblem` when an earlier number of the series has another unit.
    mutating func settled(
        _ number: Double, in written: String?, of series: String, _ line: SourceLine
    ) throws(ImportProblem) -> (number: Double, unit: String?) {
        guard let written else { return (number, nil) }
        let wanted = units[series] ?? Self.metric[written.lowercased()] ?? written
        units[series] = wanted
        guard wanted != written else { return (number, written) }
        guard let from = MeasureUnit(written), let to = MeasureUnit(wanted),
            let kept = from.converted(number, to: to, of: series)
        else {
            throw .reader(.unitUnknown(line, series: series, found: written, expected: [wanted]))
        }
        return (kept, wanted)
    }

    /// What units of some countries become, by their UCUM codes and by the names that people write.
    private static let metric: [String: String] = [
        "[lb_av]": "kg", "lb": "kg", "lbs": "kg", "[oz_av]": "kg", "[in_i]": "cm", "in": "cm",
        "[ft_i]": "cm", "[mi_i]": "km", "mi": "km", "[degf]": "Cel", "°f": "Cel", "f": "Cel",
        "°c": "Cel", "c": "Cel",
    ]
}
