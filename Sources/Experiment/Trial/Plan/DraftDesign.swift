import ExperimentDiary
import ExperimentText

/// The design part of a plan file.
package struct DraftDesign: Sendable {
    package let line: Int
    package let settings: DesignSettings?
    package let seed: Located<Int>?
    package let conditions: [Located<String>]
    /// Ids of the outcomes that are scheduled side by side, in the order of the design's series.
    package let outcomes: [Located<String>]
    /// Why it was chosen although the template advises against it.
    package let reason: String?

    package init?(_ node: PlanNode, _ reader: inout PlanReader) {
        let keys =
            ["kind", "seed", "conditions", "outcomes", "order", "balanced", "draw", "reason"]
            + DesignSettings.numbers.map(\.key)
        guard let map = reader.mapping(node, keys: keys) else { return nil }
        line = map.line
        seed = reader.integer(map["seed"], in: 0...Int.max)
        conditions = reader.texts(map["conditions"])
        outcomes = reader.texts(map["outcomes"])
        reason = reader.text(map["reason"])?.value
        settings = Self.settings(map, &reader)
    }

    private static func settings(
        _ map: PlanMapping, _ reader: inout PlanReader
    ) -> DesignSettings? {
        let kinds = DesignKind.allCases.map(\.rawValue)
        if map["kind"] == nil {
            reader.report(
                .missing(key: map.key("kind"), expected: "one of \(listed(kinds))"), line: map.line)
        }
        let kind = reader.choice(map["kind"], among: kinds).flatMap {
            DesignKind(rawValue: $0.value)
        }
        var settings = DesignSettings(kind ?? .beforeAfter)
        var isWhole = kind != nil
        for (key, path) in DesignSettings.numbers {
            settings[keyPath: path] = reader.integer(map[key], in: 0...DesignLimits.days)?.value
            if map[key] != nil, settings[keyPath: path] == nil { isWhole = false }
        }
        settings.isWilliams =
            reader.choice(map["order"], among: ["any", "williams"])?.value == "williams"
        settings.isBalanced = reader.flag(map["balanced"])?.value ?? true
        settings.draw = map["draw"].flatMap { rule($0, &reader) }
        if map["draw"] != nil, settings.draw == nil { isWhole = false }
        return isWhole ? settings : nil
    }

    private static func rule(_ node: PlanNode, _ reader: inout PlanReader) -> RhythmRule? {
        guard
            let map = reader.mapping(node, keys: ["against", "onset-lag", "washout"]),
            let against = reader.choice(
                map["against"], among: RhythmRule.Scope.allCases.map(\.rawValue)),
            let scope = RhythmRule.Scope(rawValue: against.value)
        else { return nil }
        let limit = 0...DesignLimits.days
        return RhythmRule(
            scope: scope,
            onsetLagInDays: reader.integer(map["onset-lag"], in: limit)?.value ?? 0,
            washoutInDays: reader.integer(map["washout"], in: limit)?.value ?? 0)
    }
}
