import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial

/// Entries that were written down long after their day, many days at once, or before it.
///
/// From two days on an answer is a memory (`DayStanding`); three days or more in one sitting are
/// back-filling, because today and yesterday are the two that a person on time may hold in hand.
struct LateEntries: DiaryLook {
    package static let subject = DiaryRemark.Subject.lateEntries
    static let daysInOneSitting = 2

    private let dated: [(entry: DiaryEntry, written: CalendarDay)]

    package init(_ material: CheckMaterial) {
        dated = material.entries.filter { !$0.readings.isEmpty }.compactMap { entry in
            entry.recordedOn.map { (entry, $0) }
        }
    }

    var obstacle: String? {
        dated.isEmpty ? "nothing says when the rows were written (diary: day: written)" : nil
    }

    package var remarks: [DiaryRemark] { backFilled + [late, early].compactMap(\.self) }

    /// One remark for each sitting.
    private var backFilled: [DiaryRemark] {
        sittings.map { rows in
            let days = distinct(rows.map(\.entry.day))
            return DiaryRemark(
                Self.subject,
                "\(CheckWords.counted(days.count, "day")) were written down at once on "
                    + "\(rows[0].written): \(CheckWords.stretches(days)).",
                days: days, lines: rows.map(\.entry.source),
                consequence: "They are analysed as they stand. Days filled in together tend to "
                    + "look alike, and like the day of writing.")
        }
    }

    private var sittings: [[(entry: DiaryEntry, written: CalendarDay)]] {
        let past = dated.filter { $0.entry.day <= $0.written }
        return grouped(past) { $0.written }.filter {
            Set($0.map(\.entry.day)).count > Self.daysInOneSitting
        }
    }

    /// Single late days, apart from the sittings.
    private var late: DiaryRemark? {
        let together = Set(sittings.flatMap { $0.map(\.written) })
        let rows = dated.filter {
            DayStanding.isLate($0.entry.day, writtenOn: $0.written)
                && !together.contains($0.written)
        }
        guard !rows.isEmpty else { return nil }
        let days = distinct(rows.map(\.entry.day))
        let longest = rows.map { $0.entry.day.distance(to: $0.written) }.max() ?? 0
        return DiaryRemark(
            Self.subject,
            "\(CheckWords.counted(days.count, "day")) "
                + "\(CheckWords.agreeing(days.count, "was", "were")) written down two days or more afterwards, "
                + "at the latest \(longest): \(CheckWords.stretches(days)).",
            days: days, lines: rows.map(\.entry.source),
            consequence: asTheyStand(days.count) + ", as memories of the day.")
    }

    private func asTheyStand(_ count: Int) -> String {
        CheckWords.agreeing(count, "It is analysed as it stands", "They are analysed as they stand")
    }

    private var early: DiaryRemark? {
        let rows = dated.filter { $0.written < $0.entry.day }.map(\.entry)
        guard !rows.isEmpty else { return nil }
        let days = distinct(rows.map(\.day))
        return DiaryRemark(
            Self.subject,
            "\(CheckWords.counted(days.count, "day")) "
                + "\(CheckWords.agreeing(days.count, "was", "were")) written down before the day itself: \(CheckWords.stretches(days)).",
            days: days, lines: rows.map(\.source),
            consequence: asTheyStand(days.count) + ", but no day is known before it comes: "
                + "the date, or the clock of the device, is wrong.")
    }
}
