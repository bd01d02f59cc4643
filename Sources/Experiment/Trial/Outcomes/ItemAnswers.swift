import ExperimentDiary
import ExperimentText

/// Answers as they were given: in order, some blank, some perhaps twice. Nothing is checked yet.
package struct ItemAnswers: Sendable, Hashable, ExpressibleByDictionaryLiteral {
    /// One answer; a nil value is an item left blank, which is never a zero.
    package struct Answer: Sendable, Hashable {
        package let key: String
        package let value: Double?

        package init(_ key: String, _ value: Double?) {
            self.key = key
            self.value = value
        }
    }

    package let answers: [Answer]

    package init(_ answers: [Answer]) { self.answers = answers }

    package init(dictionaryLiteral elements: (String, Double?)...) {
        self.init(elements.map { Answer($0.0, $0.1) })
    }
}

/// Answers that an instrument has checked: every value allowed, every required item answered or
/// filled by the instrument's own rule.
package struct CheckedAnswers: Sendable {
    /// In the order of the instrument's items; several values for an item that repeats.
    package let values: [(key: String, values: [Double])]
    /// Keys of the blank items that were filled.
    package let filled: [String]

    /// Every value in the order of the items.
    package var all: [Double] { values.flatMap(\.values) }

    /// The values of one item; empty for an optional item left blank.
    package func all(_ key: String) -> [Double] {
        values.first { $0.key == key }?.values ?? []
    }

    /// The single value of an item that the rule and the instrument both name.
    package subscript(key: String) -> Double {
        guard let value = all(key).first else {
            preconditionFailure(
                "the scoring rule asks for \(key), which the instrument does not require")
        }
        return value
    }
}
