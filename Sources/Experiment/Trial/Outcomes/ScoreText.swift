import ExperimentDiary
import ExperimentText

/// A score with its band, for a terminal, a pipe or a program.
package struct ScoreText: Sendable {
    private let score: Score
    private let instrument: Instrument

    package init(_ score: Score, of instrument: Instrument) {
        self.score = score
        self.instrument = instrument
    }

    package func text(_ style: TerminalStyle) -> String {
        var page = TextPage(style)
        page.title(
            "\(instrument.name): \(PlainNumber.text(score.value, decimals: 3)) of "
                + "\(PlainNumber.text(instrument.range.lowerBound)) to "
                + "\(PlainNumber.text(instrument.range.upperBound))\(band)")
        page.paragraph("\(instrument.direction); \(instrument.recall.sentence).")
        page.points(
            score.parts.map { "\($0.name): \(PlainNumber.text($0.value, decimals: 3))" })
        if !score.filledItems.isEmpty {
            page.paragraph(
                "No answer for \(PlainNumber.list(score.filledItems)); the rule is that "
                    + "\(instrument.blankItems).")
        }
        return page.text
    }

    private var band: String {
        instrument.band(of: score.value).map { " (\($0.label))" } ?? ""
    }

    package var json: JSON {
        .object([
            "instrument": .string(instrument.id),
            "score": .number(score.value),
            "from": .number(instrument.range.lowerBound),
            "to": .number(instrument.range.upperBound),
            "band": JSON(instrument.band(of: score.value)?.label),
            "parts": .array(
                score.parts.map {
                    .object(["name": .string($0.name), "value": .number($0.value)])
                }),
            "filledItems": .array(score.filledItems.map(JSON.string)),
        ])
    }
}
