import Foundation
import Testing

@Suite("Where a trial stands")
struct StatusTests {
    static let plan = """
        title: Dairy and itch
        outcomes:
          - {id: itch, scale: {from: 0, to: 10, better: lower}, worthwhile: 1}
        conditions:
          - {id: usual, name: as usual}
          - {id: free, name: dairy-free, against: usual}
        schedule:
          start: 2026-01-01
          phases:
            - {condition: usual, days: 14}
            - {condition: free, days: 14}

        """

    /// Scores on the first so many days but the third.
    private func folder(days: Int) throws -> ScratchFolder {
        let folder = try ScratchFolder()
        try folder.write(Self.plan, to: "plan.yaml")
        for day in (1...days) where day != 3 {
            _ = try CommandRun(
                ["log", "itch=\(3 + day % 4)", "--trial", folder.path],
                environment: ["N1_TODAY": "2026-01-\(day < 10 ? "0" : "")\(day)"])
        }
        return folder
    }

    @Test("status says the day, what is logged, what is open and what is next")
    func running() throws {
        let folder = try folder(days: 4)
        let status = try CommandRun(
            ["status", folder.path], environment: ["N1_TODAY": "2026-01-05"])
        #expect(
            status.output == """
                Dairy and itch
                Day 5 of 28, 3 of 5 days logged.
                One thing to log today: itch.
                Next: “dairy-free” on 15 January 2026. The trial ends on 28 January 2026.
                Log it with n1 log --trial \(folder.path).

                """)
        #expect(status.exitCode == 0 && status.errors.isEmpty)
    }

    @Test("before its first day and after its last one a trial says so")
    func outside() throws {
        let folder = try folder(days: 1)
        func status(_ day: String) throws -> String {
            try CommandRun(["status", folder.path], environment: ["N1_TODAY": day]).output
                .split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
        #expect(try status("2025-12-30").contains("The trial starts on 1 January 2026, in 2 days."))
        let over = try status("2026-02-02")
        #expect(over.contains("The trial ended on 28 January 2026, 1 of 28 days logged."))
        #expect(over.contains("See what it found with n1 report \(folder.path)."))
    }

    @Test("a report before the first tested day is a page of progress, in every format")
    func early() throws {
        let folder = try folder(days: 4)
        let day = ["N1_TODAY": "2026-01-04"]
        let sentence =
            "Nothing can be compared before days under “dairy-free”, which begin on 15 January 2026."
        for format in ["terminal", "markdown", "html"] {
            let run = try CommandRun(
                ["report", folder.path, "--format", format], environment: day)
            #expect(run.exitCode == 0 && run.errors.isEmpty, "\(format)")
            let text = run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(text.contains(sentence), "\(format)")
            #expect(text.contains("Day 4 of 28, 3 of 4 days logged."), "\(format)")
        }
        let json = try CommandRun(["report", folder.path, "--json"], environment: day)
        #expect(json.output.contains("\"course\": \"running\"") && json.exitCode == 0)
    }

    @Test("a report in the middle shows no number of an effect, no grade and no verdict")
    func middle() throws {
        let folder = try folder(days: 24)
        for format in ["terminal", "markdown", "html"] {
            let run = try CommandRun(
                ["report", folder.path, "--format", format],
                environment: ["N1_TODAY": "2026-01-24"])
            #expect(run.exitCode == 0 && run.errors.isEmpty, "\(format)")
            let text = run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(text.contains("Day 24 of 28, 23 of 24 days logged."), "\(format)")
            #expect(text.contains("no answer is shown before the end"), "\(format)")
            for word in ["Difference", "in 100", "Strength of evidence", "helped"] {
                #expect(!text.contains(word), "\(format): \(word)")
            }
        }
    }

    @Test("the picture of a running trial ends today: no tick for a day that has not come")
    func picture() throws {
        let folder = try folder(days: 4)
        let html = try CommandRun(
            ["report", folder.path, "--html"], environment: ["N1_TODAY": "2026-01-04"]
        ).output
        // The missing day in each of the three layouts, and its swatch in the legend.
        #expect(html.components(separatedBy: "class=\"missing\"").count == 5)
        #expect(html.contains("class=\"future\""))
    }
}
