import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial

/// Adherence at a glance: one square a day, a column a week.
struct CalendarChart {
    private let data: TrialData
    private static let gap = 2.0
    private static let top = 18.0
    private static let rowGap = 14.0
    private static let labels = 28.0

    package init(_ data: TrialData) { self.data = data }

    private var weeks: Int {
        (data.plan.schedule.days.lowerBound.weekday + data.days.count + 6) / 7
    }

    /// From one column to the next: wide for a short trial, never too small to point at.
    private func pitch(_ width: Double) -> Double {
        min(max((width - Self.labels) / Double(weeks), 15), 24)
    }

    func svg(width: Double, variant: String) -> Markup {
        let first = data.plan.schedule.days.lowerBound
        let pitch = pitch(width)
        let cell = pitch - Self.gap
        let weeksPerRow = max(Int((width - Self.labels) / pitch), 1)
        let rows = (weeks + weeksPerRow - 1) / weeksPerRow
        let rowHeight = Self.top + 7 * pitch + Self.rowGap
        var drawing = Drawing(width: width, height: Double(rows) * rowHeight)
        for row in 0..<rows {
            for (name, weekday) in [("Mon", 0), ("Thu", 3), ("Sun", 6)] {
                drawing.label(
                    name, x: 0,
                    y: Double(row) * rowHeight + Self.top + Double(weekday) * pitch + cell / 2 + 4,
                    "label soft")
            }
        }
        for (index, day) in data.days.enumerated() {
            let week = (first.weekday + index) / 7
            let x = Self.labels + Double(week % weeksPerRow) * pitch
            let top = Double(week / weeksPerRow) * rowHeight + Self.top
            let y = top + Double(day.day.weekday) * pitch
            draw(day, Box(x: x, y: y, width: cell, height: cell), &drawing)
            if day.day.components.day == 1 || index == 0 {
                let parts = day.day.components
                let month = Phrase.months[parts.month - 1].prefix(3)
                drawing.labelIfFree(
                    index == 0 || parts.month == 1 ? "\(month) \(parts.year)" : String(month),
                    x: x, y: top - 5, "label soft")
            }
        }
        return drawing.svg(
            title: Wording.calendarTitle(data), description: Wording.calendarDescription(data),
            variant: variant)
    }

    private func draw(_ day: TrialDay, _ box: Box, _ drawing: inout Drawing) {
        let isTested = day.phase.flatMap { data.plan.condition($0.condition) }?.reference != nil
        let style =
            day.score == nil ? "cell empty" : isTested ? "cell tested-cell" : "cell usual-cell"
        drawing.rectangle(box, style, title: Wording.dayTitle(day, data))
        if day.score != nil, isTested { drawing.rectangle(box, "cell-hatch") }
        guard !day.marks.isEmpty else { return }
        drawing.circle(
            box.x + box.width / 2, box.y + box.height / 2, radius: 3, "cell-mark",
            title: PlainNumber.list(day.marks.map(\.rawValue)))
    }
}
