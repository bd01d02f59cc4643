import Foundation
import Testing

/// `n1` in front of a person: its questions on a pseudo-terminal, with wrong answers, the end of the input
/// and Ctrl-C.
@Suite(
    "Questions on a terminal",
    .enabled(if: TypedRun.isPossible, "needs python3 with the module pty"))
struct TerminalTests {
    private static let today = "2026-11-21"

    /// From the template to the last question, each question with what is typed at it.
    private static let answers: [(question: String, typed: String)] = [
        ("want to try?", "slep\n"), ("Did you mean \"sleep-4w\"?", ""),
        ("want to try?", "sleep\n"),
        ("get better?", "rosy\n"), ("expected one of eczema", ""), ("get better?", "rosacea\n"),
        ("How old", "forty\n"), ("expected a number from 0 to 120 (years)", ""),
        ("How old", "40\n"),
        ("?", "no\n"), ("?", "perhaps\n"), ("expected yes or no", ""), ("?", "no\n"), ("?", "no\n"),
        ("baseline start?", "2026-02-30\n"), ("expected a day like", ""),
        ("baseline start?", "2020-01-01\n"), ("because a plan is made before its first day", ""),
        ("baseline start?", "2026-12-01\n"),
        ("worth it?", "inf\n"), ("expected a number above 0 and at most 4", ""),
        ("worth it?", "\n"),
        ("bad right now?", "no\n"),
        ("rhythm of about a month", "maybe\n"), ("expected yes or no", ""),
        ("leave it open", "\n"),
        ("anything else change", "yes\n"), ("What?", "exams\n"), ("From which day", "2026-12-10\n"),
        ("Until which day?", "2026-12-01\n"), ("expected 2026-12-10, its first day, or later", ""),
        ("Until which day?", "2026-12-20\n"), ("Anything more?", "yes\n"),
        ("What?", "a new cream\n"), ("From which day", "2026-12-24\n"),
        ("Until which day?", "\n"), ("Anything more?", "no\n"),
        ("Which one?", "9\n"), ("expected a number from 1 to", ""), ("Which one?", "\n"),
    ]

    private func plan(
        _ folder: borrowing ScratchFolder, _ steps: [(question: String, typed: String)]
    ) throws -> TypedRun {
        try TypedRun(
            ["plan", "--seed", "4", "--output", folder.path + "/trial"], steps, today: Self.today)
    }

    @Test("the interview asks again after each wrong answer, and writes the plan at its end")
    func interview() throws {
        let folder = try ScratchFolder()
        let run = try plan(folder, Self.answers)
        #expect(run.exitCode == 0, "\(run.transcript)")
        let text = try String(contentsOfFile: folder.path + "/trial/plan.yaml", encoding: .utf8)
        #expect(text.contains("template: sleep-4w") && text.contains("complaint: rosacea"))
        #expect(text.contains("name: exams") && text.contains("age: 40"))
        #expect(text.contains("name: a new cream"))
    }

    @Test("what forbids the plan ends the questions at once")
    func blocked() throws {
        let folder = try ScratchFolder()
        let run = try plan(
            folder,
            [
                ("want to try?", "sleep\n"), ("get better?", "rosacea\n"), ("How old", "16\n"),
                ("Return ends", "\n"),
            ])
        #expect(run.exitCode == 1)
        #expect(run.transcript.contains("n1: no plan is written, because of your answers:"))
        #expect(folder.contents.isEmpty)
    }

    @Test("the end of the input ends the interview with a sentence, after any number of answers")
    func endOfInput() throws {
        for count in [0, 1, 6, 14, 24] {
            let folder = try ScratchFolder()
            let steps = Array(Self.answers.prefix(count)) + [("", "\u{4}")]
            let run = try plan(folder, steps)
            #expect(run.exitCode == 2, "\(run.transcript)")
            // The first one is not understood.
            let isBegun = count > 4
            let end =
                isBegun
                ? "n1: the answers ended early. They are kept: run n1 plan again to go on from\r\n"
                    + "  there.\r\n"
                : "n1: nothing was answered, and nothing was written. Run n1 plan to begin.\r\n"
            #expect(run.transcript.hasSuffix("\r\n" + end), "\(run.transcript)")
            #expect(folder.contents == (isBegun ? ["trial.unfinished"] : []))
        }
    }

    @Test("Ctrl-C ends the interview with exit code 130 and nothing written")
    func interrupted() throws {
        for count in [0, 6, 24] {
            let folder = try ScratchFolder()
            let run = try plan(folder, Array(Self.answers.prefix(count)) + [("", "\u{3}")])
            #expect(run.exitCode == 130, "\(run.transcript)")
            #expect(
                run.transcript.hasSuffix(
                    count > 0
                        ? "\r\nn1: interrupted; your answers are kept. Run n1 plan again to go on.\r\n"
                        : "\r\nn1: interrupted; nothing was written.\r\n"))
            #expect(folder.contents == (count > 0 ? ["trial.unfinished"] : []))
        }
    }

    @Test("an interview that was left goes on from there, and writes the plan of one that was not")
    func resumed() throws {
        let whole = try ScratchFolder()
        let halves = try ScratchFolder()
        #expect(try plan(whole, Self.answers).exitCode == 0)
        let (first, rest) = (Self.answers.prefix(18), Self.answers.dropFirst(18))
        #expect(try plan(halves, first + [("", "\u{3}")]).exitCode == 130)
        let run = try plan(halves, [("Go on from there?", "\n")] + rest)
        #expect(run.exitCode == 0, "\(run.transcript)")
        let texts = try [whole.path, halves.path].map {
            try String(contentsOfFile: $0 + "/trial/plan.yaml", encoding: .utf8)
        }
        #expect(texts[0] == texts[1])
        #expect(halves.contents == ["trial"])
    }

    @Test("back returns to the question before, and its new answer counts")
    func back() throws {
        let folder = try ScratchFolder()
        var steps = Self.answers
        let place = try #require(steps.lastIndex { $0.question == "How old" })
        steps[place] = ("How old", "44\n")
        steps.insert((question: "?", typed: "back\n"), at: place + 1)
        steps.insert((question: "How old", typed: "40\n"), at: place + 2)
        #expect(try plan(folder, steps).exitCode == 0)
        let text = try String(contentsOfFile: folder.path + "/trial/plan.yaml", encoding: .utf8)
        #expect(text.contains("age: 40"))
    }

    @Test("n1 log asks again, keeps what was said before Ctrl-D, and nothing after Ctrl-C")
    func logging() throws {
        let diary = try DiaryFolder()
        let wrong = [("itch", "eleven\n"), ("itch", "4\n")]
        let interrupted = try TypedRun(
            ["log", "--trial", diary.path], wrong + [("", "\u{3}")], today: "2026-03-04")
        #expect(interrupted.exitCode == 130)
        #expect(diary.folder.contents == ["plan.yaml"])
        let ended = try TypedRun(
            ["log", "--trial", diary.path], wrong + [("", "\u{4}")], today: "2026-03-04")
        #expect(ended.exitCode == 0)
        #expect(
            ended.transcript.hasSuffix("\r\nlogged     2026-03-04: itch 4\r\n"),
            "\(ended.transcript)")
        #expect(try diary.rows("SELECT number FROM diary") == [["4.0"]])
    }

    @Test("a questionnaire is asked for on its day alone, under its title and never by an id")
    func questionnaire() throws {
        let folder = try ScratchFolder()
        try folder.write(
            DiaryFolder.plan.replacing(
                "covariates:", with: "  - {id: poem, instrument: poem, every: 7}\ncovariates:"
            ).replacing("worthwhile: 1}", with: "worthwhile: 1, primary: true}"), to: "plan.yaml")
        func asked(_ day: String) throws -> String {
            try TypedRun(
                ["log", "--trial", folder.path],
                Array(repeating: ("", "\n"), count: 10) + [("", "\u{4}")], today: day
            ).transcript.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
        let due = try asked("2026-01-07")
        #expect(due.contains("Patient-Oriented Eczema Measure: 7 questions, one number each."))
        #expect(
            due.contains("Itch (days of the last 7: 0 = none, 1 = 1-2, 2 = 3-4, 3 = 5-6, 4 = all"))
        #expect(!due.contains("poem"), "\(due)")
        let before = try asked("2026-01-06")
        #expect(before.contains("itch") && before.contains("sleep"))
        #expect(!before.contains("Eczema Measure"), "\(before)")
    }

    @Test("days that were missed are asked for in turn, each written down before the next")
    func missed() throws {
        let diary = try DiaryFolder()
        let first = try CommandRun(
            ["log", "--trial", diary.path, "itch=4", "--date", "2026-01-01"],
            environment: ["N1_TODAY": "2026-01-04"])
        #expect(first.exitCode == 0, "\(first.errors)")
        let run = try TypedRun(
            ["log", "--missed", "--trial", diary.path],
            [
                ("2026-01-02", ""), ("itch", "5\n"), ("", "\u{4}"), ("2026-01-03", ""),
                ("", "\u{3}"),
            ],
            today: "2026-01-04")
        #expect(run.transcript.contains("without a score"))
        #expect(
            run.transcript.hasSuffix(
                "\r\nn1: interrupted; the days before stay, nothing of this one was written.\r\n"))
        #expect(try diary.rows("SELECT number FROM diary").contains(["5.0"]))
        let piped = try CommandRun(
            ["log", "--missed", "--trial", diary.path], environment: ["N1_TODAY": "2026-01-04"])
        #expect(piped.exitCode == 2)
        #expect(piped.errors.hasPrefix("n1: --missed asks on a terminal"))
    }

    @Test("the bar of a simulation is drawn on a terminal, and taken away again")
    func progress() throws {
        let run = try TypedRun(
            ["power", "examples/dairy-rosacea", "--replicates", "400"], [], today: Self.today)
        #expect(run.exitCode == 0)
        #expect(run.transcript.contains("% of 400 simulated trials"))
        let piped = try CommandRun(["power", "examples/dairy-rosacea", "--replicates", "400"])
        #expect(piped.errors.isEmpty)
    }
}

/// A run of the built `n1` on a pseudo-terminal of its own, which Python's standard library makes.
struct TypedRun {
    let transcript: String
    let exitCode: Int32

    /// - `steps`: a text to wait for behind what was seen before, and what is typed then. An empty text
    ///   waits for the next question to stand still; an empty answer types nothing.
    init(
        _ arguments: [String], _ steps: [(question: String, typed: String)], today: String,
        columns: Int = 80, environment: [String: String] = [:]
    ) throws {
        let script = try JSONSerialization.data(
            withJSONObject: steps.map { [$0.question, $0.typed] })
        let run = try ProgramRun(
            ["python3", "-c", Self.driver, String(decoding: script, as: UTF8.self)]
                + [CommandRun.program.path] + arguments,
            environment: ProcessInfo.processInfo.environment
                .merging(["N1_TODAY": today, "TERM": "dumb", "COLUMNS_WANTED": "\(columns)"]) { $1 }
                .merging(environment) { $1 })
        transcript = run.output
        exitCode = run.exitCode
    }

    static let isPossible = ProgramRun.succeeds(["python3", "-c", "import pty"])

    /// Prints all that the terminal showed and ends as the program did; 124 when a text did not come.
    private static let driver = """
        import fcntl, json, os, pty, re, select, signal, struct, sys, termios, time
        steps = json.loads(sys.argv[1])
        child, terminal = pty.fork()
        if child == 0:
            # The threads of a test runner block signals, and a child inherits that.
            signal.pthread_sigmask(signal.SIG_SETMASK, [])
            size = struct.pack('HHHH', 24, int(os.environ['COLUMNS_WANTED']), 0, 0)
            fcntl.ioctl(1, termios.TIOCSWINSZ, size)
            os.execv(sys.argv[2], sys.argv[2:])
        seen, place = b'', 0
        def more(seconds):
            global seen
            if not select.select([terminal], [], [], seconds)[0]:
                return False
            try:
                part = os.read(terminal, 65536)
            except OSError:
                return None
            seen += part
            return True if part else None
        def finish(code):
            if code is None:
                os.kill(child, signal.SIGKILL)
            sys.stdout.buffer.write(seen)
            sys.stdout.flush()
            sys.exit(124 if code is None else code)
        for question, typed in steps:
            until = time.time() + 60
            if not question:
                while not seen[place:] and time.time() < until:
                    more(1)
                while more(0.5):
                    pass
                place = len(seen)
            # A line may break between any two words.
            wanted = re.compile(rb'\\s+'.join(map(re.escape, question.encode().split())))
            while not wanted.search(seen, place):
                if more(1) is None or time.time() > until:
                    finish(None)
            if question:
                place = wanted.search(seen, place).end()
            if typed:
                # An answer belongs to a question that stands there whole.
                while more(0.2):
                    pass
                os.write(terminal, typed.encode())
                place = len(seen)
        until = time.time() + 60
        while more(1) is not None:
            if time.time() > until:
                finish(None)
        status = os.waitpid(child, 0)[1]
        finish(os.waitstatus_to_exitcode(status) & 0xFF)
        """
}
