import ExperimentDiary
import ExperimentText

/// A named stretch of an instrument's range, as "moderate".
package struct SeverityBand: Sendable, Hashable {
    package let label: String
    package let lower: Double
    package let upper: Double
    package let includesLower: Bool
    package let includesUpper: Bool

    private init(_ label: String, _ lower: Double, _ upper: Double, _ below: Bool, _ above: Bool) {
        self.label = label
        self.lower = lower
        self.upper = upper
        includesLower = below
        includesUpper = above
    }

    /// Both ends belong to the band.
    package static func through(_ range: ClosedRange<Double>, _ label: String) -> Self {
        Self(label, range.lowerBound, range.upperBound, true, true)
    }

    /// The upper end belongs to the next band.
    package static func below(_ range: Range<Double>, _ label: String) -> Self {
        Self(label, range.lowerBound, range.upperBound, true, false)
    }

    /// The lower end belongs to the band before.
    package static func above(_ lower: Double, through upper: Double, _ label: String) -> Self {
        Self(label, lower, upper, false, true)
    }

    /// Neither end belongs to the band.
    package static func between(_ lower: Double, _ upper: Double, _ label: String) -> Self {
        Self(label, lower, upper, false, false)
    }

    package func contains(_ value: Double) -> Bool {
        (includesLower ? value >= lower : value > lower)
            && (includesUpper ? value <= upper : value < upper)
    }

    /// `0-2` on a whole-number scale, `10 to under 29` or `above 1, up to 7` on others.
    package func rangeText(wholeNumbers: Bool) -> String {
        let from = PlainNumber.text(wholeNumbers && !includesLower ? lower + 1 : lower)
        let to = PlainNumber.text(wholeNumbers && !includesUpper ? upper - 1 : upper)
        if from == to { return from }
        if wholeNumbers || (includesLower && includesUpper) { return "\(from)-\(to)" }
        if includesLower { return "\(from) to under \(to)" }
        return includesUpper ? "above \(from), up to \(to)" : "above \(from), under \(to)"
    }
}

/// The bands of an instrument, lowest first, with their source.
package struct SeverityBands: Sendable, Hashable {
    package let bands: [SeverityBand]
    /// Values inside the range that the source assigns to no band.
    package let unassigned: [Double]
    package let evidence: Evidence

    package init(_ bands: [SeverityBand], unassigned: [Double] = [], _ evidence: Evidence) {
        self.bands = bands
        self.unassigned = unassigned
        self.evidence = evidence
    }

    /// Bands that start at each of `starts` and end where the next one starts; the last ends at `end`.
    package static func starting(
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
    package func band(of value: Double) -> SeverityBand? {
        bands.first { $0.contains(value) }
    }
}
