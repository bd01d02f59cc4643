import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial

/// Whether the days were lived as planned: slips, and days that the diary puts under another
/// condition than the schedule.
struct KeptDaysLook: DiaryLook {
    package static let subject = DiaryRemark.Subject.adherence
    /// Above this share of slips a phase is worth extending; a default of this project.
    static let mostSlips = 0.2

    private let material: CheckMaterial
    private let data: TrialData?

    package init(_ material: CheckMaterial) {
        self.material = material
        data = material.data.first { $0.outcome.isPrimary } ?? material.data.first
    }

    package var remarks: [DiaryRemark] {
        guard let data else { return [] }
        return data.plan.schedule.phases.compactMap { slips(in: $0, data) }
            + [livedOtherwise(data)].compactMap(\.self)
    }

    private func slips(in phase: Phase, _ data: TrialData) -> DiaryRemark? {
        let days = data.days.filter { phase.days.contains($0.day) && data.isScheduledTested($0) }
        let slips = days.filter { $0.marks.contains(.slip) }.map(\.day)
        guard !slips.isEmpty else { return nil }
        let lines = slips.compactMap { material.diary.day($0) }.flatMap(\.entries)
            .filter { $0.marks.contains(.slip) }.map(\.source)
        let isLong = Double(slips.count) > Self.mostSlips * Double(days.count)
        return DiaryRemark(
            Self.subject,
            "\(phase.name) from \(phase.first): \(CheckWords.counted(slips.count, "slip")) in "
                + "\(CheckWords.counted(days.count, "day")), \(CheckWords.stretches(slips)).",
            days: slips, lines: lines,
            consequence: Self.handling(data.record.primaryAnalysis)
                + (isLong ? " More than a fifth slipped: n1 amend can extend the phase." : ""))
    }

    private static func handling(_ primary: PrimaryAnalysis) -> String {
        switch primary {
        case .asPlanned:
            "They count as planned; n1 evidence shows the comparison as lived, and without them."
        case .asDone:
            "They count as lived; n1 evidence shows the comparison as planned, and without them."
        }
    }

    private func livedOtherwise(_ data: TrialData) -> DiaryRemark? {
        let found = data.days.filter {
            $0.phase != nil && $0.exposures != data.scheduledExposures(on: $0)
        }
        guard !found.isEmpty else { return nil }
        let days = found.map(\.day)
        let lines = days.compactMap { material.diary.day($0) }.flatMap(\.entries)
            .filter { $0.condition != nil }.map(\.source)
        return DiaryRemark(
            Self.subject,
            "on \(CheckWords.counted(days.count, "day")) the diary names another condition than the "
                + "schedule: \(CheckWords.stretches(days)).",
            days: days, lines: lines,
            consequence: "The analysis follows the diary, each condition by its share of the "
                + "day's entries.")
    }
}
