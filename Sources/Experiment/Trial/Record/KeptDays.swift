import ExperimentDiary
import ExperimentText

/// How the days of a tested condition were lived, of those that have come: kept, marked as slips, or
/// logged under another condition than the schedule's.
package struct KeptDays: Sendable, Equatable {
    /// Tested days that have come.
    package let tested: Int
    /// Of those, the ones marked as slips.
    package let slips: [CalendarDay]
    /// Of all days that have come, those that the diary puts under another condition; slips are not
    /// told twice.
    package let otherwise: [CalendarDay]
    private let notKept: Int

    /// Of the tested days that have come, the share lived as planned; nil when neither slips nor
    /// conditions could have been recorded, or no tested day has come.
    package let share: Double?

    /// - `conditions`: ids of the tested conditions in question.
    package init(of conditions: [String], in record: TrialRecord, schedule: Schedule) {
        let past = schedule.phases.flatMap { phase in
            phase.days.filter(record.isPast).map { (day: $0, condition: phase.condition) }
        }
        let testedDays = past.filter { conditions.contains($0.condition) }
        let isSlip: (CalendarDay) -> Bool = {
            record.diary.day($0)?.marks.contains(.slip) ?? false
        }
        let isElsewhere: (CalendarDay, String) -> Bool = { day, planned in
            let logged = record.loggedConditions(on: day)
            return !logged.isEmpty && logged.contains { $0 != planned }
        }
        tested = testedDays.count
        slips = testedDays.map(\.day).filter(isSlip)
        otherwise = past.filter { !isSlip($0.day) && isElsewhere($0.day, $0.condition) }.map(\.day)
        notKept = testedDays.count { isSlip($0.day) || isElsewhere($0.day, $0.condition) }
        let isKnown = record.isRecordable(.slip) || record.recordsCondition
        share =
            isKnown && !testedDays.isEmpty
            ? 1 - Double(notKept) / Double(testedDays.count) : nil
    }
}
