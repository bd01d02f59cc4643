/// The exposure at every time from `start` on, without gaps.
public struct ExposurePath: Sendable, Equatable {
    public let start: Int
    public let values: [Double]
    /// Number of times that had no value of their own and carry the one before.
    let carriedForward: Int

    /// The longest path that is laid out.
    public static let longest = 1_000_000

    /// - Parameters:
    ///   - start: time of the first value.
    ///   - values: one a time step.
    public init(start: Int, values: [Double]) {
        self.start = start
        self.values = values
        carriedForward = 0
    }

    /// The path through the known values, each held until the next known one.
    /// - Parameters:
    ///   - values: one a time.
    ///   - times: strictly increasing, at least one.
    ///   - end: last time of the path; nil is the last known time.
    /// - Throws: `.rowCountMismatch`, `.timesNotIncreasing`, `.exposurePathMissing` when
    ///   empty, `.exposurePathTooLong`.
    public init(
        carryingForward values: [Double], at times: [Int], through end: Int? = nil
    ) throws(RegressionError) {
        guard values.count == times.count else {
            throw .rowCountMismatch(what: "exposures", expected: times.count, found: values.count)
        }
        guard let first = times.first, let last = times.last else { throw .exposurePathMissing }
        for row in times.indices.dropFirst() where times[row] <= times[row - 1] {
            throw .timesNotIncreasing(row: row, previous: times[row - 1], found: times[row])
        }
        let end = max(last, end ?? last)
        let (steps, overflow) = end.subtractingReportingOverflow(first)
        guard !overflow, steps < Self.longest else {
            throw .exposurePathTooLong(steps: overflow ? .max : steps)
        }
        var filled: [Double] = []
        var next = 0
        for time in first...end {
            if next < times.count, times[next] == time {
                filled.append(values[next])
                next += 1
            } else if let held = filled.last {
                filled.append(held)
            }
        }
        start = first
        self.values = filled
        carriedForward = filled.count - times.count
    }

    public var end: Int { start + values.count - 1 }
}

extension ExposurePath {
    /// The path with a declared value before its start: what is known of the time before the
    /// first record.
    func preceded(by value: Double, steps: Int) -> ExposurePath {
        ExposurePath(
            start: start - steps, values: [Double](repeating: value, count: steps) + values)
    }
}
