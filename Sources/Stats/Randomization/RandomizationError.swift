/// Why a randomisation test was refused.
public enum RandomizationError: Error, Sendable, Equatable, CustomStringConvertible {
    case notRandomized
    case notAdmissible
    case wrongLength(found: Int, expected: Int)
    case notFinite(position: Int)
    case tooFewScores(found: Int, needed: Int)
    case conditionUnobserved
    case rhoOutOfRange(Double)
    case lagOutOfRange(Int, length: Int)
    case dependentCovariate(index: Int, remainder: Double)
    case unsupportedContrast
    case wrongDoses(found: Int, conditions: Int)
    case levelOutOfRange(Double)
    case tooFewReplicates(Int)

    public var description: String {
        switch self {
        case .notRandomized:
            "nothing was assigned at random: the scheme admits 1 arrangement, and a randomisation "
                + "test needs at least 2; report the model-based interval, and say that the "
                + "order was fixed"
        case .notAdmissible:
            "the schedule that was followed is not among the arrangements that the declared scheme "
                + "can produce; give the scheme that assigned it"
        case .wrongLength(let found, let expected):
            "found \(found) positions; the scheme assigns \(expected); give one entry for each, "
                + "missing scores as missing"
        case .notFinite(let position):
            "the value at position \(position) is not a finite number; leave the row out instead"
        case .tooFewScores(let found, let needed):
            "found \(found) scores; this statistic needs at least \(needed)"
        case .conditionUnobserved:
            "a condition of the comparison has no score under the schedule that was followed, or "
                + "cannot be told from a covariate; nothing can be compared"
        case .rhoOutOfRange(let rho):
            "the working autocorrelation is \(rho); it has to lie between -1 and 1"
        case .lagOutOfRange(let lag, let length):
            "a lag of \(lag) rows leaves no row of \(length); choose one from 0 to \(length - 1)"
        case .dependentCovariate(let index, let remainder):
            "covariate \(index + 1) depends on those before it or never varies (share left: "
                + "\(remainder)); leave it out"
        case .unsupportedContrast:
            "this statistic compares two conditions; for doses use the mean difference or "
                + "generalised least squares"
        case .wrongDoses(let found, let conditions):
            "found \(found) doses for \(conditions) conditions; give one for each, 0 for none"
        case .levelOutOfRange(let level):
            "the level is \(level); it has to lie between 0 and 1"
        case .tooFewReplicates(let count):
            "\(count) drawn arrangements were asked for; at least 1 is needed"
        }
    }
}
