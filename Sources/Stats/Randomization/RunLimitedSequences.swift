/// Conditions that change from row to row at random, none kept for longer than a limit, and every
/// such sequence equally likely.
///
/// Drawing row by row and starting over when a run grows too long is uniform but may never end;
/// drawing from the allowed conditions of each row ends but is not uniform. Here the number of
/// ways to complete a sequence is counted for every state (what is left to assign, condition of
/// the last row, length of its run), and each row's condition is drawn in exact proportion to it.
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
    /// Ways to complete the sequence from each state.
    private let completions: [ArrangementCount]
    /// For each state and condition, the state that follows; -1 where it is not allowed.
    private let following: [Int32]
    /// For each state and condition, the first digit of the share of completions up to and with
    /// that condition.
    private let thresholds: [UInt64]
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
        let following = states.following()
        thresholds = states.thresholds(completions, following)
        self.following = following
        self.completions = completions
        self.length = length
        self.conditionCount = conditionCount
        self.maximumRun = maximumRun
        self.balance = balance
        self.states = states
    }

    /// The largest table that is built.
    public static let stateLimit = 400_000

    /// How many states a table for these limits has, for a message that says why it is refused;
    /// `Int.max` when it is larger than that.
    public static func stateCount(
        length: Int, conditionCount: Int, maximumRun: Int, balance: Balance
    ) -> Int {
        let each = conditionCount * min(maximumRun, length)
        let remainders =
            switch balance {
            case .free: [length + 1]
            case .equal: Array(repeating: length / conditionCount + 1, count: conditionCount)
            }
        return remainders.reduce(each) { states, base in
            let (product, overflow) = states.multipliedReportingOverflow(by: base)
            return overflow ? .max : product
        }
    }

    public func draw(using generator: inout some RandomNumberGenerator) -> Arrangement {
        var result = Arrangement(repeating: start.draw(using: &generator), count: length)
        guard var state = states.step(from: nil, to: result[0]) else { return result }
        for row in 1..<max(1, length) {
            let condition = condition(after: state, using: &generator)
            result[row] = condition
            state = Int(following[state * conditionCount + condition])
        }
        return result
    }

    /// A condition in proportion to the completions that follow it: by the first digit, or, in one
    /// of about 10^19 draws, by as many as it takes.
    private func condition(
        after state: Int, using generator: inout some RandomNumberGenerator
    ) -> Int {
        let digit = generator.next()
        for condition in 0..<conditionCount {
            let threshold = thresholds[state * conditionCount + condition]
            if digit < threshold { return condition }
            if digit == threshold { break }
        }
        return choice(after: state).settle(digit, using: &generator)
    }

    private func choice(after state: Int) -> ExactChoice {
        ExactChoice(
            weights: (0..<conditionCount).map { condition in
                let next = following[state * conditionCount + condition]
                return next < 0 ? ArrangementCount(0) : completions[Int(next)]
            })
    }

    public func forEachArrangement(_ body: (Arrangement) -> Void) {
        extend([], from: nil, body)
    }

    private func extend(_ prefix: Arrangement, from state: Int?, _ body: (Arrangement) -> Void) {
        guard prefix.count < length else { return body(prefix) }
        for condition in 0..<conditionCount {
            guard let next = states.step(from: state, to: condition),
                completions[next] > ArrangementCount(0)
            else { continue }
            extend(prefix + [condition], from: next, body)
        }
    }

    public func contains(_ arrangement: Arrangement) -> Bool {
        guard arrangement.count == length,
            arrangement.allSatisfy((0..<conditionCount).contains),
            arrangement.runs.allSatisfy({ $0.length <= maximumRun })
        else { return false }
        let counts = (0..<conditionCount).map { condition in arrangement.count { $0 == condition } }
        return balance == .free || counts.allSatisfy { $0 == length / conditionCount }
    }
}

/// Numbers the states of an unfinished sequence: what is left to assign, the last condition, and
/// how long it has run. A step always leads to a state with a smaller number.
private struct StateSpace: Sendable {
    let conditionCount: Int
    let maximumRun: Int
    /// What is left before the first row, as a number whose digits are counts (of each condition).
    let full: Int
    /// The digit that a row of each condition is taken from: its place value and its base.
    let places: [(unit: Int, base: Int)]

    init?(
        length: Int, conditionCount: Int, maximumRun: Int,
        balance: RunLimitedSequences.Balance
    ) {
        guard
            RunLimitedSequences.stateCount(
                length: length, conditionCount: conditionCount, maximumRun: maximumRun,
                balance: balance) <= RunLimitedSequences.stateLimit
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

    /// The state after one more row under `condition`; nil when that is not allowed.
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

    /// For each state and condition, the next state, or -1.
    func following() -> [Int32] {
        (0..<count).flatMap { state in
            (0..<conditionCount).map { Int32(step(from: state, to: $0) ?? -1) }
        }
    }

    /// For each state and condition, the first digit of its cumulated share; the largest digit
    /// where the share is one, and where the sequence is complete or stuck.
    func thresholds(_ completions: [ArrangementCount], _ following: [Int32]) -> [UInt64] {
        var result = [UInt64](repeating: .max, count: count * conditionCount)
        for state in perRemainder..<max(perRemainder, count) {
            let total = completions[state]
            var sum = ArrangementCount(0)
            for place in state * conditionCount..<(state + 1) * conditionCount {
                if following[place] >= 0 { sum = sum + completions[Int(following[place])] }
                if sum < total { result[place] = sum.nextDigit(over: total).digit }
            }
        }
        return result
    }
}
