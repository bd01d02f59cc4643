/// A diary's check in plain text, for a terminal or a pipe.
public struct CheckText: Sendable {
    private let check: DiaryCheck

    public init(_ check: DiaryCheck) { self.check = check }

    public var text: String {
        let parts = [title] + check.outcomes.map(outcome) + [settled, marks]
        return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
            .joined(separator: "\n\n") + "\n"
    }

    private var title: [String] {
        [check.plan.title] + (check.plan.source.map { [$0] } ?? [])
    }

    // MARK: Outcomes

    private func outcome(_ outcome: OutcomeCheck) -> [String] {
        let scored = outcome.phases.reduce(0) { $0 + $1.scoredDays }
        return [
            "\(outcome.outcome.name): \(scored) of \(outcome.plannedDays) planned days have a "
                + "score, \(outcome.analysedDays) are analysed."
        ] + table(outcome.phases) + missing(outcome) + leftOut(outcome) + mixed(outcome)
    }

    private func table(_ phases: [PhaseSummary]) -> [String] {
        let width = max(5, phases.map(\.phase.name.count).max() ?? 0)
        let head = "  " + padded("phase", width) + "  from        days  scored  analysed    mean      SD"
        return [head]
            + phases.map { summary in
                "  " + padded(summary.phase.name, width) + "  \(summary.phase.first)"
                    + leftPadded("\(summary.plannedDays)", 6)
                    + leftPadded("\(summary.scoredDays)", 8)
                    + leftPadded("\(summary.analysedDays)", 10)
                    + leftPadded(number(summary.scores?.mean), 8)
                    + leftPadded(number(summary.scores?.standardDeviation), 8)
            }
    }

    private func missing(_ outcome: OutcomeCheck) -> [String] {
        guard !outcome.missing.isEmpty else { return [] }
        return [
            "  No score on \(counted(outcome.missing.count, "day")): \(stretches(outcome.missing)). "
                + "They stay gaps; nothing is filled in."
        ]
    }

    private func leftOut(_ outcome: OutcomeCheck) -> [String] {
        outcome.leftOut.map { reason, days in
            let lines = days.compactMap(\.score).flatMap(\.sources)
            return "  Left out of the analysis, \(counted(days.count, "day")), \(reason.reason): "
                + "\(stretches(days.map(\.day)))\(places(lines))."
        }
    }

    private func mixed(_ outcome: OutcomeCheck) -> [String] {
        guard !outcome.mixed.isEmpty else { return [] }
        return [
            "  On \(counted(outcome.mixed.count, "day")) more than one condition was written down: "
                + "\(stretches(outcome.mixed.map(\.day))). Each counts by its share of the entries."
        ]
    }

    // MARK: Notes and marks

    private var settled: [String] {
        guard !check.notes.isEmpty else { return [] }
        return ["Settled while reading:"] + check.notes.map { "  \(sentence($0))" }
    }

    private func sentence(_ note: DiaryNote) -> String {
        switch note {
        case .spacesIgnored(let column, let cell, let meaning, let lines):
            "\(counted(lines.count, "cell")) in column \"\(column)\" read \"\(cell)\" and were taken "
                + "as \"\(trimmingSpaces(cell).lowercased())\" (\(meaning)): outer spaces do not "
                + "change a word\(places(lines))."
        case .duplicateDropped(let kept, let dropped):
            "Line \(dropped.line) repeats line \(kept.line) of \(kept.file) and was dropped."
        case .leftOutsidePlan(let day, let line):
            "\(line) is dated \(day), outside the plan, and was left out."
        case .ratersSkipped(let series, let lines):
            "\(counted(lines.count, "row")) of \"\(series)\" lack a rater; the others' mean was "
                + "taken\(places(lines))."
        case .seriesNotAsked(let name, let count):
            "\(counted(count, "row")) of \"\(name)\" were passed over: the plan does not ask for it."
        }
    }

    private var marks: [String] {
        guard !check.marks.isEmpty else { return [] }
        return ["Marked days:"]
            + check.marks.map { mark, days in
                "  \(mark.rawValue), \(counted(days.count, "day")): \(stretches(days))."
            }
    }

    // MARK: Words

    private func number(_ value: Double?) -> String {
        value.map { PlainNumber.fixed($0, decimals: 2) } ?? "-"
    }

    private func counted(_ count: Int, _ noun: String) -> String {
        count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
    }

    /// ` (diary.csv:2, 5-9)`; nothing without lines.
    private func places(_ lines: [SourceLine]) -> String {
        guard let file = lines.first?.file else { return "" }
        let numbers = Array(Set(lines.map(\.line))).sorted()
        let runs = runs(numbers) { $0 + 1 == $1 }.map { run in
            run.count > 2 ? "\(run[0])-\(run[run.count - 1])" : run.map(String.init).joined(separator: ", ")
        }
        return " (\(file):\(runs.joined(separator: ", ")))"
    }

    /// `2026-03-04, 2026-03-07 to 2026-03-09`.
    private func stretches(_ days: [CalendarDay]) -> String {
        runs(days) { $0.distance(to: $1) == 1 }.map { run in
            run.count > 2
                ? "\(run[0]) to \(run[run.count - 1])"
                : run.map(\.description).joined(separator: ", ")
        }.joined(separator: ", ")
    }

    /// The elements in stretches, each element following the one before it.
    private func runs<Element>(
        _ elements: [Element], follows: (Element, Element) -> Bool
    ) -> [[Element]] {
        var runs: [[Element]] = []
        for element in elements {
            if let last = runs.last?.last, follows(last, element) {
                runs[runs.count - 1].append(element)
            } else {
                runs.append([element])
            }
        }
        return runs
    }

    private func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private func leftPadded(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
