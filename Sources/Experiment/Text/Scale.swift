import RealModule

/// A straight axis: numbers to pixels.
package struct Scale {
    package let domain: ClosedRange<Double>
    /// Pixels of the domain's ends; the first may be the larger one.
    package let pixels: (Double, Double)

    package init(domain: ClosedRange<Double>, pixels: (Double, Double)) {
        self.domain = domain
        self.pixels = pixels
    }

    package func callAsFunction(_ value: Double) -> Double {
        let width = domain.upperBound - domain.lowerBound
        let share = width == 0 ? 0.5 : (value - domain.lowerBound) / width
        return pixels.0 + share * (pixels.1 - pixels.0)
    }

    /// The value, or the nearer end of the domain.
    package func clamped(_ value: Double) -> Double {
        self(min(max(value, domain.lowerBound), domain.upperBound))
    }

    /// From `count` / 2 to about `count` round numbers inside the domain: 1, 2 or 5 times a power
    /// of ten apart.
    package func ticks(_ count: Int = 5) -> [Double] {
        let width = domain.upperBound - domain.lowerBound
        guard width > 0, width.isFinite else { return [domain.lowerBound] }
        let rough = width / Double(count)
        let power = Double.pow(10, Double.log10(rough).rounded(.down))
        let step = [1, 2, 5, 10].map { $0 * power }.first { $0 >= rough * 0.999 } ?? 10 * power
        let first = (domain.lowerBound / step - 1e-9).rounded(.up)
        let last = (domain.upperBound / step + 1e-9).rounded(.down)
        guard first <= last else { return [] }
        return stride(from: first, through: last, by: 1).map { $0 * step }
    }

    /// A tick without the dust of its multiplication.
    package static func text(_ tick: Double) -> String {
        let text = PlainNumber.text(tick, decimals: 6)
        if text == "-0" { return "0" }
        return text.hasPrefix("-") ? "−" + text.dropFirst() : text
    }
}
