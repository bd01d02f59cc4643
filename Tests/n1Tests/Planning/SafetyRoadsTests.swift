import Foundation
import Testing

/// What a rule says holds on every road and on every day after it: the next portion, usual life with the food
/// in it, the calendar, a file from a phone, other people's plans.
@Suite("One rule on all roads")
struct SafetyRoadsTests {
    private static let back = """
        title: Milk
        template: dairy-free-6w
        complaint: rosacea
        outcomes:
          - {id: itch, scale: {from: 0, to: 10, better: lower}, worthwhile: 3}
        conditions:
          - {id: usual, name: as usual}
          - {id: diet, name: dairy-free, against: usual, leaves-out: [dairy], do: Eat nothing that contains dairy.}
        safety: {answers: {age: 36, anaphylaxis: no}}
        schedule:
          start: 2026-01-05
          phases:
            - {name: Before, condition: usual, days: 14}
            - {name: Diet, condition: diet, days: 42, part: elimination}
            - {condition: usual, days: 1, part: challenge, food: milk, portion: 0.25}
            - {condition: usual, days: 1, part: challenge, food: milk, portion: 0.5}
            - {condition: usual, days: 1, part: challenge, food: milk, portion: 1}
            - {condition: diet, days: 3, part: observation, food: milk}
            - {condition: diet, days: 4, part: washout, food: milk}

        """

    private func run(_ words: [String], on day: String) throws -> CommandRun {
        let run = try CommandRun(words, environment: ["N1_TODAY": day])
        return run
    }

    private func flat(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// - `scores`: a score from each of these days of the trial on, until the next one.
    private func trial(_ scores: [Int: Int] = [:], days: Int = 0) throws -> ScratchFolder {
        let folder = try ScratchFolder()
        try folder.write(Self.back, to: "plan.yaml")
        guard days > 0 else { return folder }
        var (rows, score) = (["date,itch"], 2)
        for day in 0..<days {
            score = scores[day] ?? score
            rows.append("\(date(day)),\(score)")
        }
        let table = try folder.write(rows.joined(separator: "\n") + "\n", to: "scores.csv")
        let said = try run(["import", table, "--trial", folder.path], on: date(days - 1))
        #expect(said.exitCode == 0, "\(said.errors)")
        return folder
    }

    /// As `2026-01-05`, from 0 on.
    private func date(_ day: Int) -> String {
        let start = DateComponents(
            calendar: Calendar(identifier: .gregorian), year: 2026, month: 1, day: 5)
        let moment = (start.date ?? .distantPast).addingTimeInterval(Double(day) * 86_400 + 43_200)
        return moment.formatted(.iso8601.year().month().day())
    }

    @Test("who could not eat the first portion after a flare is offered no larger one")
    func ladder() throws {
        // Bad until 12 days before the first portion: 14 calm days end between the portions.
        let folder = try trial([35: 9, 44: 2], days: 57)
        for (day, portion) in [(56, "quarter"), (57, "half"), (58, "full")] {
            let told = flat(try run(["today", folder.path], on: date(day)).output)
            #expect(told.contains(portion) && told.contains("not lived as planned"), "\(told)")
            #expect(!told.contains("Eat milk"), "\(told)")
        }
        let watched = flat(try run(["today", folder.path], on: date(59)).output)
        #expect(watched.contains("not lived as planned"), "\(watched)")
    }

    @Test("the end of the scale is bad enough where twice the worthwhile change lies beyond it")
    func endOfScale() throws {
        let folder = try trial([0: 5, 14: 10], days: 18)
        let told = flat(try run(["today", folder.path], on: date(17)).output)
        #expect(told.contains("STOP S3"), "\(told)")
        let calmer = try trial([0: 5, 14: 9], days: 18)
        #expect(!(try run(["today", calmer.path], on: date(17)).output).contains("STOP S3"))
    }

    @Test("without a baseline the first week stands for it")
    func firstWeek() throws {
        let folder = try ScratchFolder()
        try folder.write(
            """
            title: Tea
            outcomes:
              - {id: itch, scale: {from: 0, to: 10, better: lower}, worthwhile: 2}
            conditions:
              - {id: none, name: no tea}
              - {id: tea, name: tea, against: none}
            schedule:
              start: 2026-01-05
              phases:
                - {condition: tea, days: 14}
                - {condition: none, days: 14}

            """, to: "plan.yaml")
        let rows = (0..<14).map { "\(date($0)),\($0 < 10 ? 1 : 8)" }
        let table = try folder.write("date,itch\n" + rows.joined(separator: "\n"), to: "a.csv")
        let said = try run(["import", table, "--trial", folder.path], on: date(13))
        #expect(flat(said.output).contains("STOP S3"), "\(said.output)\(said.errors)")
    }

    @Test(
        "after a reaction in the baseline nobody is told to live as usual, nor that the diet was tried"
    )
    func reactionInBaseline() throws {
        let folder = try trial(days: 5)
        let said = try run(
            ["log", "--trial", folder.path, "reaction=hives 1h after milk"], on: date(4))
        #expect(said.output.contains("STOP S2"))
        let told = flat(try run(["today", folder.path], on: date(5)).output)
        #expect(told.contains("STOP S2") && !told.contains("Live as usual"), "\(told)")
        let file = try run(["calendar", folder.path], on: date(5)).output
        #expect(file.components(separatedBy: "STATUS:CANCELLED").count > 3, "\(file)")
        let letter = flat(try run(["report", folder.path, "--letter"], on: date(5)).output)
        #expect(!letter.contains("I have been trying"), "\(letter)")
        #expect(!letter.contains("Still planned"), "\(letter)")
    }

    @Test("a pause without an end takes the days to come out of the calendar")
    func pregnancy() throws {
        let folder = try trial(days: 5)
        _ = try run(["log", "--trial", folder.path, "--note", "I am pregnant"], on: date(4))
        let file = try run(["calendar", folder.path], on: date(5)).output
        #expect(file.components(separatedBy: "STATUS:CANCELLED").count > 5, "\(file)")
    }

    @Test("signs for a doctor hold until the plan says how the trial goes on")
    func doctor() throws {
        let folder = try trial(days: 5)
        _ = try run(
            ["log", "--trial", folder.path, "illness=fever and rash all over"], on: date(4))
        #expect((try run(["today", folder.path], on: date(6)).output).contains("STOP S4"))
        let note = try run(
            ["amend", folder.path, "--note", "--reason", "seen by the doctor: a virus"], on: date(7)
        )
        #expect(note.exitCode == 0, "\(note.errors)")
        #expect(!(try run(["today", folder.path], on: date(8)).output).contains("STOP S4"))
    }

    @Test("a file that brings in words of danger is answered as an entry is")
    func imported() throws {
        let folder = try trial(days: 5)
        let page = """
            {"format":"n1-page","version":1,"trial":"","title":"x","entries":[
            {"day":"\(date(3))","name":"reaction","word":"throat tight after cheese, could not breathe"}]}
            """
        let file = try folder.write(page, to: "phone.json")
        let said = try run(["import", file, "--trial", folder.path], on: date(5))
        #expect(said.exitCode == 0, "\(said.errors)")
        #expect(flat(said.output).contains("STOP S1, for what was logged on \(date(3))"))
        let again = try run(["import", file, "--trial", folder.path, "--json"], on: date(5))
        #expect(again.output.contains("\"remarks\""), "\(again.output)")
    }

    @Test(
        "words of danger are heard whatever else was wrong",
        arguments: [
            ["--date", "heute", "reaction=throat closing"],
            ["--correct", " ", "reaction=throat closing"],
            ["--undo", "reaction=throat closing"],
        ])
    func refused(_ typed: [String]) throws {
        let folder = try trial(days: 3)
        let told = try run(["log", "--trial", folder.path] + typed, on: date(3))
        #expect(told.exitCode != 0 && flat(told.errors).contains("STOP S1"), "\(told.errors)")
    }

    @Test("without a plan, too")
    func noPlan() throws {
        let folder = try ScratchFolder()
        let told = try run(
            ["log", "--trial", folder.path, "reaction=throat closing"], on: date(3))
        #expect(told.exitCode != 0 && flat(told.errors).contains("STOP S1"), "\(told.errors)")
    }

    @Test("the reason of an amendment is heard, and lived days that it moves are told")
    func amended() throws {
        let folder = try trial(days: 10)
        let told = try run(
            [
                "amend", folder.path, "--on", date(5), "--stop", "--reason",
                "my throat swelled up after yoghurt",
            ], on: date(9))
        #expect(told.exitCode == 0, "\(told.errors)")
        let said = flat(told.errors)
        #expect(said.contains("STOP S1"), "\(said)")
        #expect(said.contains("5 days with a score, from \(date(5)) to \(date(9))"), "\(said)")
        let quiet = try run(
            ["amend", folder.path, "--take-back", "--reason", "typed too early"], on: date(9))
        #expect(quiet.exitCode == 0 && !quiet.errors.contains("STOP"), "\(quiet.errors)")
    }

    @Test("an event does not last beyond today")
    func future() throws {
        let folder = try trial(days: 3)
        let told = try run(
            [
                "events", "add", "illness", "--trial", folder.path, "--from", date(2), "--to",
                date(20),
            ], on: date(3))
        #expect(told.exitCode == 1 && told.errors.contains("found an event until \(date(20))"))
    }

    @Test("who has the food back already is not told to let it come back")
    func isBack() throws {
        let folder = try ScratchFolder()
        let plan = Self.back.components(separatedBy: "    - {condition: usual, days: 1,")[0]
        try folder.write(
            plan + "    - {name: After, condition: usual, days: 14}\n", to: "plan.yaml")
        let told = flat(try run(["today", folder.path], on: "2026-06-01").output)
        #expect(told.contains("The trial ended"), "\(told)")
        #expect(!told.contains("Do not go on leaving dairy out"), "\(told)")
    }
}
