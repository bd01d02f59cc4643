import ExperimentText

/// One thing that is wrong with an exported file.
package enum ReaderProblem: Error, Sendable, Equatable {
    case notText(SourceLine)
    case tooManyColumns(SourceLine, found: Int, most: Int)
    case cellTooLong(SourceLine, bytes: Int, most: Int)
    case bothDateOrders(
        SourceLine, column: String, dayFirst: String, monthFirst: String, monthFirstLine: Int)
    case openDateOrder(SourceLine, column: String, cell: String)
    case notADate(SourceLine, column: String, found: String)
    case noDayColumn(file: String, header: [String])
    case severalPeople(file: String, column: String, found: [String], first: String)
    case noSuchRows(file: String, column: String, String, [String])
    case unknownFormat(file: String, formats: [String])
    case noSuchFormat(found: String, formats: [String])
    case notAStudy(file: String)
    case packed(file: String, PackedFile)
    case notItsResults(file: String, found: String, advice: String)
    case wrongFormat(file: String, format: String, expected: String)
    case badXML(SourceLine, found: String)
    case entityDeclared(SourceLine)
    case truncated(SourceLine, open: String)
    case badJSON(SourceLine, found: String, expected: String)
    case tooDeep(SourceLine, most: Int)
    case valueMissing(SourceLine, name: String, of: String)
    case unitUnknown(SourceLine, series: String, found: String, expected: [String])
    case unitUnwanted(SourceLine, series: String, found: String?, wanted: String)
    case nothingAskedFor(file: String, found: [String], wanted: [String])
    case mapTargetUnknown(name: String, known: [String])
    case mapNotAnAssignment(String)
    case mapUnitUnknown(String, String)
    case wordUnknown(SourceLine, series: String, found: String)
    case differs(DiaryFact, RecordedFact, SourceLine)
}

extension ReaderProblem: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notText(let line):
            "\(line): found bytes that are no text; expected UTF-8, UTF-16 or Windows-1252. "
                + "Check that this is the exported file itself and not a spreadsheet or an archive."
        case .tooManyColumns(let line, let found, let most):
            "\(line): found \(found) columns; expected at most \(most). "
                + "Check the separators of this line."
        case .cellTooLong(let line, let bytes, let most):
            "\(line): found a cell of \(bytes) bytes; expected at most \(most). "
                + "Check the quotes of this line."
        case .bothDateOrders(let line, let column, let dayFirst, let monthFirst, let other):
            "\(line), column \"\(column)\": found \"\(dayFirst)\", and \"\(monthFirst)\" on line "
                + "\(other); expected the day first or the month first in the whole column. "
                + "Correct the wrong one."
        case .openDateOrder(let line, let column, let cell):
            "\(line), column \"\(column)\": found \"\(cell)\", which is \(bothReadings(cell)); "
                + "expected something that tells which. Add --date-order dmy when the day comes "
                + "first, or --date-order mdy when the month does."
        case .notADate(let line, let column, let found):
            "\(line), column \"\(column)\": found \"\(found)\"; expected a day such as 2026-03-04. "
                + (studyDay(found) == nil
                    ? "Correct the cell."
                    : "Where the column counts days, say from which: \"counts-from\" under \"day\" in the "
                        + "plan's diary.")
        case .noDayColumn(let file, let header):
            "\(file):1: found no column of days among \(listed(Array(header.prefix(20)))); expected "
                + "one named \"date\" or \"day\". Name it in the plan's diary under \"day: column:\"."
        case .severalPeople(let file, let column, let found, let first):
            "\(file), column \"\(column)\": found \(found.count) "
                + (HeaderWords(column).areAName ? "names, " : "people, ")
                + PlainNumber.list(Array(found.prefix(6)) + (found.count > 6 ? ["others"] : []))
                + (HeaderWords(column).areAName
                    ? "; expected the rows of one. Say which: "
                    : "; expected the diary of one. Say whose it is: ")
                + "\"only: {\(column): \(first)}\" in the plan's diary, or "
                + "n1 import --only \"\(column)=\(first)\"."
        case .noSuchRows(let file, let column, let value, let found):
            "\(file), column \"\(column)\": found no row with \"\(value)\"; expected one of "
                + "\(listed(found)). Correct the choice of rows."
        case .unknownFormat(let file, let formats):
            "\(file): found a file of no known kind; expected what an app exports, or a table whose first "
                + "line names its columns, one of them \"date\". Save it as such a table (CSV), or say "
                + "with --format what it is: \(listed(formats))."
        case .noSuchFormat(let found, let formats):
            "--format: found \"\(found)\"; expected one of \(listed(formats)). "
                + advice(for: found, among: formats)
        case .notAStudy(let file):
            "\(file): found no study of StudyU; expected JSON with \"title\", \"interventions\" and "
                + "\"schedule\". Export the study itself; its results come in with n1 import."
        case .packed(let file, let packed):
            "\(file): found \(packed.name); \(packed.advice)"
        case .notItsResults(let file, let found, let advice):
            "\(file): found \(found); expected answers or measurements. \(advice)"
        case .wrongFormat(let file, let format, let expected):
            "\(file): found a file that is no \(format) export; expected \(expected). "
                + "Leave out --format to have it told by its content."
        case .badXML(let line, let found):
            "\(line): found \(found); expected XML as the phone exports it. "
                + "Export again; the file may be damaged here."
        case .entityDeclared(let line):
            "\(line): found a declaration of an entity; expected none, as no health export has one. "
                + "The file is not read, because entities can pull in other files."
        case .truncated(let line, let open):
            "\(line): found the end of the file inside \(open); expected it to be closed. "
                + "The file is cut off: copy or export it again."
        case .badJSON(let line, let found, let expected):
            "\(line): found \(found); expected \(expected). The file may be damaged: export it again."
        case .tooDeep(let line, let most):
            "\(line): found values nested more than \(most) deep; expected less. "
                + "Check that this is the exported file."
        case .valueMissing(let line, let name, let owner):
            "\(line): found \(owner) without \"\(name)\"; expected one. Export the file again."
        case .unitUnknown(let line, let series, let found, let expected):
            "\(line): found the unit \"\(found)\" for \(series); expected one of "
                + "\(listed(expected)). Change the unit in the app and export again."
        case .unitUnwanted(let line, let series, let found, let wanted):
            "\(line): found \(found.map { "the unit \"\($0)\"" } ?? "no unit") for \"\(series)\"; "
                + "expected one that can be told in \(wanted). Leave the unit out, and say with "
                + "\"times\" in the plan's imports what one of the file's is."
        case .nothingAskedFor(let file, let found, let wanted):
            "\(file): found \(listed(Array(found.prefix(12))))"
                + (found.count > 12 ? " and \(found.count - 12) more series" : "")
                + "; expected one that the plan asks for. Say which of them is which with "
                + "--map, as --map \(wanted.first ?? "itch")=NAME."
        case .mapTargetUnknown(let name, let known):
            "--map: found \"\(name)\" on the left; expected one of \(listed(known)). "
                + advice(for: name, among: known)
        case .mapNotAnAssignment(let text):
            "--map: found \"\(text)\"; expected NAME=SERIES. Write the plan's name, an equals sign "
                + "and the name in the export."
        case .mapUnitUnknown(let text, let unit):
            "--map: found the unit \"\(unit)\" in \"\(text)\"; expected one such as "
                + "\(PlainNumber.list(MeasureUnit.examples, "or")). Correct it, or leave it out."
        case .wordUnknown(let line, let series, let found):
            "\(line): found \"\(found)\" for \"\(series)\"; expected " + wordAdvice(found, series)
        case .differs(let fact, let present, let line):
            "\(line): found \(fact.content) on \(fact.day), where the diary has "
                + "\(present.fact.content), \(present.origin); kept the diary's. If the file is "
                + "right, correct it with n1 log --correct."
        }
    }
}

/// What a cell that is no number may have meant.
private func wordAdvice(_ found: String, _ series: String) -> String {
    if decimalNumber(found) != nil {
        let comma = found.map { $0 == "." ? "," : String($0) }.joined()
        return "a number with a decimal comma, as other cells of the column have it. "
            + "Write \(comma), or one mark in the whole column."
    }
    if found.contains(":"), hours(found) != nil {
        return "a number. Where it is a length of time, ask for its unit: "
            + "--map \"NAME[h]=\(series)\", or \"unit: h\" under \"imports\" in the plan."
    }
    return "a number or a word whose number is known. Add it under \"imports: words:\" in the plan."
}

/// `3 April or 4 March 2026`.
private func bothReadings(_ cell: String) -> String {
    guard let text = DateText(cell), let dayFirst = text.day(.dayFirst),
        let monthFirst = text.day(.monthFirst)
    else { return "either day first or month first" }
    return "\(dayFirst) with the day first and \(monthFirst) with the month first"
}
