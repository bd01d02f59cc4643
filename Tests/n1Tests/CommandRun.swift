import Foundation
import Testing

/// One run of the built `n1` as its users run it: arguments in, stdout, stderr and exit code out.
struct CommandRun {
    let output: String
    let errors: String
    let exitCode: Int32

    /// - `arguments`: after the name of the program.
    /// - `input`: what stands on standard input.
    /// - `environment`: added to a small fixed one.
    /// - `unprivileged`: without the rights of the superuser, if the tests have them.
    /// - `folder`: where it is run; the repository when it is left out.
    init(
        _ arguments: [String], input: String = "", environment: [String: String] = [:],
        unprivileged: Bool = false, in folder: String? = nil
    ) throws {
        let run = try ProgramRun(
            (unprivileged ? Self.asNobody : []) + [Self.program.path] + arguments, input: input,
            environment: ["PATH": "/usr/bin:/bin", "HOME": "/nonexistent"]
                .merging(environment) { $1 },
            in: folder)
        output = run.output
        errors = run.errors
        exitCode = run.exitCode
    }

    /// The program stands beside the test bundle; `N1_PROGRAM` names another, as the one of a package.
    static var program: URL {
        if let path = ProcessInfo.processInfo.environment["N1_PROGRAM"] {
            return URL(fileURLWithPath: path, relativeTo: packageFolder)
        }
        return URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appendingPathComponent("n1")
    }

    /// Starts a command as the user without rights, when the tests run as the superuser.
    private static var asNobody: [String] {
        guard getuid() == 0 else { return [] }
        return ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    }

    /// Whether `n1` can be run without the rights of the superuser.
    static var canDropRights: Bool {
        getuid() != 0 || (try? CommandRun(["--version"], unprivileged: true).exitCode) == 0
    }

    static let packageFolder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}

/// A folder that goes away with the value's scope.
struct ScratchFolder: ~Copyable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "n1-test-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file and returns its path.
    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        try write(Data(text.utf8), to: name)
    }

    @discardableResult
    func write(_ data: Data, to name: String) throws -> String {
        let file = path + "/" + name
        try data.write(to: URL(fileURLWithPath: file))
        return file
    }

    var contents: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
    }
}
