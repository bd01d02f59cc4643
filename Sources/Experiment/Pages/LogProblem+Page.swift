import ExperimentDiary
import ExperimentText
import ExperimentTrial

extension LogProblem {
    /// What is wrong, for somebody who typed it on a page and knows no command.
    package var pageText: String {
        switch self {
        case .contradicts(let fact, let present):
            "\(Phrase.day(fact.day)) has \(present.fact.content) already, \(present.origin). If "
                + "\(fact.content) is right, say below why the other one is wrong and save again."
        case .outsidePlan(let day, let days):
            "\(Phrase.day(day)) is no day of this trial, which goes from \(Phrase.days(days))."
        case .inFuture(let day, _): "\(Phrase.day(day)) has not come yet."
        default: description
        }
    }
}
