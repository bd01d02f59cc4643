import Testing

import Experiment
@testable import ExperimentDiary
@testable import ExperimentAnalysis
@testable import ExperimentReport

@Suite("A page of text")
struct TextPageTests {
    private func table(_ width: Int, _ rows: [[String]]) -> String {
        var page = TextPage(TerminalStyle(width: width))
        page.table(rows)
        return page.text
    }

    private let rows = [
        ["", "effect -1", "no effect"],
        ["found (interval without zero)", "63.5 % ± 2.4", "1.0 % ± 0.5"],
    ]

    @Test("where there is room, columns stand side by side")
    func wide() {
        #expect(
            table(80, rows) == """
                                                 effect -1     no effect
                  found (interval without zero)  63.5 % ± 2.4  1.0 % ± 0.5

                """)
    }

    @Test("on a narrow page the first cell stands above the others, which keep their columns")
    func narrow() {
        #expect(
            table(40, rows) == """
                      effect -1     no effect
                  found (interval without zero)
                      63.5 % ± 2.4  1.0 % ± 0.5

                """)
    }

    @Test("columns that do not fit below either have a line each, and no cell is cut into letters")
    func narrowest() {
        let row = ["random block pairs", "61.0 % ± 4.9", "1.0 % ± 1.0", "17.0 % ± 3.8"]
        #expect(
            table(40, [row]) == """
                  random block pairs
                      61.0 % ± 4.9
                      1.0 % ± 1.0
                      17.0 % ± 3.8

                """)
    }

    @Test("a long last column is wrapped while twenty columns are left for it")
    func wrapped() {
        let text = table(40, [["dairy-free", "leave out milk, cheese and yoghurt for six weeks"]])
        #expect(
            text == """
                  dairy-free  leave out milk, cheese and
                              yoghurt for six weeks

                """)
        for width in [40, 52, 80] {
            let lines = table(width, rows + [["a", "b", String(repeating: "word ", count: 30)]])
                .split(separator: "\n")
            #expect(lines.allSatisfy { $0.count <= width })
        }
    }
}
