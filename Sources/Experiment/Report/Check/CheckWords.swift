import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial

/// Days, lines and counts as a check writes them.
enum CheckWords {
    package static func counted(_ count: Int, _ noun: String) -> String {
        Phrase.count(count, noun)
    }

    /// The word that fits one thing, or the one that fits none or several.
    package static func agreeing(_ count: Int, _ one: String, _ many: String) -> String {
        count == 1 ? one : many
    }

    package static func number(_ value: Double) -> String {
        PlainNumber.text((value * 1000).rounded() / 1000)
    }

    /// ` (diary.csv:2, 5-9)`; nothing without lines.
    static func places(_ lines: [SourceLine]) -> String {
        guard let file = lines.first?.file else { return "" }
        let numbers = Array(Set(lines.map(\.line))).sorted()
        let runs = runs(numbers) { $0 + 1 == $1 }.map { run in
            run.count > 2
                ? "\(run[0])-\(run[run.count - 1])" : run.map(String.init).joined(separator: ", ")
        }
        return " (\(file):\(runs.joined(separator: ", ")))"
    }

    /// `2026-03-04, 2026-03-07 to 2026-03-09`.
    static func stretches(_ days: [CalendarDay]) -> String {
        runs(days) { $0.distance(to: $1) == 1 }.map { run in
            run.count > 2
                ? "\(run[0]) to \(run[run.count - 1])"
                : run.map(\.description).joined(separator: ", ")
        }.joined(separator: ", ")
    }

    /// The elements in stretches, each element following the one before it.
    package static func runs<Element>(
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
}
