import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial
import Stats

/// How the effect builds up: its share after each day of the condition, with its range.
struct OnsetChart {
    private let onset: OnsetTiming

    /// Nil for an effect that is all there from the first day on.
    package init?(_ onset: OnsetTiming) {
        guard onset.course.count >= 3 else { return nil }
        self.onset = onset
    }

    private static let bottom = 40.0

    func svg(width: Double, variant: String) -> Markup {
        let height = width < 500 ? 130.0 : 150
        var drawing = Drawing(width: width, height: 18 + height + Self.bottom)
        let last = Double(onset.course.count - 1)
        let highest = min(max(onset.course.map(\.upper).max() ?? 1, 1.1), 2)
        let x = Scale(domain: 0...last, pixels: (44, width - 12))
        let y = Scale(domain: 0...highest, pixels: (18 + height, 18))
        drawAxes(&drawing, x, y)
        drawCourse(&drawing, x, y)
        drawHalfTime(&drawing, x, y, last)
        return drawing.svg(
            title: Wording.onsetTitle, description: Wording.onset(onset), variant: variant)
    }

    private func drawAxes(_ drawing: inout Drawing, _ x: Scale, _ y: Scale) {
        for tick in y.ticks(4) {
            drawing.line(x.pixels.0, y(tick), x.pixels.1, y(tick), "grid")
            drawing.labelIfFree(
                "\(Scale.text(100 * tick)) %", x: x.pixels.0 - 6, y: y(tick) + 4, anchor: .end)
        }
        drawing.line(x.pixels.0, y(0), x.pixels.1, y(0), "axis")
        for tick in x.ticks(8) where tick == tick.rounded() {
            drawing.line(x(tick), y(0), x(tick), y(0) + 4, "tick")
            drawing.labelIfFree(Scale.text(tick), x: x(tick), y: y(0) + 17, anchor: .middle)
        }
        drawing.labelIfFree(
            Wording.onsetAxis, x: (x.pixels.0 + x.pixels.1) / 2, y: y(0) + 35, anchor: .middle,
            "label soft")
    }

    private func drawCourse(_ drawing: inout Drawing, _ x: Scale, _ y: Scale) {
        let days = onset.course.indices.map(Double.init)
        func line(_ values: [Double]) -> [(x: Double, y: Double)] {
            zip(days, values).map { (x: x($0), y: y.clamped($1)) }
        }
        let upper = line(onset.course.map(\.upper))
        let lower = line(onset.course.map(\.lower))
        drawing.path(upper + lower.reversed(), closed: true, "band")
        drawing.path(line(onset.course.map(\.mean)), "mean")
    }

    /// The range of the time until half of the effect is there, and its middle, on the line of one half.
    private func drawHalfTime(
        _ drawing: inout Drawing, _ x: Scale, _ y: Scale, _ last: Double
    ) {
        let time = onset.halfTime
        let level = y(0.5)
        drawing.line(
            x.clamped(time.lower), level, x.clamped(min(time.upper, last)), level, "change")
        drawing.circle(x.clamped(time.median), level, radius: 4, "change-day")
    }
}
