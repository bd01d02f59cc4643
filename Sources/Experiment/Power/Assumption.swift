/// A number that a simulation rests on, and where it comes from.
public struct Assumption: Sendable, Equatable {
    public let value: Double
    public let origin: Origin

    public enum Origin: Sendable, Equatable {
        /// The user said so.
        case given
        /// Estimated from so many days of the user's own diary.
        case diary(days: Int)
        /// The smallest improvement that the plan calls worth having.
        case worthwhile
        /// A default of this program.
        case assumed

        /// What a reader is told.
        public var text: String {
            switch self {
            case .given: "given"
            case .diary(let days): "from \(days) reference days of the diary"
            case .worthwhile: "the smallest worthwhile improvement"
            case .assumed: "assumed"
            }
        }
    }

    public init(_ value: Double, _ origin: Origin) {
        self.value = value
        self.origin = origin
    }

    /// What was given, else what the diary says, else the default.
    init(_ given: Double?, diary: Double?, days: Int, otherwise assumed: Double) {
        if let given {
            self.init(given, .given)
        } else if let diary {
            self.init(diary, .diary(days: days))
        } else {
            self.init(assumed, .assumed)
        }
    }
}
