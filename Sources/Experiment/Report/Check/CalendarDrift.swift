import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial

/// Whether a file's own count of study days keeps step with its dates.
///
/// A count that starts at 0 or at 1 is as good as the other: the commonest difference between date
/// and count is taken as the file's way of counting, and rows that differ from it have drifted.
struct CalendarDrift: DiaryLook {
    package static let subject = DiaryRemark.Subject.calendarDrift

    private let plan: TrialPlan
    private let counted: [(entry: DiaryEntry, offset: Int)]
    private let written: [(entry: DiaryEntry, days: Int)]

    package init(_ material: CheckMaterial) {
        plan = material.plan
        counted = material.entries.compactMap { entry in
            entry.studyDay.map { (entry, entry.day.daysSinceEpoch - $0) }
        }
        if case .studyDay = plan.diary.day.notation {
            written = material.entries.compactMap { entry in
                entry.recordedOn.map { (entry, entry.day.distance(to: $0)) }
            }
        } else {
            written = []
        }
    }

    var obstacle: String? {
        guard counted.isEmpty, written.isEmpty else { return nil }
        if case .studyDay = plan.diary.day.notation {
            return "the plan names no column that dates the rows (diary: day: written)"
        }
        return "the plan names no column that counts the study days (diary: day: study-day)"
    }

    package var remarks: [DiaryRemark] { drifted + [otherStart, otherDates].compactMap(\.self) }

    /// Rows whose count is ahead of or behind the others, one remark for each size of the gap.
    private var drifted: [DiaryRemark] {
        guard let usual = Self.commonest(counted.map(\.offset)) else { return [] }
        let others = counted.filter { $0.offset != usual }
        return grouped(others) { $0.offset }.compactMap { rows in
            guard let offset = rows.first?.offset else { return nil }
            let gap = usual - offset
            let days = distinct(rows.map(\.entry.day))
            return DiaryRemark(
                Self.subject,
                "on \(CheckWords.counted(days.count, "day")) the count of study days is "
                    + "\(CheckWords.counted(Int(gap.magnitude), "day")) "
                    + "\(gap > 0 ? "ahead of" : "behind") the date: \(CheckWords.stretches(days)).",
                days: days, lines: rows.map(\.entry.source),
                consequence: "The analysis goes by the dates. If the count is right, correct the "
                    + "dates in the file.")
        }
    }

    /// The file's first day, when it is not the plan's.
    private var otherStart: DiaryRemark? {
        guard let usual = Self.commonest(counted.map(\.offset)) else { return nil }
        let start = plan.schedule.days.lowerBound
        let first = CalendarDay(daysSinceEpoch: usual + 1)
        guard ![start, start.advanced(by: 1)].contains(first) else { return nil }
        let rows = counted.filter { $0.offset == usual }.map(\.entry)
        return DiaryRemark(
            Self.subject,
            "study day 1 of the file is \(first), but the plan starts on \(start).",
            days: [first], lines: rows.first.map { [$0.source] } ?? [],
            consequence: "Phases follow the plan's dates. Check `schedule: start` in the plan.")
    }

    /// Rows that were mostly written on other dates than the plan's count gives them. Answering on
    /// the morning after is usual; two days, or the day before, is not.
    private var otherDates: DiaryRemark? {
        guard let usual = Self.commonest(written.map(\.days)), !(0...1).contains(usual) else {
            return nil
        }
        let rows = written.filter { $0.days == usual }.map(\.entry)
        let days = distinct(rows.map(\.day))
        return DiaryRemark(
            Self.subject,
            "\(rows.count) of \(CheckWords.counted(written.count, "row")) "
                + "\(CheckWords.agreeing(rows.count, "was", "were")) written "
                + "\(CheckWords.counted(Int(usual.magnitude), "day")) "
                + "\(usual > 0 ? "after" : "before") the date that their study day gives.",
            days: days, lines: rows.map(\.source),
            consequence: "The analysis goes by the study days. Check `counts-from` in the plan.")
    }

    /// The value that occurs most often, the smallest of several.
    private static func commonest(_ values: [Int]) -> Int? {
        grouped(values.sorted()) { $0 }.max { ($0.count, $1[0]) < ($1.count, $0[0]) }?.first
    }
}

/// Days in order, each once.
func distinct(_ days: [CalendarDay]) -> [CalendarDay] { Array(Set(days)).sorted() }
