/// Phases in a fixed order whose changes fall on random rows, no phase being shorter than a
/// minimum.
///
/// With `p` phases of at least `m` of `n` rows there are C(n - p m + p - 1, p - 1) of them; for
/// ABAB that is C(n - 4m + 3, 3).
///
/// Source: Onghena (1992), Behavioral Assessment 14, 153-171.
public struct PhaseChangePoints: ReferenceSet {
    /// Condition of each phase, in order.
    public let phases: [Int]
    public let length: Int
    public let minimumPhaseLength: Int

    /// - Precondition: neighbouring phases differ in condition, the minimum is at least 1, and the
    ///   phases fit into the length.
    public init(phases: [Int], length: Int, minimumPhaseLength: Int) {
        precondition(!phases.isEmpty && zip(phases, phases.dropFirst()).allSatisfy(!=))
        precondition(minimumPhaseLength >= 1 && phases.count * minimumPhaseLength <= length)
        self.phases = phases
        self.length = length
        self.minimumPhaseLength = minimumPhaseLength
    }

    /// Rows beyond the minimum, to be shared out among the phases.
    private var spare: Int { length - phases.count * minimumPhaseLength }

    private var changes: Int { phases.count - 1 }

    public var count: ArrangementCount { .selections(of: changes, from: spare + changes) }

    public var conditionCount: Int { (phases.max() ?? -1) + 1 }

    public func forEachArrangement(_ body: (Arrangement) -> Void) {
        extend([], from: 0, body)
    }

    private func extend(_ places: [Int], from first: Int, _ body: (Arrangement) -> Void) {
        guard places.count < changes else { return body(arrangement(places)) }
        let last = spare + places.count
        for place in stride(from: first, through: last, by: 1) {
            extend(places + [place], from: place + 1, body)
        }
    }

    /// Places of the changes: a uniform choice of `changes` out of `spare + changes` (Floyd's
    /// method).
    public func draw(using generator: inout some RandomNumberGenerator) -> Arrangement {
        var places: [Int] = []
        for bound in spare..<spare + changes {
            let place = generator.uniform(below: bound + 1)
            places.append(places.contains(place) ? bound : place)
        }
        return arrangement(places.sorted())
    }

    /// The `i`-th place counts spare rows and the changes before it, so it starts phase `i + 1` on
    /// row `place - i + (i + 1) m`.
    private func arrangement(_ places: [Int]) -> Arrangement {
        var result = Arrangement(repeating: phases[0], count: length)
        for (index, place) in places.enumerated() {
            let start = place - index + (index + 1) * minimumPhaseLength
            for row in start..<length { result[row] = phases[index + 1] }
        }
        return result
    }

    public func contains(_ arrangement: Arrangement) -> Bool {
        let runs = arrangement.runs
        return arrangement.count == length && runs.map(\.condition) == phases
            && runs.allSatisfy { $0.length >= minimumPhaseLength }
    }
}

extension [Int] {
    /// Neighbouring positions with the same condition, taken together.
    var runs: [(condition: Int, length: Int)] {
        reduce(into: []) { runs, condition in
            if let last = runs.indices.last, runs[last].condition == condition {
                runs[last].length += 1
            } else {
                runs.append((condition, 1))
            }
        }
    }
}
