/// A picture under construction: shapes in the order of painting, and the places of its labels so
/// that none is put over another. Units are CSS pixels at full width.
package struct Drawing {
    package let width: Double
    package var height: Double
    package private(set) var shapes: [Markup] = []
    package private(set) var labels: [Box] = []

    package init(width: Double, height: Double) {
        self.width = width
        self.height = height
    }

    /// The finished picture with what a reader who does not see it is told.
    package func svg(title: String, description: String, variant: String) -> Markup {
        let identity = "\(variant)"
        return .element(
            "svg",
            [
                "class": "chart \(identity)",
                "viewBox": "0 0 \(Self.number(width)) \(Self.number(height))",
                "role": "img", "preserveAspectRatio": "xMidYMid meet",
            ],
            [.element("title", [:], title), .element("desc", [:], description)] + shapes)
    }

    /// At most two decimals: a hundredth of a pixel cannot be seen.
    package static func number(_ value: Double) -> String {
        // Settled first, so that a value between two hundredths falls the same way on every processor.
        PlainNumber.text(JSON.settled(value), decimals: 2)
    }
}

/// An upright rectangle.
package struct Box: Sendable, Equatable {
    package var x: Double
    package var y: Double
    package var width: Double
    package var height: Double

    package init(x: Double, y: Double, width: Double, height: Double) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    package func intersects(_ other: Box, gap: Double = 0) -> Bool {
        x < other.x + other.width + gap && other.x < x + width + gap
            && y < other.y + other.height + gap && other.y < y + height + gap
    }
}

// MARK: Shapes

extension Drawing {
    package mutating func add(_ shape: Markup) { shapes.append(shape) }

    package mutating func rectangle(_ box: Box, _ style: String, title: String? = nil) {
        add(
            .element(
                "rect",
                [
                    "class": style, "x": Self.number(box.x), "y": Self.number(box.y),
                    "width": Self.number(max(box.width, 0)),
                    "height": Self.number(max(box.height, 0)),
                ], Self.title(title)))
    }

    package mutating func line(
        _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ style: String
    ) {
        add(
            .element(
                "line",
                [
                    "class": style, "x1": Self.number(x1), "y1": Self.number(y1),
                    "x2": Self.number(x2), "y2": Self.number(y2),
                ]))
    }

    package mutating func circle(
        _ x: Double, _ y: Double, radius: Double, _ style: String, title: String? = nil
    ) {
        add(
            .element(
                "circle",
                [
                    "class": style, "cx": Self.number(x), "cy": Self.number(y),
                    "r": Self.number(radius),
                ], Self.title(title)))
    }

    /// A path through points, closed or not.
    package mutating func path(
        _ points: [(x: Double, y: Double)], closed: Bool = false, _ style: String
    ) {
        guard let first = points.first else { return }
        let rest = points.dropFirst().map { "L\(Self.number($0.x)) \(Self.number($0.y))" }
        let start = "M\(Self.number(first.x)) \(Self.number(first.y))"
        add(
            .element(
                "path", ["class": style, "d": ([start] + rest).joined() + (closed ? "Z" : "")]))
    }

    package mutating func cross(
        _ x: Double, _ y: Double, size: Double, _ style: String, title: String? = nil
    ) {
        let (left, right) = (Self.number(x - size), Self.number(x + size))
        let (top, bottom) = (Self.number(y - size), Self.number(y + size))
        add(
            .element(
                "path",
                [
                    "class": style,
                    "d": "M\(left) \(top)L\(right) \(bottom)M\(left) \(bottom)L\(right) \(top)",
                ],
                Self.title(title)))
    }

    private static func title(_ text: String?) -> [Markup] {
        text.map { [.element("title", [:], $0)] } ?? []
    }
}

// MARK: Labels

extension Drawing {
    package enum Anchor: String { case start, middle, end }

    static let fontSize = 12.0

    /// Writes a label whether or not there is room; its place is taken from then on.
    package mutating func label(
        _ text: String, x: Double, y: Double, anchor: Anchor = .start, _ style: String = "label"
    ) {
        labels.append(Self.box(of: text, x: x, y: y, anchor))
        add(
            .element(
                "text",
                [
                    "class": style, "x": Self.number(x), "y": Self.number(y),
                    "text-anchor": anchor.rawValue,
                ], text))
    }

    /// Writes a label unless it would touch another one or leave the picture.
    @discardableResult
    package mutating func labelIfFree(
        _ text: String, x: Double, y: Double, anchor: Anchor = .start, _ style: String = "label"
    ) -> Bool {
        let box = Self.box(of: text, x: x, y: y, anchor)
        guard box.x >= 0, box.x + box.width <= width,
            !labels.contains(where: { $0.intersects(box, gap: 4) })
        else { return false }
        label(text, x: x, y: y, anchor: anchor, style)
        return true
    }

    package static func box(of text: String, x: Double, y: Double, _ anchor: Anchor) -> Box {
        let width = textWidth(text)
        let left =
            switch anchor {
            case .start: x
            case .middle: x - width / 2
            case .end: x - width
            }
        return Box(x: left, y: y - fontSize * 0.85, width: width, height: fontSize * 1.1)
    }

    /// A little more than the system fonts take, since the font is the reader's.
    package static func textWidth(_ text: String) -> Double {
        text.reduce(0) { $0 + Double(TextWidth.of(String($1))) * advance(of: $1) } * fontSize
    }

    private static func advance(of character: Character) -> Double {
        switch character {
        case "i", "j", "l", "t", "f", "r", "I", ".", ",", ":", ";", "'", "|", " ", "(", ")", "“",
            "”":
            0.4
        case "m", "w", "M", "W", "—", "…": 0.95
        case "<", ">", "=", "+", "&", "@": 0.88
        case "A"..."Z": 0.74
        default: 0.6
        }
    }

    /// The text, or as much of it as fits into a width; nil when not even three letters do.
    package static func fitted(_ text: String, into width: Double) -> String? {
        if textWidth(text) <= width { return text }
        var kept = ""
        for character in text {
            guard textWidth(kept + String(character) + "…") <= width else { break }
            kept.append(character)
        }
        return kept.count >= 3 ? kept + "…" : nil
    }
}
