/// A named stretch of an instrument's range, as "moderate".
public struct SeverityBand: Sendable, Hashable {
    public let label: String
    public let lower: Double
    public let upper: Double
    public let includesLower: Bool
    public let includesUpper: Bool

    private init(_ label: String, _ lower: Double, _ upper: Double, _ below: Bool, _ above: Bool) {
        self.label = label
        self.lower = lower
        self.upper = upper
        includesLower = below
        includesUpper = above
    }

    /// Both ends belong to the band.
    public static func through(_ range: ClosedRange<Double>, _ label: String) -> Self {
        Self(label, range.lowerBound, range.upperBound, true, true)
    }

    /// The upper end belongs to the next band.
    public static func below(_ range: Range<Double>, _ label: String) -> Self {
        Self(label, range.lowerBound, range.upperBound, true, false)
    }

    /// The lower end belongs to the band before.
    public static func above(_ lower: Double, through upper: Double, _ label: String) -> Self {
        Self(label, lower, upper, false, true)
    }

    /// Neither end belongs to the band.
    public static func between(_ lower: Double, _ upper: Double, _ label: String) -> Self {
        Self(label, lower, upper, false, false)
    }

    public func contains(_ value: Double) -> Bool {
        (includesLower ? value >= lower : value > lower)
            && (includesUpper ? value <= upper : value < upper)
    }

    /// `0-2` on a whole-number scale, `10 to under 29` or `above 1, up to 7` on others.
    public func rangeText(wholeNumbers: Bool) -> String {
        let from = PlainNumber.text(wholeNumbers && !includesLower ? lower + 1 : lower)
        let to = PlainNumber.text(wholeNumbers && !includesUpper ? upper - 1 : upper)
        if from == to { return from }
        if wholeNumbers || (includesLower && includesUpper) { return "\(from)-\(to)" }
        if includesLower { return "\(from) to under \(to)" }
        return includesUpper ? "above \(from), up to \(to)" : "above \(from), under \(to)"
    }
}

/// The bands of an instrument, lowest first, with their source.
public struct SeverityBands: Sendable, Hashable {
    public let bands: [SeverityBand]
    /// Values inside the range that the source assigns to no band.
    public let unassigned: [Double]
    public let evidence: Evidence

    public init(_ bands: [SeverityBand], unassigned: [Double] = [], _ evidence: Evidence) {
        self.bands = bands
        self.unassigned = unassigned
        self.evidence = evidence
    }

    /// Bands that start at each of `starts` and end where the next one starts; the last ends at `end`.
    public static func starting(
        at starts: [Double], end: Double, labels: [String], _ evidence: Evidence
    ) -> Self {
        precondition(starts.count == labels.count, "each band has one label")
        let bands = starts.indices.map { index in
            index + 1 < starts.count
                ? SeverityBand.below(starts[index]..<starts[index + 1], labels[index])
                : SeverityBand.through(starts[index]...end, labels[index])
        }
        return Self(bands, evidence)
    }

    /// The five grades of an investigator's global assessment, 0 to 4.
    static func grades(_ evidence: Evidence) -> Self {
        starting(
            at: [0, 1, 2, 3, 4], end: 4,
            labels: ["clear", "almost clear", "mild", "moderate", "severe"], evidence)
    }

    /// Nil where the source names no band, as at a GAGS of 39.
    public func band(of value: Double) -> SeverityBand? {
        bands.first { $0.contains(value) }
    }
}
