/// A series that every changepoint method may take: finite values at strictly increasing
/// integer times, long enough for the shortest segment, and not constant.
///
/// A missing observation is simply absent; its place shows in the times. An index always counts
/// the observations, from zero, and a change at index i means that observation i is the first of
/// the new segment, so the change itself lies in the gap after `times[i - 1]` and up to
/// `times[i]`.
struct ObservedSeries: Sendable {
    static let fewestObservations = 14

    let values: [Double]
    /// nil stands for 0, 1, 2, …
    let times: [Int]?

    var count: Int { values.count }

    init(
        _ values: [Double], times: [Int]?, minimumSegment: Int,
        fewest: Int = ObservedSeries.fewestObservations
    ) throws(ChangepointError) {
        if let times {
            try Self.check(times: times, count: values.count, fewest: fewest)
        } else if values.count < fewest {
            throw .tooFewObservations(found: values.count, required: fewest)
        }
        try Self.check(minimumSegment: minimumSegment, count: values.count)
        try Self.check(values: values)
        self.values = values
        self.times = times
    }

    static func check(
        times: [Int], count: Int, fewest: Int = ObservedSeries.fewestObservations
    ) throws(ChangepointError) {
        guard times.count == count else {
            throw .lengthsDiffer(what: "times", found: times.count, expected: count)
        }
        guard count >= fewest else {
            throw .tooFewObservations(found: count, required: fewest)
        }
        for index in times.indices.dropFirst() where times[index] <= times[index - 1] {
            throw .timesNotIncreasing(
                index: index, previous: times[index - 1], found: times[index])
        }
    }

    static func check(minimumSegment: Int, count: Int) throws(ChangepointError) {
        guard minimumSegment >= 1 else {
            throw .minimumSegmentNotPositive(found: minimumSegment)
        }
        guard minimumSegment <= count / 2 else {
            throw .minimumSegmentTooLong(found: minimumSegment, observations: count)
        }
    }

    static func check(values: [Double]) throws(ChangepointError) {
        if let index = values.firstIndex(where: { !$0.isFinite }) {
            throw .notFinite(index: index)
        }
        if let index = values.firstIndex(where: { $0.magnitude > NumberRange.largest }) {
            throw .outOfScale(largest: values[index])
        }
        let largest = values.reduce(0) { max($0, $1.magnitude) }
        guard largest == 0 || largest >= NumberRange.smallest else {
            throw .outOfScale(largest: largest)
        }
        if let first = values.first, values.allSatisfy({ $0 == first }) {
            throw .constantSeries(value: first)
        }
    }

    /// Distance to the observation before, one a place; the first place holds 0.
    static func gaps(of times: [Int]) -> [Int] {
        times.indices.map { $0 == 0 ? 0 : times[$0] - times[$0 - 1] }
    }
}

/// The first index whose time is not before `time`, or the number of times.
func firstIndex(notBefore time: Int, in times: [Int]) -> Int {
    var low = 0
    var high = times.count
    while low < high {
        let middle = (low + high) / 2
        if times[middle] < time { low = middle + 1 } else { high = middle }
    }
    return low
}
