import ExperimentDiary
import ExperimentText
import Stats

/// Permuted blocks of three or more conditions or dose levels: in each block every condition comes
/// once, in random order.
package struct PermutedBlockDesign: TrialDesign {
    /// Which orders a block may have.
    package enum Order: Sendable, Hashable {
        /// Any of the k! orders, each block for itself.
        case any
        /// Rows of a Williams square, none used twice: over all rows each condition follows each
        /// other one equally often, so that carry-over balances.
        case williams
    }

    package let conditions: Int
    package let blocks: Int
    package let periodDays: Int
    package let order: Order
    package let leadInDays: Int

    /// - Throws: `.tooFew` (conditions below 3: take `BlockPairDesign`), `.tooMany` (conditions, or
    ///   blocks beyond the rows of the Williams square), `.leadInFillsPhase`.
    package init(
        conditions: Int, blocks: Int, periodDays: Int, order: Order = .any, leadInDays: Int = 0
    ) throws(DesignError) {
        try DesignLimits.check("conditions of a permuted block", conditions, atLeast: 3, atMost: 12)
        try DesignLimits.check("blocks", blocks)
        try DesignLimits.check("days of a period", periodDays)
        try DesignLimits.check("days of the whole trial", conditions * blocks * periodDays)
        try DesignLimits.check(leadInDays: leadInDays, shortest: periodDays)
        if order == .williams {
            try DesignLimits.check(
                "blocks from a Williams square of \(conditions) conditions", blocks,
                atMost: WilliamsSquare(conditions).rows.count)
        }
        self.conditions = conditions
        self.blocks = blocks
        self.periodDays = periodDays
        self.order = order
        self.leadInDays = leadInDays
    }

    package var schedules: ConcatenatedSets {
        func days(_ order: [Int]) -> Arrangement {
            PeriodSequence(order.map { ($0, periodDays) }).arrangement
        }
        switch order {
        case .any:
            let periods = (0..<conditions).map { days([$0]) }
            return ConcatenatedSets((0..<blocks).map { _ in OrderedSelection(items: periods) })
        case .williams:
            let rows = WilliamsSquare(conditions).rows.map { [days($0)] }
            return ConcatenatedSets([OrderedSelection(items: rows, selecting: blocks)])
        }
    }

    package func phases(of arrangement: Arrangement) -> [DesignPhase] {
        PeriodSequence(arrangement, periodDays: periodDays).phases(leadInDays: leadInDays)
    }
}

/// Orders of k conditions in which each condition follows each other one equally often: k rows
/// when k is even (once each), 2k when odd (twice each).
///
/// Source: Williams (1949), Australian Journal of Scientific Research A 2, 149-168.
struct WilliamsSquare: Sendable {
    package let rows: [[Int]]

    /// - Precondition: `conditions >= 2`.
    package init(_ conditions: Int) {
        precondition(conditions >= 2, "an order needs two conditions")
        // 0, 1, k - 1, 2, k - 2, …: neighbours differ by every amount once.
        let first = (0..<conditions).map { place in
            place % 2 == 1 ? (place + 1) / 2 : (conditions - place / 2) % conditions
        }
        let square = (0..<conditions).map { shift in first.map { ($0 + shift) % conditions } }
        rows = conditions % 2 == 0 ? square : square + square.map { $0.reversed() }
    }
}
