import ExperimentText

/// Names beside the right end of the lines that they name, moved apart where lines lie close together.
struct MarginLabels {
    /// Width of the margin.
    let room: Double
    let top: Double
    let bottom: Double
    private var labels: [Label] = []

    init(room: Double, top: Double, bottom: Double) {
        self.room = room
        self.top = top
        self.bottom = bottom
    }

    private struct Label {
        let lines: [String]
        /// Where its line ends.
        let level: Double
        let style: String

        var height: Double { Double(lines.count) * MarginLabels.pitch }
    }

    private static let pitch = 14.0

    /// Leaves the name out when the ones before it have taken the height.
    mutating func add(_ name: String, at level: Double, _ style: String) {
        let lines = Array(
            TextFlow.lines(Phrase.isolated(Phrase.shortened(name, to: 40)), width: room).prefix(2))
        let label = Label(lines: lines, level: level, style: style)
        let taken = labels.reduce(0) { $0 + $1.height }
        guard !lines.isEmpty, taken + label.height <= bottom - top else { return }
        labels.append(label)
    }

    /// Each label as near to its level as the ones above it allow, then pushed up from the bottom.
    func draw(in drawing: inout Drawing, _ plot: Box) {
        for (label, place) in places {
            for (line, text) in label.lines.enumerated() {
                drawing.label(
                    text, x: plot.x + plot.width + 6,
                    y: place + Self.pitch * Double(line) + 9,
                    label.style.isEmpty ? "label" : "label \(label.style)")
            }
        }
    }

    /// The upper edge of each label.
    private var places: [(label: Label, top: Double)] {
        let sorted = labels.sorted { $0.level < $1.level }
        var places: [Double] = []
        var free = top - Self.pitch / 2
        for label in sorted {
            places.append(max(label.level - label.height / 2, free))
            free = (places.last ?? free) + label.height
        }
        var limit = bottom
        for index in sorted.indices.reversed() {
            places[index] = min(places[index], limit - sorted[index].height)
            limit = places[index]
        }
        return zip(sorted, places).map { ($0, $1) }
    }
}
