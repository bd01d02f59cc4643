import ExperimentDiary
import ExperimentText

/// A series of a file that may be one of the plan's, and why that is thought.
package struct MapProposal: Sendable, Equatable {
    /// The id of the plan's series.
    package let wanted: String
    /// The name of the file's.
    package let source: String
    package let ground: Ground

    package enum Ground: Sendable, Equatable {
        /// A word of the one name is one of the other's.
        case name
        /// No other series of the file is measured in such a unit.
        case unit
        /// It is the file's only series of numbers, and they are inside the scale.
        case onlyFit
    }
}

extension TrialPlan {
    /// What may be which, of the plan's series that a file does not have under their own names. Numbers
    /// outside the scale are never proposed, and where two fit equally well none is: a wrong map is worse
    /// than a question.
    ///
    /// - `looks`: the file's series that nothing else takes.
    /// - `open`: the plan's series that are still to be found.
    package func mapProposals(
        for looks: [SeriesLook], open: [PlannedSeries]
    ) -> [MapProposal] {
        var left = looks
        var proposals: [MapProposal] = []
        for ground in [MapProposal.Ground.name, .unit, .onlyFit] {
            for wanted in open where !proposals.contains(where: { $0.wanted == wanted.id }) {
                guard let source = wanted.source(among: left, of: looks, by: ground) else {
                    continue
                }
                proposals.append(
                    MapProposal(wanted: wanted.id, source: source.name, ground: ground))
                left.removeAll { $0.name == source.name }
            }
        }
        return open.compactMap { wanted in proposals.first { $0.wanted == wanted.id } }
    }
}

extension PlannedSeries {
    /// - `left`: what is not proposed for another one yet, of `all`.
    fileprivate func source(
        among left: [SeriesLook], of all: [SeriesLook], by ground: MapProposal.Ground
    ) -> SeriesLook? {
        switch ground {
        case .name:
            let known = MapWords.of(
                [id, name, instrument?.name ?? "", instrument?.summary ?? ""].joined(separator: " ")
            )
            let shared = left.map { look in
                (
                    look: look,
                    count: fits(look) ? MapWords.of(look.name).intersection(known).count : 0
                )
            }
            guard let most = shared.map(\.count).max(), most > 0 else { return nil }
            return shared.filter { $0.count == most }.onlyElement?.look
        case .unit:
            guard let unit = MapWords.unit(of: self) else { return nil }
            let same = left.filter { $0.unit.map { MeasureUnit.areAlike($0, unit) } ?? false }
            return same.onlyElement
        case .onlyFit:
            // A number that belongs to no instrument may be anything.
            let numbers = all.filter { $0.range != nil }
            guard instrument != nil, numbers.count == 1, let only = numbers.first, only.unit == nil,
                fits(only)
            else { return nil }
            return left.first { $0.name == only.name }
        }
    }

    /// Whether the file's numbers are inside the scale; words may be those of the scale.
    private func fits(_ look: SeriesLook) -> Bool {
        guard let range = look.range, let allowed else { return true }
        // A unit may have to be converted first.
        if let unit = look.unit,
            MapWords.unit(of: self).map({ MeasureUnit.areAlike(unit, $0) }) == true
        {
            return true
        }
        return allowed.bounds.contains(range.lowerBound)
            && allowed.bounds.contains(range.upperBound)
    }
}

extension Array {
    fileprivate var onlyElement: Element? { count == 1 ? first : nil }
}

/// The words of a name that tell what is measured.
private enum MapWords {
    /// Words that any series may have in its name.
    private static let general: Set<String> = [
        "a", "an", "and", "as", "average", "best", "body", "by", "count", "daily", "day", "days",
        "for", "from", "grade", "h", "hour", "hours", "in", "instrument", "is", "kg", "last",
        "level",
        "lb", "mean", "min", "minutes", "number", "numeric", "nrs", "of", "on", "one", "or", "own",
        "peak", "per", "person", "quality", "rated", "rating", "s", "scale", "score", "self",
        "single",
        "symptom", "symptoms", "that", "the", "time", "to", "today", "total", "value", "week",
        "with",
        "worst", "yesterday",
    ]

    static func of(_ text: String) -> Set<String> {
        let parts = text.split { !$0.isLetter && !$0.isNumber }.flatMap { part in
            [String(part)] + humps(part)
        }
        return Set(parts.map { $0.lowercased() }).filter { !general.contains($0) && Int($0) == nil }
    }

    /// `bodyMass` is two words.
    private static func humps(_ word: Substring) -> [String] {
        word.reduce(into: [""]) { humps, character in
            if character.isUppercase { humps.append("") }
            humps[humps.count - 1].append(character)
        }.filter { !$0.isEmpty }
    }

    /// The unit in which the plan's series is told; nil for points and the like.
    static func unit(of series: PlannedSeries) -> String? {
        if TrialPlan.weightSeries.contains(series.id) { return "kg" }
        return series.instrument.map(\.unit).flatMap { MeasureUnit.isKnown($0) ? $0 : nil }
    }
}
