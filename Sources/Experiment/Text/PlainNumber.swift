/// Numbers as text without a locale: `3`, `0.5`, `8.7`.
package enum PlainNumber {
    /// The shortest decimal text that reads back as `value`, without a trailing `.0`.
    package static func text(_ value: Double) -> String {
        let text = "\(value)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// `value` to at most `decimals` places, for sentences.
    package static func text(_ value: Double, decimals: Int) -> String {
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        return text((value * scale).rounded() / scale)
    }

    /// `value` to exactly `decimals` places, for columns of numbers: `0.50`, `-1.80`.
    package static func fixed(_ value: Double, decimals: Int) -> String {
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        let scaled = (value.magnitude * scale).rounded()
        guard scaled < 1e15 else { return text(value) }
        let digits = String(Int(scaled))
        let padding = String(repeating: "0", count: max(0, decimals + 1 - digits.count))
        let all = padding + digits
        let sign = value < 0 && scaled > 0 ? "-" : ""
        guard decimals > 0 else { return sign + all }
        return sign + all.dropLast(decimals) + "." + all.suffix(decimals)
    }

    /// `a, b and c`.
    package static func list(_ words: [String], _ conjunction: String = "and") -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " \(conjunction) " + last
    }
}
