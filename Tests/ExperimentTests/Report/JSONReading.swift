import Foundation

/// JSON as the machine's own reader sees it.
enum JSONReading {
    struct NotAnObject: Error {}

    static func object(_ text: String) throws -> [String: Any] {
        guard let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        else { throw NotAnObject() }
        return object
    }

    /// Every number and every text of a value.
    static func leaves(_ value: Any) -> (numbers: [Double], texts: [String]) {
        switch value {
        case let object as [String: Any]:
            return object.values.map(leaves).reduce(into: ([], [])) {
                $0.0 += $1.numbers
                $0.1 += $1.texts
            }
        case let array as [Any]:
            return array.map(leaves).reduce(into: ([], [])) {
                $0.0 += $1.numbers
                $0.1 += $1.texts
            }
        case let text as String: return ([], [text])
        case let number as NSNumber: return ([number.doubleValue], [])
        default: return ([], [])
        }
    }
}
