import ExperimentText

/// Rows that a reader leaves out for one reason.
struct LeftOut {
    private let why: String
    private var count = 0
    private var first = 0

    init(_ why: String) { self.why = why }

    mutating func add(_ line: Int) {
        if count == 0 { first = line }
        count += 1
    }

    var notes: [ImportNote] {
        count == 0 ? [] : [.leftOut(count: count, why: why, firstLine: first)]
    }
}
