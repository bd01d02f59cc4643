import ExperimentText

/// The values that one item of an instrument can take.
package enum AllowedValues: Sendable, Hashable, CustomStringConvertible {
    /// Any number of the range that is a whole number of steps above its lower end; any at all when
    /// the step is nil.
    case range(ClosedRange<Double>, step: Double?)
    /// These and no others, in rising order.
    case oneOf([Double])

    /// Whole numbers from `lower` to `upper`.
    package static func whole(_ lower: Int, _ upper: Int) -> Self {
        .range(Double(lower)...Double(upper), step: 1)
    }

    package var bounds: ClosedRange<Double> {
        switch self {
        case .range(let range, _): range
        case .oneOf(let values): (values.first ?? 0)...(values.last ?? 0)
        }
    }

    /// Whether nothing lies outside 0 and 1, so that they can mean no and yes.
    package var isYesNo: Bool { bounds == 0...1 }

    /// The value itself without the rounding of text, or nil when it is not allowed: 0.30000001 on a
    /// step of 0.1 is 0.3, 0.35 is refused.
    package func settled(_ value: Double) -> Double? {
        switch self {
        case .oneOf(let values): values.first { ($0 - value).magnitude < 1e-9 }
        case .range(let range, let step):
            range.contains(value) ? Self.onGrid(value, from: range.lowerBound, step: step) : nil
        }
    }

    private static func onGrid(_ value: Double, from lower: Double, step: Double?) -> Double? {
        guard let step else { return value }
        let steps = (value - lower) / step
        guard (steps - steps.rounded()).magnitude < 1e-6 else { return nil }
        // Division keeps 0.3 as 0.3, which 3 * 0.1 is not; it needs a step that is 1 over a whole number.
        let perUnit = (1 / step).rounded()
        guard perUnit > 1, (perUnit * step - 1).magnitude < 1e-12 else { return value }
        return (value * perUnit).rounded() / perUnit
    }

    /// `a whole number from 0 to 4`.
    package var description: String {
        switch self {
        case .oneOf(let values):
            "one of " + values.map { PlainNumber.text($0) }.joined(separator: ", ")
        case .range(let range, let step):
            Self.kind(step)
                + " from \(PlainNumber.text(range.lowerBound)) to \(PlainNumber.text(range.upperBound))"
                + Self.grid(step)
        }
    }

    private static func kind(_ step: Double?) -> String {
        step == 1 ? "a whole number" : "a number"
    }

    private static func grid(_ step: Double?) -> String {
        guard let step, step != 1 else { return "" }
        return " in steps of \(PlainNumber.text(step))"
    }
}
