/// Something that reading a diary settled, and that its owner should know.
public enum DiaryNote: Sendable, Equatable {
    /// Cells whose outer white space was not taken as part of the word.
    case spacesIgnored(column: String, cell: String, meaning: String, lines: [SourceLine])
    /// A row that repeats another one in everything.
    case duplicateDropped(kept: SourceLine, dropped: SourceLine)
    case leftOutsidePlan(day: CalendarDay, SourceLine)
    /// Rows on which some, but not all, raters of a series gave a value.
    case ratersSkipped(series: String, lines: [SourceLine])
    /// Names in a long file that the plan does not ask for.
    case seriesNotAsked(name: String, count: Int)
}
