/// Pairs of a list, counted while it is sorted by merging: O(n log n) for n^2 / 2 pairs.
enum OrderedPairs {
    /// Pairs i < j with keys[j] <= keys[i] + tolerance.
    static func notRising(_ keys: [Double], tolerance: Double = 0) -> Int {
        var (sorted, buffer) = (keys, keys)
        var count = 0
        var length = 1
        while length < keys.count {
            sorted.withUnsafeBufferPointer { from in
                buffer.withUnsafeMutableBufferPointer { to in
                    for start in stride(from: 0, to: keys.count, by: 2 * length) {
                        let middle = min(start + length, keys.count)
                        let end = min(start + 2 * length, keys.count)
                        count += pairs(from, start, middle, end, tolerance)
                        merge(from, start, middle, end, into: to)
                    }
                }
            }
            swap(&sorted, &buffer)
            length *= 2
        }
        return count
    }

    /// Rising pairs less falling ones.
    static func balance(_ values: [Double]) -> Int {
        notRising(values.map { -$0 }) - notRising(values)
    }

    private static func pairs(
        _ keys: UnsafeBufferPointer<Double>, _ start: Int, _ middle: Int, _ end: Int,
        _ tolerance: Double
    ) -> Int {
        var count = 0
        var later = middle
        for earlier in start..<middle {
            let limit = keys[earlier] + tolerance
            while later < end, keys[later] <= limit { later += 1 }
            count += later - middle
        }
        return count
    }

    private static func merge(
        _ keys: UnsafeBufferPointer<Double>, _ start: Int, _ middle: Int, _ end: Int,
        into result: UnsafeMutableBufferPointer<Double>
    ) {
        var (left, right) = (start, middle)
        for place in start..<end {
            if right == end || (left < middle && keys[left] <= keys[right]) {
                result[place] = keys[left]
                left += 1
            } else {
                result[place] = keys[right]
                right += 1
            }
        }
    }
}

/// The median of the slopes of all pairs of points (Theil & Sen), found without making the pairs.
///
/// The slope of a pair is at most s when the later point does not rise over the earlier one on the keys
/// y - s t, so the pairs up to s are counted by a merge sort, and s is bisected to the rounding of
/// the keys. The slope of a pair that lies there is the answer: a value that the pairs have, to the last
/// digit where points share slopes.
///
/// - Complexity: O(n log n) a step, at most 128 steps; one step where the median is zero.
struct MedianSlope {
    private let values: [Double]
    /// From the middle of the series, so that keys round as little as they can.
    private let times: [Double]
    private let reach: Double
    private let size: Double

    /// - `values`: at least two, finite.
    /// - `times`: of each value, strictly increasing.
    init(_ values: [Double], times: [Double]) {
        let first = times.first ?? 0
        let middle = first + ((times.last ?? 0) - first) / 2
        self.values = values
        self.times = times.map { $0 - middle }
        reach = (times.last ?? 0) - first
        size = values.reduce(0) { max($0, $1.magnitude) }
    }

    var value: Double {
        let pairs = values.count * (values.count - 1) / 2
        guard pairs > 0 else { return 0 }
        let (lower, upper) = ((pairs - 1) / 2, pairs / 2)
        let rounding = rounding(at: 0)
        let upToZero = OrderedPairs.notRising(values, tolerance: rounding)
        let belowZero =
            pairs - OrderedPairs.notRising(values.map { -$0 }, tolerance: rounding)
        if belowZero <= lower, upper < upToZero { return 0 }
        let first = slope(ofRank: lower)
        // The middle two are one slope unless few pairs tie.
        guard upper > lower, count(upTo: first) <= upper else { return first }
        return (first + slope(ofRank: upper)) / 2
    }

    /// The slope that `rank` slopes lie below.
    private func slope(ofRank rank: Int) -> Double {
        var high = steepest * (1 + 1e-12)
        var low = -2 * high
        for _ in 0..<128 where (high - low) * reach > rounding(at: high) {
            let middle = low + (high - low) / 2
            if count(upTo: middle) > rank { high = middle } else { low = middle }
        }
        return pairSlope(nearest: high)
    }

    private func count(upTo slope: Double) -> Int {
        OrderedPairs.notRising(keys(slope), tolerance: rounding(at: slope))
    }

    private func keys(_ slope: Double) -> [Double] {
        zip(values, times).map { $0 - slope * $1 }
    }

    /// What two keys may differ by when they are equal.
    private func rounding(at slope: Double) -> Double {
        8 * Double.ulpOfOne * (size + slope.magnitude * reach)
    }

    /// No pair is steeper than the steepest two neighbours.
    private var steepest: Double {
        values.indices.dropFirst().reduce(0) { most, row in
            max(most, pairSlope(row - 1, row).magnitude)
        }
    }

    private func pairSlope(_ a: Int, _ b: Int) -> Double {
        (values[b] - values[a]) / (times[b] - times[a])
    }

    /// The slope nearest to `slope` of the pairs whose keys meet there.
    private func pairSlope(nearest slope: Double) -> Double {
        let keys = keys(slope)
        let limit = 4 * rounding(at: slope)
        let order = keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
        var nearest: Double?
        for (a, b) in zip(order, order.dropFirst()) where keys[b] - keys[a] <= limit {
            let found = pairSlope(min(a, b), max(a, b))
            guard let best = nearest else {
                nearest = found
                continue
            }
            if (found - slope).magnitude < (best - slope).magnitude { nearest = found }
        }
        return nearest ?? slope
    }
}
