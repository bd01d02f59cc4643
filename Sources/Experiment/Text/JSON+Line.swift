extension JSON {
    /// The value on one line, as JSON Lines want it: the same numbers and strings as `text`.
    package var line: String {
        switch self {
        case .null, .bool, .integer, .number, .string: text
        case .array(let values): "[" + values.map(\.line).joined(separator: ",") + "]"
        case .object(let members):
            "{"
                + members.map { JSON.string($0.key).text + ":" + $0.value.line }
                .joined(separator: ",") + "}"
        }
    }
}
