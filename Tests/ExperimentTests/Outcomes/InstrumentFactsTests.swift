import Experiment
import TestSupport
import Testing
@testable import Stats

@Suite("What is known of the instruments")
struct InstrumentFactsTests {
    @Test(
        "smallest worthwhile changes are those of the notes",
        arguments: [
            ("poem", 3.0), ("scorad", 8.7), ("po-scorad", 8.7), ("easi", 6.6), ("viga-ad", 1),
            ("pp-nrs", 3),
            ("dlqi", 4), ("acne-iga", 1), ("cea", 1), ("psa-redness", 1), ("uas7", 10),
            ("skin-nrs", 2),
            ("bloating-nrs", 2.2), ("ibs-sss", 50), ("sleep-hours", 0.5), ("sleep-quality", 1),
            ("stress-nrs", 2), ("fatigue-nrs", 1),
        ])
    func values(id: String, value: Double) throws {
        #expect(try Instrument.named(id).smallestWorthwhileChange.value == value)
    }

    @Test(
        "where no change in points is established, none is made up",
        arguments: [
            "pasi", "bsa", "gags", "lesions.inflammatory", "lesions.noninflammatory", "vasi",
            "gsrs", "bristol",
        ])
    func noValue(id: String) throws {
        #expect(try Instrument.named(id).smallestWorthwhileChange.value == nil)
    }

    @Test(
        "a change borrowed from another instrument says so",
        arguments: [
            "po-scorad", "skin-nrs", "bloating-nrs", "poem.derived", "fatigue-nrs", "uas",
        ])
    func borrowed(id: String) throws {
        #expect(try Instrument.named(id).smallestWorthwhileChange.borrowed)
    }

    @Test(
        "what was not verified is tagged so",
        arguments: [
            ("po-scorad", EvidenceTag.memory), ("easi", .memory), ("cea", .memory),
            ("vasi", .secondary),
            ("stress-nrs", .designDefault), ("sleep-hours", .designDefault), ("poem", .verified),
            ("dlqi", .verified),
        ])
    func tags(id: String, tag: EvidenceTag) throws {
        #expect(try Instrument.named(id).smallestWorthwhileChange.evidence.tag == tag)
    }

    @Test("the share of the baseline stands in where there is no value: 30 % of 20 lesions are 6")
    func share() {
        let change = Instrument.inflammatoryLesions.smallestWorthwhileChange
        expectClose(change.points(baselineMean: 20) ?? .nan, 6, .roundoff())
        #expect(Instrument.scorad.smallestWorthwhileChange.points(baselineMean: 50) == 8.7)
        #expect(Instrument.gags.smallestWorthwhileChange.points(baselineMean: 20) == nil)
    }

    @Test("whole-number levels: 29 for POEM, 11 for itch, 5 for a grade, none for SCORAD")
    func levels() {
        #expect(Instrument.poem.wholeNumberLevels == 29)
        #expect(Instrument.ppNRS.wholeNumberLevels == 11)
        #expect(Instrument.psaRedness.wholeNumberLevels == 5)
        #expect(Instrument.scorad.wholeNumberLevels == nil)
        #expect(
            Instrument.catalogue.filter(\.isCount).map(\.id) == [
                "flares", "lesions.inflammatory", "lesions.noninflammatory", "flushing",
                "stool.count",
            ])
    }

    @Test(
        "a change times the sign of benefit is an improvement; a target is scored by its distance")
    func direction() {
        #expect(ScoreDirection.higherIsWorse.benefit == .lower)
        #expect(ScoreDirection.higherIsBetter.benefit == .higher)
        let sleep = Instrument.sleepHours.direction
        #expect([5.0, 7, 8, 9, 10.5].map(sleep.analysed) == [2, 0, 0, 0, 1.5])
        #expect(sleep.benefit == .lower)
        #expect(
            ScoreDirection.higherIsBetter.burden(of: 3)
                > ScoreDirection.higherIsBetter.burden(of: 4))
        #expect(sleep.burden(of: 5) > sleep.burden(of: 8))
    }

    @Test("weekly recall looks back from the day of the record: 7 days end on 10 March")
    func recall() throws {
        let day = try #require(CalendarDay(iso: "2026-03-10"))
        let first = try #require(CalendarDay(iso: "2026-03-04"))
        #expect(Instrument.poem.recall.days(endingOn: day) == first...day)
        #expect(Instrument.vigaAD.recall.days(endingOn: day) == day...day)
    }

    @Test("each complaint offers a primary outcome that exists", arguments: Complaint.allCases)
    func complaints(_ complaint: Complaint) throws {
        #expect(
            try Instrument.named(complaint.primaryInstrument.id).id
                == complaint.primaryInstrument.id)
        #expect(throws: Never.self) {
            try complaint.primaryInstrument.checkCadence(every: complaint.primaryDaysBetween)
        }
        for other in complaint.secondaryInstruments {
            #expect(other.id != complaint.primaryInstrument.id)
        }
    }

    @Test("primary outcomes are those of the notes")
    func primaries() {
        #expect(
            Complaint.allCases.map(\.primaryInstrument.id) == [
                "pp-nrs", "lesions.inflammatory", "psa-redness", "skin-nrs", "uas", "vasi",
                "bloating-nrs",
                "skin-nrs", "skin-nrs",
            ])
    }

    @Test("a range of the plan's own is an instrument like the others")
    func custom() throws {
        let redness = try Instrument.custom(
            id: "left_cheek", name: "Redness of the left cheek", range: 0...10,
            smallestWorthwhileChange: 1.5)
        #expect(try redness.score(["left_cheek": 7]).value == 7)
        #expect(try redness.score(total: 7).instrument == "left_cheek")
        #expect(redness.wholeNumberLevels == 11)
        #expect(redness.isDailySuitable)
        let weekly = try Instrument.custom(id: "w", range: 0...100, step: nil, recall: .days(7))
        #expect(weekly.minimumDaysBetween == 7)
    }

    @Test("text rounding of a step is forgiven, another value is not")
    func steps() throws {
        #expect(try Instrument.skinNRS.score(total: 0.1 + 0.2).value == 0.3)
        #expect(throws: ScoringError.self) { try Instrument.skinNRS.score(total: 0.35) }
        #expect(throws: ScoringError.self) { try Instrument.ppNRS.score(total: .nan) }
        #expect(throws: ScoringError.self) { try Instrument.scorad.score(total: .infinity) }
    }

    @Test("a range of the plan's own may be as wide as numbers go")
    func wide() throws {
        let wide = try Instrument.custom(id: "w", range: 0...1e300)
        #expect(wide.wholeNumberLevels == nil)
        #expect(try wide.score(total: 1e300).value == 1e300)
    }

    @Test("bands are printed as their sources print them")
    func bandText() {
        let texts = { (instrument: Instrument, whole: Bool) in
            instrument.bands?.bands.map { $0.rangeText(wholeNumbers: whole) } ?? []
        }
        #expect(texts(.poem, true) == ["0-2", "3-7", "8-16", "17-24", "25-28"])
        #expect(texts(.gags, true) == ["0", "1-18", "19-30", "31-38", "40-44"])
        #expect(texts(.uas7, true) == ["0", "1-6", "7-15", "16-27", "28-42"])
        #expect(
            texts(.scorad, false) == [
                "0 to under 10", "10 to under 29", "29 to under 49", "49-103",
            ])
        #expect(
            texts(.easi, false) == [
                "0", "above 0, up to 1", "above 1, up to 7", "above 7, up to 21",
                "above 21, up to 50", "above 50, up to 72",
            ])
    }
}
