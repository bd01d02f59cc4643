import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// What a search for changes found in one series: the same shape for every method.
package struct ChangeSummary: Sendable {
    /// The method's name, as `--method` takes it.
    package let method: String
    /// The cost's name, or the noise model of the posterior.
    package let cost: String
    /// Number of observations.
    package let n: Int
    /// Nil for methods that find a segmentation without a probability.
    package let probabilityOfAnyChange: Double?
    package let verdict: ChangeVerdict?
    /// Autocorrelation of the noise, where the method has one.
    package let rho: Double?
    package let changes: [Change]
    /// What a reader should know beside the numbers.
    package var notes: [String]
    /// Whether the level changed for good, and what came and went; nil for other methods and for series
    /// that are too long.
    package internal(set) var lasting: LastingReading?
    /// What a test for short-memory noise says beside the posterior; nil for other methods.
    package internal(set) var shortMemory: ShortMemoryVerdict?

    /// One change of level.
    package struct Change: Sendable, Equatable {
        /// Number of observations before it: the first of the new segment, from zero.
        package let index: Int
        /// Time of that observation.
        package let time: Int
        /// The change lies after the observation before `lower` and not after `upper`; nil where the
        /// method gives no range.
        package let lower: Int?
        package let upper: Int?
        package let probability: Double?
        package let before: Double
        package let after: Double
    }

    /// The object that docs/contract.md describes.
    package func json(_ notation: PlainTable.Notation) -> JSON {
        .object([
            "method": .string(method),
            "cost": .string(cost),
            "n": .integer(n),
            "step": .string(notation.step.singular),
            "probabilityOfAnyChange": JSON(probabilityOfAnyChange),
            "rho": JSON(rho),
            "changes": .array(changes.map { Self.json($0, notation) }),
            "verdict": verdict.map { .string($0.rawValue) } ?? .null,
            "lasting": lasting.map { $0.json { Self.json($0, notation) } } ?? .null,
            "shortMemory": shortMemory.map(\.json) ?? .null,
            "notes": .array((verdicts + notes).map(JSON.string)),
        ])
    }

    /// The verdicts under both noises as sentences.
    private var verdicts: [String] {
        let short = shortMemory.map { "If the noise had a short memory only: \($0.sentence)" }
        return [verdict?.sentence, short].compactMap(\.self)
    }

    private static func json(_ time: Int?, _ notation: PlainTable.Notation) -> JSON {
        time.map { notation.json($0) } ?? .null
    }

    private static func json(_ change: Change, _ notation: PlainTable.Notation) -> JSON {
        .object([
            "index": .integer(change.index), "time": json(change.time, notation),
            "lower": json(change.lower, notation), "upper": json(change.upper, notation),
            "probability": JSON(change.probability), "before": JSON(change.before),
            "after": JSON(change.after),
        ])
    }
}

extension TimeNotation {
    /// A count as a number, everything else as it is written.
    package func json(_ time: Int) -> JSON {
        isOfCalendar ? .string(text(time)) : .integer(time)
    }
}
