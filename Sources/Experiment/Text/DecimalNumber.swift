/// A finite decimal number as people write it, with a point; nil for anything else.
package func decimalNumber(_ text: some StringProtocol) -> Double? {
    let allowed = text.utf8.allSatisfy {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || "+-.eE".utf8.contains($0)
    }
    guard allowed, let value = Double(text), value.isFinite else { return nil }
    return value
}
