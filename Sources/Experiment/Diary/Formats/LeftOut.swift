import ExperimentText

/// Rows that a reader leaves out for one reason.
package struct LeftOut: Sendable {
    private let why: String
    private var count = 0
    private var first = 0

    package init(_ why: String) { self.why = why }

    package mutating func add(_ line: Int) {
        if count == 0 { first = line }
        count += 1
    }

    package var notes: [ImportNote] {
        count == 0 ? [] : [.leftOut(count: count, why: why, firstLine: first)]
    }
}
