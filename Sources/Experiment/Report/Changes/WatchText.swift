import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial
import Stats

/// What a daily look at the data says: the chance of a change so far, worded by bounds that daily looks
/// allow, and evidence that stays valid however often one looks.
package struct WatchText: Sendable {
    private let looks: [OnlineLook]
    private let notation: PlainTable.Notation

    package init(_ looks: [OnlineLook], notation: PlainTable.Notation) {
        self.looks = looks
        self.notation = notation
    }

    private var step: TimeStep { notation.step }

    package var text: String {
        guard let look = looks.last else {
            return
                "It is too early to say anything: fewer than seven \(step.plural) since the watch began, "
                + "or fewer than fourteen in all.\n"
        }
        let daily =
            look.looks == 1 ? "1 look" : "\(look.looks) \(step == .day ? "daily " : "")looks"
        return "Up to \(notation.text(look.time)), after \(daily): the chance that something has "
            + "changed since the watch began is \(Chance(look.chance).percent). "
            + "\(look.sentence(every: step))\n"
            + "Evidence that holds however often you look: p \(pValue(look)). It was seen to hold for "
            + "\(Self.listed(WatchedNoise.held, "and")), not for "
            + "\(Self.listed(WatchedNoise.notHeld, "or")). An "
            + "interim look is not a test; the plan's own analysis decides at the end.\n"
    }

    private func pValue(_ look: OnlineLook) -> String {
        let smallest = OnlineLook.smallestPValue
        return look.anytimePValue <= smallest
            ? "at most \(PlainNumber.text(smallest))"
            : "= \(PlainNumber.text(look.anytimePValue, decimals: 3))"
    }

    private static func listed(_ noises: [WatchedNoise], _ joint: String) -> String {
        let words = noises.map(\.words)
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " \(joint) " + last
    }

    package var json: JSON {
        .object([
            "looks": .array(
                looks.map { look in
                    .object([
                        "time": notation.json(look.time),
                        "chance": JSON(look.chance),
                        "anytimePValue": JSON(look.anytimePValue),
                        "verdict": .string(look.verdict.rawValue),
                    ])
                }),
            "holdsFor": .array(WatchedNoise.held.map { .string($0.rawValue) }),
            "notFor": .array(WatchedNoise.notHeld.map { .string($0.rawValue) }),
        ])
    }
}

extension WatchedNoise {
    fileprivate var words: String {
        switch self {
        case .slowWander: "slow wandering"
        case .ratingNoise: "rating noise"
        case .shortFlares: "flares that fade or end within two weeks"
        case .drift: "a lasting drift"
        case .season: "a season"
        }
    }
}

extension OnlineLook {
    /// How strongly this look may be worded, in one sentence: never a bare yes.
    package func sentence(every step: TimeStep) -> String {
        switch verdict {
        case .clear: "For someone who looks every \(step.singular) that is a clear change."
        case .likely:
            "For someone who looks every \(step.singular) that makes a change likely, and it is not clear yet."
        case .cannotBeToldFromWandering:
            "For someone who looks every \(step.singular) that cannot be told from slow wandering yet."
        case .noSign: "There is no sign of a change so far."
        }
    }
}
