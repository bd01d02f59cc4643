internal import RealModule

/// Visible shape, not evidence: the bends, ramps and steps that a person would mark with a pencil.
///
/// A line for each segment, exact optimal partitioning of the standardised series with penalty 2 ln n
/// (2 ln n times the variance before standardising) and segments of at least 5 observations. There is no
/// knob. It is fitted without regard to autocorrelation and marks shapes in most series that did not
/// change: show it beside the verdict, labelled as exploration, and never instead of it.
public struct ExploreMode: Sendable {
    /// What every display of the result has to say.
    public static let label = "exploration: visible shape, not evidence of a change"

    static let minimumSegment = 5

    public init() {}

    /// - Parameters:
    ///   - y: the series, 14 values or more.
    ///   - times: positions of the values; nil stands for 0, 1, 2, …
    /// - Returns: the lines, in order of time.
    /// - Throws: `ChangepointError` for a series that cannot be used.
    /// - Complexity: O(n) to O(n^2), by how much there is to see.
    public func callAsFunction(
        _ y: [Double], times: [Int]? = nil
    ) throws(ChangepointError) -> Exploration {
        let values = try CentredSeries(y).values
        let variance = values.reduce(0) { $0 + $1 * $1 } / Double(values.count)
        let deviation = variance.squareRoot()
        let cost = try LineCost(values.map { $0 / deviation }, at: times)
        let found = try PELT()(
            cost, penalty: 2 * .log(Double(y.count)), minimumSegment: Self.minimumSegment)
        let ends = [0] + found.changes + [y.count]
        let positions = times ?? Array(y.indices)
        return Exploration(
            shapes: zip(ends, ends.dropFirst()).map { start, end in
                Exploration.Shape(
                    start, end, slope: deviation * cost.slope(start, end), y, positions)
            })
    }
}

/// What `ExploreMode` drew.
public struct Exploration: Sendable, Equatable {
    public let shapes: [Shape]

    /// Indices of the first observations of new lines.
    public var changes: [Int] { shapes.dropFirst().map(\.indices.lowerBound) }

    public var label: String { ExploreMode.label }

    /// A straight line through neighbouring observations.
    public struct Shape: Sendable, Equatable {
        public let indices: Range<Int>
        /// In units of the series for each unit of time.
        public let slope: Double
        /// The line at the first and the last observation.
        public let first: Double
        public let last: Double

        init(_ start: Int, _ end: Int, slope: Double, _ y: [Double], _ times: [Int]) {
            let length = Double(end - start)
            let mean = y[start..<end].reduce(0, +) / length
            let centre = times[start..<end].reduce(0.0) { $0 + Double($1) / length }
            indices = start..<end
            self.slope = slope
            first = mean + slope * (Double(times[start]) - centre)
            last = mean + slope * (Double(times[end - 1]) - centre)
        }
    }
}
