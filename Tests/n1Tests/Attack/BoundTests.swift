import Foundation
import Testing

@Suite("Numbers without bounds")
struct BoundTests {
    private static let methods = [
        "ar1", "robust", "reml", "ml", "ols", "newey-west", "prais-winsten", "satterthwaite",
        "kenward-roger", "onset", "robust-onset",
    ]

    /// Thirty days, the exposure from the sixteenth on.
    private func table(
        _ folder: borrowing ScratchFolder, outcome: String = "", exposure: String = ""
    ) throws -> String {
        let rows = (1...30).map { day in
            "\(day),\(1 + day * 7 % 5)\(outcome),\(day > 15 ? 1 : 0)\(exposure)\n"
        }
        return try folder.write("d,y,x\n" + rows.joined(), to: "t.csv")
    }

    @Test(
        "D8: columns and responses of an extreme size are refused by every method with a sentence",
        arguments: ["e-300", "e-160", "e-100", "e100", "e160", "e300"])
    func scales(power: String) throws {
        let folder = try ScratchFolder()
        for method in Self.methods {
            for isOutcome in [true, false] {
                let file = try table(
                    folder, outcome: isOutcome ? power : "", exposure: isOutcome ? "" : power)
                let run = try CommandRun([
                    "fit", file, "--time", "d", "--outcome", "y", "--exposure", "x", "--engine",
                    method,
                ])
                #expect(run.exitCode == 1, "\(method): \(run.output)")
                #expect(
                    run.errors.contains("it must lie between 1e-50 and 1e+50. Use another unit."),
                    "\(method): \(run.errors)")
            }
        }
    }

    @Test("D8: up to 1e-40 and 1e40 the answer scales with its column")
    func scaleFree() throws {
        let folder = try ScratchFolder()
        for method in ["ar1", "satterthwaite", "ols"] {
            let answers = try ["", "e-40", "e40"].map { power -> Double in
                let run = try CommandRun([
                    "fit", try table(folder, exposure: power), "--time", "d", "--outcome", "y",
                    "--exposure", "x", "--engine", method, "--json",
                ])
                let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
                return try #require((object as? [String: Any])?["pValue"] as? Double)
            }
            // The engines standardise the columns, which rounds each of some hundred steps once more.
            for answer in answers { #expect(abs(answer - answers[0]) < 1e-8, "\(method)") }
        }
    }

    @Test(
        "D8: searches refuse values of an extreme size",
        arguments: ["posterior", "bai-perron", "pelt", "fpop", "ar-fpop"])
    func searches(method: String) throws {
        let folder = try ScratchFolder()
        for value in ["1e154", "1e308"] {
            let rows = (1...40).map { "\($0),\($0 == 20 ? value : "\($0 % 5)")\n" }
            let file = try folder.write("d,y\n" + rows.joined(), to: "t.csv")
            let run = try CommandRun([
                "changes", file, "--time", "d", "--outcome", "y", "--method", method,
            ])
            #expect(run.exitCode == 1, "\(run.output)")
            #expect(run.errors.contains("as the largest observation; expected one from"))
        }
    }

    @Test("D8: options are bounded, each with a sentence")
    func options() throws {
        let folder = try ScratchFolder()
        let file = try table(folder)
        for method in ["posterior", "fpop", "pelt"] {
            for segment in ["4611686018427387904", "9223372036854775807", "21"] {
                let run = try CommandRun([
                    "changes", file, "--time", "d", "--outcome", "y", "--method", method,
                    "--min-segment", segment,
                ])
                #expect(run.exitCode == 1, "\(method) \(segment): \(run.errors)")
                #expect(run.errors.contains("found a minimum segment of \(segment)"))
            }
        }
        for days in ["100000000", "10000000000", "9223372036854775807"] {
            for method in ["onset", "robust-onset"] {
                let run = try CommandRun([
                    "fit", file, "--time", "d", "--outcome", "y", "--exposure", "x", "--engine",
                    method, "--days", days,
                ])
                #expect(run.exitCode == 1)
                #expect(
                    run.errors
                        == "n1: The effect was asked for after \(days) rows of exposure; at least 1 is "
                        + "needed, and at most 36600 are possible.\n")
            }
        }
        let rho = try CommandRun([
            "fit", file, "--time", "d", "--outcome", "y", "--exposure", "x", "--engine", "robust",
            "--rho", "0.9999999999999999",
        ])
        #expect(rho.exitCode == 1)
        #expect(
            rho.errors
                == "n1: The option \"rho\" is 0.9999999999999999; it must be from -0.999999 to 0.999999.\n"
        )
    }

    private static let head = """
        title: Long
        outcomes:
          - {id: itch, scale: {from: 0, to: 10, better: lower}, worthwhile: 1}
        conditions:
          - {id: dairy}
          - {id: free, against: dairy}
        schedule:
          start: 2026-01-01
          phases:

        """

    @Test("D13: a schedule ends within a century and before the year 10000")
    func schedule() throws {
        let folder = try ScratchFolder()
        let phases = (0..<40_000).map {
            "    - {condition: \($0 % 2 == 0 ? "dairy" : "free"), days: 3660}\n"
        }
        let file = try folder.write(Self.head + phases.joined(), to: "plan.yaml")
        let many = try CommandRun(["check", file])
        #expect(many.exitCode == 1)
        #expect(
            many.errors
                == "n1: plan.yaml:20, schedule.phases[11].days: found 40260 days in all; expected at most "
                + "36600 from the first day to the last. Change the number.\n")
        let late = try folder.write(
            Self.head.replacingOccurrences(of: "2026-01-01", with: "9999-12-01")
                + phases.prefix(2).joined(), to: "late.yaml")
        #expect(
            try CommandRun(["check", late]).errors.contains(
                "found an end after the year 9999; expected one on 9999-12-31 or before."))
    }

    @Test("D13: of thousands of problems the first twenty are told, soon")
    func problems() throws {
        let folder = try ScratchFolder()
        let keys = (0..<20_000).map { "key\($0): 1\n" }
        let file = try folder.write(keys.joined(), to: "plan.yaml")
        let run = try CommandRun(["check", file])
        #expect(run.exitCode == 1)
        #expect(run.errors.split(separator: "\n").count == 21)
        #expect(run.errors.contains("\n… and 19"))
    }

    @Test("D14: a plan with a byte order mark is a plan, which is amended and sealed like any")
    func byteOrderMark() throws {
        let diary = try DiaryFolder()
        let text = "\u{FEFF}" + DiaryFolder.plan
        try diary.folder.write(text, to: "plan.yaml")
        func n1(_ arguments: String...) throws -> CommandRun {
            try CommandRun(arguments, environment: ["N1_TODAY": "2025-12-20"])
        }
        #expect(try n1("check", diary.path).exitCode == 0)
        #expect(try n1("seal", diary.path).exitCode == 0)
        #expect(
            try n1("amend", diary.path, "--note", "--on", "2026-01-05", "--reason", "cold")
                .exitCode == 0)
        let check = try n1("seal", diary.path, "--check")
        #expect(check.exitCode == 0, "\(check.output)\(check.errors)")
    }

    @Test("D14: check before the first entry answers in JSON when it is asked to")
    func jsonBeforeFirstEntry() throws {
        let diary = try DiaryFolder()
        let run = try CommandRun(["check", diary.path, "--json"])
        #expect(run.exitCode == 0)
        let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
        let members = try #require(object as? [String: Any])
        #expect(members["title"] as? String == "A small trial")
        #expect((members["plan"] as? [String: Any])?["canTell"] as? Bool == true)
    }

    @Test("D14: an event that is too long is not told to swap its ends")
    func longEvent() throws {
        let diary = try DiaryFolder()
        let run = try diary.n1(
            "events", "add", "travel", "--from", "2026-02-01", "--to", "9999-12-31")
        #expect(run.exitCode == 1)
        #expect(
            run.errors
                == "n1: found an event from 2026-02-01 to 9999-12-31; expected at most 3660 days. "
                + "Correct --to.\n")
    }

    @Test("D14: no simulated diary holds what is no number")
    func simulated() throws {
        let diary = try DiaryFolder()
        for option in [["--sd", "1e308"], ["--baseline", "1e308"], ["--effect", "free=1e308"]] {
            let run = try CommandRun(
                ["simulate", diary.path, "--output", diary.path + "/out"] + option)
            #expect(run.exitCode == 2)
            #expect(run.errors.hasPrefix("n1: \(option[0]): found "))
            #expect(!FileManager.default.fileExists(atPath: diary.path + "/out"))
        }
    }

    @Test(
        "D12: too little memory is a sentence before any library asks for it",
        arguments: [
            ("ulimit -v 480000", "468 MB on memory", "-v"),
            ("ulimit -v 200000", "195 MB on memory", "-v"),
            ("ulimit -v 150000", "146 MB on memory", "-v"),
            ("ulimit -d 100000", "97 MB on data", "-d"),
        ])
    func memory(limit: String, found: String, option: String) throws {
        #if os(Linux)
            let run = try ShellRun("\(limit); exec timeout 20 $n1 --version")
            #expect(run.exitCode == 2)
            #expect(
                run.errors
                    == "n1: found a limit of \(found); expected at least 512 MB. Raise it with ulimit "
                    + "\(option).\n")
        #endif
    }

    @Test("D12: with the least memory that is asked for, a trial is analysed")
    func leastMemory() throws {
        #if os(Linux)
            let run = try ShellRun(
                "ulimit -v 524288; exec timeout 60 $n1 analyze examples/milk-back")
            #expect(run.exitCode == 0, "\(run.errors)")
        #endif
    }
}
