import Testing

@testable import Stats

@Suite("Arrangement count")
struct ArrangementCountTests {
    /// Decimal values from Python 3.11 integers: math.factorial(30), math.comb(200, 100), 2**200.
    @Test("large counts are exact to the last digit")
    func large() {
        #expect(
            ArrangementCount.orderedSelections(of: 30, from: 30).description
                == "265252859812191058636308480000000")
        #expect(
            ArrangementCount.selections(of: 100, from: 200).description
                == "90548514656103281165404177077484163874504589675413336841320")
        let power = (0..<200).reduce(ArrangementCount(1)) { value, _ in value + value }
        #expect(
            power.description == "1606938044258990275541962092341162602522202993782792835301376")
        #expect(power.asInt == nil)
        #expect(power.approximation == 0x1p200)
    }

    @Test("sums, products and differences agree with machine integers, and undo one another")
    func arithmetic() {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<500 {
            let a = ArrangementCount(digits: [generator.next(), generator.next()])
            let b = ArrangementCount(digits: [generator.next(), generator.next() >> 40])
            let c = ArrangementCount(generator.uniform(below: 1 << 20))
            #expect(a + b - b == a)
            #expect(a * c + b * c == (a + b) * c)
            let x = generator.uniform(below: 1 << 30)
            let y = generator.uniform(below: 1 << 30)
            #expect((ArrangementCount(x) * ArrangementCount(y)).asInt == x * y)
            #expect((ArrangementCount(x) < ArrangementCount(y)) == (x < y))
        }
        #expect(ArrangementCount(0).description == "0")
        #expect(ArrangementCount.selections(of: 3, from: 2) == ArrangementCount(0))
        #expect(ArrangementCount.selections(of: 0, from: 0) == ArrangementCount(1))
    }

    @Test("digits of a fraction put together give the fraction back")
    func digits() {
        var generator = SeededGenerator(seed: 8)
        let base = ArrangementCount(digits: [0, 1])
        for places in 1...3 {
            for _ in 0..<300 {
                let whole = ArrangementCount(
                    digits: (1..<places).map { _ in generator.next() }
                        + [generator.next() >> UInt64(generator.uniform(below: 63)) | 1])
                var part = ArrangementCount(digits: (0..<places).map { _ in generator.next() })
                while part >= whole { part = ArrangementCount(digits: part.digits.dropLast()) }
                let (digit, rest) = part.nextDigit(over: whole)
                #expect(part * base == whole * ArrangementCount(digits: [digit]) + rest)
                #expect(rest < whole)
            }
        }
    }

    @Test("a draw that meets the boundary of a share to the last digit goes on to the next digits")
    func boundary() {
        // Shares 1/3 and 2/3: every digit of 1/3 to base 2^64 is 0x5555555555555555.
        let choice = ExactChoice(weights: [ArrangementCount(1), ArrangementCount(2)])
        let third: UInt64 = 0x5555_5555_5555_5555
        for (digits, option) in [
            ([third - 1], 0), ([third + 1], 1), ([third, third, third - 1], 0),
            ([third, third, third + 1], 1),
        ] {
            var script = Script(digits: digits)
            #expect(choice.draw(using: &script) == option)
            #expect(script.digits.isEmpty)
        }
    }

    @Test("an option of weight zero is never chosen, not even at the largest digit")
    func impossible() {
        let choice = ExactChoice(
            weights: [0, 1, 0, 1, 0].map { ArrangementCount($0) })
        for (digits, option) in [([UInt64(0)], 1), ([.max], 3), ([1 << 63, 0], 3)] {
            var script = Script(digits: digits)
            #expect(choice.draw(using: &script) == option)
        }
    }

    private struct Script: RandomNumberGenerator {
        var digits: [UInt64]
        mutating func next() -> UInt64 { digits.isEmpty ? 0 : digits.removeFirst() }
    }
}
