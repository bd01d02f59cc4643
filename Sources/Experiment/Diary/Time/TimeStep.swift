import ExperimentText

/// What one step of a time axis is called: a day, an hour, ten minutes, or a word of the user's own.
package struct TimeStep: Sendable, Equatable {
    package let singular: String
    package let plural: String

    package static let day = TimeStep(seconds: 86_400)
    /// Of a count, where nobody said what it counts.
    package static let unnamed = TimeStep("step", count: 1)

    /// - Parameter seconds: one or more.
    package init(seconds: Int) {
        let units = [
            (604_800, "week"), (86_400, "day"), (3600, "hour"), (60, "minute"), (1, "second"),
        ]
        let unit = units.first { seconds % $0.0 == 0 } ?? (1, "second")
        self.init(unit.1, count: seconds / unit.0)
    }

    /// As a user says it: `hour`, `10 minutes`, `session`.
    package init?(_ text: String) {
        let parts = text.split(separator: " ")
        let count = parts.count == 2 ? Int(parts[0]) ?? 0 : 1
        guard (1...2).contains(parts.count), count > 0, let word = parts.last,
            (1...20).contains(word.count), word.allSatisfy(\.isLetter)
        else { return nil }
        let isPlural = word.count > 2 && word.hasSuffix("s")
        self.init(isPlural ? String(word.dropLast()) : String(word), count: count)
    }

    private init(_ unit: String, count: Int) {
        singular = count == 1 ? unit : "step of \(count) \(unit)s"
        plural = count == 1 ? unit + "s" : "steps of \(count) \(unit)s"
    }

    /// `1 hour`, `3 hours`, `3 steps of 10 minutes`.
    package func count(_ number: Double) -> String {
        "\(PlainNumber.text(number)) \(number == 1 ? singular : plural)"
    }

    package func count(_ number: Int) -> String { count(Double(number)) }
}
