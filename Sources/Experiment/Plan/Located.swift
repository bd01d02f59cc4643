/// A value with the line of the plan file on which it stands.
public struct Located<Value: Sendable>: Sendable {
    public let value: Value
    public let line: Int

    public init(_ value: Value, line: Int) {
        self.value = value
        self.line = line
    }

    public func map<Other>(_ transform: (Value) -> Other) -> Located<Other> {
        Located<Other>(transform(value), line: line)
    }
}

extension Located: Equatable where Value: Equatable {}
