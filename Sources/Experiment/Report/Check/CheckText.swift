import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial

/// A diary's check in plain text, for a terminal or a pipe.
package struct CheckText: Sendable {
    private let check: DiaryCheck
    private let width: Int

    /// - `width`: columns; below 80 a phase is a sentence and no row of a table.
    package init(_ check: DiaryCheck, width: Int = 80) {
        self.check = check
        self.width = width
    }

    package var text: String {
        let parts = [title] + check.outcomes.map(outcome) + [remarks, settled, marks, looked]
        return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
            .joined(separator: "\n\n") + "\n"
    }

    private var title: [String] {
        [check.plan.title] + (check.plan.source.map { [$0] } ?? [])
    }

    // MARK: Outcomes

    private func outcome(_ outcome: OutcomeCheck) -> [String] {
        let scored = outcome.phases.reduce(0) { $0 + $1.scored }
        let toCome =
            outcome.toCome > 0 ? " \(CheckWords.counted(outcome.toCome, "day")) to come." : ""
        return [
            "\(outcome.outcome.name): \(scored) of \(CheckWords.counted(outcome.dueDays, "due score")) "
                + "\(CheckWords.agreeing(outcome.dueDays == 1 ? 1 : scored, "is", "are")) there, "
                + "\(outcome.analysedDays) "
                + "\(CheckWords.agreeing(outcome.analysedDays, "is", "are")) analysed.\(toCome)"
        ] + table(outcome) + missing(outcome) + leftOut(outcome) + mixed(outcome)
    }

    /// The phases that have begun, in 80 columns at most.
    private func table(_ outcome: OutcomeCheck) -> [String] {
        let begun = zip(outcome.phases, outcome.summaries).filter { phase, _ in
            phase.toCome < phase.phase.lengthInDays
        }
        guard width >= 80 else { return begun.map { sentence($0, $1) } }
        guard !begun.isEmpty else { return [] }
        let rows = begun.map { phase, summary in
            [
                "\(summary.plannedDays)", "\(phase.due)", "\(summary.scoredDays)",
                percent(phase.share), "\(summary.analysedDays)", number(summary.scores?.mean),
                number(summary.scores?.standardDeviation),
            ]
        }
        let names = begun.map { Phrase.shortened($0.0.phase.name, to: Self.longestName) }
        let width = max(5, names.map(TextWidth.of).max() ?? 0)
        let isTold = begun.contains { $0.1.scores != nil }
        let heads =
            ["days", "due", "scored", "%", "analysed"] + (isTold ? ["mean", "SD"] : [])
        let columns = heads.indices.map { column in
            max(Self.columns[column], rows.map { $0[column].count + 1 }.max() ?? 0)
        }
        let line = { (cells: [String]) in zip(cells, columns).map { leftPadded($0, $1) }.joined() }
        return ["  " + TextWidth.padded("phase", to: width) + "  from      " + line(heads)]
            + zip(begun, zip(names, rows)).map { phase, row in
                "  " + TextWidth.padded(row.0, to: width) + "  \(phase.0.phase.first)"
                    + line(row.1)
            }
    }

    /// Columns of the numbers, and what they leave of 80 for the name.
    private static let columns = [6, 5, 8, 5, 9, 7, 7]
    private static let longestName = 80 - 2 - 12 - columns.reduce(0, +)

    private func sentence(_ phase: PhaseCompleteness, _ summary: PhaseSummary) -> String {
        let mean = summary.scores.map { scores in
            "; mean \(number(scores.mean))"
                + (scores.standardDeviation.map { ", SD \(number($0))" } ?? "")
        }
        let more = summary.scoredDays - phase.scored
        return "  \(phase.phase.name), from \(phase.phase.first): "
            + "\(CheckWords.counted(summary.plannedDays, "day")), "
            + "\(phase.scored) of \(CheckWords.counted(phase.due, "due score"))"
            + (more > 0 ? " and \(more) more" : "")
            + ", \(summary.analysedDays) analysed\(mean ?? "")."
    }

    private func missing(_ outcome: OutcomeCheck) -> [String] {
        guard !outcome.missing.isEmpty else { return [] }
        return [
            "  No score on \(CheckWords.counted(outcome.missing.count, "day")): "
                + "\(CheckWords.stretches(outcome.missing)). "
                + CheckWords.agreeing(outcome.missing.count, "It stays a gap", "They stay gaps")
                + "; nothing is filled in."
        ]
    }

    /// Looks back across a switch are a remark of their own.
    private func leftOut(_ outcome: OutcomeCheck) -> [String] {
        outcome.leftOut.filter { $0.reason != .recall }.map { reason, days in
            let lines = days.compactMap(\.score).flatMap(\.sources)
            return "  Left out of the analysis, \(CheckWords.counted(days.count, "day")), "
                + "\(reason.reason): \(CheckWords.stretches(days.map(\.day)))"
                + "\(CheckWords.places(lines))."
        }
    }

    private func mixed(_ outcome: OutcomeCheck) -> [String] {
        guard !outcome.mixed.isEmpty else { return [] }
        return [
            "  On \(CheckWords.counted(outcome.mixed.count, "day")) more than one condition was "
                + "written down: \(CheckWords.stretches(outcome.mixed.map(\.day))). Each counts by its "
                + "share of the entries."
        ]
    }

    // MARK: Remarks

    private var remarks: [String] {
        guard !check.remarks.isEmpty else { return [] }
        return ["Found while looking it over:"]
            + check.remarks.flatMap { remark in
                [
                    "  \(sentenceCase(remark.subject.rawValue)): \(remark.finding.dropLast())"
                        + CheckWords.places(remark.lines) + ".",
                    "    \(remark.consequence)",
                ]
            }
    }

    private var looked: [String] {
        let clear = check.clear.map(\.rawValue).joined(separator: ", ")
        return (clear.isEmpty ? [] : ["Looked over, and nothing found: \(clear)."])
            + check.obstacles.map { "Not looked over for \($0.subject.rawValue): \($0.reason)." }
    }

    // MARK: Notes and marks

    private var settled: [String] {
        guard !check.notes.isEmpty else { return [] }
        let sentences = check.notes.compactMap(sentence)
        return sentences.isEmpty ? [] : ["Settled while reading:"] + sentences.map { "  \($0)" }
    }

    /// Nil for what is told as a remark.
    private func sentence(_ note: DiaryNote) -> String? {
        switch note {
        case .encoding(let file, let encoding):
            "\(file) is \(encoding.name) and was read as such."
        case .spacesIgnored(let column, let cell, let meaning, let lines):
            "\(CheckWords.counted(lines.count, "cell")) in column \"\(column)\" read \"\(cell)\" and "
                + "\(CheckWords.agreeing(lines.count, "was", "were")) taken as \"\(trimmingSpaces(cell).lowercased())\" (\(meaning)): outer spaces do not "
                + "change a word\(CheckWords.places(lines))."
        case .duplicateDropped, .sourcesDiffer: nil
        case .settled(let note): note.description
        case .leftOutsidePlan(let day, let line):
            "\(line) is dated \(day), outside the plan, and was left out."
        case .ratersSkipped(let series, let lines):
            "\(CheckWords.counted(lines.count, "row")) of \"\(series)\" "
                + "\(CheckWords.agreeing(lines.count, "lacks", "lack")) a rater; the others' mean was "
                + "taken\(CheckWords.places(lines))."
        case .seriesNotAsked(let name, let count):
            "\(CheckWords.counted(count, "row")) of \"\(name)\" "
                + "\(CheckWords.agreeing(count, "was", "were")) passed over: the plan does not ask "
                + "for it."
        }
    }

    private var marks: [String] {
        guard !check.marks.isEmpty else { return [] }
        return ["Marked days:"]
            + check.marks.map { mark, days in
                "  \(mark.rawValue), \(CheckWords.counted(days.count, "day")): \(CheckWords.stretches(days))."
            }
    }

    // MARK: Words

    private func number(_ value: Double?) -> String {
        value.map { PlainNumber.fixed($0, decimals: 2) } ?? "-"
    }

    private func percent(_ share: Double?) -> String {
        share.map { "\(Int((100 * $0).rounded(.down)))" } ?? "-"
    }

    private func sentenceCase(_ text: String) -> String {
        text.prefix(1).uppercased() + text.dropFirst()
    }

    private func leftPadded(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
