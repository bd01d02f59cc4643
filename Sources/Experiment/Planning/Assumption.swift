import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentText
import ExperimentTrial

/// A number that a simulation rests on, and where it comes from.
package struct Assumption: Sendable, Equatable {
    package let value: Double
    package let origin: Origin

    package enum Origin: Sendable, Equatable {
        /// The user said so.
        case given
        /// Estimated from so many days of the user's own diary.
        case diary(days: Int)
        /// The smallest improvement that the plan calls worth having.
        case worthwhile
        /// A default of this program.
        case assumed

        /// What a reader is told.
        package var text: String {
            switch self {
            case .given: "given"
            case .diary(let days): "from \(days) reference days of the diary"
            case .worthwhile: "the smallest worthwhile improvement"
            case .assumed: "assumed"
            }
        }
    }

    package init(_ value: Double, _ origin: Origin) {
        self.value = value
        self.origin = origin
    }

    /// What was given, else what the diary says, else the default.
    package init(_ given: Double?, diary: Double?, days: Int, otherwise assumed: Double) {
        if let given {
            self.init(given, .given)
        } else if let diary {
            self.init(diary, .diary(days: days))
        } else {
            self.init(assumed, .assumed)
        }
    }
}
