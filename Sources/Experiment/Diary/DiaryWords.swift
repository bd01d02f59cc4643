/// What somebody wrote down in words: with an event, such as what was eaten at a slip, or as a note.
package struct DiaryWords: Sendable, Hashable {
    /// The event that they belong to; nil for a note.
    package let mark: DayMark?
    package let text: String

    package init(_ text: String, with mark: DayMark? = nil) {
        self.mark = mark
        self.text = text
    }
}

/// What a diary could have taken in, whether or not it did. Where something could not have been
/// recorded, its absence says nothing; where it could, it says that it did not happen or was not
/// written down.
package struct Recordable: Sendable, Equatable {
    package var marks: Set<DayMark>
    /// Whether a day can name the condition that it was lived under.
    package var condition: Bool

    package init(marks: Set<DayMark> = [], condition: Bool = false) {
        self.marks = marks
        self.condition = condition
    }

    /// A diary that is written entry by entry takes everything.
    package static let everything = Recordable(marks: Set(DayMark.allCases), condition: true)

    package func union(_ other: Recordable) -> Recordable {
        Recordable(
            marks: marks.union(other.marks), condition: condition || other.condition)
    }
}
