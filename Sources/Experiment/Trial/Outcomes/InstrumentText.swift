import ExperimentDiary
import ExperimentText
import Stats

/// The catalogue of instruments, or one of them, for a terminal, a pipe or a program.
package enum InstrumentText {
    package static func list(_ style: TerminalStyle) -> String {
        var page = TextPage(style)
        page.table(
            Instrument.catalogue.map { instrument in
                [instrument.id, range(instrument), instrument.cadence, instrument.summary]
            })
        page.space()
        page.paragraph(
            "Show one with n1 instruments NAME; score one with n1 score NAME item=value.")
        return page.text
    }

    package static func page(_ instrument: Instrument, _ style: TerminalStyle) -> String {
        var page = TextPage(style)
        page.title(instrument.description)
        page.paragraph(instrument.summary)
        page.space()
        page.label("score", "\(instrument.allowedTotals); \(instrument.direction)")
        switch instrument.recall {
        case .now: page.label("is about", "the moment of rating")
        case .days: page.label("looks back", "on \(instrument.recall)")
        }
        page.label("record", instrument.cadence)
        page.label("rated by", instrument.rater.words)
        page.label("worth having", instrument.smallestWorthwhileChange.words)
        page.label("blank items", "\(instrument.blankItems)")
        page.label("licence", instrument.licence)
        items(of: instrument, on: &page)
        bands(of: instrument, on: &page)
        if !instrument.notes.isEmpty {
            page.heading("Notes")
            page.points(instrument.notes)
        }
        return page.text
    }

    private static func items(of instrument: Instrument, on page: inout TextPage) {
        page.heading("Items")
        let texts = instrument.items.map(text)
        if let shared = texts.first, texts.count > 1, texts.allSatisfy({ $0 == shared }) {
            page.points(["\(PlainNumber.list(instrument.items.map(\.key))): each \(shared)"])
        } else {
            page.table(zip(instrument.items, texts).map { [$0.key, $1] })
        }
    }

    private static func text(_ item: InstrumentItem) -> String {
        ([item.allowed.description, item.hint] + (item.isOptional ? ["may be left out"] : []))
            .filter { !$0.isEmpty }.joined(separator: "; ")
    }

    private static func bands(of instrument: Instrument, on page: inout TextPage) {
        guard let bands = instrument.bands else { return }
        page.heading("Bands (\(bands.evidence))")
        page.table(
            bands.bands.map {
                [$0.rangeText(wholeNumbers: instrument.wholeNumberLevels != nil), $0.label]
            })
    }

    private static func range(_ instrument: Instrument) -> String {
        PlainNumber.text(instrument.range.lowerBound) + "-"
            + PlainNumber.text(instrument.range.upperBound)
    }
}

extension Instrument {
    /// How often it may be recorded.
    var cadence: String {
        switch minimumDaysBetween {
        case 0: "each time"
        case 1: "daily"
        case 7: "weekly"
        case let days: "every \(days) days"
        }
    }
}

extension Rater {
    fileprivate var words: String {
        switch self {
        case .participant: "yourself"
        case .clinician: "a clinician"
        case .either: "yourself or a clinician"
        }
    }
}

extension SmallestWorthwhileChange {
    /// `3 points (Howells 2018 [V])`.
    fileprivate var words: String {
        let parts = [
            value.map { "\(PlainNumber.text($0)) points" },
            shareOfBaseline.map { "\(PlainNumber.text($0 * 100, decimals: 0)) % of the baseline" },
        ].compactMap(\.self)
        let size = parts.isEmpty ? "none published" : parts.joined(separator: " or ")
        return "\(size)\(borrowed ? ", borrowed" : "") (\(evidence))"
    }
}

extension InstrumentText {
    package static func json(_ instruments: [Instrument]) -> JSON { .array(instruments.map(json)) }

    package static func json(_ instrument: Instrument) -> JSON {
        .object([
            "id": .string(instrument.id),
            "name": .string(instrument.name),
            "summary": .string(instrument.summary),
            "from": .number(instrument.range.lowerBound),
            "to": .number(instrument.range.upperBound),
            "step": JSON(instrument.step),
            "better": .string(instrument.direction.benefit.rawValue),
            "recallDays": .integer(instrument.recall.lengthInDays),
            "daysBetween": .integer(instrument.minimumDaysBetween),
            "worthwhile": change(instrument.smallestWorthwhileChange),
            "items": .array(instrument.items.map(item)),
            "bands": instrument.bands.map { .array($0.bands.map(band)) } ?? .null,
            "licence": .string(instrument.licence),
            "notes": .array(instrument.notes.map(JSON.string)),
        ])
    }

    private static func change(_ change: SmallestWorthwhileChange) -> JSON {
        .object([
            "points": JSON(change.value),
            "shareOfBaseline": JSON(change.shareOfBaseline),
            "borrowed": .bool(change.borrowed),
            "source": .string(change.evidence.source),
            "tag": .string(change.evidence.tag.rawValue),
        ])
    }

    private static func item(_ item: InstrumentItem) -> JSON {
        .object([
            "key": .string(item.key),
            "allowed": .string(item.allowed.description),
            "hint": .string(item.hint),
            "optional": .bool(item.isOptional),
        ])
    }

    private static func band(_ band: SeverityBand) -> JSON {
        .object([
            "label": .string(band.label), "from": .number(band.lower), "to": .number(band.upper),
        ])
    }
}
