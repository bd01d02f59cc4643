import ExperimentText

/// The units that stand beside the numbers of each series of a file: the first one holds, later ones of its
/// kind become it, and others are refused, because nothing tells their numbers apart.
package struct WrittenUnits {
    private var found: [Found] = []
    private var places: [String: Int] = [:]
    private var last = 0

    fileprivate struct Found {
        let series: String
        /// Nil as long as no number had one.
        var unit: String?
        /// Numbers without a unit.
        var bare = Lines()
        var converted: [(unit: String, lines: Lines)] = []
    }

    fileprivate struct Lines {
        var count = 0
        var first = 0

        mutating func add(_ line: Int) {
            if count == 0 { first = line }
            count += 1
        }
    }

    package init() {}

    /// The value in the unit that its series began with; `name` is that of the series, its own where nothing
    /// else is said.
    ///
    /// - Throws: `ImportProblem` for a unit that cannot be told in it.
    package mutating func settled(
        _ value: ImportedValue, as name: String? = nil, _ source: SourceLine
    ) throws(ImportProblem) -> ImportedValue {
        guard let number = value.usualNumber else { return value }
        let series = name ?? value.series
        let place = place(of: series)
        guard let written = value.unit else {
            found[place].bare.add(value.line)
            return value
        }
        guard let unit = found[place].unit else {
            found[place].unit = written
            return value
        }
        guard unit.lowercased() != written.lowercased() else { return value }
        guard let from = MeasureUnit(written), let to = MeasureUnit(unit),
            let told = from.converted(number, to: to, of: series)
        else {
            throw .reader(
                .unitUnknown(source, series: series, found: written, expected: [unit]))
        }
        guard told != number else { return value }
        found[place].convert(written, line: value.line)
        return value.told(as: told, in: unit)
    }

    private mutating func place(of series: String) -> Int {
        if last < found.count, found[last].series == series { return last }
        // A file of ever new names must not fill the memory: the later ones share a place.
        let new = min(found.count, Self.mostSeries)
        last = places[series] ?? new
        if last == found.count { found.append(Found(series: series)) }
        if places.count < Self.mostSeries { places[series] = last }
        return last
    }

    private static let mostSeries = 10_000

    /// What was converted, and which numbers had no unit where others had one.
    package var notes: [ImportNote] { found.flatMap(\.notes) }
}

extension WrittenUnits.Found {
    mutating func convert(_ written: String, line: Int) {
        let place = converted.firstIndex { $0.unit == written } ?? converted.count
        if place == converted.count { converted.append((written, .init())) }
        converted[place].lines.add(line)
    }

    var notes: [ImportNote] {
        guard let unit else { return [] }
        var sentences = converted.map { written, lines in
            "\"\(series)\": \(Phrase.count(lines.count, "value")) in \(written), "
                + "\(lines.where), became \(unit), the unit of the first."
        }
        if bare.count > 0 {
            sentences.append(
                "\"\(series)\": \(Phrase.count(bare.count, "number")) without a unit, "
                    + "\(bare.where), taken in \(unit) like the others.")
        }
        return sentences.map { .said($0) }
    }
}

extension WrittenUnits.Lines {
    var `where`: String { "\(count == 1 ? "" : "the first ")on line \(first)" }
}
