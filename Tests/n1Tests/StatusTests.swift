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
        // A folder with a long name stands on a line of its own.
        #expect(
            status.output.replacing("--trial\n", with: "--trial ") == """
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

    /// Scores in an order that only an effect explains: 8 and 7 before, 2 and 1 after.
    private func clear(days: Int, looks: String = "") throws -> ScratchFolder {
        let folder = try ScratchFolder()
        try folder.write(
            Self.plan + looks + "diary: {file: diary.csv, day: {column: day}}\n", to: "plan.yaml")
        let rows = (1...days).map { day in
            "2026-01-\(day < 10 ? "0" : "")\(day),\((day <= 14 ? 7 : 1) + day % 2)"
        }
        try folder.write((["day,itch"] + rows).joined(separator: "\n") + "\n", to: "diary.csv")
        return folder
    }

    private static let tellingCommands = [
        ["report"], ["report", "--letter"], ["report", "--letter", "--notes"],
        ["report", "--cent"],
        ["report", "--html"], ["report", "--letter", "--html"], ["report", "--json"], ["analyze"],
        ["analyze", "--json"], ["evidence"], ["evidence", "--json"], ["changes"],
        ["changes", "--json"],
    ]

    @Test(
        "no form tells of an effect in the middle of a trial, not even as JSON",
        arguments: tellingCommands)
    func everyForm(_ command: [String]) throws {
        let folder = try folder(days: 24)
        let run = try CommandRun(
            [command[0], folder.path] + command.dropFirst(),
            environment: ["N1_TODAY": "2026-01-24"])
        #expect(run.exitCode == 0 && run.errors.isEmpty, "\(run.errors)")
        // Classes of the style sheet are no words to a person.
        let style = run.output.range(of: "<style>").map(\.lowerBound) ?? run.output.endIndex
        let body = run.output.range(of: "</style>").map(\.upperBound) ?? run.output.endIndex
        let told = run.output[..<style] + run.output[body...]
        let text = told.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(text.contains("23 of 24 days logged") && text.contains("24 of 28"))
        let words = [
            "verdict", "grade", "estimate", "interval", "Strength of evidence", "helped", "likely",
            "Difference", "difference", "in 100", "chance", "worthwhile", "stop(",
        ]
        for word in words { #expect(!text.contains(word), "\(command): \(word)") }
    }

    @Test("a letter in the middle says what is tried and what was logged, and asks for time")
    func earlyLetter() throws {
        let folder = try folder(days: 24)
        _ = try CommandRun(
            ["log", folder.path, "rescue=hydrocortisone", "--note", "a long walk"],
            environment: ["N1_TODAY": "2026-01-24"])
        let run = try CommandRun(
            ["report", folder.path, "--letter", "--notes"],
            environment: ["N1_TODAY": "2026-01-24"])
        for sentence in [
            "# For my doctor: Dairy and itch",
            "Rescue treatment on 1 day: “hydrocortisone” on 24 January 2026.",
            "Since 1 January 2026 I have been trying “dairy-free” on myself and writing down itch "
                + "(0 to 10, lower is better). Phases so far: as usual (14 days), "
                + "dairy-free (day 10 of 14).",
            "Today was given as 2026-01-24 (N1\\_TODAY), not read from this computer's clock.",
            "Day 24 of 28, 23 of 24 days logged. The trial ends on 28 January 2026.",
            "Looking early and stopping when the numbers please claims effects that are not there, so "
                + "no answer is shown before the end.",
            "- 24 January 2026: a long walk; rescue, hydrocortisone",
        ] {
            #expect(run.output.contains(sentence), "\(sentence)\n\(run.output)")
        }
    }

    @Test(
        "records twenty times likelier with an effect give the answer early, and say why",
        arguments: tellingCommands.filter { $0.count < 2 || $0[1] != "--cent" })
    func decisive(_ command: [String]) throws {
        let folder = try clear(days: 24)
        let run = try CommandRun(
            [command[0], folder.path] + command.dropFirst(),
            environment: ["N1_TODAY": "2026-01-24"])
        #expect(run.exitCode == 0 && run.errors.isEmpty, "\(run.errors)")
        #expect(!run.output.contains("no answer is shown before the end"))
        guard command == ["report"] else { return }
        let text = run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(
            text.contains(
                "**Still running** Day 24 of 28, 24 of 24 days logged. The answer may be shown before "
                    + "the end, because the records are more than 1000 times likelier with an effect "
                    + "than without; from 20 times on that is defensible."), "\(text)")
        #expect(text.contains("6.000 points lower (better)"))
    }

    @Test(
        "the letter of a running trial that may answer says what is going on, and what is to come")
    func decisiveLetter() throws {
        let folder = try clear(days: 24)
        func letter(_ day: String) throws -> String {
            try CommandRun(
                ["report", folder.path, "--letter"], environment: ["N1_TODAY": day]
            ).output
        }
        let running = try letter("2026-01-24")
        for sentence in [
            "Since 1 January 2026 I have been comparing “dairy-free” with “as usual” on myself and "
                + "writing down itch (0 to 10, lower is better). Phases so far: as usual (14 days), "
                + "dairy-free (day 10 of 14). Of the 24 days so far, of 28 in all, 24 are in the main "
                + "analysis; 24 have a score.",
            "Day 24 of 28, 24 of 24 days logged. The answer may be shown before the end, because",
            "I made one change and have not gone back so far, so",
            "Today was given as 2026-01-24 (N1\\_TODAY), not read from this computer's clock.",
        ] {
            #expect(running.contains(sentence), "\(sentence)\n\(running)")
        }
        let over = try letter("2026-02-24")
        #expect(
            over.contains("From 1 January 2026 to 28 January 2026 I compared “dairy-free” with"))
        #expect(
            over.contains("Phases in order: as usual (14 days), dairy-free (14 days). 24 of 28"))
        #expect(over.contains("I made one change and did not go back, so"))
    }

    @Test("no letter tells of challenges before the first of them")
    func noChallengeYet() throws {
        let folder = try ScratchFolder()
        try folder.write(
            """
            title: Milk
            outcomes:
              - {id: itch, scale: {from: 0, to: 10, better: lower}, worthwhile: 1}
            conditions:
              - {id: usual}
              - {id: diet, against: usual, leaves-out: [dairy]}
            reintroduction: {foods: [milk], doses: [1], days-at-dose: [1], observation: 3, washout: 2}
            schedule:
              start: 2026-01-01
              phases:
                - {condition: usual, days: 14, part: baseline}
                - {condition: diet, days: 28, part: elimination}
                - {condition: usual, days: 1, part: challenge, food: milk, portion: 1}
                - {condition: diet, days: 3, part: observation, food: milk}
            diary: {file: diary.csv, day: {column: day}}

            """, to: "plan.yaml")
        let rows = (1...31).map { day in
            "2026-01-\(day < 10 ? "0" : "")\(day),\((day <= 14 ? 7 : 1) + day % 2)"
        }
        try folder.write((["day,itch"] + rows).joined(separator: "\n") + "\n", to: "diary.csv")
        for form in [["--letter"], [], ["--html"]] {
            let run = try CommandRun(
                ["report", folder.path] + form, environment: ["N1_TODAY": "2026-01-31"])
            #expect(run.exitCode == 0 && run.output.contains("before the end"), "\(run.errors)")
            for words in ["challenge could", "Milk.", "food tried again", "Scores rose"] {
                #expect(!run.output.contains(words), "\(form): \(words)")
            }
        }
    }

    @Test("a check says that its day is not the clock's")
    func statedToday() throws {
        let folder = try folder(days: 4)
        let check = try CommandRun(
            ["check", folder.path], environment: ["N1_TODAY": "2026-01-05"])
        #expect(
            check.output.hasSuffix(
                "\n\nToday was given as 2026-01-05 (N1_TODAY), not read from this computer's clock.\n"
            ))
        #expect(!(try CommandRun(["check", folder.path])).output.contains("Today was given"))
    }

    @Test("a check counts one due score as one")
    func oneDue() throws {
        let folder = try ScratchFolder()
        try folder.write(
            Self.plan.replacing("worthwhile: 1}", with: "worthwhile: 1, primary: true}").replacing(
                "conditions:", with: "  - {id: poem, instrument: poem, every: 7}\nconditions:"),
            to: "plan.yaml")
        let environment = ["N1_TODAY": "2026-01-07"]
        let log = try CommandRun(["log", folder.path, "itch=4"], environment: environment)
        #expect(log.exitCode == 0, "\(log.errors)")
        let check = try CommandRun(["check", folder.path], environment: environment)
        #expect(
            check.output.contains(
                "Patient-Oriented Eczema Measure: 0 of 1 due score is there, 0 are analysed."),
            "\(check.output)")
    }

    @Test("a look that the plan declared and the scores crossed gives the answer early")
    func look() throws {
        let folder = try clear(days: 24, looks: "analysis: {looks: [2026-01-24]}\n")
        let run = try CommandRun(
            ["report", folder.path], environment: ["N1_TODAY": "2026-01-24"])
        let text = run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(
            text.contains(
                "This is look 1 of 2 that the plan declared, and the scores crossed its limit, so the "
                    + "answer may be shown before the end."), "\(text)")
    }

    @Test(
        "a finished trial that lacks only its last days is no interim one", arguments: [28, 27, 26])
    func lastDay(_ days: Int) throws {
        let folder = try clear(days: days)
        let run = try CommandRun(
            ["report", folder.path], environment: ["N1_TODAY": "2026-02-20"])
        #expect(!run.output.contains("Interim") && !run.output.contains("Stopping when"))
        #expect(!run.output.contains("Still running"))
    }

    @Test("a diary that stops well before the end is told as that")
    func stoppedEarly() throws {
        let folder = try clear(days: 20)
        let run = try CommandRun(
            ["report", folder.path], environment: ["N1_TODAY": "2026-02-20"])
        #expect(
            run.output.contains(
                "The trial was to run until 28 January 2026; the diary stops on 20 January 2026. "
                    + "Stopping when the numbers please would claim too much."))
        #expect(!run.output.contains("Interim"))
    }

    @Test(
        "a report before anything was logged is a page of progress",
        arguments: ["2025-12-30", "2026-01-04"])
    func nothingLogged(_ day: String) throws {
        let folder = try ScratchFolder()
        try folder.write(Self.plan, to: "plan.yaml")
        for command in [["report"], ["report", "--letter"], ["analyze"], ["evidence"]] {
            let run = try CommandRun(
                [command[0], folder.path] + command.dropFirst(), environment: ["N1_TODAY": day])
            #expect(run.exitCode == 0 && run.errors.isEmpty, "\(command) \(run.errors)")
            #expect(run.output.contains(day.hasPrefix("2025") ? "in 2 days" : "0 of 4 days logged"))
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

    @Test("after a reaction no page names the next portion of the food")
    func afterReaction() throws {
        let folder = try ScratchFolder()
        try folder.write(
            """
            title: Milk
            template: dairy-free-6w
            outcomes:
              - {id: itch, scale: {from: 0, to: 10, better: lower}, worthwhile: 1}
            conditions:
              - {id: usual}
              - {id: diet, against: usual, leaves-out: [dairy], do: Eat nothing that contains dairy.}
            safety: {answers: {age: 36, anaphylaxis: no}}
            schedule:
              start: 2026-03-02
              phases:
                - {condition: usual, days: 14}
                - {condition: diet, days: 28}
                - {name: milk, condition: usual, days: 1, part: challenge, food: milk, portion: 0.5}
                - {name: watching, condition: diet, days: 3, part: observation, food: milk}
                - {name: milk, condition: usual, days: 1, part: challenge, food: milk, portion: 1}

            """, to: "plan.yaml")
        func n1(_ day: String, _ arguments: String...) throws -> String {
            try CommandRun(arguments, environment: ["N1_TODAY": day]).output
        }
        #expect(try n1("2026-04-12", "status", folder.path).contains("Next: “milk"))
        _ = try n1("2026-04-13", "log", folder.path, "itch=4", "reaction=hives an hour after milk")
        for command in [["status"], ["report"], ["report", "--letter"]] {
            let said = try CommandRun(
                [command[0], folder.path] + command.dropFirst(),
                environment: ["N1_TODAY": "2026-04-14"])
            #expect(said.exitCode == 0 && said.output.contains("S2"), "\(command)")
            #expect(!said.output.contains("Next: “"), "\(command)")
        }
    }

    @Test("none is no event")
    func none() throws {
        let diary = try DiaryFolder()
        let run = try diary.n1("log", "reaction=none", "itch=4")
        #expect(run.exitCode == 1 && run.errors.contains("found a word for no"))
    }

    @Test("after a rule that ended it the status offers the report, and nothing asks for more days")
    func stopped() throws {
        let folder = try folder(days: 6)
        _ = try CommandRun(
            ["log", "reaction=trouble breathing", "--trial", folder.path],
            environment: ["N1_TODAY": "2026-01-06"])
        let environment = ["N1_TODAY": "2026-01-07"]
        let status = try CommandRun(["status", folder.path], environment: environment).output
        #expect(status.contains("See what was recorded with n1 report"), "\(status)")
        let report = try CommandRun(
            ["report", folder.path], environment: ["N1_TODAY": "2026-03-01"])
        #expect(
            report.errors.contains("nothing more is to be tried for it")
                && !report.errors.contains("Keep logging"), "\(report.errors)")
    }
}
