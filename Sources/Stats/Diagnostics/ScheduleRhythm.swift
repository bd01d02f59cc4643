internal import RealModule

/// How far a schedule of exposure keeps time with a rhythm, found from the schedule alone.
///
/// A rhythm that the schedule follows looks like an effect. R is the multiple correlation of the
/// exposure with the rhythm: the correlation at its worst phase.
public struct ScheduleRhythm: Sendable, Equatable {
    /// Why a schedule has no rhythm. Rows count from zero in the cases.
    public enum Refusal: Error, Sendable, Equatable {
        case lengthMismatch(times: Int, exposures: Int)
        case timesNotIncreasing(row: Int)
        case notFinite(row: Int)
        case neverChanges(rows: Int)
    }

    /// What a rhythm would look like.
    public struct Shift: Sendable, Equatable {
        /// Difference that it would look like, in units of its amplitude.
        public let size: Double
        /// The same in standard errors of the difference, amplitude and spread being equal.
        let standardErrors: Double
    }

    /// Strictly increasing; of the rows that are analysed.
    public let times: [Int]
    /// Usually 0 and 1.
    public let exposures: [Double]
    private let centred: [Double]

    /// - Throws: `Refusal`.
    public init(times: [Int], exposures: [Double]) throws(Refusal) {
        guard times.count == exposures.count else {
            throw .lengthMismatch(times: times.count, exposures: exposures.count)
        }
        if let row = exposures.firstIndex(where: { !$0.isFinite }) { throw .notFinite(row: row) }
        for row in times.indices.dropFirst() where times[row] <= times[row - 1] {
            throw .timesNotIncreasing(row: row)
        }
        guard let first = exposures.first, exposures.contains(where: { $0 != first }) else {
            throw .neverChanges(rows: exposures.count)
        }
        self.times = times
        self.exposures = exposures
        centred = Self.centre(exposures)
    }

    /// R with cos and sin of a period in steps: that of a smooth rhythm at its worst phase.
    /// - Precondition: `period > 0`.
    public func correlation(period: Double) -> Double {
        let columns = cycle(period).map(Self.centre).sorted { dot($0, $0) > dot($1, $1) }
        let first = dot(columns[0], columns[0])
        // Below this the rhythm stands still on the rows.
        guard first > 1e-18 * Double(times.count) else { return 0 }
        let along = dot(columns[0], centred)
        var explained = along * along / first
        let slope = dot(columns[0], columns[1]) / first
        let second = zip(columns[1], columns[0]).map { $0 - slope * $1 }
        let left = dot(second, second)
        if left > 1e-18 * first {
            let across = dot(second, centred)
            explained += across * across / left
        }
        return (explained / dot(centred, centred)).squareRoot()
    }

    /// R with any pattern that repeats after `length` steps (six dummies for 7).
    /// - Precondition: `length > 0`.
    public func correlation(patternLength length: Int) -> Double {
        precondition(length > 0, "a pattern has a length")
        let (sums, counts) = places(of: length)
        let between = zip(sums, counts).reduce(0) { $1.1 > 0 ? $0 + $1.0 * $1.0 / $1.1 : $0 }
        return (between / dot(centred, centred)).squareRoot()
    }

    /// Largest |r| with `run` steps of every `length` against the others, over where the run
    /// stands: 2 of 7 for a working week.
    /// - Precondition: `0 < run < length`.
    public func correlation(run: Int, ofEvery length: Int) -> Double {
        precondition(run > 0 && run < length, "a run is shorter than its pattern")
        let (sums, counts) = places(of: length)
        let (rows, spread) = (Double(times.count), dot(centred, centred))
        return (0..<length).reduce(0.0) { largest, shift in
            var (product, inside) = (0.0, 0.0)
            for step in 0..<run {
                let place = (shift + step) % length
                product += sums[place]
                inside += counts[place]
            }
            // The run's 0 and 1 about their mean.
            let size = inside * (1 - inside / rows)
            guard size > 0 else { return largest }
            return max(largest, product.magnitude / (size * spread).squareRoot())
        }
    }

    /// The centred exposures summed over each place of a pattern, and the rows there.
    private func places(of length: Int) -> (sums: [Double], counts: [Double]) {
        var sums = [Double](repeating: 0, count: length)
        var counts = sums
        for (time, value) in zip(times, centred) {
            let place = Self.place(time, of: length)
            sums[place] += value
            counts[place] += 1
        }
        return (sums, counts)
    }

    /// The difference that a rhythm at its worst phase would look like under generalised least
    /// squares with correlation rho^gap: hypot(b_cos, b_sin), b = (X'V^-1X)^-1 X'V^-1 [cos sin].
    /// - Precondition: `period > 0` and -1 < rho < 1.
    public func shift(period: Double, rho: Double = 0.5) -> Shift {
        precondition(rho > -1 && rho < 1, "an autocorrelation lies between -1 and 1")
        let gaps = times.indices.map { $0 == 0 ? nil : times[$0] - times[$0 - 1] }
        let whitening = Whitening(gaps: gaps, rho: rho)
        let level = whitening.apply([Double](repeating: 1, count: times.count))
        let x = whitening.apply(exposures)
        let slope = dot(level, x) / dot(level, level)
        let left = zip(x, level).map { $0 - slope * $1 }
        let information = dot(left, left)
        let size = cycle(period).map { dot(left, whitening.apply($0)) / information }
            .reduce(0) { ($0 * $0 + $1 * $1).squareRoot() }
        return Shift(size: size, standardErrors: size * information.squareRoot())
    }

    // MARK: Private steps

    private func cycle(_ period: Double) -> [[Double]] {
        precondition(period > 0, "a period is positive")
        let angles = times.map {
            2 * Double.pi * (Double($0) / period).truncatingRemainder(dividingBy: 1)
        }
        return [angles.map { Double.cos($0) }, angles.map { Double.sin($0) }]
    }

    private static func place(_ time: Int, of length: Int) -> Int {
        ((time % length) + length) % length
    }

    private static func centre(_ column: [Double]) -> [Double] {
        let mean = column.reduce(0, +) / Double(max(1, column.count))
        return column.map { $0 - mean }
    }
}

extension ScheduleRhythm.Refusal: CustomStringConvertible {
    public var description: String {
        switch self {
        case .lengthMismatch(let times, let exposures):
            "There are \(exposures) exposures for \(times) rows; give one for each."
        case .timesNotIncreasing(let row):
            "Row \(row + 1) does not come after the row before it; sort the rows by time."
        case .notFinite(let row):
            "The exposure of row \(row + 1) is not a finite number."
        case .neverChanges(let rows):
            "The exposure never changes in \(rows) rows, so it keeps time with no rhythm."
        }
    }
}
