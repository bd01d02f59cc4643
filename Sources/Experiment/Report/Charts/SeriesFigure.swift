import ExperimentAnalysis
import ExperimentDiary
import ExperimentText
import ExperimentTrial

/// The picture of a series as a page shows it: laid out for a page, a phone and paper, its days to read
/// one by one, and what its marks stand for.
struct SeriesFigure {
    let picture: SeriesPicture

    var markup: Markup {
        let charts = [SeriesChart.Size.wide, .narrow, .paper].map { SeriesChart(picture, $0).svg }
        return .element(
            "figure", ["class": "series"],
            [
                .element(
                    "div", ["class": "plot"],
                    charts + [.element("p", ["class": "hint"], Wording.readADay), days]),
                SeriesLegend(picture).markup,
            ])
    }

    /// A column over each day of the plot, the same for every size, whose margins the stylesheet knows.
    /// One of them is chosen by a tap, the pointer or the arrow keys; no script is needed.
    private var days: Markup {
        .element(
            "div", ["class": "days", "role": "radiogroup", "aria-label": "Day by day"],
            picture.data.days.map { day in
                .element(
                    "label", [:],
                    [
                        .element("input", ["type": "radio", "name": "day"]),
                        .element(
                            "span", ["class": "tip", "dir": "auto"], Wording.dayTip(day, picture)),
                    ])
            })
    }
}
