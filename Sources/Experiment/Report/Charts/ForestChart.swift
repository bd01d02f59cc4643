/// The outcomes beside the primary one, each as an improvement in multiples of its own day-to-day
/// deviation, so that different scales stand on one axis.
struct ForestChart {
    private let rows: [Row]

    private struct Row {
        let name: String
        let estimate: Double
        let lower: Double
        let upper: Double
    }

    /// Nil without an outcome that could be estimated.
    init?(_ findings: [Finding], sigma: (Comparison) -> Double?) {
        rows = findings.compactMap(\.comparison).compactMap { comparison in
            guard let sigma = sigma(comparison), sigma > 0 else { return nil }
            let ends = comparison.effect.improvementInterval
            return Row(
                name: comparison.outcome.name, estimate: comparison.effect.improvement / sigma,
                lower: ends.lower / sigma, upper: ends.upper / sigma)
        }
        if rows.isEmpty { return nil }
    }

    func svg(_ findings: [Finding], width: Double, variant: String) -> Markup {
        let names = width < 500 ? 110.0 : 190
        let low = min(rows.map(\.lower).min() ?? 0, -0.5)
        let high = max(rows.map(\.upper).max() ?? 0, 0.5)
        let x = Scale(domain: low...high, pixels: (names + 14, width - 14))
        let foot = 26 + 30 * Double(rows.count)
        var drawing = Drawing(width: width, height: foot + 32)
        drawing.line(x(0), 20, x(0), foot, "zero")
        drawing.labelIfFree("better →", x: width - 2, y: 13, anchor: .end)
        drawing.labelIfFree("← worse", x: names + 14, y: 13)
        for (index, row) in rows.enumerated() {
            let level = 26 + 30 * Double(index) + 15
            if let name = Drawing.fitted(Phrase.plain(row.name), into: names) {
                drawing.label(name, x: names, y: level + 4, anchor: .end)
            }
            drawing.line(x(row.lower), level, x(row.upper), level, "interval")
            drawing.circle(x(row.estimate), level, radius: 4.5, "estimate")
        }
        drawing.line(x.pixels.0, foot, x.pixels.1, foot, "axis")
        for tick in x.ticks(6) {
            drawing.line(x(tick), foot, x(tick), foot + 4, "tick")
            drawing.labelIfFree(Scale.text(tick), x: x(tick), y: foot + 18, anchor: .middle)
        }
        return drawing.svg(
            title: Wording.forestTitle(), description: Wording.forestDescription(findings),
            variant: variant)
    }
}
