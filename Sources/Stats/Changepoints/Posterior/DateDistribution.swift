/// Where one change may lie: a probability for each index.
public struct DateDistribution: Sendable {
    /// P(the change is at index i), one for each observation; they sum to one.
    public let probabilities: [Double]
    let times: [Int]

    init(weights: [Double], times: [Int]) {
        let total = weights.reduce(0, +)
        // Weights too small for a number say nothing about the date.
        probabilities = weights.map { total > 0 ? $0 / total : 1 / Double(weights.count) }
        self.times = times
    }

    /// The most probable index, the earliest on a tie.
    public var mode: Int {
        probabilities.indices.max {
            probabilities[$0] < probabilities[$1]
                || (probabilities[$0] == probabilities[$1] && $0 > $1)
        } ?? 0
    }

    /// The smallest set of indices that holds at least `level` of the probability.
    /// - Throws: `ChangepointError.levelOutOfRange` unless 0 < level < 1.
    func highestDensitySet(level: Double = 0.95) throws(ChangepointError) -> DateSet {
        guard level > 0, level < 1 else { throw .levelOutOfRange(found: level) }
        let order = probabilities.indices.sorted {
            probabilities[$0] != probabilities[$1] ? probabilities[$0] > probabilities[$1] : $0 < $1
        }
        var held = 0.0
        var kept = 0
        while held < level, kept < order.count {
            held += probabilities[order[kept]]
            kept += 1
        }
        return DateSet(indices: order.prefix(kept).sorted(), probability: held, times: times)
    }

    /// The shortest run of indices that holds at least `level` of the probability, the earliest on
    /// a tie: bounds for readers who want two dates rather than a set.
    public func shortestInterval(level: Double = 0.95) throws(ChangepointError) -> DateSet {
        guard level > 0, level < 1 else { throw .levelOutOfRange(found: level) }
        var best = (first: 0, last: probabilities.count - 1, held: 1.0)
        var held = 0.0
        var first = 0
        for last in probabilities.indices {
            held += probabilities[last]
            while first < last, held - probabilities[first] >= level {
                held -= probabilities[first]
                first += 1
            }
            if held >= level, last - first < best.last - best.first {
                best = (first, last, held)
            }
        }
        return DateSet(
            indices: Array(best.first...best.last), probability: best.held, times: times)
    }
}

/// A set of dates for one change.
public struct DateSet: Sendable, Equatable {
    /// Increasing indices, never empty.
    public let indices: [Int]
    /// The probability that the set holds.
    public let probability: Double
    /// For each run of neighbouring indices, the times between which the change lies: after the last
    /// observation of the old segment and not after the first of the new one. A change inside a gap of
    /// missing days is reported as the whole gap.
    public let spans: [Span]

    /// After `after` and not after `through`.
    public struct Span: Sendable, Equatable {
        public let after: Int
        public let through: Int
    }

    init(indices: [Int], probability: Double, times: [Int]) {
        self.indices = indices
        self.probability = probability
        var spans: [Span] = []
        for index in indices {
            let span = Span(after: index > 0 ? times[index - 1] : times[0], through: times[index])
            if let last = spans.last, last.through == span.after {
                spans[spans.count - 1] = Span(after: last.after, through: span.through)
            } else {
                spans.append(span)
            }
        }
        self.spans = spans
    }

    public func contains(_ index: Int) -> Bool { indices.contains(index) }
}
