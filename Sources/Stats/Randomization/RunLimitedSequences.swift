/// Conditions that change from day to day at random, none kept for longer than a limit, and every
/// such sequence equally likely.
///
/// Drawing day by day and starting over when a run grows too long is uniform but may never end;
/// drawing from the allowed conditions of each day ends but is not uniform. Here the number of ways to
/// complete a sequence is counted for every state (what is left to assign, condition of the
/// last day, length of its run), and each day's condition is drawn in exact proportion to it.
///
/// Source: Wilf (1977), "A unified setting for sequencing, ranking, and selection algorithms".
public struct RunLimitedSequences: ReferenceSet {
    /// How often each condition occurs.
    public enum Balance: Sendable, Hashable {
        /// As it falls.
        case free
        /// Each equally often.
        case equal
    }

    public let length: Int
    public let conditionCount: Int
    public let maximumRun: Int
    public let balance: Balance
    public let count: ArrangementCount
    private let states: StateSpace
    /// Per state, how the next condition is drawn; nil where the sequence is complete or stuck.
    private let choices: [ExactChoice?]
    private let start: ExactChoice

    /// Nil when no sequence satisfies the limits, or when the table would need more than
    /// `stateLimit` states.
    /// - Complexity: one state for each remainder, condition and run length.
    public init?(length: Int, conditionCount: Int, maximumRun: Int, balance: Balance) {
        guard length >= 1, conditionCount >= 2, maximumRun >= 1,
            balance == .free || length % conditionCount == 0,
            let states = StateSpace(
                length: length, conditionCount: conditionCount,
                maximumRun: min(maximumRun, length), balance: balance)
        else { return nil }
        let completions = states.completions()
        let first = (0..<conditionCount).map { condition in
            states.step(from: nil, to: condition).map { completions[$0] } ?? ArrangementCount(0)
        }
        count = first.reduce(ArrangementCount(0), +)
        guard count > ArrangementCount(0) else { return nil }
        start = ExactChoice(weights: first)
        choices = states.choices(completions)
        self.length = length
        self.conditionCount = conditionCount
        self.maximumRun = maximumRun
        self.balance = balance
        self.states = states
    }

    /// The largest table that is built.
    public static let stateLimit = 400_000

    /// How many states a table for these limits has, for a message that says why it is refused.
    public static func stateCount(
        length: Int, conditionCount: Int, maximumRun: Int, balance: Balance
    ) -> Double {
        let each = Double(conditionCount) * Double(min(maximumRun, length))
        return switch balance {
        case .free: Double(length + 1) * each
        case .equal:
            (0..<conditionCount).reduce(each) { states, _ in
                states * Double(length / conditionCount + 1)
            }
        }
    }

    public func draw(using generator: inout some RandomNumberGenerator) -> Arrangement {
        var condition = start.draw(using: &generator)
        var state = states.step(from: nil, to: condition)
        var result = [condition]
        result.reserveCapacity(length)
        while let current = state, let choice = choices[current] {
            condition = choice.draw(using: &generator)
            state = states.step(from: current, to: condition)
            result.append(condition)
        }
        return result
    }

    public func forEachArrangement(_ body: (Arrangement) -> Void) {
        extend([], from: nil, body)
    }

    private func extend(_ prefix: Arrangement, from state: Int?, _ body: (Arrangement) -> Void) {
        guard prefix.count < length else { return body(prefix) }
        for condition in 0..<conditionCount {
            guard let next = states.step(from: state, to: condition),
                prefix.count + 1 == length || choices[next] != nil
            else { continue }
            extend(prefix + [condition], from: next, body)
        }
    }

    public func contains(_ arrangement: Arrangement) -> Bool {
        guard arrangement.count == length,
            arrangement.allSatisfy((0..<conditionCount).contains),
            arrangement.runs.allSatisfy({ $0.length <= maximumRun })
        else { return false }
        let days = (0..<conditionCount).map { condition in arrangement.count { $0 == condition } }
        return balance == .free || days.allSatisfy { $0 == length / conditionCount }
    }
}

/// Numbers the states of an unfinished sequence: what is left to assign, the last condition, and how
/// long it has run. A step always leads to a state with a smaller number.
private struct StateSpace: Sendable {
    let conditionCount: Int
    let maximumRun: Int
    /// What is left before the first day, as a number whose digits are days (of each condition).
    let full: Int
    /// The digit that a day of each condition is taken from: its place value and its base.
    let places: [(unit: Int, base: Int)]

    init?(
        length: Int, conditionCount: Int, maximumRun: Int,
        balance: RunLimitedSequences.Balance
    ) {
        guard
            RunLimitedSequences.stateCount(
                length: length, conditionCount: conditionCount, maximumRun: maximumRun,
                balance: balance) <= Double(RunLimitedSequences.stateLimit)
        else { return nil }
        self.conditionCount = conditionCount
        self.maximumRun = maximumRun
        switch balance {
        case .free:
            places = (0..<conditionCount).map { _ in (1, length + 1) }
            full = length
        case .equal:
            let base = length / conditionCount + 1
            var units: [Int] = []
            var value = 1
            for _ in 0..<conditionCount {
                units.append(value)
                value *= base
            }
            places = units.map { ($0, base) }
            full = value - 1
        }
    }

    private var perRemainder: Int { conditionCount * maximumRun }

    var count: Int { (full + 1) * perRemainder }

    /// The state after one more day under `condition`; nil when that is not allowed.
    func step(from state: Int?, to condition: Int) -> Int? {
        let left = state.map { $0 / perRemainder } ?? full
        let place = places[condition]
        guard left / place.unit % place.base > 0 else { return nil }
        var run = 1
        if let state, state % perRemainder / maximumRun == condition {
            run = state % maximumRun + 2
        }
        guard run <= maximumRun else { return nil }
        return (left - place.unit) * perRemainder + condition * maximumRun + run - 1
    }

    /// Ways to complete the sequence from each state.
    func completions() -> [ArrangementCount] {
        var result = [ArrangementCount](repeating: ArrangementCount(0), count: count)
        for state in 0..<perRemainder { result[state] = ArrangementCount(1) }
        for state in perRemainder..<max(perRemainder, count) {
            var sum = ArrangementCount(0)
            for condition in 0..<conditionCount {
                if let next = step(from: state, to: condition) { sum = sum + result[next] }
            }
            result[state] = sum
        }
        return result
    }

    func choices(_ completions: [ArrangementCount]) -> [ExactChoice?] {
        (0..<count).map { state in
            guard state >= perRemainder, completions[state] > ArrangementCount(0) else {
                return nil
            }
            return ExactChoice(
                weights: (0..<conditionCount).map { condition in
                    step(from: state, to: condition).map { completions[$0] }
                        ?? ArrangementCount(0)
                })
        }
    }
}
