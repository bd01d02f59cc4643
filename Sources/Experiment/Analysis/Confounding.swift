import ExperimentDiary
import ExperimentText
import ExperimentTrial
import Stats

/// Which of a trial's effects its analysed days can tell apart.
///
/// Columns that equal each other (up to a multiple, and whatever else is in the analysis) have one
/// effect, the sum of theirs; so have two conditions whose courses resemble each other by 0.95 or
/// more once their onset is unknown. Such a pair gets one number, under the name of both.
///
/// Source: `Separability`, with its thresholds of 0.85 and 0.95.
package struct Confounding {
    private let data: TrialData
    private let rows: TrialDesignMatrix
    /// Tested conditions that were lived together and cannot be told apart, the first of the plan
    /// first; each tested condition is in one group.
    private let groups: [[Condition]]

    package init(_ data: TrialData, _ rows: TrialDesignMatrix) {
        self.data = data
        self.rows = rows
        groups = Self.groups(data, rows)
    }

    // MARK: The answer

    /// The effect of a condition as far as the rows tell it; nil when they do not.
    package func estimand(of condition: Condition, against reference: Condition) -> Estimand? {
        guard let group = groups.first(where: { $0.first?.id == condition.id }) else { return nil }
        var weights = [Double](repeating: 0, count: rows.declared.names.count)
        for (member, share) in zip(group, shares(group)) {
            add(share, data.terms(of: member), to: &weights)
        }
        if reference.reference != nil { add(-1, data.terms(of: reference), to: &weights) }
        let (contrast, entangled) = Contrast(weights: weights)
            .without(rows.aliases, names: rows.declared.names)
        let terms = zip(rows.design.names, contrast.weights).filter { $0.1 != 0 }
            .map { (column: $0.0, weight: $0.1) }
        guard !terms.isEmpty else { return nil }
        let members = group.dropFirst().map {
            Companion(name: $0.name, isLess: false, isNear: !isAlias($0))
        }
        let columns = entangled.map { term in
            Companion(name: name(of: term.column), isLess: term.multiple < 0, isNear: false)
        }
        return Estimand(
            condition, against: reference, terms: terms,
            companions: (members + columns + changes(along: condition)).firstOccurrences)
    }

    /// What a condition without an answer cannot be told from.
    package func obstacles(to condition: Condition) -> [String] {
        if let group = groups.first(where: { $0.contains { $0.id == condition.id } }),
            let first = group.first, first.id != condition.id
        {
            return [first.name]
        }
        let columns = data.terms(of: condition).map(\.column)
        return rows.aliases.filter { columns.contains($0.column) }
            .flatMap(\.combination).map(\.column)
            .filter { $0 != TrialDesignMatrix.intercept }.map(name).firstOccurrences
    }

    /// Left-out columns that belong to no tested condition.
    package var countedOnce: [String] {
        let own = data.plan.testedConditions.flatMap { data.terms(of: $0).map(\.column) }
        return rows.aliases.map(\.column).filter { !own.contains($0) }.map(name).firstOccurrences
    }

    private func add(
        _ factor: Double, _ terms: [(column: String, weight: Double)], to weights: inout [Double]
    ) {
        for term in terms {
            guard let place = rows.declared.names.firstIndex(of: term.column) else { continue }
            weights[place] += factor * term.weight
        }
    }

    /// How a day under all of them was shared between them: 1 for one alone.
    private func shares(_ group: [Condition]) -> [Double] {
        let places = group.compactMap { member in
            data.plan.testedConditions.firstIndex { $0.id == member.id }
        }
        let sums = places.map { place in data.analysed.reduce(0) { $0 + $1.exposures[place] } }
        let total = sums.reduce(0, +)
        return total > 0 ? sums.map { $0 / total } : group.map { _ in 1 }
    }

    private func isAlias(_ condition: Condition) -> Bool {
        let columns = data.terms(of: condition).map(\.column)
        return rows.aliases.contains { columns.contains($0.column) }
    }

    /// The word that a reader knows a column by.
    private func name(of column: String) -> String {
        if column == TrialDesignMatrix.trend { return "the trend" }
        if column.hasPrefix("weekday ") { return "the day of the week" }
        let owner = data.plan.testedConditions.first { condition in
            data.terms(of: condition).contains { $0.column == column }
        }
        let covariate = data.plan.covariateColumns.first { $0.column == column }
        return owner?.name ?? covariate?.name ?? column
    }

    // MARK: Conditions lived together

    private static func groups(_ data: TrialData, _ rows: TrialDesignMatrix) -> [[Condition]] {
        var groups: [[Condition]] = []
        for condition in data.plan.testedConditions {
            let place = groups.firstIndex { group in
                group.first.map { isSame($0, condition, data, rows) } ?? false
            }
            if let place { groups[place].append(condition) } else { groups.append([condition]) }
        }
        return groups
    }

    /// Whether two conditions of one reference shared their days and cannot be told apart.
    private static func isSame(
        _ first: Condition, _ second: Condition, _ data: TrialData, _ rows: TrialDesignMatrix
    ) -> Bool {
        let tested = data.plan.testedConditions
        guard first.reference == second.reference,
            let a = tested.firstIndex(where: { $0.id == first.id }),
            let b = tested.firstIndex(where: { $0.id == second.id }),
            data.analysed.contains(where: { $0.exposures[a] > 0 && $0.exposures[b] > 0 })
        else { return false }
        let columns = data.terms(of: second).map(\.column)
        if rows.aliases.contains(where: { columns.contains($0.column) }) { return true }
        let found = separability(
            data.path(of: first), data.path(of: second), of: [first, second], data, rows)
        return found?.verdict == .notSeparable
    }

    // MARK: What else changed

    /// Declared changes that are there on the same days, or begin too near to be told apart.
    private func changes(along condition: Condition) -> [Companion] {
        data.plan.alsoChanging.compactMap { change in
            if isSame(change, condition) {
                return Companion(name: change.name, isLess: false, isNear: false)
            }
            guard correlation(change, condition).verdict == .notSeparable else { return nil }
            return Companion(
                name: ends(change, with: condition) ? "the end of \(change.name)" : change.name,
                isLess: false, isNear: true)
        }
    }

    /// It was there before the condition rather than with it: what came along is its end.
    private func ends(_ change: ExpectedChange, with condition: Condition) -> Bool {
        guard let place = data.plan.testedConditions.firstIndex(where: { $0.id == condition.id })
        else { return false }
        let tested = data.days.filter { $0.exposures[place] > 0 }
        let others = data.days.filter { $0.exposures[place] == 0 }
        let (with, without) = (
            tested.count(where: { change.holds(on: $0.day) }),
            others.count(where: { change.holds(on: $0.day) })
        )
        return with * others.count < without * tested.count
    }

    private func isSame(_ change: ExpectedChange, _ condition: Condition) -> Bool {
        guard let place = data.plan.testedConditions.firstIndex(where: { $0.id == condition.id })
        else { return false }
        return data.analysed.allSatisfy {
            ($0.exposures[place] > 0) == change.holds(on: $0.day)
        }
    }

    private func correlation(
        _ change: ExpectedChange, _ condition: Condition
    ) -> (value: Double, verdict: Separability.Verdict) {
        let path = ExposurePath(
            start: data.days.first?.studyDay ?? 0,
            values: data.days.map { change.holds(on: $0.day) ? 1 : 0 })
        let found = Self.separability(
            data.path(of: condition), path, of: [condition], data, rows)
        return (found?.correlation ?? 0, found?.verdict ?? .separable)
    }

    /// Nil when the other columns leave nothing to compare.
    private static func separability(
        _ first: ExposurePath, _ second: ExposurePath, of conditions: [Condition],
        _ data: TrialData, _ rows: TrialDesignMatrix
    ) -> Separability? {
        let own = conditions.flatMap { data.terms(of: $0).map(\.column) }
        let kept = rows.design.names.indices.filter { !own.contains(rows.design.names[$0]) }
        let others = try? DesignMatrix(
            names: kept.map { rows.design.names[$0] },
            matrix: rows.design.matrix.selecting(columns: kept), times: rows.design.times)
        return others.flatMap { try? Separability(first, second, beside: $0) }
    }

    // MARK: What widens the interval

    package func entanglements(_ condition: Condition) -> [Entanglement] {
        let near = data.plan.alsoChanging.compactMap { change -> Entanglement? in
            let found = correlation(change, condition)
            guard !isSame(change, condition), found.verdict == .weak else { return nil }
            return .nearInTime(name: change.name, correlation: found.value)
        }
        return near + inflations(condition)
    }

    /// The trend alone is said from a factor of 1.5 on (one switch has 2), the other columns from a
    /// multiple correlation of 0.85 on (a factor of 3.6).
    private func inflations(_ condition: Condition) -> [Entanglement] {
        guard data.terms(of: condition).count == 1 else { return [] }
        let others = rows.design.names.filter {
            $0 != condition.id && $0 != TrialDesignMatrix.intercept
        }
        guard let all = inflation(condition, beside: others) else { return [] }
        if all.verdict != .separable {
            let alike = others.filter { (inflation(condition, beside: [$0])?.factor ?? 1) >= 1.4 }
            return [
                .explained(
                    by: (alike.isEmpty ? others : alike).map(name).firstOccurrences,
                    factor: all.factor)
            ]
        }
        let trend = inflation(condition, beside: [TrialDesignMatrix.trend])
        return trend.flatMap { $0.factor >= 1.5 ? [.trend(factor: $0.factor)] : nil } ?? []
    }

    private func inflation(
        _ condition: Condition, beside others: [String]
    ) -> VarianceInflation? {
        let wanted = [TrialDesignMatrix.intercept, condition.id] + others
        let places = wanted.compactMap { rows.design.names.firstIndex(of: $0) }
        guard places.count == wanted.count,
            let design = try? DesignMatrix(
                names: wanted, matrix: rows.design.matrix.selecting(columns: places),
                times: rows.design.times)
        else { return nil }
        return try? VarianceInflation(
            ofColumn: condition.id, in: design, beside: [TrialDesignMatrix.intercept])
    }
}
