import ExperimentText

/// What is in a file, before anybody says what of it is wanted: each of its series with its kind, its
/// days and a few of its values.
package struct FileLook {
    package let format: ImportFormat
    private var reader: any DiaryImporter
    private var found = SeriesTally()

    /// - `head`: the beginning of the file, which is to be read again.
    /// - `named`: the format, when the user said it.
    ///
    /// Throws `ImportError` when the format is unknown.
    package init(
        _ head: ExportHead, format named: String?, context: ImportContext
    ) throws(ImportError) {
        reader = try ImportFormat.reader(named: named, for: head, context: context)
        format = type(of: reader).format
    }

    /// Begins another file of the same kind, as the next month of a Takeout.
    package mutating func begin(
        _ head: ExportHead, format named: String?, context: ImportContext
    ) throws(ImportError) {
        reader = try ImportFormat.reader(named: named, for: head, context: context)
    }

    /// Takes the next piece of the file.
    package mutating func read(_ piece: [UInt8]) throws(ImportError) {
        try reader.read(piece) { found.add($0) }
    }

    /// - Returns: the series in the order in which they first come, and what was settled on the way.
    package mutating func finish() throws(ImportError) -> (
        series: [SeriesLook], notes: [ImportNote]
    ) {
        let notes = try reader.finish { found.add($0) }
        return (found.series, notes)
    }
}

/// One series of a file.
package struct SeriesLook: Sendable, Equatable {
    package let name: String
    /// Where the file says it beside the name.
    package fileprivate(set) var unit: String?
    package fileprivate(set) var values = 0
    package fileprivate(set) var words = 0
    /// The lowest and the highest number.
    package fileprivate(set) var range: ClosedRange<Double>?
    /// The first few that differ.
    package fileprivate(set) var examples: [String] = []
    fileprivate var seen: Set<CalendarDay> = []

    fileprivate init(name: String) { self.name = name }

    /// `numbers 0 to 6`, `words`, `yes or no`, with the unit.
    package var kind: String {
        guard let range else { return "words" }
        let isTruth = range == 0...1 && examples.allSatisfy { ["0", "1"].contains($0) }
        let numbers =
            isTruth
            ? "0 or 1"
            : "\(PlainNumber.text(range.lowerBound, decimals: 2)) to "
                + PlainNumber.text(range.upperBound, decimals: 2)
        return numbers + (unit.map { " \($0)" } ?? "")
            + (words > 0 ? ", and \(Phrase.count(words, "word"))" : "")
    }

    /// Days with a value, in order.
    package var days: [CalendarDay] { seen.sorted() }

    /// Days without a value between the first and the last, and the longest run of them.
    package var gaps: (days: Int, longest: Int) {
        let days = days
        let between = zip(days, days.dropFirst()).map { $0.distance(to: $1) - 1 }
        return (between.reduce(0, +), between.max() ?? 0)
    }
}

/// Gathers the series of a file.
private struct SeriesTally {
    private(set) var series: [SeriesLook] = []
    private var places: [String: Int] = [:]

    /// A file of ever new names must not fill the memory.
    private static let mostSeries = 5000
    private static let mostExamples = 3

    mutating func add(_ value: ImportedValue) {
        let place: Int
        if let known = places[value.series] {
            place = known
        } else {
            guard series.count < Self.mostSeries else { return }
            place = series.count
            places[value.series] = place
            series.append(SeriesLook(name: value.series))
        }
        series[place].add(value, mostExamples: Self.mostExamples)
    }
}

extension SeriesLook {
    fileprivate mutating func add(_ value: ImportedValue, mostExamples: Int) {
        if case .word(let word, nil) = value.content, Vocabulary.standard.isMissing(word) { return }
        values += 1
        seen.insert(value.moment.day)
        unit = unit ?? value.unit
        switch value.content {
        case .number(let number): widen(to: number)
        case .word(_, let usual?): widen(to: usual)
        case .word: words += 1
        }
        guard examples.count < mostExamples else { return }
        let text =
            if case .number(let number) = value.content {
                PlainNumber.text(number, decimals: 4)
            } else {
                shortened(value.text)
            }
        if !examples.contains(text) { examples.append(text) }
    }

    private mutating func widen(to number: Double) {
        range =
            range.map { min($0.lowerBound, number)...max($0.upperBound, number) }
            ?? number...number
    }
}
