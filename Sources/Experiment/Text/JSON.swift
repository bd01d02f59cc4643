/// A JSON value whose objects keep the order of their keys, so that equal reports are equal bytes.
package indirect enum JSON: Sendable, Equatable {
    case null
    case bool(Bool)
    case number(Double)
    case integer(Int)
    case string(String)
    case array([JSON])
    case object([Member])

    /// One key of an object and its value.
    package struct Member: Sendable, Equatable {
        package let key: String
        package let value: JSON

        package init(_ key: String, _ value: JSON) {
            self.key = key
            self.value = value
        }
    }

    /// A number, or null for nothing. JSON has no infinities: they become null too.
    package init(_ number: Double?) {
        self = number.map { $0.isFinite ? .number($0) : .null } ?? .null
    }

    package init(_ text: String?) { self = text.map(JSON.string) ?? .null }

    /// The text with two spaces a level. A number is the shortest that reads back as the same
    /// double, which carries all of its 17 digits.
    package var text: String {
        var output = ""
        write(to: &output, indentation: 0)
        return output
    }

    private func write(to output: inout String, indentation: Int) {
        switch self {
        case .null: output += "null"
        case .bool(let value): output += value ? "true" : "false"
        case .integer(let value): output += String(value)
        case .number(let value): output += value.isFinite ? PlainNumber.text(value) : "null"
        case .string(let value): output += Self.quoted(value)
        case .array(let values):
            Self.write(values.count, "[", "]", to: &output, indentation) { index, output in
                values[index].write(to: &output, indentation: indentation + 1)
            }
        case .object(let members):
            Self.write(members.count, "{", "}", to: &output, indentation) { index, output in
                output += Self.quoted(members[index].key) + ": "
                members[index].value.write(to: &output, indentation: indentation + 1)
            }
        }
    }

    private static func write(
        _ count: Int, _ open: String, _ close: String, to output: inout String,
        _ indentation: Int, element: (Int, inout String) -> Void
    ) {
        guard count > 0 else {
            output += open + close
            return
        }
        let margin = String(repeating: "  ", count: indentation)
        output += open
        for index in 0..<count {
            output += (index == 0 ? "\n" : ",\n") + margin + "  "
            element(index, &output)
        }
        output += "\n" + margin + close
    }

    /// What JavaScript and YAML would misread is escaped too, so that a string also stands in both.
    private static func quoted(_ text: String) -> String {
        var output = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": output += "\\\""
            case "\\": output += "\\\\"
            case "\n": output += "\\n"
            case "\r": output += "\\r"
            case "\t": output += "\\t"
            case let sign
            where sign.value < 0x20 || (0x7F...0x9F).contains(sign.value)
                || (0x2028...0x2029).contains(sign.value) || sign.value == 0xFEFF:
                let hex = String(sign.value, radix: 16)
                output += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: output.unicodeScalars.append(scalar)
            }
        }
        return output + "\""
    }
}

extension JSON: ExpressibleByStringLiteral {
    package init(stringLiteral value: String) { self = .string(value) }
}

extension JSON {
    /// An object from keys and values, in the order given.
    package static func object(_ members: KeyValuePairs<String, JSON>) -> JSON {
        .object(members.map { Member($0.key, $0.value) })
    }
}
