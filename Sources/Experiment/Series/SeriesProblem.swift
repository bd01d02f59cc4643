import ExperimentText

/// Why trials cannot be put together, or a record cannot be read.
package enum SeriesProblem: Error, Sendable, Equatable {
    case tooFew(found: Int, withoutAnswer: Int, running: Int)
    /// What a series adds to a trial that may not be told of yet.
    case stillRuns(outcome: String)
    case twice(person: String)
    /// Two people whose answers agree to the last digit.
    case sameAnswer(String, String)
    case differs(person: String, other: String, outcome: String, Difference)
    /// Trials that asked several things, none of which is the question of all.
    case severalQuestions([String])
    case noSuchQuestion(outcome: String?, condition: String?, known: [String])
    case badKey(place: String, key: String, found: String?, expected: String)
    case version(place: String, found: Double)
    case noReport(place: String)
    /// What a report prints of a trial that still runs.
    case onlyStanding(place: String)
    case tooManyCovariates(declared: Int, people: Int)
    case covariateMissing(name: String, person: String)
    case covariateConstant(name: String)
    case notPartial(place: String)
    case scales(Double, Double)
    case outsideTable
    case tooManyBad(bad: Int, most: Int)
    /// Records of a report that could not be read: the sentence of each.
    case badRecords([String], file: String)

    /// What two trials of one name have that differs.
    package enum Difference: Sendable, Equatable {
        case direction
        case scale(String, String)
        case condition(id: String, String, String)
        case reference(String, String)
    }

    /// Fewest people of a series.
    package static let fewest = 3
}

extension SeriesProblem: CustomStringConvertible {
    package var description: String {
        switch self {
        case .tooFew(let found, let without, let running):
            "found \(Phrase.count(found, "person", "people")) with an answer"
                + (without > 0 ? " and \(without) without" : "")
                + (running > 0
                    ? ", and \(Phrase.count(running, "trial")) that still \(running == 1 ? "runs" : "run")"
                    : "")
                + "; expected at least \(Self.fewest), because with fewer nothing can be said about how "
                + "people differ, and so nothing about the next one. Read each report by itself."
        case .stillRuns(let outcome):
            "found \"\(outcome)\" in a trial that still runs; expected its planned end, because a look before "
                + "it is no test. Ask again then."
        case .twice(let person):
            "found \"\(person)\" twice; expected each person once, because one person counted twice looks "
                + "like two who agree. Leave one out, or rename it if they are two people."
        case .sameAnswer(let first, let second):
            "\"\(first)\" and \"\(second)\" have one answer to the last digit; expected two people. Leave "
                + "one out if it is the same diary."
        case .differs(let person, let other, let outcome, let difference):
            "\"\(person)\" and \"\(other)\": " + Self.text(difference, outcome: outcome)
        case .severalQuestions(let known):
            "found trials that ask different things: \(known.joined(separator: "; ")); expected one "
                + "question of all. Choose with --outcome and --condition."
        case .noSuchQuestion(let outcome, let condition, let known):
            "found no trial with "
                + [outcome.map { "outcome \"\($0)\"" }, condition.map { "condition \"\($0)\"" }]
                .compactMap(\.self).joined(separator: " and ")
                + "; expected one of: \(known.joined(separator: "; ")). Use one of these."
        case .badKey(let place, let key, let found, let expected):
            "\(place), key \"\(key)\": found \(found.map { "\"\($0)\"" } ?? "nothing that fits"); "
                + "expected \(expected). See docs/series-record.md."
        case .version(let place, let found):
            "\(place): found a record of version \(PlainNumber.text(found)); expected "
                + "\(PersonSummary.version). Make it again with this version of n1."
        case .noReport(let place):
            "\(place): found JSON without findings; expected the report.json of a trial. Make it with "
                + "n1 report --output report.json."
        case .onlyStanding(let place):
            "\(place): found where a trial stands that still runs; expected the report of one that has ended. "
                + "Name the trial's folder, which counts it as running, or leave it out until then."
        case .tooManyCovariates(let declared, let people):
            "found \(Phrase.count(declared, "covariate")) for \(people) people; expected at most one for "
                + "every five people (\(people / 5)). Declare fewer."
        case .covariateMissing(let name, let person):
            "\"\(person)\" has no \"\(name)\"; expected a number for everybody. Add it, or leave the "
                + "covariate out."
        case .covariateConstant(let name):
            "\"\(name)\" is the same for everybody; expected a covariate that differs. Leave it out."
        case .notPartial(let place):
            "\(place): found no partial sums; expected what n1 series pool --partial wrote."
        case .scales(let first, let second):
            "found partial sums on scales of \(PlainNumber.text(first)) and "
                + "\(PlainNumber.text(second)); expected one. Give the same --scale to all."
        case .outsideTable:
            "the answer reaches beyond the table of the sums; expected it inside. Start again with a "
                + "larger --scale, of the size of a typical difference."
        case .tooManyBad(let bad, let most):
            "found \(Phrase.count(bad, "record")) that could not be read; expected at most \(most). "
                + "Correct them, or raise --max-bad."
        case .badRecords(let told, let file):
            told.prefix(Self.mostTold).map { $0 + "\n" }.joined()
                + "found \(Phrase.count(told.count, "record")) in \(file) that could not be read; expected "
                + "none, because nobody may be missing from a report without a word. Correct them, or leave "
                + "them out on purpose: n1 series people \(file) > people.jsonl."
        }
    }

    private static let mostTold = 20

    private static func text(_ difference: Difference, outcome: String) -> String {
        switch difference {
        case .direction:
            "found \"\(outcome)\" with lower as better in one and higher as better in the other; expected "
                + "one direction, because what helps one would count as harm. Correct one plan."
        case .scale(let first, let second):
            "found \"\(outcome)\" on two scales (\(first), and \(second)); expected one, because points of "
                + "different scales cannot be averaged. Choose another outcome, or rescale one diary."
        case .condition(let id, let first, let second):
            "found two conditions under one id \"\(id)\" (\"\(first)\" and \"\(second)\"); expected one. "
                + "Leave one out, or say with --call NAME what both are, if that is the question."
        case .reference(let first, let second):
            "found the condition compared with \"\(first)\" in one and with \"\(second)\" in the other; "
                + "expected one comparison. Leave one of them out."
        }
    }
}
