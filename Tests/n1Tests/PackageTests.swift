import Foundation
import Testing

/// What goes into packages, with the program that the tests built. A tool that is absent skips its test.
@Suite("What goes into packages")
struct PackageTests {
    private static let root = CommandRun.packageFolder.path

    private static func has(_ tool: String) -> Bool {
        (try? ShellRun("command -v \(tool) >/dev/null").exitCode) == 0
    }

    private static func text(_ path: String) throws -> String {
        try String(contentsOfFile: root + "/" + path, encoding: .utf8)
    }

    @Test("no source asks for a language or a locale, whose tables the packages leave out")
    func locales() throws {
        let sources = try #require(FileManager.default.enumerator(atPath: Self.root + "/Sources"))
        let files = sources.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }
        #expect(files.count > 300)
        let asking = [
            "Locale.", "Formatter", "String(format:", "localized", "NSRegular",
            "CFString", "Collat", "Calendar.current", "Calendar(identifier",
        ]
        for file in files {
            let text = try Self.text("Sources/" + file)
            #expect(!asking.contains(where: text.contains), "\(file)")
        }
    }

    @Test("one version everywhere")
    func version() throws {
        let version = try CommandRun(["--version"]).output.trimmingCharacters(in: .newlines)
        for (file, line) in [
            ("python/src/n1trials/_version.py", "__version__ = \"\(version)\"\n"),
            ("CITATION.cff", "\nversion: \(version)\n"), ("CHANGELOG.md", "\n## \(version)\n"),
            ("packaging/rpm/n1.spec", "\nVersion:        \(version)\n"),
            ("packaging/homebrew/n1.rb", "/n1-\(version).tar.gz"),
            ("docs/install.md", "n1_\(version)_amd64.deb"),
            ("README.md", "n1_\(version)_amd64.deb"),
        ] {
            #expect(try Self.text(file).contains(line), "\(file): expected \(version)")
        }
    }

    @Test(
        "there is a manual page of every command, and it is good roff",
        .enabled(if: has("python3"), "needs python3"))
    func manual() throws {
        let folder = try ScratchFolder()
        let run = try ShellRun(
            "python3 \(Self.root)/scripts/package/man.py \"$n1\" \(folder.path) && cd \(folder.path) && "
                + "if command -v man >/dev/null; then for page in *.1; do "
                + "man --warnings -E UTF-8 -l -Tutf8 -Z $page 2>&1 >/dev/null; done; fi")
        #expect(run.exitCode == 0 && run.output.isEmpty, "\(run.errors)\(run.output)")
        let help = try CommandRun(["--help"]).output.split(separator: "\n")
        let commands = help.drop { $0 != "SUBCOMMANDS:" }.dropFirst()
            .filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
            .compactMap { $0.split(separator: " ").first }.filter { $0 != "See" }
        #expect(commands.count > 25)
        for command in commands {
            let page = try String(contentsOfFile: folder.path + "/n1-\(command).1", encoding: .utf8)
            #expect(page.contains(".SH NAME\nn1\\-\(command) \\- "))
        }
    }

    @Test("completions are good scripts of their shell", arguments: ["bash", "zsh", "fish"])
    func completions(shell: String) throws {
        guard Self.has(shell) else { return }
        let folder = try ScratchFolder()
        let script = try folder.write(CommandRun(["completions", shell]).output, to: "script")
        let run = try ShellRun("\(shell) -n \(script)")
        #expect(run.exitCode == 0, "\(run.errors)")
    }

    @Test(
        "every number of the scoreboard holds", .enabled(if: has("python3"), "needs python3"))
    func scoreboard() throws {
        let run = try ShellRun(
            "python3 \(Self.root)/scripts/scoreboard/scoreboard.py --program \"$n1\"")
        #expect(run.exitCode == 0, "\(run.errors)")
    }

    @Test("the R file says what the program says", .enabled(if: has("Rscript"), "needs R"))
    func r() throws {
        let run = try ShellRun("N1_PROGRAM=\"$n1\" Rscript \(Self.root)/r/test.R")
        #expect(run.exitCode == 0, "\(run.errors)")
    }

    @Test(
        "the Python package says what the program says",
        .enabled(
            if: (try? ShellRun("python3 -c 'import pytest'").exitCode) == 0, "needs pytest"))
    func python() throws {
        let run = try ShellRun(
            "cd \(Self.root)/python && N1_PROGRAM=\"$n1\" PYTHONPATH=src PYTHONDONTWRITEBYTECODE=1 "
                + "python3 -m pytest -q -p no:cacheprovider tests/test_n1trials.py")
        #expect(run.exitCode == 0, "\(run.output)")
    }
}
