import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial
import Stats

/// Differences and their intervals under one another, with names: other outcomes, or the same outcome
/// analysed in other ways.
struct ForestChart {
    private let rows: [Row]
    /// Differences smaller than this either way are shaded.
    private let smallest: Double?
    private let side: BetterSide
    /// Rows of several scales, some of which may be better high: their sizes have no sign.
    private let isMixed: Bool
    private let title: String
    private let description: String

    private struct Row {
        let name: String
        let estimate: Double
        let lower: Double
        let upper: Double

        /// In points.
        init(_ name: String, _ effect: EffectEstimate) {
            self.name = name
            estimate = effect.estimate
            lower = effect.interval.lower
            upper = effect.interval.upper
        }

        /// In day-to-day deviations. Improvements lie on the better side.
        init(_ name: String, _ effect: EffectEstimate, sigma: Double, _ side: BetterSide) {
            let ends = effect.improvementInterval
            let placed = [ends.lower, effect.improvement, ends.upper].map { side.sign * $0 / sigma }
            self.name = name
            estimate = placed[1]
            lower = min(placed[0], placed[2])
            upper = max(placed[0], placed[2])
        }
    }

    /// The outcomes, the primary one first, each in multiples of its own day-to-day deviation, so that
    /// different scales stand on one axis. Nil without an outcome that could be estimated.
    package init?(_ findings: [Finding], sigma: (Comparison) -> Double?) {
        let conditions = findings.compactMap(\.comparison?.effect.condition.id).firstOccurrences
            .count
        guard let benefit = findings.compactMap(\.comparison).first?.effect.benefit else {
            return nil
        }
        let side = BetterSide(benefit)
        rows = findings.compactMap(\.comparison).compactMap { comparison in
            guard let sigma = sigma(comparison), sigma > 0 else { return nil }
            return Row(
                Wording.forestRow(comparison, among: conditions), comparison.effect, sigma: sigma,
                side)
        }
        smallest = nil
        self.side = side
        isMixed = true
        title = Wording.forestTitle()
        description = Wording.forestDescription(findings)
        if rows.isEmpty { return nil }
    }

    /// The analyses of the fixed list, in points. Nil when none could be made.
    package init?(_ curve: SpecificationCurve, smallest: Double?) {
        rows = curve.points.compactMap { point in
            point.effect.map { Row(point.specification.name, $0) }
        }
        guard let benefit = curve.points.compactMap(\.effect).first?.benefit else { return nil }
        side = BetterSide(benefit)
        isMixed = false
        self.smallest = smallest
        title = Wording.sensitivityTitle()
        description = Wording.sensitivityDescription()
        if rows.isEmpty { return nil }
    }

    /// On a phone a name stands above its row, on a page beside it.
    func svg(width: Double, variant: String) -> Markup {
        let isNarrow = width < 500
        let names = isNarrow ? 0.0 : 250
        let pitch = isNarrow ? 40.0 : 26
        let x = scale(left: names + 14, right: width - 14)
        let foot = 26 + pitch * Double(rows.count)
        var drawing = Drawing(width: width, height: foot + 26)
        drawBackground(&drawing, x, foot)
        for (index, row) in rows.enumerated() {
            let bottom = 26 + pitch * Double(index + 1)
            let level = bottom - 9
            if let name = Drawing.fitted(row.name, into: 0.92 * (isNarrow ? width : names)) {
                drawing.label(
                    name, x: isNarrow ? 0 : names, y: isNarrow ? level - 11 : level + 4,
                    anchor: isNarrow ? .start : .end, "label halo")
            }
            drawing.line(x(row.lower), level, x(row.upper), level, "interval")
            drawing.circle(x(row.estimate), level, radius: 4.5, "estimate")
        }
        return drawing.svg(title: title, description: description, variant: variant)
    }

    private func scale(left: Double, right: Double) -> Scale {
        let edge = smallest ?? 0.5
        let low = min(rows.map(\.lower).min() ?? 0, -edge)
        let high = max(rows.map(\.upper).max() ?? 0, edge)
        return Scale(domain: low...high, pixels: (left, right))
    }

    private func drawBackground(_ drawing: inout Drawing, _ x: Scale, _ foot: Double) {
        if let smallest {
            let left = x(-smallest)
            drawing.rectangle(
                Box(x: left, y: 20, width: x(smallest) - left, height: foot - 20), "negligible")
        }
        drawing.line(x(0), 20, x(0), foot, "zero")
        drawing.labelIfFree(side.right, x: drawing.width - 2, y: 13, anchor: .end)
        drawing.labelIfFree(side.left, x: x.pixels.0 - 12, y: 13)
        drawing.line(x.pixels.0, foot, x.pixels.1, foot, "axis")
        for tick in x.ticks(6) {
            drawing.line(x(tick), foot, x(tick), foot + 4, "tick")
            let text = Scale.text(isMixed ? tick.magnitude : tick)
            drawing.labelIfFree(text, x: x(tick), y: foot + 18, anchor: .middle)
        }
    }
}
