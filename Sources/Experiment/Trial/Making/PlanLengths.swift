import ExperimentDiary
import ExperimentText

/// The lengths of a proposal: what was asked for, else the template's own.
struct PlanLengths {
    package let request: PlanRequest
    package let baseline: Int
    package let active: Int
    package let lag: Int
    package let washout: Int
    package let back: Int

    package init(_ request: PlanRequest, _ template: Template) {
        self.request = request
        let complaint = request.complaint
        lag = template.lag.days(for: complaint)
        washout = template.washout.days(for: complaint)
        baseline =
            Self.given("baseline", request)
            ?? max(
                template.baseline.days(for: complaint), complaint?.leastBaselineDays ?? 1,
                request.followsMonth == true ? PlanRequest.baselineOfACycle : 1)
        active = Self.given("treatment", request) ?? template.active.days(for: complaint)
        let usual = template.ladder == nil ? template.reversal.days : 14
        back = Self.given("withdrawal", request) ?? washout + max(usual, 14)
    }

    private static func given(_ key: String, _ request: PlanRequest) -> Int? {
        request.numbers.last { $0.key == key }?.value
    }

    private func given(_ key: String) -> Int? { Self.given(key, request) }

    /// Usual numbers for a kind of design, overwritten by those that were asked for.
    package func settings(_ kind: DesignKind) -> DesignSettings {
        var settings = DesignSettings(kind)
        switch kind {
        case .beforeAfter:
            (settings.baselineDays, settings.treatmentDays) = (baseline, active)
        case .withdrawal:
            (settings.baselineDays, settings.treatmentDays) = (baseline, active)
            settings.withdrawalDays = back
        case .abab:
            (settings.baselineDays, settings.treatmentDays) = (baseline, active)
            (settings.withdrawalDays, settings.repeatedTreatmentDays) = (back, active)
        case .blockPairs:
            (settings.pairs, settings.periodDays) = (2, max(lag, washout) + 14)
        case .dailyAlternation:
            (settings.days, settings.longestRun) = (56, 2)
        case .randomStart:
            (settings.earliestDays, settings.latestDays) = (baseline, baseline + 14)
            settings.days = baseline + 14 + active
        case .randomChanges:
            settings.phases = 4
            settings.shortestPhaseDays = max(lag, washout) + 14
            // Four weeks to spare, so that there is something to draw.
            settings.days = max(2 * (baseline + active), 4 * (max(lag, washout) + 14) + 28)
        case .reintroduction:
            (settings.baselineDays, settings.treatmentDays) = (baseline, active)
        case .permutedBlocks:
            let conditions = 1 + max(2, request.doses.count)
            // A Williams square has as many rows as conditions, or twice as many.
            let rows = conditions % 2 == 0 ? conditions : 2 * conditions
            (settings.blocks, settings.periodDays) = (2, max(lag, washout) + 14)
            settings.isWilliams = request.isWilliams ?? (given("blocks") ?? 2 <= rows)
        case .multipleBaseline:
            let windows = 7
            let series = max(
                2, request.sites.isEmpty ? request.outcomes.count : request.sites.count)
            (settings.earliestDays, settings.latestDays) = (baseline, baseline + windows - 1)
            settings.staggerDays = max(14, windows + lag)
            let stagger = given("stagger") ?? settings.staggerDays ?? 14
            let latest = given("latest") ?? settings.latestDays ?? baseline
            settings.days = latest + (series - 1) * stagger + active
        }
        for (key, path) in DesignSettings.numbers {
            if let value = Self.given(key, request) { settings[keyPath: path] = value }
        }
        return settings
    }

    /// The most days in a row under the change that the design can bring, which safety asks about.
    func longestRestriction(_ kind: DesignKind?) -> Int {
        guard let kind else { return active }
        let settings = settings(kind)
        switch kind {
        case .blockPairs: return 2 * (settings.periodDays ?? active)
        case .permutedBlocks:
            return 2 * max(2, request.doses.count) * (settings.periodDays ?? active)
        case .multipleBaseline:
            return max(active, (settings.days ?? 0) - (settings.earliestDays ?? 0))
        case .randomStart: return max(active, (settings.days ?? 0) - (settings.earliestDays ?? 0))
        case .randomChanges:
            return (settings.days ?? 0) - 3 * (settings.shortestPhaseDays ?? 0)
        case .dailyAlternation: return settings.longestRun ?? 1
        case .beforeAfter, .withdrawal, .abab, .reintroduction: return active
        }
    }

    /// The shortest phase under the change that the design can bring.
    func shortestTested(_ kind: DesignKind?) -> Int {
        guard let kind else { return active }
        let settings = settings(kind)
        switch kind {
        case .blockPairs, .permutedBlocks: return settings.periodDays ?? active
        case .randomStart: return (settings.days ?? 0) - (settings.latestDays ?? 0)
        case .randomChanges: return settings.shortestPhaseDays ?? active
        case .dailyAlternation: return 1
        case .multipleBaseline, .beforeAfter, .withdrawal, .abab, .reintroduction: return active
        }
    }

    /// The fewest days that the analysis keeps of any phase.
    func shortestPhase(_ settings: DesignSettings) -> Int {
        switch settings.kind {
        case .blockPairs, .permutedBlocks: (settings.periodDays ?? 0) - lag
        case .dailyAlternation: 1
        case .randomChanges: (settings.shortestPhaseDays ?? 0) - lag
        default: min(baseline, active - lag)
        }
    }
}
