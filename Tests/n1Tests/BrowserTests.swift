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

    /// Every kind of example; with `N1_EVERY_PAGE=1` every one of them, which takes some ten minutes.
    private static let examples =
        ProcessInfo.processInfo.environment["N1_EVERY_PAGE"] == "1"
        ? [] : ["milk-back", "acne/participant-4", "sleep-tea/tea-b6a7", "stories/rosacea-dairy"]

    @Test(
        "report, letter, sheet and running page are clean by WCAG 2.1 AA, and a day is read by any hand",
        .enabled(
            if: hasBrowser && hasAxe,
            "skipped: needs Chromium and pip install axe-playwright-python playwright"))
    func pages() throws {
        try Self.check(
            ["--n1", CommandRun.program.path] + Self.examples.flatMap { ["--only", $0] },
            script: "pages.py")
    }

    private static let hasAxe: Bool = {
        ProgramRun.succeeds(["python3", "-c", "import axe_playwright_python, playwright"])
    }()

    private static func check(_ arguments: [String], script: String = "check.py") throws {
        let run = try ProgramRun(["python3", "Tests/Browser/\(script)"] + arguments)
        #expect(run.exitCode == 0, "\(run.output)\(run.errors)")
    }
}
