import ExperimentAnalysis
import ExperimentDiary
import ExperimentText
import ExperimentTrial

/// What the marks of the picture of a series stand for: a swatch and a few words each, only those
/// that the picture has.
struct SeriesLegend {
    private let picture: SeriesPicture

    init(_ picture: SeriesPicture) { self.picture = picture }

    /// A mark by its class in the picture, and what it stands for.
    struct Entry: Equatable {
        let style: String
        let text: String
        let shape: Shape
    }

    enum Shape { case circle, cross, tick, line, area, flag, bar, bracket }

    var entries: [Entry] {
        let data = picture.data
        let days = data.days
        let isTested = { (day: TrialDay) in day.phase.map(data.plan.isTested) ?? false }
        let tested = PlainNumber.list(
            data.plan.testedConditions.map { Phrase.shortened($0.name, to: 40) }, "or")
        let isAnalysed = { (day: TrialDay) in day.score != nil && day.exclusion == nil }
        let candidates: [(Bool, Entry)] = [
            (
                days.contains { isAnalysed($0) && !isTested($0) },
                Entry(style: "score", text: "a day", shape: .circle)
            ),
            (
                days.contains { isAnalysed($0) && isTested($0) },
                Entry(style: "score tested-score", text: "a day under \(tested)", shape: .circle)
            ),
            (
                days.contains { $0.score != nil && $0.exclusion != nil },
                Entry(style: "excluded", text: "a day left out", shape: .cross)
            ),
            (
                !picture.missing.isEmpty,
                Entry(style: "missing", text: "no score", shape: .tick)
            ),
            (
                data.plan.schedule.phases.contains(where: data.plan.isTested),
                Entry(style: "tested-band hatch", text: tested, shape: .area)
            ),
            (
                days.contains { data.lag(on: $0) != nil },
                Entry(style: "lag", text: "not yet, or no longer, in effect", shape: .area)
            ),
            (
                days.contains { !data.record.isPast($0.day) },
                Entry(style: "future", text: Wording.stillToCome, shape: .area)
            ),
            (!picture.levels.isEmpty, Entry(style: "mean", text: "fitted level", shape: .line)),
            (
                picture.levels.contains { $0.band != nil },
                Entry(style: "band", text: Wording.bandLegend(data), shape: .area)
            ),
            (
                picture.worthwhile != nil,
                Entry(style: "worthwhile", text: "a worthwhile difference", shape: .line)
            ),
            (
                days.contains { !$0.marks.isEmpty },
                Entry(style: "flag", text: "something happened", shape: .flag)
            ),
            (
                !picture.foods.isEmpty,
                Entry(
                    style: "food", text: "food tried again, higher for a larger portion",
                    shape: .bar)
            ),
            (
                picture.change?.date != nil,
                Entry(style: "change", text: "when the level changed", shape: .bracket)
            ),
            (
                picture.change?.showsDays == true,
                Entry(style: "chance", text: "chance of a change", shape: .bar)
            ),
        ]
        return candidates.filter(\.0).map(\.1)
    }

    var markup: Markup {
        .element(
            "ul", ["class": "legend"],
            entries.map { entry in
                .element("li", [:], [swatch(entry), .text(" " + entry.text)])
            })
    }

    private func swatch(_ entry: Entry) -> Markup {
        var drawing = Drawing(width: 18, height: 12)
        let area = Box(x: 1, y: 1, width: 16, height: 10)
        switch entry.shape {
        case .circle: drawing.circle(9, 6, radius: 3, entry.style)
        case .cross: drawing.cross(9, 6, size: 3, entry.style)
        case .tick: drawing.line(9, 3, 9, 9, entry.style)
        case .line: drawing.line(0, 6, 18, 6, entry.style)
        case .area:
            for style in entry.style.split(separator: " ") {
                drawing.rectangle(area, String(style))
            }
        case .flag: drawing.path([(7, 11), (7, 2), (13, 4.5), (7, 7)], entry.style)
        case .bar: drawing.rectangle(Box(x: 5, y: 3, width: 8, height: 6), entry.style)
        case .bracket: drawing.path([(2, 4), (2, 8), (16, 8), (16, 4)], entry.style)
        }
        return .element(
            "svg", ["class": "chart swatch", "viewBox": "0 0 18 12", "aria-hidden": "true"],
            drawing.shapes)
    }
}
