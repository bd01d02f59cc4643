import Foundation
import Testing

@Suite("Programs that a test starts")
struct ChildTests {
    @Test("what runs too long is ended with all that it started, and says so")
    func tooSlow() throws {
        let child = try Child(["/bin/sh", "-c", "sleep 600 & sleep 600"])
        #expect(throws: Child.TooSlow.self) { try child.finish(within: 1) }
        #expect(child.wait(seconds: 60) == .signal(SIGKILL))
    }

    @Test("output beyond what a pipe holds comes whole, on both streams, in any order")
    func floods() throws {
        let run = try ProgramRun([
            "/bin/sh", "-c", "head -c 300000 /dev/zero >&2; head -c 300000 /dev/zero; cat",
        ])
        #expect(run.output.utf8.count == 300_000 && run.errors.utf8.count == 300_000)
        #expect(run.exitCode == 0)
    }

    @Test(
        "a program has no open file of this one but its streams",
        .enabled(if: FileManager.default.fileExists(atPath: "/proc/self/fd"), "needs /proc"))
    func files() throws {
        let other = try Child(["/bin/cat"])
        let run = try ProgramRun(["/bin/ls", "/proc/self/fd"])
        // 3 is the folder that ls itself reads.
        #expect(run.output == "0\n1\n2\n3\n")
        other.closeInput()
        #expect(other.wait(seconds: 60) == .exit(0))
    }

    @Test("what is typed for a program that has ended is lost, and no fault")
    func brokenPipe() throws {
        let run = try ProgramRun(
            ["/bin/true"], input: String(repeating: "a line\n", count: 100_000))
        #expect(run.exitCode == 0)
    }
}
