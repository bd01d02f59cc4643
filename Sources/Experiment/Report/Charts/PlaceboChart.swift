import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial
import Stats

/// The switch moved to every earlier day on which nothing changed: the difference that each false
/// switch would have claimed, beside that of the true one.
struct PlaceboChart {
    private let placebo: PlaceboInTime
    private let trueDay: CalendarDay
    private let benefit: Benefit

    /// The true switch is the first day of the tested phase.
    package init(_ placebo: PlaceboInTime, trueDay: CalendarDay, _ benefit: Benefit) {
        self.placebo = placebo
        self.benefit = benefit
        self.trueDay = trueDay
    }

    /// Standard errors on either side of a point.
    private static let reach = 1.959_963_984_540_054

    private struct Point {
        let place: Int
        let difference: Double
        let error: Double
    }

    private var points: [Point] {
        placebo.switches.map { moved in
            Point(
                place: (first ?? moved.day).distance(to: moved.day),
                difference: benefit.sign * moved.improvement,
                error: moved.standardError)
        }
    }

    private var first: CalendarDay? { placebo.switches.first?.day }
    private var truePlace: Int { first?.distance(to: trueDay) ?? 0 }
    private var truth: Point {
        Point(
            place: truePlace, difference: benefit.sign * placebo.trueImprovement,
            error: placebo.trueStandardError)
    }

    func svg(width: Double, variant: String) -> Markup {
        let height = width < 500 ? 140.0 : 160
        var drawing = Drawing(width: width, height: 30 + height + 40)
        let all = points + [truth]
        let low = min(all.map { $0.difference - Self.reach * $0.error }.min() ?? 0, 0)
        let high = max(all.map { $0.difference + Self.reach * $0.error }.max() ?? 0, 0)
        let x = Scale(
            domain: -1...Double(truePlace + 1), pixels: (40, width - 12))
        let y = Scale(
            domain: low < high ? low...high : low - 1...high + 1, pixels: (30 + height, 30))
        drawAxes(&drawing, x, y)
        for point in points { draw(point, &drawing, x, y, "interval placebo", "dot") }
        draw(truth, &drawing, x, y, "interval true", "estimate")
        return drawing.svg(
            title: Wording.placeboTitle, description: Wording.placeboDescription(placebo),
            variant: variant)
    }

    private func draw(
        _ point: Point, _ drawing: inout Drawing, _ x: Scale, _ y: Scale, _ line: String,
        _ dot: String
    ) {
        let place = x(Double(point.place))
        drawing.line(
            place, y(point.difference - Self.reach * point.error), place,
            y(point.difference + Self.reach * point.error), line)
        drawing.circle(place, y(point.difference), radius: dot == "dot" ? 2.4 : 4.5, dot)
    }

    private func drawAxes(_ drawing: inout Drawing, _ x: Scale, _ y: Scale) {
        for tick in y.ticks(4) {
            drawing.line(x.pixels.0, y(tick), x.pixels.1, y(tick), "grid")
            drawing.labelIfFree(Scale.text(tick), x: x.pixels.0 - 6, y: y(tick) + 4, anchor: .end)
        }
        drawing.line(x.pixels.0, y(0), x.pixels.1, y(0), "zero")
        drawing.labelIfFree(Wording.placeboAxis(benefit), x: 0, y: 14, "label soft")
        let foot = y.pixels.0
        drawing.labelIfFree(
            "true switch, \(Phrase.shortDay(trueDay))", x: drawing.width - 2, y: foot + 18,
            anchor: .end)
        if let first {
            drawing.labelIfFree(
                "moved to \(Phrase.shortDay(first))", x: x.pixels.0, y: foot + 18)
        }
    }
}
