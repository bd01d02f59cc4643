import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial
import Stats

/// The difference against the smallest worthwhile change: where the truth lies, with what chance.
struct SizeChart {
    private let comparison: Comparison
    private let distribution: MixtureOfStudentT
    private let side: BetterSide

    /// Nil when the fit cannot give the distribution again.
    package init?(_ comparison: Comparison, in analysis: EffectAnalysis) {
        guard let contrast = try? comparison.effect.contrast(columns: analysis.fit.columns),
            let estimate = try? analysis.fit.estimate(of: contrast)
        else { return nil }
        self.comparison = comparison
        distribution = estimate.distribution
        side = BetterSide(comparison.effect.benefit)
    }

    func svg(width: Double, variant: String) -> Markup {
        let axis = self.axis
        let margin = 12.0
        let x = Scale(domain: axis, pixels: (margin, width - margin))
        var drawing = Drawing(width: width, height: 148)
        let foot = 96.0
        drawBackground(&drawing, x, foot)
        drawDensity(&drawing, x, foot)
        drawInterval(&drawing, x, foot)
        drawAxis(&drawing, x, foot)
        return drawing.svg(
            title: Wording.sizeTitle(comparison), description: Wording.sizeDescription(comparison),
            variant: variant)
    }

    /// Differences from well below to well above the interval, zero and a worthwhile change inside.
    private var axis: ClosedRange<Double> {
        let ends = comparison.effect.interval
        let reach = 0.35 * (ends.upper - ends.lower)
        let smallest = comparison.effect.worthwhile ?? 0
        let low = min(ends.lower - reach, -1.3 * smallest, -0.2 * reach)
        let high = max(ends.upper + reach, 1.3 * smallest, 0.2 * reach)
        return low...high
    }

    private func drawBackground(_ drawing: inout Drawing, _ x: Scale, _ foot: Double) {
        if let smallest = comparison.effect.worthwhile {
            let left = x(-smallest)
            drawing.rectangle(
                Box(x: left, y: 24, width: x(smallest) - left, height: foot - 24), "negligible")
            drawing.labelIfFree(
                "too small to matter", x: (left + x(smallest)) / 2, y: 16, anchor: .middle,
                "label soft")
        }
        drawing.line(x(0), 24, x(0), foot, "zero")
        let right = drawing.width - 2
        if !drawing.labelIfFree(side.right, x: right, y: 16, anchor: .end) {
            drawing.labelIfFree(side.right, x: right, y: foot + 46, anchor: .end)
        }
        if !drawing.labelIfFree(side.left, x: 2, y: 16) {
            drawing.labelIfFree(side.left, x: 2, y: foot + 46)
        }
    }

    private func drawDensity(_ drawing: inout Drawing, _ x: Scale, _ foot: Double) {
        let steps = 160
        let width = x.domain.upperBound - x.domain.lowerBound
        let points = (0...steps).map { step -> (value: Double, density: Double) in
            let value = x.domain.lowerBound + width * Double(step) / Double(steps)
            return (value, density(of: value))
        }
        guard let peak = points.map(\.density).max(), peak > 0 else { return }
        let curve = points.map { (x: x($0.value), y: foot - 18 - 46 * $0.density / peak) }
        let base = [
            (x: x(x.domain.upperBound), y: foot - 18), (x: x(x.domain.lowerBound), y: foot - 18),
        ]
        drawing.path(curve + base, closed: true, "density")
        drawing.path(curve, "density-line")
    }

    private func density(of change: Double) -> Double { distribution.density(at: change) }

    private func drawInterval(_ drawing: inout Drawing, _ x: Scale, _ foot: Double) {
        let ends = comparison.effect.interval
        let level = foot - 10
        drawing.line(x(ends.lower), level, x(ends.upper), level, "interval")
        drawing.circle(x(comparison.effect.estimate), level, radius: 4.5, "estimate")
    }

    private func drawAxis(_ drawing: inout Drawing, _ x: Scale, _ foot: Double) {
        drawing.line(x.pixels.0, foot, x.pixels.1, foot, "axis")
        for tick in x.ticks(6) {
            drawing.line(x(tick), foot, x(tick), foot + 4, "tick")
            drawing.labelIfFree(Scale.text(tick), x: x(tick), y: foot + 18, anchor: .middle)
        }
        let unit = "difference in \(Phrase.shortened(comparison.unit, to: 24))"
        drawing.labelIfFree(
            unit, x: drawing.width / 2, y: foot + 38, anchor: .middle, "label soft")
    }
}
