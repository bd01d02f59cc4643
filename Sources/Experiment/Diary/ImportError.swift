import ExperimentText

/// Why a diary cannot be read: every problem that was found, in the order of the file.
package struct ImportError: Error, Sendable, Equatable, CustomStringConvertible {
    package let problems: [ImportProblem]

    package init(_ problems: [ImportProblem]) { self.problems = problems }
    package init(_ problem: ImportProblem) { problems = [problem] }

    /// Whether the file is well, and only nobody asked for what is in it.
    package var isNothingAskedFor: Bool {
        if case .reader(.nothingAskedFor)? = problems.first { problems.count == 1 } else { false }
    }

    /// One line a problem, many like ones told once; beyond forty lines, their number.
    package var description: String {
        let lines = sentences
        let shown = lines.prefix(40)
        let rest = lines.count - shown.count
        return (shown + (rest > 0 ? ["… and \(rest) more of the same kind of problem."] : []))
            .joined(separator: "\n")
    }

    /// More like ones than these are told as one.
    private static let mostAlike = 3

    private var sentences: [String] {
        var alike: [String: [ImportProblem]] = [:]
        for problem in problems {
            if let kind = problem.kind { alike[kind, default: []].append(problem) }
        }
        var told: Set<String> = []
        return problems.compactMap { problem in
            guard let kind = problem.kind, let group = alike[kind],
                group.count > Self.mostAlike
            else { return problem.description }
            guard told.insert(kind).inserted else { return nil }
            let last = group.last?.row.map { ", the last on line \($0)" } ?? ""
            return problem.description
                + " The same holds for \(Phrase.count(group.count - 1, "other row"))\(last)."
        }
    }
}

extension ImportProblem {
    /// What like problems of several rows share; nil for one that stands alone.
    fileprivate var kind: String? {
        switch self {
        case .outsidePlan: "outside the plan"
        case .notANumber(_, let column, let found, _): "number, \(column), \(found)"
        case .notACondition(_, let column, let found, _): "condition, \(column), \(found)"
        case .notYesOrNo(_, let column, let found, _, _): "truth, \(column), \(found)"
        case .reader(.wordUnknown(_, let series, let found)): "word, \(series), \(found)"
        default: nil
        }
    }

    fileprivate var row: Int? {
        switch self {
        case .outsidePlan(let line, _, _, _), .notANumber(let line, _, _, _),
            .notACondition(let line, _, _, _), .notYesOrNo(let line, _, _, _, _),
            .reader(.wordUnknown(let line, _, _)):
            line.line
        default: nil
        }
    }
}

/// One thing that is wrong with a diary.
package enum ImportProblem: Error, Sendable, Equatable {
    case emptyFile(String)
    case malformed(file: String, CSVError)
    case rowLength(SourceLine, found: Int, expected: Int)
    case missingColumn(file: String, name: String, purpose: String, header: [String])
    case repeatedColumn(file: String, name: String, count: Int)
    case notADay(SourceLine, column: String, found: String, pattern: String)
    case notAStudyDay(SourceLine, column: String, found: String)
    case outsidePlan(SourceLine, day: CalendarDay, first: CalendarDay, last: CalendarDay)
    case notANumber(SourceLine, column: String, found: String, expected: String)
    case notAllowed(SourceLine, column: String, found: Double, expected: String)
    case notACondition(SourceLine, column: String, found: String, words: [String])
    case notYesOrNo(SourceLine, column: String, found: String, yes: [String], no: [String])
    case contradiction(
        day: CalendarDay, series: String, first: SourceLine, firstValue: Double,
        second: SourceLine, secondValue: Double)
    case noReadings(file: String, series: [String])
    case notATime(SourceLine, column: String, found: String, expected: String)
    case repeatedTime(SourceLine, first: SourceLine, time: String)
    case nameless(SourceLine, column: String)
    case reader(ReaderProblem)
    case zip(ZipProblem)
}

extension ImportProblem: CustomStringConvertible {
    package var description: String {
        switch self {
        case .emptyFile(let file):
            "\(file): found no text; expected a first line with the names of the columns. "
                + "Check that this is the right file."
        case .malformed(let file, .unclosedQuote(let line)):
            "\(file):\(line): found a quote that is never closed; expected a second quote. "
                + "The file may be cut off here."
        case .malformed(let file, .textAfterQuote(let line)):
            "\(file):\(line): found text after a closing quote; expected a separator. "
                + "Write a quote inside a cell twice."
        case .rowLength(let line, let found, let expected):
            "\(line): found \(Phrase.count(found, "cell")); expected \(expected), one under each column name. "
                + "Check the separators and quotes of this line."
        case .missingColumn(let file, let name, let purpose, let header):
            "\(file):1: found no column \"\(name)\", which the plan names for \(purpose); expected "
                + "one of \(listed(Array(header.filter { !$0.isEmpty }.prefix(mostNames))))"
                + (header.count > mostNames ? " or \(header.count - mostNames) more. " : ". ")
                + advice(for: name, among: header)
        case .repeatedColumn(let file, let name, let count):
            "\(file):1: found \(count) columns named \"\(name)\"; expected one. Rename the others."
        case .notADay(let line, let column, let found, let pattern):
            "\(line), column \"\(column)\": found \"\(found)\"; expected a day written "
                + "\(pattern). Correct the day, or the format in the plan."
        case .notAStudyDay(let line, let column, let found):
            "\(line), column \"\(column)\": found \"\(found)\"; expected a whole number of days "
                + "since the start. Correct the number."
        case .outsidePlan(let line, let day, let first, let last):
            "\(line): found the day \(day); expected a day of the plan, from \(first) to \(last). "
                + "Correct the day, or write \"outside-plan: leave-out\" in the plan's diary."
        case .notANumber(let line, let column, let found, let expected):
            "\(line), column \"\(column)\": found \"\(found)\"; expected "
                + numberAdvice(found: found, expected: expected)
        case .notAllowed(let line, let column, let found, let expected):
            "\(line), column \"\(column)\": found \(PlainNumber.text(found)); expected "
                + "\(expected). Correct the value, or empty the cell if it is not known."
        case .notACondition(let line, let column, let found, let words):
            "\(line), column \"\(column)\": found \"\(found)\"; expected one of \(listed(words)). "
                + "Correct the cell, or add the word to the plan."
        case .notYesOrNo(let line, let column, let found, let yes, let no):
            "\(line), column \"\(column)\": found \"\(found)\"; expected a word for yes "
                + "(\(yes.joined(separator: ", "))) or no (\(no.joined(separator: ", "))). "
                + "Correct the cell, or add the word to the plan."
        case .contradiction(let day, let series, let first, let a, let second, let b):
            "\(second): found \(PlainNumber.text(b)) for \"\(series)\" on \(day), where line \(first.line) "
                + "has \(PlainNumber.text(a)); expected one value. Delete the wrong line, or let the plan "
                + "combine several: \"combine: mean\", \"worst\" or \"last\"."
        case .notATime(let line, let column, let found, let expected):
            "\(line), column \"\(column)\": found \"\(found)\"; expected \(expected). "
                + "Correct the cell; all rows write the time in one way."
        case .repeatedTime(let line, let first, let time):
            "\(line): found the time \(time), which line \(first.line) has already; expected one "
                + "row a day. Combine the two rows or delete one."
        case .nameless(let line, let column):
            "\(line), column \"\(column)\": found nothing; expected the name of a series in every row. "
                + "Fill the cell, or delete the row."
        case .noReadings(let file, let series):
            "\(file): found no value of \(listed(series)); expected at least one day with a score. "
                + "Check the columns that the plan names."
        case .reader(let problem): problem.description
        case .zip(let problem): problem.description
        }
    }
}

/// `a number from 0 to 10 with a decimal point. Write 7.5.` for a decimal comma.
///
/// - `unknown`: what to do where the number is not known.
package func numberAdvice(
    found: String, expected: String, unknown: String = "empty the cell"
) -> String {
    let pointed = found.split(separator: ",", omittingEmptySubsequences: false)
        .joined(separator: ".")
    guard pointed != found, decimalNumber(pointed) != nil else {
        return "\(expected). Write a number, or \(unknown) if it is not known."
    }
    return "\(expected) with a decimal point. Write \(pointed)."
}

/// Names that a message lists; a file with more of them is told by their number.
private let mostNames = 100
