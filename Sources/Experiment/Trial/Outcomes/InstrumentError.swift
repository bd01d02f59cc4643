import ExperimentDiary
import ExperimentText

/// Why an instrument cannot be used as asked.
package enum InstrumentError: Error, Sendable, Hashable {
    case unknown(found: String, nearest: String?, known: [String])
    case emptyRange(instrument: String, lower: Double, upper: Double)
    case stepOutsideRange(instrument: String, found: Double, width: Double)
    case changeOutsideRange(instrument: String, found: Double, width: Double)
    case targetOutsideRange(
        instrument: String, found: ClosedRange<Double>, range: ClosedRange<Double>)
    case recordedTooOften(instrument: String, found: Int, least: Int, recall: RecallWindow)
    case recordsTooClose(
        instrument: String, earlier: CalendarDay, later: CalendarDay, least: Int,
        recall: RecallWindow)
}

extension InstrumentError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unknown(let found, let nearest, let known):
            "instrument \"\(found)\": not in the catalogue of \(known.count) instruments. "
                + (nearest.map { "Did you mean \"\($0)\"?" } ?? "See `n1 instruments` for the list.")
        case .emptyRange(let instrument, let lower, let upper):
            "\(instrument): found a range from \(text(lower)) to \(text(upper)); expected two "
                + "different finite numbers. Give the lowest and the highest score."
        case .stepOutsideRange(let instrument, let found, let width):
            "\(instrument): found a step of \(text(found)); expected more than 0 and at most "
                + "\(text(width)), the width of the range. Give the distance of neighbouring scores."
        case .changeOutsideRange(let instrument, let found, let width):
            "\(instrument): found a smallest worthwhile change of \(text(found)); expected more than 0 "
                + "and at most \(text(width)), the width of the range. Give it in points of the score."
        case .targetOutsideRange(let instrument, let found, let range):
            "\(instrument): found a target from \(text(found.lowerBound)) to \(text(found.upperBound)); "
                + "expected it within \(text(range.lowerBound)) to \(text(range.upperBound)). "
                + "Move the target into the range."
        case .recordedTooOften(let instrument, let found, let least, let recall):
            "\(instrument): found a record every \(Self.days(found)); expected \(Self.days(least)) or "
                + "more between records, because each asks about \(recall) and records that overlap "
                + "repeat the same days. Record it every \(Self.days(least))."
        case .recordsTooClose(let instrument, let earlier, let later, let least, let recall):
            "\(instrument): found records on \(earlier) and \(later); expected \(Self.days(least)) or "
                + "more between them, because each asks about \(recall). Leave one of them out."
        }
    }

    private func text(_ value: Double) -> String { PlainNumber.text(value) }
    private static func days(_ count: Int) -> String { count == 1 ? "1 day" : "\(count) days" }
}
