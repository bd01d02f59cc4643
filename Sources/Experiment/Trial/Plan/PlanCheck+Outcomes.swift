import ExperimentDiary
import ExperimentText
import Stats

/// Outcomes with their scales, and covariates.
extension PlanCheck {
    mutating func outcomes(_ drafts: [DraftOutcome]) -> [PlannedOutcome] {
        if drafts.isEmpty {
            report(.missing(key: "outcomes", expected: "at least one outcome"), line: 1)
        }
        let primaries = drafts.count(where: \.isPrimary)
        if drafts.count > 1, primaries != 1 {
            report(.noPrimary(count: primaries), line: drafts[0].line)
        }
        return drafts.compactMap { outcome($0, isOnly: drafts.count == 1) }
    }

    private mutating func outcome(_ draft: DraftOutcome, isOnly: Bool) -> PlannedOutcome? {
        let id = required(
            draft.id, key: "\(draft.key).id", expected: "a short name", line: draft.line)
        guard let instrument = instrument(draft, id: id) else { return nil }
        return PlannedOutcome(
            id: id, name: draft.name?.value ?? instrument.name, instrument: instrument,
            worthwhile: worthwhile(draft, instrument), isPrimary: isOnly || draft.isPrimary,
            combining: draft.combining, daysBetween: cadence(draft, instrument),
            onsetLagInDays: draft.onsetLag?.value, washoutInDays: draft.washout?.value, items: [])
    }

    private mutating func instrument(_ draft: DraftOutcome, id: String) -> Instrument? {
        switch (draft.instrument, draft.scale) {
        case (let name?, nil): return catalogued(name, key: "\(draft.key).instrument")
        case (nil, let scale?): return custom(scale, id: id, name: draft.name?.value)
        case (_?, let scale?): report(.bothScaleAndInstrument(key: draft.key), line: scale.line)
        case (nil, nil):
            report(
                .missing(
                    key: "\(draft.key).scale",
                    expected: "an instrument of the catalogue, or a scale with from, to and better"),
                line: draft.line)
        }
        return nil
    }

    private mutating func catalogued(_ name: Located<String>, key: String) -> Instrument? {
        do { return try Instrument.named(name.value) } catch {
            report(.instrument(key: key, error), line: name.line)
            return nil
        }
    }

    private mutating func custom(_ scale: DraftScale, id: String, name: String?) -> Instrument? {
        guard let from = scale.from, let to = scale.to, let better = scale.better else {
            let missing = scale.from == nil ? "from" : scale.to == nil ? "to" : "better"
            report(
                .missing(
                    key: "\(scale.key).\(missing)",
                    expected: missing == "better" ? "lower or higher" : "a number"),
                line: scale.line)
            return nil
        }
        guard from.value < to.value else {
            report(.emptyRange(key: scale.key, from: from.value, to: to.value), line: from.line)
            return nil
        }
        do {
            return try Instrument.custom(
                id: id, name: name, range: from.value...to.value, step: scale.step?.value,
                direction: better.value == "lower" ? .higherIsWorse : .higherIsBetter,
                unit: scale.unit?.value ?? "points", isCount: scale.isCount)
        } catch {
            report(.instrument(key: scale.key, error), line: scale.line)
            return nil
        }
    }

    private mutating func worthwhile(
        _ draft: DraftOutcome, _ instrument: Instrument
    ) -> Double? {
        guard let given = draft.worthwhile else {
            return instrument.smallestWorthwhileChange.value
        }
        let width = instrument.range.upperBound - instrument.range.lowerBound
        guard given.value > 0, given.value <= width else {
            report(
                .outOfRange(
                    key: "\(draft.key).worthwhile", found: PlainNumber.text(given.value),
                    expected: "more than 0 and at most \(PlainNumber.text(width)), the width of "
                        + "the scale"),
                line: given.line)
            return nil
        }
        return given.value
    }

    mutating func covariates(_ drafts: [DraftCovariate]) -> [PlannedCovariate] {
        drafts.map { draft in
            let id = required(
                draft.id, key: "\(draft.key).id", expected: "a short name", line: draft.line)
            if let lags = draft.lags, draft.lag != nil {
                report(
                    .excludes(key: "\(draft.key).lags", other: "\(draft.key).lag"),
                    line: lags.line)
            }
            return PlannedCovariate(
                id: id, name: draft.name?.value ?? id, lagInDays: draft.lag?.value ?? 0,
                lags: draft.lags?.value, combining: draft.combining)
        }
    }
}
