import Foundation
import Testing

@testable import n1

@Suite("Files under attack", .serialized)
struct FileTests {
    private static let hasShim = FaultShim.path != nil

    @Test(
        "D1: a read error in the middle of an import is said, and nothing comes in",
        .enabled(if: hasShim, "needs a C compiler and LD_PRELOAD"), arguments: [1, 2, 3])
    func readError(call: Int) throws {
        let diary = try DiaryFolder()
        let inputs = try ScratchFolder()
        let rows = (0..<60_000).map {
            "2026-01-\(10 + $0 % 20) 12:\(10 + $0 % 50):\(10 + $0 / 1000 % 50),\($0)\n"
        }
        let text = "date,count\n" + rows.joined()
        // Pieces are a megabyte long; the third call fails too.
        let file = try inputs.write(text + String(repeating: "\n", count: 1 << 20), to: "big.csv")
        #expect(text.utf8.count > 1 << 20)
        let mark = inputs.path + "/mark"
        let run = try CommandRun(
            ["import", file, "--trial", diary.path],
            environment: ["N1_TODAY": "2026-03-04"].merging(
                FaultShim.environment(.read, call, below: file, code: EIO, mark: mark)
            ) { $1 })
        #expect(FileManager.default.fileExists(atPath: mark))
        #expect(run.exitCode == 2)
        #expect(
            run.errors
                == "n1: \(file): could be read up to byte \((call - 1) << 20) only (Input/output "
                + "error), and nothing was taken from it; expected the whole file. Copy it to this "
                + "computer and try again.\n")
        #expect(!FileManager.default.fileExists(atPath: diary.databasePath))
    }

    @Test(
        "D1: a read that a signal broke off is repeated",
        .enabled(if: hasShim, "needs a C compiler and LD_PRELOAD"))
    func repeated() throws {
        let diary = try DiaryFolder()
        let file = try diary.folder.write("date,count\n2026-02-01,5\n", to: "small.csv")
        let run = try CommandRun(
            ["import", file, "--trial", diary.path],
            environment: ["N1_TODAY": "2026-03-04"].merging(
                FaultShim.environment(
                    .read, 1, below: file, code: EINTR, mark: diary.path + "/mark")
            ) { $1 })
        #expect(run.exitCode == 0)
        #expect(run.output.contains("added 1 value."))
        #expect(FileManager.default.fileExists(atPath: diary.path + "/mark"))
    }

    @Test("D1: a file that ends before its size is no whole file")
    func cutShort() throws {
        let folder = try ScratchFolder()
        let file = try folder.write("0123456789", to: "a")
        let input = try InputFile(file)
        #expect(try input.piece(4) == Array("0123".utf8))
        truncate(file, 6)
        #expect(try input.piece(4) == Array("45".utf8))
        #expect(throws: FileAccessError.broken(file, bytes: 6, reason: "10 were announced")) {
            try input.piece(4)
        }
        #expect(input.bytes(in: 2..<8) == Array("2345".utf8))
        #expect(input.failure == .broken(file, bytes: 6, reason: "10 were announced"))
    }

    @Test(
        "D4: standard input that is closed or a folder is a sentence and no trap",
        arguments: [
            ("<&-", "standard input: found a file that may not be read"),
            ("< /tmp", "standard input: found a folder; expected a file."),
        ])
    func standardInput(redirection: String, sentence: String) throws {
        let columns = "- --time d --outcome y"
        for command in ["fit \(columns) --exposure x", "changes \(columns)"] {
            let run = try ShellRun("$n1 \(command) \(redirection)")
            #expect(run.exitCode == 2)
            #expect(run.errors.hasPrefix("n1: \(sentence)"))
        }
        let diary = try DiaryFolder()
        let run = try ShellRun("$n1 import - --trial \(diary.path) \(redirection)")
        #expect(run.exitCode == 2)
        #expect(run.errors.hasPrefix("n1: \(sentence)"))
    }

    @Test("D4: an endless file ends with its limit")
    func endless() {
        #expect(throws: FileAccessError.tooLarge("/dev/zero", most: 5 << 20)) {
            try FileAccess.bytes(of: "/dev/zero", most: 5 << 20)
        }
    }

    @Test("D10: an export whose reader went away writes all of its files")
    func exportIntoClosedPipe() throws {
        let diary = try DiaryFolder()
        _ = try diary.n1("log", "itch=4", "--date", "2026-02-01")
        let ways = [("pipe", "| true"), ("closed", ">&-"), ("full", "> /dev/full")]
        for (name, redirection) in ways {
            let folder = diary.path + "/" + name
            let run = try ShellRun("$n1 export \(diary.path) --output \(folder) \(redirection)")
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
                    == ["diary.csv", "dictionary.csv", "provenance.csv"])
            #expect(run.exitCode == (name == "pipe" ? 0 : 2))
        }
    }

    @Test("a limit on the size of files is a sentence of every command that writes")
    func sizeLimit() throws {
        let diary = try DiaryFolder()
        let before = try String(contentsOfFile: diary.path + "/plan.yaml", encoding: .utf8)
        let run = try ShellRun(
            "ulimit -f 0; $n1 amend \(diary.path) --note --on 2026-02-01 --reason cold")
        #expect(run.exitCode == 2)
        #expect(
            run.errors.hasPrefix("n1: \(diary.path)/plan.yaml: could not be written, and nothing"))
        #expect(try String(contentsOfFile: diary.path + "/plan.yaml", encoding: .utf8) == before)
        #expect(diary.folder.contents == ["plan.yaml"])
    }

    @Test("D12: what is written is its owner's only, whatever the umask was")
    func modes() throws {
        let diary = try DiaryFolder()
        _ = try ShellRun(
            "umask 000; N1_TODAY=2026-02-02 $n1 log itch=4 --trial \(diary.path); "
                + "$n1 export \(diary.path) --output \(diary.path)/out; "
                + "$n1 amend \(diary.path) --note --on 2026-02-01 --reason cold")
        for name in ["diary.sqlite", "out/diary.csv", "plan.yaml"] {
            #expect(try Self.mode(diary.path + "/" + name) == 0o600)
        }
        #expect(try Self.mode(diary.path + "/out") == 0o700)
    }

    @Test("D12: a file that a killed program left is removed, one that is being written is not")
    func abandoned() throws {
        let folder = try ScratchFolder()
        let old = try folder.write("half a pl", to: ".plan.yaml.abc.unfinished")
        let held = try folder.write("half a pl", to: ".plan.yaml.def.unfinished")
        try folder.write("half a pl", to: ".plan.yaml.ghi.unfinished")
        let other = try folder.write("of another file", to: ".plan.seal.abc.unfinished")
        for file in [old, held, other] { utimes(file, [timeval(), timeval()]) }
        let descriptor = open(held, O_RDONLY)
        defer { close(descriptor) }
        #expect(flock(descriptor, LOCK_EX) == 0)
        try FileAccess.write("whole", to: folder.path + "/plan.yaml")
        #expect(
            folder.contents == [
                ".plan.seal.abc.unfinished", ".plan.yaml.def.unfinished",
                ".plan.yaml.ghi.unfinished", "plan.yaml",
            ])
    }

    @Test("D9: a device, a pipe and a symbolic link stay what they are")
    func notRegular() throws {
        let folder = try ScratchFolder()
        let pipe = folder.path + "/pipe"
        #expect(mkfifo(pipe, 0o600) == 0)
        let program = CommandRun.program.path
        let read = try ShellRun(
            "cat \(pipe) & \(program) sheet examples/dairy-rosacea -o \(pipe); wait")
        #expect(read.output.contains("<html"))
        var status = stat()
        #expect(lstat(pipe, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)

        let device = folder.path + "/null"
        if mknod(device, S_IFCHR | 0o666, dev_t(1 << 8 | 3)) == 0 {
            try FileAccess.write("away with it", to: device)
            #expect(lstat(device, &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
        }

        let target = try folder.write("old", to: "target")
        let link = folder.path + "/link"
        #expect(symlink("target", link) == 0)
        try FileAccess.write("new", to: link)
        #expect(lstat(link, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
        #expect(try String(contentsOfFile: target, encoding: .utf8) == "new")

        let dangling = folder.path + "/dangling"
        #expect(symlink("nowhere", dangling) == 0)
        #expect(throws: FileAccessError.unwritable(dangling)) {
            try FileAccess.write("new", to: dangling)
        }
    }

    @Test("D2: what is there is never written over by what is to be new")
    func occupied() throws {
        let folder = try ScratchFolder()
        let file = folder.path + "/key"
        try FileAccess.create("first", at: file)
        #expect(throws: FileAccessError.occupied(file)) {
            try FileAccess.create("second", at: file)
        }
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "first")
        #expect(folder.contents == ["key"])
        #expect(try Self.mode(file) == 0o600)
    }

    @Test("D14: a table may come through a pipe, as of a process substitution")
    func processSubstitution() throws {
        let run = try ShellRun(
            "$n1 changes <(seq 1 40 | awk 'BEGIN {print \"d,y\"} {print $1 \",\" ($1 * 7 % 5)}') "
                + "--time d --outcome y --json")
        #expect(run.exitCode == 0)
        #expect(run.output.hasPrefix("{"))
    }

    private static func mode(_ path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
    }
}

/// A line of the shell in which `$n1` is the built program.
struct ShellRun {
    let output: String
    let errors: String
    let exitCode: Int32

    init(_ line: String, environment: [String: String] = [:]) throws {
        let run = try ProgramRun(
            ["/bin/bash", "-c", line],
            environment: [
                "PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "N1_TODAY": "2026-03-04",
                "n1": CommandRun.program.path,
            ].merging(environment) { $1 })
        output = run.output
        errors = run.errors
        exitCode = run.exitCode
    }
}
