import ExperimentDiary
import ExperimentText
import ExperimentTrial

/// Days that a rule leaves out of every analysis, whatever their scores: illness and the week after
/// it, antibiotics and, where the plan works through the gut's microbes, the six weeks after the
/// course.
///
/// Source: recovery of the microbiome after antibiotics, Palleja 2018 (secondary source); both numbers
/// are defaults of this project.
package struct HealthRule: Sendable {
    package static let daysAfterAntibiotics = 42
    package static let daysAfterIllness = 7

    /// Why a day is left out.
    package enum Reason: Sendable, Hashable {
        case antibiotics
        case afterAntibiotics(lastDay: CalendarDay)
        case illness
        case afterIllness(lastDay: CalendarDay)
    }

    private let antibiotics: [CalendarDay]
    private let illness: [CalendarDay]
    private let afterAntibiotics: Int

    /// The marks of each day, in the order of days.
    package init(_ plan: TrialPlan, marks: [(day: CalendarDay, marks: [DayMark])]) {
        antibiotics = marks.filter { $0.marks.contains(.antibiotics) }.map(\.day)
        illness = marks.filter { $0.marks.contains(.illness) }.map(\.day)
        let isDirected = plan.template?.isMicrobiomeDirected ?? false
        afterAntibiotics = isDirected ? Self.daysAfterAntibiotics : 0
    }

    /// Nil for a day that the rule keeps.
    package func reason(for day: CalendarDay) -> Reason? {
        if antibiotics.contains(day) { return .antibiotics }
        if let last = Self.last(antibiotics, before: day, within: afterAntibiotics) {
            return .afterAntibiotics(lastDay: last)
        }
        if illness.contains(day) { return .illness }
        return Self.last(illness, before: day, within: Self.daysAfterIllness).map {
            .afterIllness(lastDay: $0)
        }
    }

    private static func last(
        _ days: [CalendarDay], before day: CalendarDay, within reach: Int
    ) -> CalendarDay? {
        days.last { $0 < day && $0.distance(to: day) <= reach }
    }
}

extension Template {
    /// Whether it acts through what lives in the gut, which antibiotics unsettle for weeks.
    package var isMicrobiomeDirected: Bool {
        isLive || Self.actingOnMicrobes.contains(id)
            || components.contains(where: Self.actingOnMicrobes.contains)
    }

    private static let actingOnMicrobes: [String] = [
        "probiotic-12w", "prebiotic-12w", "synbiotic-12w", "postbiotic-12w", "fermented-10w",
        "kefir-10w",
        "fibre-ramp",
    ]
}

extension HealthRule.Reason {
    /// What a reader is told.
    package var words: String {
        switch self {
        case .antibiotics: "antibiotics"
        case .afterAntibiotics(let last):
            "within \(HealthRule.daysAfterAntibiotics) days of the antibiotics that ended on "
                + Phrase.day(last) + ", which unsettle what the tested change acts on"
        case .illness: "illness"
        case .afterIllness(let last):
            "within \(HealthRule.daysAfterIllness) days of the illness that ended on "
                + Phrase.day(last)
        }
    }
}
