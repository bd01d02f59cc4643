import ExperimentDiary
import ExperimentText

/// Why a change cannot be planned as asked.
package enum TemplateError: Error, Sendable, Hashable {
    case unknown(found: String, nearest: String?)
    case neverPlanned(found: String, reason: String)
    case conflict(bringsIn: String, leavesOut: String, group: FoodGroup)
    case severalChanges(first: String, second: String, daysApart: Int, least: Int)
    case emptyBundle
    case beyondCap(template: String, found: Int, cap: Int)
    case beyondAgreement(template: String, found: Int, limit: Int)
    case wayBackTooLong(template: String, found: Int, limit: Int)
    case withinLag(template: String, found: Int, lag: Int)
    case shorterThanComplaint(template: String, found: Int, complaint: Complaint, least: Int)
}

extension TemplateError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unknown(let found, let nearest):
            "template \"\(found)\": not in the catalogue. "
                + (nearest.map { "Did you mean \"\($0)\"?" } ?? "See `n1 templates` for the list.")
        case .neverPlanned(let found, let reason):
            "template \"\(found)\": \(reason)"
        case .conflict(let brings, let leaves, let group):
            "\"\(brings)\" with \"\(leaves)\": found \(group.name) in the first; expected none, "
                + "because "
                + "the second leaves \(group.name) out. Drop one of the two or pick foods without "
                + "\(group.name)."
        case .severalChanges(let first, let second, let apart, let least):
            "\"\(first)\" and \"\(second)\": found \(apart) days between their starts; expected "
                + "\(least) "
                + "or more, because changes that start together cannot be told apart. Put one "
                + "off, or "
                + "plan them as one bundle and learn only what they do together."
        case .emptyBundle:
            "bundle: found fewer than two changes; expected two or more. Plan a single change by "
                + "its name."
        case .beyondCap(let template, let found, let cap):
            "\(template): found an active phase of \(found) days; expected at most \(cap) "
                + "without a "
                + "clinician or dietitian. Shorten it, or state that one agreed."
        case .beyondAgreement(let template, let found, let limit):
            "\(template): found an active phase of \(found) days; expected at most \(limit), "
                + "also with a "
                + "clinician's agreement, because longer is a treatment and no trial. Shorten it."
        case .wayBackTooLong(let template, let found, let limit):
            "\(template): found \(found) days on which a food stays out until it is back; expected at most "
                + "\(limit). Shorten the elimination, or ask for fewer challenges with repeats."
        case .withinLag(let template, let found, let lag):
            "\(template): found an active phase of \(found) days; expected more than \(lag), the "
                + "days of "
                + "onset that the estimate leaves out. Lengthen the phase."
        case .shorterThanComplaint(let template, let found, let complaint, let least):
            "\(template): found an active phase of \(found) days; expected \(least) or more for "
                + "\(complaint.rawValue), which changes that slowly. Lengthen the phase."
        }
    }
}
