extension Sequence where Element: Equatable {
    /// Each element once, in the order in which it first came.
    package var firstOccurrences: [Element] {
        var seen: [Element] = []
        for element in self where !seen.contains(element) { seen.append(element) }
        return seen
    }
}
