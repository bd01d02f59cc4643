/// How the starts of several series were drawn: one window of possible starts for each series,
/// each start of a window equally likely, and the windows dealt out at random or in their order.
///
/// Source: Wampold & Worsham (1986), Behavioral Assessment 8, 135-143 (order);
/// Koehler & Levin (1998), Psychological Methods 3, 206-217 (order and starts).
package struct StartDraw: Sendable, Hashable {
    /// Possible first times of exposure.
    package let windows: [[Int]]
    /// Whether it was drawn which series got which window; if not, series i got window i.
    package let isOrderDrawn: Bool

    /// - Throws: `.emptyWindow`.
    package init(windows: [[Int]], isOrderDrawn: Bool = true) throws(SteppedSeriesError) {
        if let place = windows.firstIndex(where: \.isEmpty) { throw .emptyWindow(place) }
        self.init(checked: windows, isOrderDrawn: isOrderDrawn)
    }

    private init(checked windows: [[Int]], isOrderDrawn: Bool) {
        self.windows = windows
        self.isOrderDrawn = isOrderDrawn
    }

    /// Number of equally likely draws: s! w_1 ... w_s with a drawn order.
    package var count: ArrangementCount {
        let orders =
            isOrderDrawn
            ? ArrangementCount.orderedSelections(of: windows.count, from: windows.count)
            : ArrangementCount(1)
        return windows.reduce(orders) { $0 * ArrangementCount($1.count) }
    }

    /// Every draw once: the start of each series.
    func forEach(_ body: ([Int]) -> Void) {
        var starts = [Int](repeating: 0, count: windows.count)
        var isUsed = [Bool](repeating: false, count: windows.count)
        func place(_ series: Int) {
            guard series < windows.count else { return body(starts) }
            for window in windows.indices
            where !isUsed[window] && (isOrderDrawn || window == series) {
                isUsed[window] = true
                for start in windows[window] {
                    starts[series] = start
                    place(series + 1)
                }
                isUsed[window] = false
            }
        }
        place(0)
    }

    func draw(using generator: inout some RandomNumberGenerator) -> [Int] {
        let order =
            isOrderDrawn ? generator.shuffled(Array(windows.indices)) : Array(windows.indices)
        return order.map { windows[$0][generator.uniform(below: windows[$0].count)] }
    }

    /// Whether the draw can produce these starts.
    package func contains(_ starts: [Int]) -> Bool {
        guard starts.count == windows.count else { return false }
        var isUsed = [Bool](repeating: false, count: windows.count)
        func fits(_ series: Int) -> Bool {
            guard series < starts.count else { return true }
            for window in windows.indices
            where !isUsed[window] && (isOrderDrawn || window == series)
                && windows[window].contains(starts[series])
            {
                isUsed[window] = true
                if fits(series + 1) { return true }
                isUsed[window] = false
            }
            return false
        }
        return fits(0)
    }

    /// The same draw with each start replaced by its place among all of them.
    func indexed(by places: [Int: Int]) -> StartDraw {
        StartDraw(
            checked: windows.map { $0.map { places[$0] ?? 0 } }, isOrderDrawn: isOrderDrawn)
    }
}
