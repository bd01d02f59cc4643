import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial

/// The scores of each phase as stacked circles, with the phase's average. The phases of one condition
/// are put together where there are many of them or few days in each.
struct DistributionChart {
    private let analysis: EffectAnalysis
    private let rows: [Row]

    private struct Row {
        let name: String
        let isTested: Bool
        let scores: [Double]
    }

    private static let mostRows = 12
    private static let fewestDays = 5
    private static let rowHeight = 44.0

    package init(_ analysis: EffectAnalysis) {
        self.analysis = analysis
        let plan = analysis.data.plan
        let phases = plan.schedule.phases
        let isTested = { (id: String) in plan.condition(id)?.reference != nil }
        let isRoomy =
            phases.count <= Self.mostRows
            && analysis.data.days.count >= Self.fewestDays * phases.count
        if isRoomy {
            rows = phases.map { phase in
                Row(
                    name: phase.name, isTested: isTested(phase.condition),
                    scores: Self.scores(analysis.data) { $0 == phase })
            }
        } else {
            rows = plan.conditions.map { condition in
                Row(
                    name: condition.name, isTested: condition.reference != nil,
                    scores: Self.scores(analysis.data) { $0.condition == condition.id })
            }
        }
    }

    private static func scores(_ data: TrialData, of phase: (Phase) -> Bool) -> [Double] {
        data.days.filter { $0.phase.map(phase) ?? false }.compactMap(\.score?.value)
    }

    func svg(_ axis: ClosedRange<Double>, width: Double, variant: String) -> Markup {
        let names = width < 500 ? 96.0 : 150
        let x = Scale(domain: axis, pixels: (names + 12, width - 14))
        let foot = 8 + Double(rows.count) * Self.rowHeight
        var drawing = Drawing(width: width, height: foot + 30)
        for tick in x.ticks(width < 500 ? 4 : 8) {
            drawing.line(x(tick), 4, x(tick), foot, "grid")
            drawing.labelIfFree(Scale.text(tick), x: x(tick), y: foot + 18, anchor: .middle)
        }
        for (index, row) in rows.enumerated() {
            let base = 8 + Double(index + 1) * Self.rowHeight - 6
            draw(row, base: base, x, names, &drawing)
        }
        return drawing.svg(
            title: Wording.distributionTitle(analysis.data),
            description: "The averages stand in the table of the phases.", variant: variant)
    }

    private func draw(
        _ row: Row, base: Double, _ x: Scale, _ names: Double, _ drawing: inout Drawing
    ) {
        let name = Phrase.shortened(row.name, to: 32)
        if let text = Drawing.fitted(name, into: 0.88 * names) {
            drawing.label(
                text, x: names, y: base - 8, anchor: .end,
                row.isTested ? "label tested-label" : "label")
        }
        drawing.line(x.pixels.0, base, x.pixels.1, base, "axis")
        let bins = stacks(row.scores, x)
        let tallest = bins.map(\.count).max() ?? 1
        let radius = min(3, (Self.rowHeight - 14) / Double(2 * tallest))
        for bin in bins {
            for level in 0..<bin.count {
                drawing.circle(
                    bin.x, base - 2 - radius - Double(level) * 2 * radius, radius: radius * 0.86,
                    row.isTested ? "dot tested-dot" : "dot")
            }
        }
        guard let mean = ScoreSummary(row.scores)?.mean else { return }
        drawing.line(x(mean), base + 5, x(mean), base - Self.rowHeight + 14, "phase-mean")
    }

    /// Scores that are nearer than six pixels share a stack.
    private func stacks(_ scores: [Double], _ x: Scale) -> [(x: Double, count: Int)] {
        let pitch = 6.5
        var stacks: [(x: Double, count: Int)] = []
        for score in scores.sorted() {
            let place = x.clamped(score)
            if let last = stacks.last, place - last.x < pitch {
                stacks[stacks.count - 1].count += 1
            } else {
                stacks.append((place, 1))
            }
        }
        return stacks
    }
}
