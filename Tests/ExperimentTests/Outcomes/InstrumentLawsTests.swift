import Experiment
@testable import Stats
import Testing

/// Laws that every instrument of the catalogue keeps; a new one is tested on arrival.
@Suite("Laws of the instruments")
struct InstrumentLawsTests {
    @Test("ids are unique, and each finds its instrument")
    func identity() throws {
        let ids = Instrument.catalogue.map(\.id)
        #expect(Set(ids).count == ids.count)
        for id in ids { #expect(try Instrument.named(id).id == id) }
    }

    @Test("every allowed set of answers scores within the range", arguments: Instrument.catalogue)
    func withinRange(_ instrument: Instrument) throws {
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<400 {
            let score = try instrument.score(randomAnswers(to: instrument, using: &generator))
            #expect(instrument.range.contains(score.value), "\(score.value)")
            #expect(score.instrument == instrument.id)
            #expect(score.filledItems.isEmpty)
        }
    }

    @Test("the ends of the range are reached by some answers", arguments: Instrument.catalogue)
    func rangeIsTight(_ instrument: Instrument) throws {
        guard instrument.isMonotone else { return }
        #expect(
            try instrument.score(all(instrument) { $0.lowerBound }).value
                == instrument.range.lowerBound)
        expectCloseTo(
            try instrument.score(all(instrument) { $0.upperBound }).value,
            instrument.range.upperBound)
    }

    @Test("raising one item never lowers a monotone score", arguments: Instrument.catalogue)
    func monotone(_ instrument: Instrument) throws {
        guard instrument.isMonotone else { return }
        var generator = SeededGenerator(seed: 12)
        for _ in 0..<100 {
            let answers = randomAnswers(to: instrument, using: &generator)
            let before = try instrument.score(answers).value
            for (index, item) in instrument.items.enumerated() {
                var raised = answers.answers
                raised[index] = .init(item.key, item.allowed.bounds.upperBound)
                #expect(
                    try instrument.score(ItemAnswers(raised)).value >= before - 1e-12, "\(item.key)"
                )
            }
        }
    }

    @Test("the order in which items are given does not matter", arguments: Instrument.catalogue)
    func order(_ instrument: Instrument) throws {
        var generator = SeededGenerator(seed: 13)
        let answers = randomAnswers(to: instrument, using: &generator)
        let turned = ItemAnswers(answers.answers.reversed())
        #expect(try instrument.score(answers).value == instrument.score(turned).value)
    }

    @Test(
        "a score is itself an allowed total, and survives the round trip",
        arguments: Instrument.catalogue)
    func totals(_ instrument: Instrument) throws {
        var generator = SeededGenerator(seed: 14)
        for _ in 0..<50 {
            let value = try instrument.score(randomAnswers(to: instrument, using: &generator)).value
            #expect(try instrument.score(total: value).value == value)
        }
    }

    @Test(
        "bands cover the range once, except at values documented as unassigned",
        arguments: Instrument.catalogue)
    func bands(_ instrument: Instrument) {
        guard let bands = instrument.bands else { return }
        let width = instrument.range.upperBound - instrument.range.lowerBound
        let steps = Int(width * 10)
        for step in 0...steps {
            let value = instrument.range.lowerBound + Double(step) / 10
            let found = bands.bands.count { $0.contains(value) }
            #expect(found == (bands.unassigned.contains(value) ? 0 : 1), "\(value)")
        }
        #expect(Set(bands.bands.map(\.label)).count == bands.bands.count)
        #expect(zip(bands.bands, bands.bands.dropFirst()).allSatisfy { $0.upper <= $1.lower })
    }

    @Test(
        "the smallest worthwhile change names its source and fits the range",
        arguments: Instrument.catalogue)
    func worthwhile(_ instrument: Instrument) {
        let change = instrument.smallestWorthwhileChange
        #expect(change.evidence.source.count > 5)
        if let value = change.value {
            #expect(value > 0 && value < instrument.range.upperBound - instrument.range.lowerBound)
        }
        if let share = change.shareOfBaseline { #expect(share > 0 && share < 1) }
    }

    @Test(
        "no instrument may be recorded more often than its recall window",
        arguments: Instrument.catalogue)
    func cadence(_ instrument: Instrument) {
        let perEvent = instrument.minimumDaysBetween == 0
        #expect(perEvent || instrument.minimumDaysBetween >= instrument.recall.lengthInDays)
        #expect(throws: Never.self) {
            try instrument.checkCadence(every: instrument.minimumDaysBetween)
        }
        if !perEvent {
            #expect(throws: InstrumentError.self) {
                try instrument.checkCadence(every: instrument.minimumDaysBetween - 1)
            }
        }
        #expect(!instrument.isDailySuitable || instrument.minimumDaysBetween == 1)
    }

    @Test(
        "every instrument says what may be done with it, in short keys and no wording",
        arguments: Instrument.catalogue)
    func wording(_ instrument: Instrument) {
        #expect(
            !instrument.licence.isEmpty && !instrument.summary.isEmpty && !instrument.unit.isEmpty)
        #expect(Set(instrument.items.map(\.key)).count == instrument.items.count)
        for item in instrument.items {
            #expect(
                item.key.allSatisfy { $0.isLowercase || $0.isNumber || "_.".contains($0) },
                "\(item.key)")
            #expect(
                item.key.count <= 32 && item.hint.count <= 80 && !item.hint.hasSuffix("?"),
                "\(item.key)")
        }
    }

    @Test(
        "a missing required item is never read as zero unless the published rule says so",
        arguments: Instrument.catalogue)
    func missing(_ instrument: Instrument) {
        guard instrument.blankItems == .refuse else { return }
        var generator = SeededGenerator(seed: 15)
        let answers = randomAnswers(to: instrument, using: &generator).answers
        for (index, item) in instrument.items.enumerated() where !item.isOptional {
            var blanked = answers
            blanked[index] = .init(item.key, nil)
            #expect(throws: ScoringError.self) { try instrument.score(ItemAnswers(blanked)) }
        }
    }

    private func all(
        _ instrument: Instrument, _ end: (ClosedRange<Double>) -> Double
    ) -> ItemAnswers {
        ItemAnswers(instrument.items.map { .init($0.key, end($0.allowed.bounds)) })
    }

    private func expectCloseTo(_ found: Double, _ expected: Double) {
        // Weighted sums of up to 16 terms.
        #expect((found - expected).magnitude <= 16 * 16 * expected.ulp, "\(found) \(expected)")
    }

    private func randomAnswers(
        to instrument: Instrument, using generator: inout some RandomNumberGenerator
    ) -> ItemAnswers {
        var answers = [ItemAnswers.Answer]()
        for item in instrument.items {
            answers.append(.init(item.key, randomValue(item.allowed, using: &generator)))
        }
        return ItemAnswers(answers)
    }

    private func randomValue(
        _ allowed: AllowedValues, using generator: inout some RandomNumberGenerator
    ) -> Double {
        switch allowed {
        case .oneOf(let values): return values.randomElement(using: &generator) ?? 0
        case .range(let range, let step):
            guard let step else { return Double.random(in: range, using: &generator) }
            let steps = Int(((range.upperBound - range.lowerBound) / step).rounded())
            let chosen =
                range.lowerBound + Double(Int.random(in: 0...steps, using: &generator)) * step
            return allowed.settled(chosen) ?? range.lowerBound
        }
    }
}
