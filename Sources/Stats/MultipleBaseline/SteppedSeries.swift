/// Several series with one clock, each exposed from a start of its own: the data of a multiple
/// baseline. Whatever the series share cancels in the differences between them within a row.
package struct SteppedSeries: Sendable, Equatable {
    /// One series: a response and an exposure for each row.
    package struct Series: Sendable, Equatable {
        /// Nil where the response is missing.
        package let responses: [Double?]
        /// Usually 0 before the start and 1 from it on; known for every row.
        package let exposures: [Double]

        package init(responses: [Double?], exposures: [Double]) {
            self.responses = responses
            self.exposures = exposures
        }
    }

    /// In which unit the series are compared.
    package enum Unit: Sendable, Hashable {
        /// All series have the unit of their responses.
        case response
        /// Each series is divided by its usual swing, for series with different scales.
        case usualSwing
    }

    /// Strictly increasing.
    package let times: [Int]
    package let series: [Series]
    package let unit: Unit
    /// What the responses of each series were divided by: k_s, or 1.
    package let scales: [Double]
    /// y / k_s.
    let scaledResponses: [[Double?]]

    /// - Parameters:
    ///   - times: whole-number time of each row, distinct, in any order; a gap is a longer step.
    ///   - series: at least two, with a response and an exposure for each row.
    ///   - unit: in which the series are compared.
    /// - Throws: `.tooFewSeries`, `.lengthMismatch`, `.timeRepeated`, `.timeOutOfRange`,
    ///   `.notFinite`, `.noUsualSwing`.
    package init(
        times: [Int], series: [Series], unit: Unit = .response
    ) throws(SteppedSeriesError) {
        try Self.check(times: times, series: series)
        let order = times.indices.sorted { times[$0] < times[$1] }
        let sorted = order.map { times[$0] }
        for (first, second) in zip(sorted, sorted.dropFirst()) where first == second {
            throw .timeRepeated(first)
        }
        self.times = sorted
        self.unit = unit
        self.series = series.map { one in
            Series(
                responses: order.map { one.responses[$0] },
                exposures: order.map { one.exposures[$0] })
        }
        var scales: [Double] = []
        for (place, one) in self.series.enumerated() {
            let swing = Self.usualSwing(of: one.responses, times: sorted)
            switch unit {
            case .response: scales.append(1)
            case .usualSwing:
                guard let swing, swing > 0 else { throw .noUsualSwing(series: place) }
                scales.append(swing)
            }
        }
        self.scales = scales
        scaledResponses = zip(self.series, scales).map { one, scale in
            one.responses.map { $0.map { $0 / scale } }
        }
    }

    /// The usual swing from one time to the next:
    /// k = sqrt(mean of (y_t - y_(t-1))^2 / 2 over neighbouring times with responses).
    ///
    /// It does not depend on the exposure, so a randomisation test of scaled series stays exact.
    /// - Parameters:
    ///   - responses: one a row, nil where missing.
    ///   - times: strictly increasing.
    /// - Returns: k, or nil when no two neighbouring times have responses.
    package static func usualSwing(of responses: [Double?], times: [Int]) -> Double? {
        var sum = 0.0
        var count = 0
        for row in responses.indices.dropFirst() where times[row] == times[row - 1] + 1 {
            guard let before = responses[row - 1], let now = responses[row] else { continue }
            sum += (now - before) * (now - before)
            count += 1
        }
        return count == 0 ? nil : (sum / Double(2 * count)).squareRoot()
    }

    /// The largest usual swing over the smallest; above 2 the series want `Unit.usualSwing`. Nil
    /// when a series has no swing.
    package var ratioOfSwings: Double? {
        let swings = series.map { Self.usualSwing(of: $0.responses, times: times) ?? 0 }
        guard let least = swings.min(), let greatest = swings.max(), least > 0 else { return nil }
        return greatest / least
    }

    /// Number of rows on which two series or more have a response.
    package var sharedRowCount: Int { times.indices.count { responding(row: $0).count >= 2 } }

    /// The series that have a response on a row.
    func responding(row: Int) -> [Int] {
        series.indices.filter { series[$0].responses[row] != nil }
    }

    private static func check(times: [Int], series: [Series]) throws(SteppedSeriesError) {
        guard series.count >= 2 else { throw .tooFewSeries(found: series.count) }
        let range = -DesignMatrix.latestTime...DesignMatrix.latestTime
        if let time = times.first(where: { !range.contains($0) }) { throw .timeOutOfRange(time) }
        for (place, one) in series.enumerated() {
            for found in [one.responses.count, one.exposures.count] where found != times.count {
                throw .lengthMismatch(series: place, expected: times.count, found: found)
            }
            for row in times.indices {
                guard one.responses[row]?.isFinite != false, one.exposures[row].isFinite else {
                    throw .notFinite(series: place, row: row)
                }
            }
        }
    }
}
