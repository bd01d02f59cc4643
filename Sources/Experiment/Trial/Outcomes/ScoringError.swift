import ExperimentDiary
import ExperimentText

/// Why answers make no score.
package enum ScoringError: Error, Sendable, Hashable {
    case unknownItem(instrument: String, found: String, nearest: String?, known: [String])
    case valueNotAllowed(instrument: String, item: String, found: Double, allowed: AllowedValues)
    case answeredTwice(instrument: String, item: String, found: [Double])
    case blankItems(instrument: String, blank: [String], rule: BlankItemRule)
    case totalNotAllowed(instrument: String, found: Double, allowed: AllowedValues)
    case wrongNumberOfDays(instrument: String, found: Int, expected: Int)
    case mixedForms(instrument: String, found: String, expected: String)
}

extension ScoringError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unknownItem(let instrument, let found, let nearest, let known):
            Self.unknown(instrument, found, nearest, known)
        case .valueNotAllowed(let instrument, let item, let found, let allowed):
            "\(instrument), item \"\(item)\": found \(PlainNumber.text(found)); expected \(allowed). "
                + "Correct the value or leave the item blank."
        case .answeredTwice(let instrument, let item, let found):
            "\(instrument), item \"\(item)\": found \(Self.values(found)); expected one value. "
                + "Keep the right one."
        case .blankItems(let instrument, let blank, let rule):
            "\(instrument): found no answer for \(PlainNumber.list(blank)); the rule is that "
                + "\(rule). Answer what is blank, or leave this score out."
        case .totalNotAllowed(let instrument, let found, let allowed):
            "\(instrument): found a score of \(PlainNumber.text(found)); expected \(allowed). "
                + "Correct the score or leave it blank."
        case .wrongNumberOfDays(let instrument, let found, let expected):
            "\(instrument): found \(found) days; expected \(expected) consecutive days. "
                + "Give each day one entry, empty where nothing was recorded."
        case .mixedForms(let instrument, let found, let expected):
            "\(instrument): found a day scored with \(found); expected \(expected) on every day, "
                + "as on the first. Keep to one form."
        }
    }

    private static func unknown(
        _ instrument: String, _ found: String, _ nearest: String?, _ known: [String]
    ) -> String {
        "\(instrument): found the item \"\(found)\"; expected \(PlainNumber.list(known, "or")). "
            + (nearest.map { "Did you mean \"\($0)\"?" } ?? "Use one of these keys.")
    }

    private static func values(_ found: [Double]) -> String {
        PlainNumber.list(found.map { PlainNumber.text($0) })
    }
}
