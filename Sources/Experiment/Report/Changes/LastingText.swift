import ExperimentAnalysis
import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// What a search says in words about a new level and about what came and went.
struct LastingText {
    private let lasting: LastingReading
    /// Chance of any change where flares are not known of.
    private let plainChance: Double?
    private let notation: PlainTable.Notation

    init(_ lasting: LastingReading, plainChance: Double?, notation: PlainTable.Notation) {
        self.lasting = lasting
        self.plainChance = plainChance
        self.notation = notation
    }

    var sentences: [String] { gradual + rivals }

    /// How the level moved, where no date may be shown.
    private var gradual: [String] {
        if lasting.verdict == .cannotBeToldFromWandering, lasting.pace == .gradual {
            return ["If the level moved, it moved gradually, as in a drift or a season."]
        }
        guard lasting.isClaimed, lasting.pace != .atOnce else { return [] }
        let levels = "from \(decimals(lasting.before)) to \(decimals(lasting.after))"
        return lasting.pace == .gradual
            ? [
                "The level moved gradually, \(levels): a drift or a season explains that better than "
                    + "a step, so no \(notation.step.singular) is named."
            ]
            : ["The level moved \(levels); whether at once or gradually cannot be told."]
    }

    /// What came and went, and what stands in the place of a change where only a search that knows of no
    /// flares reports one.
    private var rivals: [String] {
        if let spell = lasting.spell, !lasting.isClaimed {
            return [
                "It looks like a spell: the level moved around \(notation.text(spell.first)) and was "
                    + "back around \(notation.text(spell.behind))."
            ]
        }
        if !lasting.transients.isEmpty { return [came] + lasting.transients.map(line) }
        guard !lasting.isClaimed, let plainChance, plainChance >= 0.8 else { return [] }
        return ["Slow wandering, or a change that did not last, explains what moved."]
    }

    private var came: String {
        let count = lasting.transients.count
        return count == 1 ? "One thing came and went:" : "\(count) things came and went:"
    }

    private func line(_ placed: TransientFit.PlacedTransient) -> String {
        let size = (placed.height < 0 ? "" : "+") + decimals(placed.height)
        let day = notation.text(placed.transient.time)
        switch placed.transient.shape {
        case .decay(let halfLife) where halfLife == 0:
            return "\(day): \(notation.step.count(1)), \(size)"
        case .decay(let halfLife):
            let days = notation.step.count(halfLife)
            let kind = placed.height < 0 ? "a dip" : "a flare"
            return "\(day): \(kind) of \(size), half of it gone after about \(days)"
        case .box(let days): return "\(day): about \(notation.step.count(days)), \(size)"
        }
    }

    private func decimals(_ value: Double) -> String { PlainNumber.text(value, decimals: 2) }
}
