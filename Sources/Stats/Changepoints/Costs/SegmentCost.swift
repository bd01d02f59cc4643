/// What a segment costs when it is described on its own: the additive part of a search for
/// changes.
///
/// A cost belongs to one series. Add one with a file (the conformance and a `static` member) and a
/// line in the tests' list of costs; the laws then run over it.
public protocol SegmentCost: Sendable {
    /// Number of observations.
    var count: Int { get }
    /// The shortest segment that the cost can describe without fitting it exactly.
    var shortestSegment: Int { get }
    /// A number K with C(s, t) + C(t, u) + K <= C(s, u) for all s < t < u: the licence to prune.
    /// A cost that minimises a loss over a parameter has K = 0.
    var pruningConstant: Double { get }
    /// Cost of the observations `start ..< end`.
    func cost(_ start: Int, _ end: Int) -> Double
    /// Writes the costs of `start ..< end` for each end in `start + 1 ... count` into places
    /// `end - start - 1`; one call a start keeps the inner loops of the slow searches plain.
    func costs(from start: Int, into buffer: UnsafeMutableBufferPointer<Double>)
}

extension SegmentCost {
    public var pruningConstant: Double { 0 }

    public func costs(from start: Int, into buffer: UnsafeMutableBufferPointer<Double>) {
        for end in start + 1..<count + 1 { buffer[end - start - 1] = cost(start, end) }
    }

    /// Cost of a whole segmentation, without penalties.
    public func total(changes: [Int]) -> Double {
        zip([0] + changes, changes + [count]).reduce(0) { $0 + cost($1.0, $1.1) }
    }
}

/// Sums of a series over any segment in O(1); place i holds the sum of the first i values.
struct PrefixSums: Sendable {
    private let sums: [Double]

    init(_ values: some Collection<Double>) {
        var sums = [0.0]
        sums.reserveCapacity(values.count + 1)
        var sum = 0.0
        for value in values {
            sum += value
            sums.append(sum)
        }
        self.sums = sums
    }

    @inline(__always)
    func callAsFunction(_ start: Int, _ end: Int) -> Double { sums[end] - sums[start] }
}

/// A finite series with its mean taken off, so that sums of squares keep their digits.
struct CentredSeries {
    let values: [Double]

    init(_ y: [Double]) throws(ChangepointError) {
        guard y.count >= ObservedSeries.fewestObservations else {
            throw .tooFewObservations(
                found: y.count, required: ObservedSeries.fewestObservations)
        }
        try ObservedSeries.check(values: y)
        let mean = y.reduce(0, +) / Double(y.count)
        values = y.map { $0 - mean }
    }
}
