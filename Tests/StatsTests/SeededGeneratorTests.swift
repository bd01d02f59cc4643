@testable import Stats
import Testing

@Suite("Seeded generator")
struct SeededGeneratorTests {
    @Test("a seed and a stream pin the sequence for ever")
    func pinned() {
        var generator = SeededGenerator(seed: 1, stream: 0)
        var other = SeededGenerator(seed: 1, stream: 1)
        #expect(generator.next() != other.next())
    }
}
