/// Answers as they were given: in order, some blank, some perhaps twice. Nothing is checked yet.
public struct ItemAnswers: Sendable, Hashable, ExpressibleByDictionaryLiteral {
    /// One answer; a nil value is an item left blank, which is never a zero.
    public struct Answer: Sendable, Hashable {
        public let key: String
        public let value: Double?

        public init(_ key: String, _ value: Double?) {
            self.key = key
            self.value = value
        }
    }

    public let answers: [Answer]

    public init(_ answers: [Answer]) { self.answers = answers }

    public init(dictionaryLiteral elements: (String, Double?)...) {
        self.init(elements.map { Answer($0.0, $0.1) })
    }
}

/// Answers that an instrument has checked: every value allowed, every required item answered or
/// filled by the instrument's own rule.
struct CheckedAnswers: Sendable {
    /// In the order of the instrument's items; several values for an item that repeats.
    let values: [(key: String, values: [Double])]
    /// Keys of the blank items that were filled.
    let filled: [String]

    /// Every value in the order of the items.
    var all: [Double] { values.flatMap(\.values) }

    /// The values of one item; empty for an optional item left blank.
    func all(_ key: String) -> [Double] {
        values.first { $0.key == key }?.values ?? []
    }

    /// The single value of an item that the rule and the instrument both name.
    subscript(key: String) -> Double {
        guard let value = all(key).first else {
            preconditionFailure(
                "the scoring rule asks for \(key), which the instrument does not require")
        }
        return value
    }
}
