/// A bar of simulated trials, on a terminal only.
struct TrialProgress: Sendable {
    /// Trials of all simulations that are told under this bar.
    let total: Int
    private let isShown = Terminal.showsProgress
    private static let width = 30

    init(total: Int) { self.total = total }

    /// What a simulation tells, whose trials count from 0.
    /// - Parameter before: trials of the simulations before it.
    /// - Returns: nil where nobody would see the bar.
    func told(after before: Int = 0) -> (@Sendable (Int) -> Void)? {
        guard isShown, total > 0 else { return nil }
        return { done in show(before + done) }
    }

    func clear() {
        if isShown { Terminal.writeProgress("") }
    }

    private func show(_ done: Int) {
        let percent = 100 * done / total
        let filled = percent * Self.width / 100
        let bar =
            String(repeating: "#", count: filled)
            + String(repeating: "-", count: Self.width - filled)
        Terminal.writeProgress("[\(bar)] \(percent) % of \(total) simulated trials")
    }
}
