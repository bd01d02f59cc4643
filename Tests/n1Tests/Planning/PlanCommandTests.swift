import Foundation
import Testing

/// `n1 plan` and what lives with a plan, as their users run them.
@Suite("Planning on the command line")
struct PlanCommandTests {
    private static let today = ["N1_TODAY": "2026-11-21"]
    private static let answers = "examples/stories/rosacea-dairy/answers.yaml"

    private func plan(
        _ folder: borrowing ScratchFolder, _ more: [String] = [], answers: String = answers
    ) throws -> CommandRun {
        try CommandRun(
            ["plan", "--answers", answers, "--output", folder.path + "/trial"] + more,
            environment: Self.today)
    }

    private func expectRefusal(
        _ more: [String], answers: String = answers, code: Int32 = 1, _ message: String
    ) throws {
        let folder = try ScratchFolder()
        let run = try plan(folder, more, answers: answers)
        #expect(run.errors == "n1: \(message)\n")
        #expect(run.exitCode == code)
        #expect(run.output.isEmpty)
        #expect(folder.contents.isEmpty)
    }

    @Test("the plan is written for its owner only, and a second one is not written over it")
    func writes() throws {
        let folder = try ScratchFolder()
        let run = try plan(folder)
        #expect(run.exitCode == 0 && run.errors.isEmpty)
        let path = folder.path + "/trial/plan.yaml"
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
        let first = try String(contentsOfFile: path, encoding: .utf8)
        let again = try plan(folder, ["--seed", "5"])
        #expect(again.exitCode == 2)
        #expect(
            again.errors
                == "n1: \(path): found a plan; expected none, because a plan is never written "
                + "over. "
                + "Choose another folder with --output, or change the plan with n1 amend.\n")
        #expect(try String(contentsOfFile: path, encoding: .utf8) == first)
    }

    @Test("whoever was not asked hears which designs fit and which of them tells more")
    func designs() throws {
        let folder = try ScratchFolder()
        let text = try plan(folder).output.split(whereSeparator: \.isWhitespace)
            .joined(separator: " ")
        let heading = try #require(text.range(of: "Which designs fit?"))
        #expect(text[heading.upperBound...].contains("This is the plan."))
        #expect(text.contains("would tell more: for it, plan into another folder with --design "))
    }

    @Test("numbers with a decimal comma and days as people write them are read everywhere")
    func forgiving() throws {
        let folder = try ScratchFolder()
        let answers = try String(
            contentsOf: CommandRun.packageFolder.appendingPathComponent(Self.answers),
            encoding: .utf8)
        func text(_ name: String, _ more: [String], _ answers: String) throws -> String {
            let file = try folder.write(answers, to: name + ".yaml")
            let run = try CommandRun(
                ["plan", "--answers", file, "--seed", "4", "--output", folder.path + "/" + name]
                    + more, environment: Self.today)
            #expect(run.exitCode == 0, "\(run.errors)")
            return try String(contentsOfFile: folder.path + "/\(name)/plan.yaml", encoding: .utf8)
        }
        let plain = try text(
            "plain", ["--worthwhile", "1.5", "--answer", "bmi=23.5"], answers)
        #expect(
            try text(
                "typed",
                ["--worthwhile", "1,5", "--answer", "bmi=23,5", "--start", "4.1.2027"], answers)
                == plain)
        let written = answers.replacing("start: 2027-01-04", with: "start: 2027-1-4")
            .replacing(/(?m)^worthwhile: .*$/, with: "")
            .replacing(/bmi: [0-9.]+/, with: "bmi: \"23,5\"")
        #expect(try text("file", [], "worthwhile: 1,5\n" + written) == plain)
    }

    @Test(
        "a word that an option does not have ends with the nearest one, whatever the option",
        arguments: [
            (
                ["plan", "--order", "wiliams"],
                "--order: found \"wiliams\"; expected one of \"any\" or \"williams\". Did you mean "
                    + "\"williams\"?"
            ),
            (
                ["plan", "--design", "crosover"],
                "--design: found \"crosover\"; expected one of \"before-after\", \"withdrawal\", "
                    + "\"abab\", \"block-pairs\", \"permuted-blocks\", \"daily-alternation\", "
                    + "\"random-start\", \"random-changes\", \"multiple-baseline\" or "
                    + "\"reintroduction\". Did you mean \"block-pairs\"?"
            ),
            (
                ["report", "--format", "htlm"],
                "--format: found \"htlm\"; expected one of \"terminal\", \"markdown\", \"html\" or "
                    + "\"json\". Did you mean \"html\"?"
            ),
            (
                ["import", "x", "--date-order", "xyz"],
                "--date-order: found \"xyz\"; expected one of \"dmy\" or \"mdy\"."
            ),
            (
                ["plan", "--worthwhile", "much"],
                "--worthwhile: found \"much\"; expected a number. Write it like 1.5."
            ),
            (
                ["plan", "--seed", "x"],
                "--seed: found \"x\"; expected a whole number. Write it like 28."
            ),
        ])
    func words(_ arguments: [String], _ message: String) throws {
        let run = try CommandRun(arguments)
        #expect(run.errors == "n1: \(message)\n")
        #expect(run.exitCode == 2)
    }

    @Test("an answers file without an answer says what one is")
    func noAnswers() throws {
        try expectRefusal(
            [], answers: "/dev/null",
            "null:1, found an empty file; expected answers such as \"template: dairy-free\". Write "
                + "some, as docs/planning.md shows, or leave out --answers to be asked.")
    }

    @Test("a folder without a plan is told before its key")
    func blindNowhere() throws {
        let folder = try ScratchFolder()
        let run = try CommandRun(["blind", folder.path, "--key", folder.path + "/key.yaml"])
        #expect(
            run.errors
                == "n1: \(folder.path)/plan.yaml: found no such file; expected a plan. Name the "
                + "trial's folder, or make a plan with n1 plan.\n")
        #expect(folder.contents.isEmpty)
    }

    @Test("a blocked plan is not written, and nothing is left behind")
    func blocked() throws {
        try expectRefusal(
            ["--answer", "bmi=17"],
            "no plan is written, because of your answers:\n  G6: Nothing is left out of the diet "
                + "here. A "
                + "plan that adds something, or one about sleep, stress or skin care, is open to "
                + "you; a "
                + "doctor can help with the rest.")
        try expectRefusal(
            ["--answer", "red-flags-gut=yes"],
            "no plan is written, because of your answers:\n  G14: See a doctor first: these "
                + "signs need a "
                + "diagnosis, not a trial.")
    }

    @Test(
        "where a clinician has to agree, the answers are kept and a letter asks; agreed, the same plan is written"
    )
    func asksFirst() throws {
        let folder = try ScratchFolder()
        let trial = folder.path + "/trial"
        let run = try plan(folder, ["--condition", "eczema", "--outcome", "pp-nrs", "--seed", "5"])
        #expect(run.exitCode == 1 && run.output.isEmpty)
        #expect(
            run.errors.hasPrefix(
                "n1: no plan is written until a clinician or dietitian has agreed:\n  G3: "))
        #expect(run.errors.contains("A letter that asks for it is in \(trial)/letter.txt."))
        #expect(!FileManager.default.fileExists(atPath: trial + "/plan.yaml"))
        let letter = try String(contentsOfFile: trial + "/letter.txt", encoding: .utf8)
        #expect(letter.hasPrefix("To my doctor or dietitian: may I do this?\n"))
        let flat = letter.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        for words in [
            "leaving out dairy for more than 14 days needs a clinician's agreement", "19 of 100",
            "foods tried again, a small portion first", "[ ] I agree with it as it stands.",
            "Age 36",
        ] {
            #expect(flat.localizedCaseInsensitiveContains(words), "\(words): \(letter)")
        }
        #expect(
            letter.split(separator: "\n", omittingEmptySubsequences: false).count <= 66, "one page")
        #expect(letter.split(separator: "\n").allSatisfy { $0.count <= 78 })
        let agreed = try CommandRun(
            ["plan", "--answers", trial + "/draft.yaml", "--clinician-agreed", "--output", trial],
            environment: Self.today)
        #expect(agreed.exitCode == 0, "\(agreed.errors)")
        let text = try String(contentsOfFile: trial + "/plan.yaml", encoding: .utf8)
        #expect(text.contains("clinician-agreed: true") && text.contains("seed: 5"))
        #expect(!agreed.output.contains("asked for another plan"))
        // The same letter beside a plan of other days.
        try FileManager.default.removeItem(atPath: trial + "/plan.yaml")
        let later = try CommandRun(
            [
                "plan", "--answers", trial + "/draft.yaml", "--clinician-agreed", "--output", trial,
                "--start", "2027-02-01",
            ], environment: Self.today)
        #expect(
            later.output.replacing("\n", with: " ").contains(
                "letter.txt asked for another plan than"),
            "\(later.output)")
    }

    @Test("commands that are told work from where one stands, whatever the folder is called")
    func nextCommands() throws {
        let folder = try ScratchFolder()
        let trial = folder.path + "/my trial"
        let run = try CommandRun(
            ["plan", "--answers", Self.answers, "--output", trial], environment: Self.today)
        #expect(
            run.output.hasSuffix(
                """
                The plan is in \(trial)/plan.yaml.
                next     n1 power '\(trial)'     how well it can tell
                         n1 seal '\(trial)'      fix it before the first day
                         n1 today '\(trial)'     what to do and to log each day

                """), "\(run.output)")
        let day = try CommandRun(["today", trial, "--date", "2027-01-04"])
        let words = day.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words.contains("n1 log --trial '\(trial)' asks all of this"), "\(day.output)")
        let end = try CommandRun(["today", trial, "--date", "2028-01-04"])
        let last = end.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(last.contains("See what it found with n1 report '\(trial)'."), "\(end.output)")
        #expect(last.contains("what stayed quiet comes back now"), "\(end.output)")
        let calendar = try CommandRun(["calendar", trial, "--output", folder.path + "/trial.ics"])
        #expect(calendar.output == "written  \(folder.path)/trial.ics\n")
        let nowhere = try CommandRun(["today", folder.path])
        #expect(
            nowhere.errors
                == "n1: \(folder.path)/plan.yaml: found no such file; expected a plan. Name the "
                + "trial's "
                + "folder, or make a plan with n1 plan.\n")
    }

    @Test("bad numbers, days and names, each in a sentence")
    func refusals() throws {
        try expectRefusal(
            ["--start", "2026-02-30"], code: 2,
            "--start: found \"2026-02-30\"; expected a calendar day. Write it like 2026-11-21, or "
                + "tomorrow.")
        try expectRefusal(
            ["--start", "1/3/2027"], code: 2,
            "--start: found \"1/3/2027\", which may put the day or the month first; expected no doubt "
                + "about the day. Write it like 2026-11-21, or tomorrow.")
        try expectRefusal(
            ["--start", "2020-01-01"],
            "start: found 2020-01-01; expected 2026-11-21 or later, because a plan is made "
                + "before its "
                + "first day. Choose a later day.")
        try expectRefusal(
            ["--template", "darry-free"],
            "template \"darry-free\": not in the catalogue. Did you mean \"dairy-free-6w\"?")
        try expectRefusal(
            ["--set", "pairs=-1"], code: 2,
            "--set pairs: found \"-1\"; expected a whole number from 0 to 3653. Write it like "
                + "pairs=4."
        )
        try expectRefusal(
            ["--set", "treatment=1000000"], code: 2,
            "--set treatment: found \"1000000\"; expected a whole number from 0 to 3653. Write "
                + "it like "
                + "treatment=28.")
        try expectRefusal(
            ["--set", "treatment=60"],
            "dairy-free-6w: found an active phase of 60 days; expected at most 56 without a "
                + "clinician or "
                + "dietitian. Shorten it, or state that one agreed.")
        try expectRefusal(
            ["--set", "treatment=10"],
            "dairy-free-6w: found an active phase of 10 days; expected more than 14, the days of "
                + "onset "
                + "that the estimate leaves out. Lengthen the phase.")
        try expectRefusal(
            ["--set", "treatment=20", "--outcome", "psa-redness", "--outcome", "poem"],
            "poem: found a phase of which 6 days follow the lag of 14; expected at least 7, "
                + "because it "
                + "looks back that far and would mix two phases. Lengthen the phases, or choose "
                + "an outcome "
                + "that looks back less.")
        try expectRefusal(
            ["--design", "block-pairs", "--set", "pairs=0"],
            "design: pairs: found 0; expected at least 1. Change the design.")
        try expectRefusal(
            ["--design", "permuted-blocks", "--set", "blocks=-1"], code: 2,
            "--set blocks: found \"-1\"; expected a whole number from 0 to 3653. Write it like "
                + "blocks=4."
        )
        try expectRefusal(
            ["--design", "daily-alternation"],
            "dairy-free-6w: found a design of the kind daily-alternation, which changes every "
                + "few days; "
                + "expected phases longer than 14 days, the time its effect takes to build up. "
                + "Choose "
                + "withdrawal, abab or block-pairs, or say with --despite why it acts within a "
                + "day in you. "
                + "No template is known to act within a day.")
        try expectRefusal(
            ["--outcome", "poeem"],
            "instrument \"poeem\": not in the catalogue of 45 instruments. Did you mean \"poem\"?")
    }

    @Test("a plan written by hand with impossible days and lengths names each with its line")
    func badPlan() throws {
        let folder = try ScratchFolder()
        try folder.write(
            """
            title: Test
            template: dairy-fre
            outcomes:
              - {id: itch, instrument: poem, every: 2}
            conditions: [{id: usual}, {id: diet, against: usual}]
            schedule:
              start: 2026-02-30
              phases:
                - {condition: usual, days: -1}
                - {condition: diet, days: 1000000}
                - {condition: diet, start: 2026-12-01, days: 9}
            analysis: {onset-lag: 9}
            """, to: "plan.yaml")
        let run = try CommandRun(["plan", "--check", folder.path])
        #expect(run.exitCode == 1 && run.output.isEmpty)
        #expect(folder.contents == ["plan.yaml"])
        #expect(
            run.errors == """
                n1: plan.yaml:2, template: template "dairy-fre": not in the catalogue. Did you mean \
                "dairy-free-6w"?
                plan.yaml:4, outcomes[1].every: poem: found a record every 2 days; expected 7 days or more \
                between records, because each asks about the last 7 days and records that overlap repeat \
                the same days. Record it every 7 days.
                plan.yaml:7, schedule.start: found "2026-02-30"; expected a calendar day. Write it like \
                2026-03-04.
                plan.yaml:9, schedule.phases[1].days: found -1; expected a whole number from 1 to 3660. \
                Change the number.
                plan.yaml:10, schedule.phases[2].days: found 1000000; expected a whole number from 1 to \
                3660. Change the number.
                plan.yaml:11, schedule.phases[3].days: found 9 days in phase "diet"; expected more than the \
                onset lag of 9 days, or nothing of it could be analysed. Lengthen the phase or shorten the \
                lag.

                """)
    }

    @Test("S6 speaks at the entry of the day on which the cap is reached")
    func capAtEntry() throws {
        let folder = try ScratchFolder()
        _ = try plan(folder, ["--set", "treatment=56"])
        func log(_ day: String) throws -> CommandRun {
            try CommandRun(
                ["log", "psa-redness=2", "--trial", folder.path + "/trial", "--date", day],
                environment: ["N1_TODAY": day])
        }
        #expect(try !log("2027-03-13").output.contains("S6"))
        #expect(try log("2027-03-14").output.contains("S6"))
    }

    @Test("sites and doses are planned from flags alone")
    func sitesAndDoses() throws {
        let folder = try ScratchFolder()
        let answers = [
            "age=36", "red-flags-gut=no", "red-flags-skin=no", "changes-medicine=no",
            "pregnant=no", "product-allergy=no", "vitamin-a-medicine=no", "eating-disorder=no",
            "fear-of-food=no", "bmi=22", "unplanned-weight-loss=no", "asthma-uncontrolled=no",
            "glucose-lowering=no", "heart-or-chest=no",
        ].flatMap { ["--answer", $0] }
        let common =
            ["--condition", "rosacea", "--start", "2026-12-01", "--seed", "3"] + answers
        let sites = try CommandRun(
            ["plan", "--template", "topical-routine", "--site", "left-cheek", "--site", "chin"]
                + common + ["--output", folder.path + "/sites"], environment: Self.today)
        #expect(sites.exitCode == 0, "\(sites.errors)")
        #expect(sites.output.contains("A design of the kind multiple-baseline, drawn with seed 3"))
        let doses = try CommandRun(
            ["plan", "--template", "exercise", "--dose", "20", "--dose", "40", "--order", "any"]
                + common + ["--output", folder.path + "/doses"], environment: Self.today)
        #expect(doses.exitCode == 0, "\(doses.errors)")
        #expect(doses.output.contains("permuted-blocks, drawn with seed 3 from up to 36 schedules"))
    }

    @Test("a blinded trial from its plan to its report, and what is refused on the way")
    func blindedStory() throws {
        let folder = try ScratchFolder()
        let (trial, key) = (folder.path + "/trial", folder.path + "/key.yaml")
        let answers = try folder.write(
            """
            template: supplement
            condition: acne
            start: 2026-12-01
            worthwhile: 4
            design: block-pairs
            pairs: 1
            period: 42
            safety: {age: 36, red-flags-gut: no, red-flags-skin: no, changes-medicine: no, pregnant: no, anticoagulant: no, product-allergy: no, kidney-or-calcium: no, calcium-medicine: no, vitamin-a-medicine: no}
            """, to: "answers.yaml")
        func n1(_ day: String, _ arguments: String...) throws -> CommandRun {
            try CommandRun(arguments, environment: ["N1_TODAY": day])
        }
        let planned = try n1("2026-11-21", "plan", "--answers", answers, "--output", trial)
        #expect(planned.exitCode == 0, "\(planned.errors)")
        #expect(try n1("2026-11-22", "blind", trial, "--key", key).exitCode == 0)
        #expect(try n1("2026-11-22", "seal", trial).exitCode == 0)
        let soon = try n1("2026-11-22", "blind", trial, "--guess", "supplement")
        #expect(soon.exitCode == 1)
        #expect(
            soon.errors
                == "n1: found a guess on 2026-11-22; expected a day inside a phase, from "
                + "2026-12-01 to "
                + "2027-02-22, because it is about what you take on its day. Guess again then.\n")
        let hidden = try String(contentsOfFile: trial + "/plan.yaml", encoding: .utf8)
        #expect(!hidden.contains("kind: block-pairs"))
        let early = try n1("2026-12-24", "unblind", trial, "--key", key)
        #expect(
            early.errors
                == "n1: found 2026-12-24; expected a day after 2027-02-22, the last day of the "
                + "trial, "
                + "because an open key ends the blinding. Wait, or end the trial first with n1 "
                + "amend "
                + "--stop.\n")
        for (place, day) in ["2026-12-30", "2027-01-05", "2027-02-10", "2027-02-20"].enumerated() {
            let log = try n1(day, "log", "lesions.inflammatory=\(10 + place)", "--trial", trial)
            #expect(log.exitCode == 0, "\(log.errors)")
        }
        #expect(try n1("2027-01-02", "blind", trial, "--guess", "supplement").exitCode == 0)
        #expect(try n1("2027-02-02", "blind", trial, "--guess", "unknown").exitCode == 0)
        let opened = try n1("2027-02-23", "unblind", trial, "--key", key)
        #expect(opened.exitCode == 0)
        #expect(
            opened.output.hasPrefix("Container A held ") && opened.output.contains("blinding index")
        )
        let seal = try n1("2027-02-23", "seal", trial, "--check")
        #expect(seal.exitCode == 0 && seal.output.hasSuffix("The plan is unchanged.\n"))
    }

    @Test("an answers file with problems names each with its line")
    func badAnswers() throws {
        let folder = try ScratchFolder()
        let file = try folder.write(
            """
            template: sleep
            start: 2026-02-30
            pairs: -1
            baseline: 1000000
            safety: {age: old}
            """, to: "answers.yaml")
        let run = try plan(folder, answers: file)
        #expect(run.exitCode == 1)
        #expect(folder.contents == ["answers.yaml"])
        #expect(
            run.errors == """
                n1: answers.yaml:2, start: found "2026-02-30"; expected a calendar day. Write it like \
                2026-03-04.
                answers.yaml:3, pairs: found -1; expected a whole number from 1 to 3653. Change the number.
                answers.yaml:4, baseline: found 1000000; expected a whole number from 1 to 3653. Change \
                the number.
                answers.yaml:5, safety.age: safety question "age": found "old"; expected a number from 0 \
                to 120 (years). Answer again.

                """)
    }

    @Test("amend, today, sheet and seal on a plan that was written")
    func livesWith() throws {
        let folder = try ScratchFolder()
        _ = try plan(folder)
        let trial = folder.path + "/trial"
        let seal = try CommandRun(["seal", trial], environment: Self.today)
        #expect(seal.exitCode == 0 && seal.output.hasPrefix("Sealed at 2026-11-21T12:00:00Z.\n"))
        let amend = try CommandRun(
            ["amend", trial, "--on", "2027-01-20", "--pause", "5", "--reason", "a trip"],
            environment: Self.today)
        #expect(amend.exitCode == 0)
        #expect(
            amend.output.hasPrefix("Amended: 2027-01-20: a pause of 5 days began (a trip).\n"))
        let check = try CommandRun(["seal", trial, "--check"], environment: Self.today)
        #expect(
            check.output
                == "Sealed at 2026-11-21T12:00:00Z, before the first score of a tested day (from "
                + "2027-01-18 "
                + "on). The sealed text is unchanged; 1 amendment was added behind it: "
                + "2027-01-20: a pause "
                + "of 5 days began (a trip).\n")
        let pause = try CommandRun(["today", trial, "--date", "2027-01-22"])
        #expect(pause.output.contains("\nA pause. The trial continues on 2027-01-25.\n"))
        let today = try CommandRun(["today", trial, "--date", "2027-01-04"])
        #expect(today.output.contains("as usual: day 1 of 14.\nLive as usual.\n"))
        let sheet = try CommandRun(["sheet", trial])
        #expect(sheet.output.hasPrefix("<!DOCTYPE html>"))
        let unreasoned = try CommandRun(
            ["amend", trial, "--stop", "--reason", " "],
            environment: ["N1_TODAY": "2027-01-30"])
        #expect(
            unreasoned.errors
                == "n1: the amendment of 2027-01-30: found no reason; expected one. Say why the "
                + "plan is "
                + "changed.\n")
    }

    @Test("a seal after a score of a tested day is refused")
    func lateSeal() throws {
        let folder = try ScratchFolder()
        _ = try plan(folder)
        let trial = folder.path + "/trial"
        let log = try CommandRun(
            ["log", "psa-redness=2", "--trial", trial, "--date", "2027-01-18"],
            environment: ["N1_TODAY": "2027-01-18"])
        #expect(log.exitCode == 0)
        let seal = try CommandRun(["seal", trial], environment: ["N1_TODAY": "2027-01-18"])
        #expect(seal.exitCode == 1)
        #expect(
            seal.errors
                == "n1: found a score of 2027-01-18, a day under a tested condition; expected "
                + "none yet, "
                + "because a seal says that the plan came first. Nothing was sealed.\n")
    }

    @Test("a plan that cannot tell is checked with exit code 1")
    func check() throws {
        #expect(
            try CommandRun(["plan", "--check", "examples/stories/acne-exams"]).exitCode == 1)
        #expect(
            try CommandRun(["plan", "--check", "examples/stories/rosacea-dairy"]).exitCode == 0)
    }
}

/// The calendar, read by a parser that is not ours (PyPI `icalendar`).
@Suite("The calendar for others")
struct CalendarParserTests {
    private static func python(_ script: String, _ arguments: [String] = []) -> (Int32, String)? {
        (try? ProgramRun(["python3", "-c", script] + arguments)).map { ($0.exitCode, $0.output) }
    }

    static let hasParser = python("import icalendar")?.0 == 0

    @Test(
        "every phase is found, with its days",
        .enabled(if: hasParser, "needs Python with the package icalendar (pip install icalendar)"))
    func phases() throws {
        let folder = try ScratchFolder()
        let trial = "examples/stories/rosacea-dairy"
        let run = try CommandRun(
            ["calendar", trial, "--output", folder.path + "/trial.ics"],
            environment: ["N1_TODAY": "2026-11-21"])
        #expect(run.exitCode == 0)
        let script = """
            import icalendar, sys
            calendar = icalendar.Calendar.from_ical(open(sys.argv[1], 'rb').read())
            for event in calendar.walk('VEVENT'):
                if str(event['UID']).startswith('phase-'):
                    alarms = len(list(event.walk('VALARM')))
                    print(event['DTSTART'].dt, event['DTEND'].dt, alarms, str(event['SUMMARY']).split(' (')[0])
            """
        let (code, output) = try #require(Self.python(script, [folder.path + "/trial.ics"]))
        #expect(code == 0)
        let lines = output.split(separator: "\n").map(String.init)
        #expect(lines.count == 18)
        #expect(
            lines.prefix(3) == [
                "2027-01-04 2027-01-18 1 as usual", "2027-01-18 2027-03-01 1 dairy-free",
                "2027-03-01 2027-03-02 1 milk, a quarter portion",
            ])
    }

    @Test(
        "after a stop the phases that went are cancelled, with the same identifier and a higher sequence",
        .enabled(if: hasParser, "needs Python with the package icalendar (pip install icalendar)"))
    func cancelled() throws {
        let folder = try ScratchFolder()
        let today = ["N1_TODAY": "2026-11-21"]
        let trial = folder.path + "/trial"
        let plan = try CommandRun(
            [
                "plan", "--answers", "examples/stories/rosacea-dairy/answers.yaml", "--output",
                trial,
            ], environment: today)
        #expect(plan.exitCode == 0)
        let files = ["before.ics", "after.ics"].map { folder.path + "/" + $0 }
        #expect(
            try CommandRun(["calendar", trial, "-o", files[0]], environment: today).exitCode == 0)
        let amend = try CommandRun(
            ["amend", trial, "--on", "2027-02-20", "--stop", "--reason", "S5"], environment: today)
        #expect(amend.exitCode == 0)
        #expect(
            try CommandRun(["calendar", trial, "-o", files[1]], environment: today).exitCode == 0)
        let script = """
            import icalendar, sys
            def events(name):
                calendar = icalendar.Calendar.from_ical(open(name, 'rb').read())
                assert str(calendar['METHOD']) == 'PUBLISH'
                return {str(e['UID']): e for e in calendar.walk('VEVENT')}
            before, after = events(sys.argv[1]), events(sys.argv[2])
            assert before.keys() == after.keys()
            assert all(after[u]['SEQUENCE'] > before[u]['SEQUENCE'] for u in before)
            gone = [u for u in before if str(after[u].get('STATUS', '')) == 'CANCELLED']
            assert not any('STATUS' in e for e in before.values())
            assert all(after[u]['DTSTART'].dt == before[u]['DTSTART'].dt for u in gone)
            kept = sorted(u.split('.')[0] for u in before if u not in gone and u.startswith('phase-'))
            print(' '.join(kept), sum(u.startswith('phase-') for u in gone))
            """
        let (code, output) = try #require(Self.python(script, files))
        #expect(code == 0)
        #expect(output == "phase-1 phase-2 16\n")
    }
}
