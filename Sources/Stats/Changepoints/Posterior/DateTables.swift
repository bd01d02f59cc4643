/// Places of every admissible set of one, two or three dates in three flat tables.
///
/// A set keeps `m` observations before its first date, between neighbours and after its last.
/// Pairs are ordered by first then second date, triples likewise, so the last date of a set runs
/// through consecutive places.
struct DateLayout: Sendable {
    let count: Int
    let minimumSegment: Int
    /// Place of the pair (a, a + m), for every a.
    private let pairStarts: [Int]
    let pairCount: Int
    /// Place of the triple (a, b, b + m), for every place of (a, b); empty unless asked for.
    private let tripleStarts: [Int]
    let tripleCount: Int

    init(count: Int, minimumSegment: Int, upTo changes: Int, beamed: Bool) {
        self.count = count
        self.minimumSegment = minimumSegment
        let m = minimumSegment
        var starts = [Int](repeating: 0, count: count + 1)
        var place = 0
        for a in 0..<count where changes >= 2 {
            starts[a] = place
            if a >= m { place += max(0, count - m - (a + m) + 1) }
        }
        pairStarts = starts
        pairCount = place
        var triples: [Int] = []
        var triple = 0
        if changes >= 3, !beamed {
            for a in m..<count {
                for b in a + m..<max(a + m, count - m + 1) {
                    triples.append(triple)
                    triple += max(0, count - m - (b + m) + 1)
                }
            }
        }
        tripleStarts = triples
        tripleCount = triple
    }

    /// First dates of any set.
    var singles: ClosedRange<Int> { minimumSegment...count - minimumSegment }

    /// The dates that may follow `date`.
    func successors(of date: Int) -> Range<Int> {
        let first = date + minimumSegment
        return first..<max(first, count - minimumSegment + 1)
    }

    /// Place of (a, b).
    func place(_ a: Int, _ b: Int) -> Int { pairStarts[a] + b - a - minimumSegment }

    /// Place of (a, b, d).
    func place(_ a: Int, _ b: Int, _ d: Int) -> Int {
        tripleStarts[place(a, b)] + d - b - minimumSegment
    }
}

/// Up to three increasing dates, without an array.
struct ChangeDates: Sendable, RandomAccessCollection {
    private let dates: SIMD4<Int>
    let endIndex: Int
    var startIndex: Int { 0 }

    init() {
        dates = .zero
        endIndex = 0
    }

    init(_ first: Int) {
        dates = SIMD4(first, 0, 0, 0)
        endIndex = 1
    }

    init(_ first: Int, _ second: Int) {
        dates = SIMD4(first, second, 0, 0)
        endIndex = 2
    }

    init(_ first: Int, _ second: Int, _ third: Int) {
        dates = SIMD4(first, second, third, 0)
        endIndex = 3
    }

    subscript(position: Int) -> Int { dates[position] }
}

/// Weights of sets of dates, one table a number of changes, summed over the noise.
struct DateTables: Sendable {
    let layout: DateLayout
    var singles: [Double]
    var pairs: [Double]
    var triples: [Double]
    /// The triples that a beam visited, with their weights, in increasing order.
    var beam: [BeamTriple] = []

    init(layout: DateLayout) {
        self.layout = layout
        let slack = StepGram.slack
        singles = [Double](repeating: 0, count: layout.count)
        pairs = [Double](repeating: 0, count: layout.pairCount + slack)
        triples = [Double](repeating: 0, count: layout.tripleCount + slack)
    }

    mutating func scale(by factor: Double) {
        singles = singles.map { $0 * factor }
        pairs = pairs.map { $0 * factor }
        triples = triples.map { $0 * factor }
    }

    /// Visits every set of `changes` dates with its weight, in increasing order.
    func visit(changes: Int, _ body: (_ dates: ChangeDates, _ weight: Double) -> Void) {
        switch changes {
        case 1: visitSingles(body)
        case 2: visitPairs(body)
        case 3: visitTriples(body)
        default: body(ChangeDates(), 1)
        }
    }

    private func visitSingles(_ body: (ChangeDates, Double) -> Void) {
        for a in layout.singles { body(ChangeDates(a), singles[a]) }
    }

    private func visitPairs(_ body: (ChangeDates, Double) -> Void) {
        for a in layout.singles {
            for b in layout.successors(of: a) { body(ChangeDates(a, b), pairs[layout.place(a, b)]) }
        }
    }

    private func visitTriples(_ body: (ChangeDates, Double) -> Void) {
        for triple in beam { body(triple.dates, triple.weight) }
        guard layout.tripleCount > 0 else { return }
        for a in layout.singles {
            for b in layout.successors(of: a) {
                for d in layout.successors(of: b) {
                    body(ChangeDates(a, b, d), triples[layout.place(a, b, d)])
                }
            }
        }
    }
}

/// Three dates that a beam visited.
struct BeamTriple: Sendable {
    let first: Int
    let second: Int
    let third: Int
    var weight = 0.0

    var dates: ChangeDates { ChangeDates(first, second, third) }
}
