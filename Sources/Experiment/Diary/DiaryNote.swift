import ExperimentText

/// Something that reading a diary settled, and that its owner should know.
package enum DiaryNote: Sendable, Equatable {
    /// The file is not in UTF-8, and was read all the same.
    case encoding(file: String, ExportText.Encoding)
    /// Cells whose outer white space was not taken as part of the word.
    case spacesIgnored(column: String, cell: String, meaning: String, lines: [SourceLine])
    /// A row that repeats another one in everything.
    case duplicateDropped(kept: SourceLine, dropped: SourceLine)
    case leftOutsidePlan(day: CalendarDay, SourceLine)
    /// Rows on which some, but not all, raters of a series gave a value.
    case ratersSkipped(series: String, lines: [SourceLine])
    /// Names in a long file that the plan does not ask for.
    case seriesNotAsked(name: String, count: Int)
    /// The same as an import tells it.
    case settled(ImportNote)
    /// An import brought another value than the diary has from elsewhere.
    case sourcesDiffer(SourceDifference)
}

/// Two values of one day from two sources; the diary keeps the one that was there.
package struct SourceDifference: Sendable, Equatable {
    package let day: CalendarDay
    package let series: String
    package let kept: Double
    package let other: Double
    /// Where the other one came from, as a file's name.
    package let otherSource: String
    package let line: SourceLine

    package init(
        day: CalendarDay, series: String, kept: Double, other: Double, otherSource: String,
        line: SourceLine
    ) {
        self.day = day
        self.series = series
        self.kept = kept
        self.other = other
        self.otherSource = otherSource
        self.line = line
    }
}
