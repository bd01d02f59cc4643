import ExperimentSeries
import ExperimentText
import Stats

/// The forest picture of a series: each person's own answer and the one with the others, the average, and the
/// next person.
struct PeopleChart {
    private let rows: [Row]
    private let smallest: Double?
    private let title: String
    private let description: String

    private struct Row {
        let name: String
        let own: (estimate: Double, interval: Interval)?
        let shown: (estimate: Double, interval: Interval)
    }

    /// More people than this are drawn as the extremes of the order only.
    private static let most = 40

    init(_ series: SeriesConclusions) {
        let wording = SeriesWording(series)
        let sorted = series.each.sorted { $0.shrunken.estimate > $1.shrunken.estimate }
        let people =
            sorted.count <= Self.most
            ? sorted : Array(sorted.prefix(Self.most / 2) + sorted.suffix(Self.most / 2))
        rows =
            people.map {
                Row(
                    name: $0.summary.person, own: ($0.own.estimate, $0.own.interval),
                    shown: ($0.shrunken.estimate, $0.shrunken.interval))
            } + [
                Row(
                    name: "average", own: nil, shown: (series.mean.estimate, series.mean.interval)),
                Row(
                    name: "next person", own: nil,
                    shown: (series.next.estimate, series.next.interval)),
            ]
        smallest = series.smallest
        title = "Improvement of each person, the average and the next person"
        description =
            "Average \(wording.signed(series.mean.estimate)), \(wording.ends(series.mean.interval)); next "
            + "person \(wording.ends(series.next.interval)). The table of people has the numbers."
    }

    /// In two widths; the stylesheet shows one.
    var markup: [Markup] { [svg(width: 720, variant: "wide"), svg(width: 340, variant: "narrow")] }

    private func svg(width: Double, variant: String) -> Markup {
        let isNarrow = width < 500
        let names = isNarrow ? 0.0 : 180
        let pitch = isNarrow ? 42.0 : 28
        let foot = 26 + pitch * Double(rows.count)
        let x = scale(left: names + 14, right: width - 14)
        var drawing = Drawing(width: width, height: foot + 26)
        background(&drawing, x, foot)
        for (index, row) in rows.enumerated() {
            let level = 26 + pitch * Double(index + 1) - 10
            if let name = Drawing.fitted(row.name, into: 0.92 * (isNarrow ? width : names)) {
                drawing.label(
                    name, x: isNarrow ? 0 : names, y: isNarrow ? level - 12 : level + 4,
                    anchor: isNarrow ? .start : .end, "label halo")
            }
            if let own = row.own {
                drawing.line(
                    x.clamped(own.interval.lower), level + 5, x.clamped(own.interval.upper),
                    level + 5,
                    "placebo")
                drawing.circle(x.clamped(own.estimate), level + 5, radius: 3.5, "score")
            }
            drawing.line(
                x.clamped(row.shown.interval.lower), level - 1, x.clamped(row.shown.interval.upper),
                level - 1, "interval")
            drawing.circle(x.clamped(row.shown.estimate), level - 1, radius: 4, "estimate")
        }
        return drawing.svg(title: title, description: description, variant: variant)
    }

    private func scale(left: Double, right: Double) -> Scale {
        let edge = smallest ?? 0
        let intervals = rows.map(\.shown.interval) + rows.compactMap { $0.own?.interval }
        return Scale(
            domain: min(
                intervals.map(\.lower).min() ?? 0, -edge)...max(
                    intervals.map(\.upper).max() ?? 0, edge), pixels: (left, right))
    }

    private func background(_ drawing: inout Drawing, _ x: Scale, _ foot: Double) {
        if let smallest {
            let left = x(-smallest)
            drawing.rectangle(
                Box(x: left, y: 20, width: x(smallest) - left, height: foot - 20), "negligible")
        }
        drawing.line(x(0), 20, x(0), foot, "zero")
        drawing.labelIfFree("better →", x: drawing.width - 2, y: 13, anchor: .end)
        drawing.labelIfFree("← worse", x: x.pixels.0 - 12, y: 13)
        drawing.line(x.pixels.0, foot, x.pixels.1, foot, "axis")
        for tick in x.ticks(6) {
            drawing.line(x(tick), foot, x(tick), foot + 4, "tick")
            drawing.labelIfFree(Scale.text(tick), x: x(tick), y: foot + 18, anchor: .middle)
        }
    }
}
