/// A finite decimal number as people write it, with a point; nil for anything else.
package func decimalNumber(_ text: some StringProtocol) -> Double? {
    if let short = text.utf8.withContiguousStorageIfAvailable(shortNumber), let short {
        return short
    }
    let allowed = text.utf8.allSatisfy {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || "+-.eE".utf8.contains($0)
    }
    guard allowed, let value = Double(text), value.isFinite else { return nil }
    return value
}

/// `7`, `72.5` and all numbers of at most fifteen digits, which nearly every cell holds; nil leaves the
/// rest to the general way. The digits and the power of ten are exact as doubles, so that their quotient
/// is the number next to what is written.
/// Source: Clinger (1990), "How to read floating point numbers accurately", the fast path.
private func shortNumber(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    guard (1...16).contains(bytes.count) else { return nil }
    var digits = 0
    var count = 0
    var decimals: Int?
    for byte in bytes {
        if byte == UInt8(ascii: "."), decimals == nil, count > 0 {
            decimals = 0
            continue
        }
        let digit = byte &- UInt8(ascii: "0")
        guard digit < 10 else { return nil }
        digits = digits * 10 + Int(digit)
        count += 1
        decimals = decimals.map { $0 + 1 }
    }
    guard let decimals else { return count <= 15 ? Double(digits) : nil }
    return decimals > 0 && count <= 15 ? Double(digits) / powersOfTen[decimals] : nil
}

private let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
]
