import ExperimentDiary
import ExperimentText

extension PlannedOutcome {
    /// What a person is asked for: the items of a questionnaire, whose total nobody knows by heart,
    /// else what the diary holds.
    package var askedSeries: [PlannedSeries] {
        guard items.isEmpty, instrument.items.count > 1,
            !instrument.items.contains(where: \.repeats)
        else { return series }
        return instrument.items.map { item in
            let hint = item.hint.isEmpty ? "" : " (\(item.spokenHint))"
            return PlannedSeries(
                id: "\(id).\(item.key)", name: "\(id) \(Self.spoken(item.key))\(hint)",
                allowed: item.allowed, combining: nil, instrument: instrument)
        }
    }

    /// Whether items are asked for, and the diary holds their total as well.
    package var isAskedByItems: Bool { items.isEmpty && askedSeries.count > 1 }

    private static func spoken(_ key: String) -> String {
        key.split(separator: "_").joined(separator: " ")
    }

    /// The series of `poem.itch`, by the id of the outcome or of its instrument.
    package func itemSeries(_ name: String) -> PlannedSeries? {
        let owner = [id, instrument.id].first { name.hasPrefix($0 + ".") }
        guard let owner else { return nil }
        let key = Self.folded(name.dropFirst(owner.count + 1))
        if let item = items.first(where: { Self.folded($0.item[...]) == key }) {
            return series.first { $0.id == item.series }
        }
        return isAskedByItems
            ? askedSeries.first { Self.folded($0.id.dropFirst(id.count + 1)) == key } : nil
    }

    private static func folded(_ key: Substring) -> String {
        key.lowercased().split { $0 == "_" || $0 == "-" || $0 == " " }.joined(separator: "-")
    }
}

extension TrialPlan {
    /// The series of an item that a questionnaire of the plan has, as `poem.itch`.
    package func itemSeries(_ name: String) -> PlannedSeries? {
        outcomes.lazy.compactMap { $0.itemSeries(name) }.first
    }

    /// The outcome whose items are asked for in place of this series; nil for any other series.
    package func askedItems(of series: PlannedSeries) -> [PlannedSeries] {
        outcomes.first { $0.id == series.id && $0.isAskedByItems }?.askedSeries ?? []
    }
}
