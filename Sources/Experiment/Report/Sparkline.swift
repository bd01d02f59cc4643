import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial

/// The series of a trial in one line of blocks, with its phases under it.
struct Sparkline {
    /// One character a day, or a mean of neighbouring days where there are more days than columns.
    package let blocks: String
    /// Which of the columns belong to a tested phase.
    let isTested: [Bool]
    /// The phases as brackets with their names.
    package let phases: String
    let lowest: Double
    let highest: Double
    let daysPerColumn: Int

    private static let levels = Array("▁▂▃▄▅▆▇█")

    /// Nil when no day has a score.
    package init?(_ data: TrialData, width: Int) {
        let days = data.days
        let scores = days.compactMap(\.score?.value)
        guard let lowest = scores.min(), let highest = scores.max() else { return nil }
        let perColumn = (days.count + width - 1) / width
        let columns = stride(from: 0, to: days.count, by: perColumn).map { start in
            Array(days[start..<min(start + perColumn, days.count)])
        }
        self.lowest = lowest
        self.highest = highest
        daysPerColumn = perColumn
        blocks = String(
            columns.map { column in
                ScoreSummary(column.compactMap(\.score?.value)).map { scores in
                    Self.level(scores.mean, in: lowest...highest)
                } ?? "·"
            })
        isTested = columns.map { column in
            column.first?.phase.flatMap { data.plan.condition($0.condition) }?.reference != nil
        }
        phases = Self.brackets(columns.map { $0.first?.phase }, plan: data.plan)
    }

    private static func level(_ value: Double, in range: ClosedRange<Double>) -> Character {
        let width = range.upperBound - range.lowerBound
        guard width > 0 else { return levels[3] }
        let step = Int((value - range.lowerBound) / width * Double(levels.count))
        return levels[min(max(step, 0), levels.count - 1)]
    }

    /// Tested phases are drawn heavy; a name stands where it fits.
    private static func brackets(_ columns: [Phase?], plan: TrialPlan) -> String {
        var text = ""
        var start = 0
        while start < columns.count {
            let phase = columns[start]
            var end = start
            while end < columns.count, columns[end] == phase { end += 1 }
            text += bracket(phase, width: end - start, plan)
            start = end
        }
        return text
    }

    private static func bracket(_ phase: Phase?, width: Int, _ plan: TrialPlan) -> String {
        guard let phase else { return String(repeating: " ", count: width) }
        let isTested = plan.condition(phase.condition)?.reference != nil
        let line = isTested ? "━" : "─"
        let name = phase.name
        guard width >= 2 else { return isTested ? "╹" : "╵" }
        guard TextWidth.of(name) + 4 <= width else {
            return (isTested ? "┗" : "└") + String(repeating: line, count: width - 1)
        }
        let rest = width - TextWidth.of(name) - 4
        return (isTested ? "┗" : "└") + line + " \(name) "
            + String(repeating: line, count: rest)
    }
}
