import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// Why a plan cannot be tried out.
package enum DiagnosisError: Error, Sendable, Equatable, CustomStringConvertible {
    case outOfRange(name: String, found: Double, expected: String)
    case tooFewTrials(found: Int, minimum: Int, maximum: Int)
    case tooLong(days: Int, maximum: Int)
    case noTestedDays(condition: String)
    case refused(outcome: String, RegressionError)
    case everyTrialRefused(trials: Int, outcome: String, RegressionError)

    package var description: String {
        switch self {
        case .outOfRange(let name, let found, let expected):
            "\(name): found \(PlainNumber.text(found)); expected \(expected). Change the number."
        case .tooFewTrials(let found, let minimum, let maximum):
            "replicates: found \(found); expected a number from \(minimum) to \(maximum). "
                + "1,000 give a chance to within 3 points in a hundred, 10,000 to within 1."
        case .tooLong(let days, let maximum):
            "the schedule: found \(days) days; expected at most \(maximum) for a simulation. "
                + "Plan a shorter trial."
        case .noTestedDays(let condition):
            "the schedule: found no day under \"\(condition)\" that the analysis uses; expected "
                + "days under every condition. Add a phase, lengthen it, or shorten the onset lag."
        case .refused(let outcome, let error):
            "\(outcome): even a complete diary could not be analysed as planned. \(error)"
        case .everyTrialRefused(let trials, let outcome, let error):
            "\(outcome): none of \(trials) simulated diaries could be analysed as planned. \(error)"
        }
    }
}
