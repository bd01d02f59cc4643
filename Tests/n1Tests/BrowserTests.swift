import Foundation
import Testing

/// The reports in a real browser: `Tests/Browser/check.py` says what is measured.
@Suite("Reports in Chromium")
struct BrowserTests {
    private static let folders = ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin", "/snap/bin"]

    private static func isInstalled(_ names: String...) -> Bool {
        names.contains { name in
            folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
        }
    }

    static let hasBrowser =
        isInstalled("python3") && isInstalled("chromium", "chromium-browser", "google-chrome")

    @Test(
        "no console error, no request, no overflow, enough contrast, no overlapping label",
        .enabled(
            if: hasBrowser,
            "skipped: needs python3 and Chromium (Debian: apt-get install chromium)"))
    func browser() throws {
        let examples = ["dairy-rosacea", "acne/participant-4", "sleep-tea/tea-b6a7", "milk-back"]
        let files =
            examples.map { "examples/\($0)/report.html" } + [
                "examples/dairy-rosacea/letter.html"
            ]
        try Self.check(["--n1", CommandRun.program.path] + files)
    }

    @Test(
        "on A4 and Letter nothing is cut, page one holds the answer and its numbers, a letter is a page",
        .enabled(
            if: hasBrowser,
            "skipped: needs python3 and Chromium (Debian: apt-get install chromium)"))
    func paper() throws {
        try Self.check([
            "--print", "examples/dairy-rosacea/report.html", "examples/dairy-rosacea/letter.html",
            "examples/acne/participant-4/report.html", "examples/sleep-tea/tea-b6a7/letter.html",
            "examples/milk-back/letter.html",
        ])
    }

    @Test(
        "pages are clean by WCAG 2.1 AA, no text overlaps, is cut off or smaller than 11 pixels",
        .enabled(
            if: hasBrowser && hasAxe,
            "skipped: needs Chromium and pip install --no-deps axe-playwright-python"))
    func axe() throws {
        let folder = try ScratchFolder()
        let wanted: [(String, String, [String])] = [
            ("milk-back", "report", []), ("acne/participant-4", "report", []),
            ("dairy-rosacea", "letter", ["--letter", "--notes"]),
        ]
        let pages = try wanted.map { example, name, options in
            let file = folder.path + "/\(name)-\(example.split(separator: "/")[0]).html"
            let run = try CommandRun(["report", "examples/\(example)", "--output", file] + options)
            #expect(run.exitCode == 0, "\(run.errors)")
            return file
        }
        let running = try Self.running(in: folder)
        try Self.check(["--axe"] + pages + [running])
    }

    /// The page of a trial on its twentieth day.
    private static func running(in folder: borrowing ScratchFolder) throws -> String {
        let example = CommandRun.packageFolder.appendingPathComponent("examples/milk-back")
        let read = { (name: String) in
            try String(contentsOf: example.appendingPathComponent(name), encoding: .utf8)
        }
        try folder.write(read("plan.yaml"), to: "plan.yaml")
        let rows = try read("diary.csv").components(separatedBy: "\n").prefix(21)
        try folder.write(rows.joined(separator: "\n") + "\n", to: "diary.csv")
        let page = folder.path + "/progress.html"
        let run = try CommandRun(
            ["report", folder.path, "--output", page], environment: ["N1_TODAY": "2026-01-24"])
        #expect(run.exitCode == 0, "\(run.errors)")
        return page
    }

    private static let hasAxe: Bool = {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", "import axe_playwright_python"]
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }()

    private static func check(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "Tests/Browser/check.py"] + arguments
        process.currentDirectoryURL = CommandRun.packageFolder
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = String(
            decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(text)")
    }
}
