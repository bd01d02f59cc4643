import Experiment
import Testing

@Suite("Text that is fitted to a terminal")
struct FittedTextTests {
    @Test("wide lines are broken between words, under their own beginning; narrow ones stay")
    func broken() {
        let text = """
            Found:
              Adherence: two slips in fourteen days, 2026-02-16 and 2026-02-20.

            Short.

            """
        #expect(
            TerminalStyle(width: 40).fitted(text) == """
                Found:
                  Adherence: two slips in fourteen
                    days, 2026-02-16 and 2026-02-20.

                Short.

                """)
        #expect(TerminalStyle(width: 80).fitted(text) == text)
    }

    @Test("lines of a table stay as they are")
    func table() {
        let row = "  usual       2026-02-01    14    14       0     0         0       -       -"
        #expect(TerminalStyle(width: 40).fitted(row) == row)
    }

    @Test("nothing but spaces and line ends changes")
    func words() {
        let text = "itch: 3 of 42 due scores are there, and 0 are analysed. Ten days are to come."
        let fitted = TerminalStyle(width: 40).fitted(text)
        #expect(fitted.split(whereSeparator: \.isWhitespace) == text.split(separator: " "))
    }
}
