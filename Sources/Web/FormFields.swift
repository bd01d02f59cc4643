/// Fields of a form in the order in which they were sent; a name may come several times.
package struct FormFields: Sendable, Equatable {
    package private(set) var pairs: [(name: String, value: String)]

    /// More are left out: no form of ours has as many.
    private static let most = 2_000

    package init(_ pairs: [(name: String, value: String)] = []) { self.pairs = pairs }

    /// `name=value&name=value`, as forms and addresses have it. What is no UTF-8 is left out.
    package init(urlEncoded bytes: [UInt8]) {
        let parts = bytes.split(separator: UInt8(ascii: "&"), maxSplits: Self.most)
        pairs = parts.prefix(Self.most).compactMap { part in
            let sides = part.split(
                separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            let value = sides.count > 1 ? sides[1] : []
            guard let name = PercentCode.decoded(sides[0], plusIsSpace: true),
                let text = PercentCode.decoded(value, plusIsSpace: true)
            else { return nil }
            return (name, text)
        }
    }

    /// The first value of a name, without outer spaces; nil where it is not there or empty.
    package subscript(name: String) -> String? {
        guard let value = pairs.first(where: { $0.name == name })?.value else { return nil }
        let trimmed = Self.trimmed(value)
        return trimmed.isEmpty ? nil : trimmed
    }

    /// Values of the names that begin so, by the rest of the name; empty ones are left out.
    package func all(_ prefix: String) -> [(name: String, value: String)] {
        pairs.compactMap { pair in
            let value = Self.trimmed(pair.value)
            guard pair.name.hasPrefix(prefix), !value.isEmpty else { return nil }
            return (String(pair.name.dropFirst(prefix.count)), value)
        }
    }

    private static func trimmed(_ text: String) -> String {
        var slice = text.drop(while: \.isWhitespace)
        while let last = slice.last, last.isWhitespace { slice.removeLast() }
        return String(slice)
    }

    package static func == (one: FormFields, other: FormFields) -> Bool {
        one.pairs.elementsEqual(other.pairs) { $0 == $1 }
    }
}

/// `%41` for A, as addresses and forms write bytes.
package enum PercentCode {
    /// Nil for a broken escape or what is no UTF-8.
    package static func decoded(
        _ bytes: some Collection<UInt8>, plusIsSpace: Bool = false
    ) -> String? {
        var output: [UInt8] = []
        var rest = Array(bytes)[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(digit),
                    let low = rest.popFirst().flatMap(digit)
                else { return nil }
                output.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsSpace: output.append(UInt8(ascii: " "))
            default: output.append(byte)
            }
        }
        return String(validating: output, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }

    /// Letters, digits and `-._~` stand for themselves.
    package static func encoded(_ text: String) -> String {
        text.utf8.map { byte -> String in
            switch byte {
            case 48...57, 65...90, 97...122, 45, 46, 95, 126:
                return String(UnicodeScalar(byte))
            default:
                let hex = String(byte, radix: 16, uppercase: true)
                return "%" + (hex.count == 1 ? "0" : "") + hex
            }
        }.joined()
    }
}
