import ExperimentDiary
import ExperimentText

extension Instrument {
    /// The score of one occasion, by the instrument's published rule.
    ///
    /// Items that were blank and filled by that rule are listed in the score.
    /// - Throws: `ScoringError` for an unknown item, a value that is not allowed, an item given twice,
    ///   or more blank items than the rule bears.
    package func score(_ answers: ItemAnswers) throws(ScoringError) -> Score {
        let checked = try completed(try settled(answers))
        return Score(
            rule.value(of: checked), instrument: id, parts: rule.parts(of: checked),
            filledItems: checked.filled)
    }

    /// A total that was computed elsewhere, checked against range and step.
    /// - Throws: `ScoringError.totalNotAllowed`.
    package func score(total: Double) throws(ScoringError) -> Score {
        guard let value = allowedTotals.settled(total) else {
            throw .totalNotAllowed(instrument: id, found: total, allowed: allowedTotals)
        }
        return Score(value, instrument: id)
    }

    /// Values by item in the order of the items, each allowed; blank items have none.
    package func settled(_ given: ItemAnswers) throws(ScoringError) -> [[Double]] {
        var values = [[Double]](repeating: [], count: items.count)
        for answer in given.answers {
            guard let index = items.firstIndex(where: { $0.key == answer.key }) else {
                throw unknown(answer.key)
            }
            guard let found = answer.value else { continue }
            guard let value = items[index].allowed.settled(found) else {
                throw .valueNotAllowed(
                    instrument: id, item: answer.key, found: found, allowed: items[index].allowed)
            }
            values[index].append(value)
        }
        for index in items.indices { values[index] = try single(values[index], items[index]) }
        return values
    }

    private func single(
        _ found: [Double], _ item: InstrumentItem
    ) throws(ScoringError) -> [Double] {
        if found.count < 2 || item.repeats { return found }
        guard takesHigherOfTwo else {
            throw .answeredTwice(instrument: id, item: item.key, found: found)
        }
        return [found.max()].compactMap { $0 }
    }

    /// Fills blank items as `blankItems` says, or refuses.
    private func completed(_ values: [[Double]]) throws(ScoringError) -> CheckedAnswers {
        let blank = items.indices.filter { values[$0].isEmpty && !items[$0].isOptional }
        let keys = blank.map { items[$0].key }
        guard blank.isEmpty || blankItems.allows(blank: blank.count, of: items.count) else {
            throw .blankItems(instrument: id, blank: keys, rule: blankItems)
        }
        var filled = values
        let filling = blankItems.filling(values.flatMap { $0 })
        for index in blank { filled[index] = [filling] }
        return CheckedAnswers(
            values: zip(items, filled).map { (key: $0.key, values: $1) }, filled: keys)
    }

    private func unknown(_ key: String) -> ScoringError {
        let known = items.map(\.key)
        return .unknownItem(
            instrument: id, found: key, nearest: NearestName.of(key, among: known), known: known)
    }
}

extension BlankItemRule {
    fileprivate func allows(blank: Int, of count: Int) -> Bool {
        switch self {
        case .refuse: false
        case .zero(let most): blank <= most
        case .prorate(let least): count - blank >= least
        }
    }

    fileprivate func filling(_ present: [Double]) -> Double {
        guard case .prorate = self, !present.isEmpty else { return 0 }
        return present.reduce(0, +) / Double(present.count)
    }
}
