/// Days that a rule leaves out, whatever their scores: illness and the week after it, antibiotics
/// and, where the plan works through the gut's microbes, the six weeks after the course.
public struct HealthWindows: Sendable {
    /// Source: recovery of the microbiome after antibiotics, Palleja 2018 (secondary source); both
    /// numbers are defaults of this project.
    public static let daysAfterAntibiotics = 42
    public static let daysAfterIllness = 7

    public struct LeftOutDay: Sendable, Equatable {
        public let day: CalendarDay
        public let reason: Reason
    }

    public enum Reason: Sendable, Hashable {
        case antibiotics
        case afterAntibiotics(lastDay: CalendarDay)
        case illness
        case afterIllness(lastDay: CalendarDay)
    }

    public let days: [LeftOutDay]
    public let isMicrobiomeDirected: Bool
    /// The plan's own analysis without these days.
    public let without: Result<[EffectEstimate], AnalysisError>
    /// Tested phases of which less than half is left: to be started again.
    public let phasesToRepeat: [Phase]

    /// Nil when neither was logged.
    init?(_ data: TrialData) {
        let plan = data.plan
        isMicrobiomeDirected = plan.template?.isMicrobiomeDirected ?? false
        let rule = LeavingOut(
            data, afterAntibiotics: isMicrobiomeDirected ? Self.daysAfterAntibiotics : 0)
        let found = data.days.compactMap { day in
            rule.reason(for: day).map { LeftOutDay(day: day.day, reason: $0) }
        }
        guard !found.isEmpty else { return nil }
        days = found
        let fewer = data.mapDays { day in
            guard let reason = rule.reason(for: day) else { return day }
            return day.leftOut(.marked(reason.mark))
        }
        without = Result { () throws(AnalysisError) in try EffectAnalysis(fewer).effects }
        phasesToRepeat = plan.schedule.phases.filter { phase in
            guard plan.condition(phase.condition)?.reference != nil else { return false }
            let lost = found.count { phase.days.contains($0.day) }
            return 2 * lost > phase.lengthInDays
        }
    }
}

extension HealthWindows.Reason {
    var mark: DayMark {
        switch self {
        case .antibiotics, .afterAntibiotics: .antibiotics
        case .illness, .afterIllness: .illness
        }
    }
}

extension Template {
    /// Whether it acts through what lives in the gut, which antibiotics unsettle for weeks.
    public var isMicrobiomeDirected: Bool {
        isLive || Self.actingOnMicrobes.contains(id)
            || components.contains(where: Self.actingOnMicrobes.contains)
    }

    private static let actingOnMicrobes: [String] = [
        "probiotic-12w", "prebiotic-12w", "synbiotic-12w", "postbiotic-12w", "fermented-10w",
        "kefir-10w",
        "fibre-ramp",
    ]
}

/// The rule, day by day.
private struct LeavingOut {
    let antibiotics: [CalendarDay]
    let illness: [CalendarDay]
    let afterAntibiotics: Int

    init(_ data: TrialData, afterAntibiotics: Int) {
        antibiotics = data.days.filter { $0.marks.contains(.antibiotics) }.map(\.day)
        illness = data.days.filter { $0.marks.contains(.illness) }.map(\.day)
        self.afterAntibiotics = afterAntibiotics
    }

    func reason(for day: TrialDay) -> HealthWindows.Reason? {
        if day.marks.contains(.antibiotics) { return .antibiotics }
        if let last = Self.last(antibiotics, before: day.day, within: afterAntibiotics) {
            return .afterAntibiotics(lastDay: last)
        }
        if day.marks.contains(.illness) { return .illness }
        return Self.last(illness, before: day.day, within: HealthWindows.daysAfterIllness).map {
            .afterIllness(lastDay: $0)
        }
    }

    private static func last(
        _ days: [CalendarDay], before day: CalendarDay, within reach: Int
    ) -> CalendarDay? {
        days.last { $0 < day && $0.distance(to: day) <= reach }
    }
}
