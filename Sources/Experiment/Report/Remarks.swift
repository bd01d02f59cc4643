import ExperimentAnalysis
import ExperimentDiary
import ExperimentText
import ExperimentTrial

/// What the person wrote in words, day by day: notes, and what was said with an event.
package enum Remarks {
    /// `12 March 2026: pizza at work`, in the order of days.
    package static func lines(_ record: TrialRecord) -> [String] {
        record.diary.days.compactMap { day in
            text(of: day).map { "\(Phrase.day(day.day)): \($0)" }
        }
    }

    /// All words of one day; nil where there are none.
    static func text(of day: DiaryDay?) -> String? {
        guard let words = day?.words, !words.isEmpty else { return nil }
        return words.map { word in
            let text = Phrase.isolated(Phrase.shortened(word.text, to: 200))
            return word.mark.map { "\($0.rawValue), \(text)" } ?? text
        }.joined(separator: "; ")
    }

    /// A heading and the days; nothing where no word was written.
    static func blocks(_ record: TrialRecord) -> [ReportDocument.Block] {
        let lines = lines(record)
        return lines.isEmpty ? [] : [.heading("Days with remarks"), .list(lines)]
    }
}
