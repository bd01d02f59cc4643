/// A value with the line of the plan file on which it stands.
package struct Located<Value: Sendable>: Sendable {
    package let value: Value
    package let line: Int

    package init(_ value: Value, line: Int) {
        self.value = value
        self.line = line
    }

    package func map<Other>(_ transform: (Value) -> Other) -> Located<Other> {
        Located<Other>(transform(value), line: line)
    }
}

extension Located: Equatable where Value: Equatable {}
