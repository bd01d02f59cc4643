import ExperimentDiary
import ExperimentText

/// The designs that a plan file can name.
package enum DesignKind: String, Sendable, Hashable, CaseIterable {
    case beforeAfter = "before-after"
    case withdrawal
    case abab
    case blockPairs = "block-pairs"
    case permutedBlocks = "permuted-blocks"
    case dailyAlternation = "daily-alternation"
    case randomStart = "random-start"
    case randomChanges = "random-changes"
    case multipleBaseline = "multiple-baseline"
    case reintroduction

    /// Where chance may put the tested condition first, with no baseline before it.
    package var mayStartTested: Bool {
        switch self {
        case .blockPairs, .permutedBlocks, .dailyAlternation: true
        case .beforeAfter, .withdrawal, .abab, .randomStart, .randomChanges, .multipleBaseline,
            .reintroduction:
            false
        }
    }

    /// Whether it brings the change in several periods of a length of their own.
    var hasManyPeriods: Bool {
        switch self {
        case .blockPairs, .permutedBlocks, .randomStart, .randomChanges: true
        case .beforeAfter, .withdrawal, .abab, .dailyAlternation, .multipleBaseline,
            .reintroduction:
            false
        }
    }

    /// Whether its draw can keep away from rhythms: chance decides over the days of one schedule.
    package var mayAvoidRhythms: Bool {
        switch self {
        case .blockPairs, .permutedBlocks, .dailyAlternation, .randomChanges: true
        case .beforeAfter, .withdrawal, .abab, .randomStart, .multipleBaseline, .reintroduction:
            false
        }
    }

    /// Whether the tested condition is taken back and its reference comes again.
    package var goesBack: Bool {
        self != .beforeAfter && self != .randomStart && self != .multipleBaseline
    }
}

/// The numbers that make a design, as the `design` of a plan file holds them; which ones are needed depends
/// on the kind.
package struct DesignSettings: Sendable, Equatable {
    package var kind: DesignKind
    /// First days of a phase after a change that the main estimate leaves out.
    package var leadInDays: Int?
    package var baselineDays: Int?
    package var treatmentDays: Int?
    package var withdrawalDays: Int?
    /// Of the second treatment of ABAB.
    package var repeatedTreatmentDays: Int?
    package var pairs: Int?
    package var blocks: Int?
    package var periodDays: Int?
    /// Rows of a Williams square instead of any order.
    package var isWilliams = false
    package var days: Int?
    package var longestRun: Int?
    package var isBalanced = true
    /// Least and most days of the baseline, of which one is drawn.
    package var earliestDays: Int?
    package var latestDays: Int?
    /// Days from the earliest start of one series to the earliest of the next.
    package var staggerDays: Int?
    package var phases: Int?
    package var shortestPhaseDays: Int?

    package init(_ kind: DesignKind) { self.kind = kind }

    /// What the draw keeps away from; nil where it may be any schedule of the design.
    package var draw: RhythmRule?

    /// Keys of the plan file for the whole numbers, in the order in which they are written.
    package static let numbers:
        [(key: String, path: any WritableKeyPath<DesignSettings, Int?> & Sendable)] = [
            ("lead-in", \.leadInDays), ("baseline", \.baselineDays), ("treatment", \.treatmentDays),
            ("withdrawal", \.withdrawalDays), ("repeated-treatment", \.repeatedTreatmentDays),
            ("pairs", \.pairs), ("blocks", \.blocks), ("period", \.periodDays), ("days", \.days),
            ("longest-run", \.longestRun), ("earliest", \.earliestDays), ("latest", \.latestDays),
            ("stagger", \.staggerDays), ("phases", \.phases),
            ("shortest-phase", \.shortestPhaseDays),
        ]

    /// The design of these numbers.
    ///
    /// - `conditions`: how many conditions are compared.
    /// - `series`: outcomes that are scheduled side by side; more than one in a multiple baseline.
    /// - `reintroduction`: how foods come back; needed for `reintroduction` alone.
    ///
    /// Throws `DesignRefusal` for a number that is missing or makes no design.
    package func design(
        conditions: Int, series: Int = 1, reintroduction: Reintroduction? = nil
    ) throws(DesignRefusal) -> any TrialDesign {
        do {
            let all = try made(conditions: conditions, series: series, reintroduction)
            guard let draw, kind.mayAvoidRhythms else { return all }
            return try all.keepingAway(by: draw)
        } catch let error as DesignError {
            throw .design(error)
        } catch let error as DesignRefusal {
            throw error
        } catch {
            throw .missing(kind: kind, key: "kind")
        }
    }

    /// The same numbers with a draw that keeps away from rhythms, where the design has such a draw;
    /// else as they are.
    func keepingAway(by rule: RhythmRule, conditions: Int) -> DesignSettings {
        guard kind.mayAvoidRhythms else { return self }
        var kept = self
        kept.draw = rule
        return (try? kept.design(conditions: conditions)) == nil ? self : kept
    }

    private func made(
        conditions: Int, series: Int, _ reintroduction: Reintroduction?
    ) throws -> any TrialDesign {
        let leadIn = leadInDays ?? 0
        switch kind {
        case .beforeAfter:
            return try BeforeAfterDesign(
                baselineDays: need(\.baselineDays), treatmentDays: need(\.treatmentDays),
                leadInDays: leadIn)
        case .withdrawal:
            return try WithdrawalDesign(
                baselineDays: need(\.baselineDays), treatmentDays: need(\.treatmentDays),
                withdrawalDays: need(\.withdrawalDays), leadInDays: leadIn)
        case .abab:
            return try ABABDesign(
                baselineDays: need(\.baselineDays), treatmentDays: need(\.treatmentDays),
                withdrawalDays: need(\.withdrawalDays),
                repeatedTreatmentDays: need(\.repeatedTreatmentDays), leadInDays: leadIn)
        case .blockPairs:
            return try BlockPairDesign(
                pairs: need(\.pairs), periodDays: need(\.periodDays), leadInDays: leadIn)
        case .permutedBlocks:
            return try PermutedBlockDesign(
                conditions: conditions, blocks: need(\.blocks), periodDays: need(\.periodDays),
                order: isWilliams ? .williams : .any, leadInDays: leadIn)
        case .dailyAlternation:
            return try DailyAlternationDesign(
                days: need(\.days), conditions: conditions, maximumRun: need(\.longestRun),
                isBalanced: isBalanced)
        case .randomStart:
            let (earliest, latest) = try (need(\.earliestDays), need(\.latestDays))
            guard earliest <= latest else { throw DesignRefusal.window(earliest, latest) }
            return try RandomStartDesign(
                days: need(\.days), baselineDays: earliest...latest, leadInDays: leadIn)
        case .randomChanges:
            return try RandomChangePointDesign(
                days: need(\.days), phaseCount: phases ?? 4,
                minimumPhaseDays: need(\.shortestPhaseDays), leadInDays: leadIn)
        case .multipleBaseline:
            return try MultipleBaselineDesign(
                days: need(\.days), baselineDays: windows(series: series), leadInDays: leadIn)
        case .reintroduction:
            guard let reintroduction else { throw DesignRefusal.noReintroduction }
            return try reintroduction.design(
                baselineDays: need(\.baselineDays), eliminationDays: need(\.treatmentDays),
                leadInDays: leadIn)
        }
    }

    /// A window for each series, `stagger` days apart.
    private func windows(series: Int) throws(DesignRefusal) -> [ClosedRange<Int>] {
        let (earliest, latest) = (try need(\.earliestDays), try need(\.latestDays))
        let stagger = try need(\.staggerDays)
        guard earliest <= latest else { throw .window(earliest, latest) }
        return (0..<series).map { earliest + $0 * stagger...latest + $0 * stagger }
    }

    private func need(_ path: KeyPath<DesignSettings, Int?>) throws(DesignRefusal) -> Int {
        guard let value = self[keyPath: path] else {
            let key = Self.numbers.first { $0.path == path }?.key ?? "kind"
            throw .missing(kind: kind, key: key)
        }
        return value
    }
}

/// Why the numbers of a plan make no design.
package enum DesignRefusal: Error, Sendable, Equatable, CustomStringConvertible {
    case missing(kind: DesignKind, key: String)
    case window(Int, Int)
    case noReintroduction
    case design(DesignError)

    package var description: String {
        switch self {
        case .missing(let kind, let key):
            "found no \"\(key)\"; expected it for a design of the kind \(kind.rawValue). "
                + "Add it, in whole numbers."
        case .window(let earliest, let latest):
            "found the earliest change after \(earliest) days and the latest after \(latest); "
                + "expected the earliest first. Swap the two numbers."
        case .noReintroduction:
            "found no foods to bring back; expected a section \"reintroduction\". Add it, or choose "
                + "another kind of design."
        case .design(let error):
            "\(error). Change the design."
        }
    }
}
