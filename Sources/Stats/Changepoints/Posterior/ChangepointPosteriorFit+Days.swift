extension ChangepointPosteriorFit {
    /// P(a change at index i), one for each observation: the chance that a new level begins there,
    /// summed over the number of changes. They add up to the expected number of changes.
    /// - Complexity: one visit of every set of dates.
    public var chanceOfChangeByIndex: [Double] {
        var chances = [Double](repeating: 0, count: design.count)
        for changes in countProbabilities.indices.dropFirst() {
            let share = countProbabilities[changes] / totals[changes]
            tables.visit(changes: changes) { dates, weight in
                for date in dates { chances[date] += share * weight }
            }
        }
        return chances
    }
}
