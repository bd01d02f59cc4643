import Experiment
import Testing

@Suite("Refusals of instruments")
struct OutcomeRefusalTests {
    private func sentence(_ body: () throws -> Void) -> String {
        do { try body() } catch { return "\(error)" }
        return "no error"
    }

    @Test("an unknown item names the nearest key")
    func unknownItem() {
        #expect(
            sentence { _ = try Instrument.uas.score(["hivs": 2, "itch": 1]) } == """
                uas: found the item "hivs"; expected hives or itch. Did you mean "hives"?
                """)
        #expect(
            sentence { _ = try Instrument.uas.score(["moon": 2]) } == """
                uas: found the item "moon"; expected hives or itch. Use one of these keys.
                """)
    }

    @Test("a value outside the item names what is allowed")
    func value() {
        #expect(
            sentence { _ = try Instrument.poem.score(["itch": 5]) } == """
                poem, item "itch": found 5; expected a whole number from 0 to 4. Correct the value or leave the item blank.
                """)
        #expect(
            sentence { _ = try Instrument.ppNRS.score(["itch": 7.5]) } == """
                pp-nrs, item "itch": found 7.5; expected a whole number from 0 to 10. Correct the value or leave the item blank.
                """)
        #expect(
            sentence { _ = try Instrument.vasi.score(["arms.depigmentation": 0.6]) } == """
                vasi, item "arms.depigmentation": found 0.6; expected one of 0, 0.1, 0.25, 0.5, 0.75, 0.9, 1. Correct the value or leave the item blank.
                """)
        #expect(
            sentence { _ = try Instrument.easi.score(["arms.erythema": 0.7]) } == """
                easi, item "arms.erythema": found 0.7; expected a number from 0 to 3 in steps of 0.5. Correct the value or leave the item blank.
                """)
    }

    @Test("an item given twice is refused where the instrument has no rule for it")
    func twice() {
        #expect(
            sentence { _ = try Instrument.uas.score(["hives": 1, "hives": 3, "itch": 0]) } == """
                uas, item "hives": found 1 and 3; expected one value. Keep the right one.
                """)
    }

    @Test("blank items name the rule")
    func blank() {
        #expect(
            sentence { _ = try Instrument.uas.score(["hives": 1]) } == """
                uas: found no answer for itch; the rule is that every item is needed. Answer what is blank, or leave this score out.
                """)
        #expect(
            sentence {
                _ = try Instrument.poem.score([
                    "itch": 1, "sleep": 1, "bleeding": 1, "weeping": 1, "cracking": 1,
                ])
            } == """
                poem: found no answer for flaking and dryness; the rule is that one blank item scores 0; two or more leave no score. Answer what is blank, or leave this score out.
                """)
    }

    @Test("a total outside the range is refused")
    func total() {
        #expect(
            sentence { _ = try Instrument.poem.score(total: 29) } == """
                poem: found a score of 29; expected a whole number from 0 to 28. Correct the score or leave it blank.
                """)
    }

    @Test("a week of the wrong length or of mixed forms is refused")
    func weeks() throws {
        #expect(
            sentence { _ = try Instrument.uas7(from: []) } == """
                uas7: found 0 days; expected 7 consecutive days. Give each day one entry, empty where nothing was recorded.
                """)
        let once = try Instrument.uas.score(total: 3)
        let twice = try Instrument.uasTwiceDaily.score(total: 3.5)
        #expect(
            sentence { _ = try Instrument.uas7(from: [once, twice, nil, nil, nil, nil, nil]) }
                == """
                uas7: found a day scored with uas.twice-daily; expected uas on every day, as on the first. Keep to one form.
                """)
    }

    @Test(
        "an unknown instrument offers the nearest",
        arguments: [
            ("peom", "poem"), ("ppnrs", "pp-nrs"), ("PO_SCORAD", "po-scorad"),
            ("bloating", "bloating-nrs"),
        ])
    func unknownInstrument(found: String, nearest: String) {
        #expect(
            sentence { _ = try Instrument.named(found) }
                == "instrument \"\(found)\": not in the catalogue of \(Instrument.catalogue.count) instruments. Did you mean \"\(nearest)\"?"
        )
    }

    @Test("a name like none of the catalogue gets no wild guess")
    func noGuess() {
        #expect(
            sentence { _ = try Instrument.named("thermometer") }
                == "instrument \"thermometer\": not in the catalogue of \(Instrument.catalogue.count) instruments. See `n1 instruments` for the list."
        )
    }

    @Test("records inside the recall window are refused with the reason")
    func cadence() throws {
        #expect(
            sentence { try Instrument.poem.checkCadence(every: 1) } == """
                poem: found a record every 1 day; expected 7 days or more between records, because each asks about the last 7 days and records that overlap repeat the same days. Record it every 7 days.
                """)
        let days = ["2026-03-17", "2026-03-02", "2026-03-10"].compactMap { CalendarDay(iso: $0) }
        #expect(throws: Never.self) { try Instrument.poem.checkCadence(on: days) }
        let close = try days + [#require(CalendarDay(iso: "2026-03-13"))]
        #expect(
            sentence { try Instrument.poem.checkCadence(on: close) } == """
                poem: found records on 2026-03-10 and 2026-03-13; expected 7 days or more between them, because each asks about the last 7 days. Leave one of them out.
                """)
    }

    @Test("a range of the plan's own is refused when it cannot hold a score")
    func custom() {
        #expect(
            sentence { _ = try Instrument.custom(id: "x", range: 3...3) } == """
                x: found a range from 3 to 3; expected two different finite numbers. Give the lowest and the highest score.
                """)
        #expect(
            sentence { _ = try Instrument.custom(id: "x", range: 0...10, step: 0) } == """
                x: found a step of 0; expected more than 0 and at most 10, the width of the range. Give the distance of neighbouring scores.
                """)
        #expect(
            sentence {
                _ = try Instrument.custom(id: "x", range: 0...10, smallestWorthwhileChange: 11)
            } == """
                x: found a smallest worthwhile change of 11; expected more than 0 and at most 10, the width of the range. Give it in points of the score.
                """)
        #expect(
            sentence {
                _ = try Instrument.custom(id: "x", range: 0...10, direction: .target(5...12))
            } == """
                x: found a target from 5 to 12; expected it within 0 to 10. Move the target into the range.
                """)
        #expect(
            sentence {
                _ = try Instrument.custom(id: "x", range: 0...10, recall: .days(7), daysBetween: 1)
            } == """
                x: found a record every 1 day; expected 7 days or more between records, because each asks about the last 7 days and records that overlap repeat the same days. Record it every 7 days.
                """)
    }
}
