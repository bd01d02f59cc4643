import ExperimentText

/// How one column writes its numbers: with a decimal point or a decimal comma.
package enum DecimalMark: Sendable, Equatable { case point, comma }

/// Looks at all cells of a column of numbers once.
struct NumberSurvey {
    private var isPointProved = false
    private var isCommaProved = false
    private var hasOpenComma = false

    /// A comma before exactly three digits may group thousands; anywhere else it is a decimal mark.
    /// Where a cell has both marks the last one is the decimal mark.
    package mutating func add(_ cell: String) {
        let comma = cell.utf8.lastIndex(of: UInt8(ascii: ","))
        let point = cell.utf8.lastIndex(of: UInt8(ascii: "."))
        switch (comma, point) {
        case (let comma?, let point?):
            if comma > point { isCommaProved = true } else { isPointProved = true }
        case (let comma?, nil):
            let digits = cell.utf8.distance(from: comma, to: cell.utf8.endIndex) - 1
            let groups = cell.utf8.count { $0 == UInt8(ascii: ",") }
            if digits != 3, groups == 1 { isCommaProved = true } else { hasOpenComma = true }
        case (nil, _?): isPointProved = true
        case (nil, nil): break
        }
    }

    /// - `separator`: of the file; a semicolon is written where the comma is a decimal mark.
    package func mark(separator: UInt8) -> DecimalMark {
        if isCommaProved { return .comma }
        if isPointProved { return .point }
        return hasOpenComma && separator == UInt8(ascii: ";") ? .comma : .point
    }
}

/// A number as exports write it: grouped thousands, a decimal comma, a no-break space, a trailing
/// percent sign; nil for anything else.
package func exportedNumber(_ text: String, mark: DecimalMark = .point) -> Double? {
    if let plain = decimalNumber(text), mark == .point { return plain }
    guard text.utf8.count <= 40 else { return nil }
    let grouping: Character = mark == .point ? "," : "."
    var plain = ""
    for character in text {
        switch character {
        case grouping, "\u{A0}", "\u{202F}", "'", " ": continue
        case ",": plain.append(".")
        case "%" where !plain.isEmpty: continue
        default: plain.append(character)
        }
    }
    guard isGrouped(text, by: grouping) else { return nil }
    return decimalNumber(plain)
}

/// Whether every grouping mark stands before exactly three digits: `1,234` is a number and `1,2` with
/// a decimal point is not.
private func isGrouped(_ text: String, by mark: Character) -> Bool {
    let decimal: Character = mark == "," ? "." : ","
    let whole = text.prefix { $0 != decimal }
    let groups: [Substring] = whole.split(separator: mark, omittingEmptySubsequences: false)
    return groups.dropFirst().allSatisfy { group in
        group.prefix { $0.isASCII && $0.isNumber }.count == 3
    }
}
