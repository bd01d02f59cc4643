/// Why a search for changes was refused. The payload is what was found; `description` is the
/// sentence for the reader.
public enum ChangepointError: Error, Sendable, Equatable, CustomStringConvertible {
    case tooFewObservations(found: Int, required: Int)
    case minimumSegmentNotPositive(found: Int)
    case minimumSegmentTooLong(found: Int, observations: Int)
    case lengthsDiffer(what: String, found: Int, expected: Int)
    case notFinite(index: Int)
    /// The largest observation leaves no room for its square.
    case outOfScale(largest: Double)
    case timesNotIncreasing(index: Int, previous: Int, found: Int)
    case constantSeries(value: Double)
    /// Levels explain every observation to the last digit.
    case noNoise
    case perfectCovariates
    case dependentCovariates(column: Int)
    case tooManyCovariates(found: Int, observations: Int)
    case switchOutside(time: Int, first: Int, last: Int)
    case noSwitch
    case switchesNotIncreasing(previous: Int, found: Int)
    case negativeLag(found: Int)
    case changesOutOfRange(found: Int, limit: Int, observations: Int)
    case seriesTooLong(found: Int, limit: Int, advice: Advice)
    case windowOutside(lower: Int, upper: Int, observations: Int)
    case levelOutOfRange(found: Double)
    case autocorrelationOutOfRange(found: Double)
    case penaltyNotPositive(found: Double)
    case penaltyRangeEmpty(lower: Double, upper: Double)
    case tooManyPenalties(limit: Int)
    case negativeCount(index: Int, value: Double)
    case replicatesOutOfRange(found: Int, limit: Int)
    case settingOutOfRange(setting: Setting, found: Double)

    /// What to do about a series that is too long for a method.
    public enum Advice: Sendable {
        case longSeries, shorterTable
    }

    /// A number that an option takes.
    public enum Setting: String, Sendable {
        case expectedChanges = "the expected number of changes"
        case changeScale = "the scale of the change prior"
        case beamWidth = "the width of the beam"
        case bound = "the bound of the biweight loss"
        case horizon = "the horizon in observations"
        case noiseGrid = "a node of the noise grid"
        case neglect = "the neglect of unlikely noise in nats"
        case windowLength = "the length of a window"
    }

    public var description: String {
        switch self {
        case .tooFewObservations(let found, let required):
            "found \(found) observations; expected at least \(required). Wait until there are more."
        case .minimumSegmentNotPositive(let found):
            "found a minimum segment of \(found) observations; expected 1 or more."
        case .minimumSegmentTooLong(let found, let observations):
            "found a minimum segment of \(found) with \(observations) observations; expected at "
                + "most half of them, \(observations / 2). Shorten it."
        case .lengthsDiffer(let what, let found, let expected):
            "found \(found) \(what); expected one for each of the \(expected) observations."
        case .notFinite(let index):
            "observation \(index) (counted from 0) is not a finite number; "
                + "leave a missing observation out instead."
        case .outOfScale(let largest):
            "found \(largest) as the largest observation; expected one from \(NumberRange.smallest) to "
                + "\(NumberRange.largest). Measure it in another unit."
        case .timesNotIncreasing(let index, let previous, let found):
            "found time \(found) after time \(previous) at observation \(index) (counted from 0); "
                + "expected strictly increasing times. Sort the rows and settle the duplicates."
        case .constantSeries(let value):
            "every observation equals \(value), so there is no noise to compare a change with; "
                + "expected at least two different values."
        case .noNoise:
            "a few levels explain every observation exactly, so there is no noise to compare a change "
                + "with; expected scores that swing from day to day."
        case .perfectCovariates:
            "the covariates explain every observation exactly, so there is no noise to compare a "
                + "change with; leave a covariate out."
        case .dependentCovariates(let column):
            "covariate \(column) (counted from 0) is a combination of the constant and the "
                + "covariates before it; leave it out."
        case .tooManyCovariates(let found, let observations):
            "found \(found) covariates with \(observations) observations; expected at least 10 "
                + "observations more than covariates."
        case .switchOutside(let time, let first, let last):
            "found a switch at time \(time); expected one after the first observation "
                + "(\(first)) and not after the last (\(last))."
        case .noSwitch:
            "found no switch; expected at least one. Without a known switch, use the search."
        case .switchesNotIncreasing(let previous, let found):
            "found a switch at time \(found) after one at time \(previous); expected strictly "
                + "increasing times."
        case .negativeLag(let found):
            "found a longest lag of \(found); expected 0 or more."
        case .changesOutOfRange(let found, let limit, let observations):
            "found a request for up to \(found) changes in \(observations) observations; expected "
                + "from 0 to \(limit)."
        case .seriesTooLong(let found, let limit, let advice):
            "found \(found) observations; expected at most \(limit) here. "
                + (advice == .longSeries
                    ? "Use the long-series analysis, which searches fast and looks closely at windows."
                    : "Average neighbours first, or use a cost that needs no table.")
        case .windowOutside(let lower, let upper, let observations):
            "found a window from observation \(lower) to \(upper); expected an ordered pair "
                + "between 0 and \(observations)."
        case .levelOutOfRange(let found):
            "found a level of \(found); expected more than 0 and less than 1."
        case .autocorrelationOutOfRange(let found):
            "found an autocorrelation of \(found); expected more than -1 and less than 1."
        case .penaltyNotPositive(let found):
            "found a penalty of \(found); expected a positive finite number."
        case .penaltyRangeEmpty(let lower, let upper):
            "found a range of penalties from \(lower) to \(upper); expected positive finite ends "
                + "in increasing order."
        case .tooManyPenalties(let limit):
            "the range of penalties holds more than \(limit) different segmentations; narrow it."
        case .negativeCount(let index, let value):
            "found \(value) at observation \(index) (counted from 0); expected a count, 0 or more."
        case .replicatesOutOfRange(let found, let limit):
            "found \(found) replicates; expected from 19 to \(limit)."
        case .settingOutOfRange(let setting, let found):
            "found \(found) for \(setting.rawValue); expected a positive number within its range."
        }
    }
}
