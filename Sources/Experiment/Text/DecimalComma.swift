/// A number with a decimal comma as one with a point; the text as it is where the comma could
/// separate thousands, or the text is no such number. `4,5` is 4.5, `1,234` stays.
package func decimalPointed(_ text: String) -> String {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].count != 3 || parts[0] == "0" || parts[0] == "-0",
        !parts[0].isEmpty, !parts[1].isEmpty, parts[1].allSatisfy({ "0"..."9" ~= $0 })
    else { return text }
    let pointed = parts[0] + "." + parts[1]
    return decimalNumber(pointed) == nil ? text : String(pointed)
}
