import Foundation
import Testing

/// What the commands print as JSON, against docs/schemas: `Tests/Schemas/check.py` says what is checked.
@Suite("JSON by its schemas")
struct SchemaTests {
    static let hasValidator: Bool = {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", "import jsonschema, yaml"]
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }()

    @Test(
        "every command's JSON and every plan fit their schemas, and nothing beside them does",
        .enabled(if: hasValidator, "skipped: needs python3 with jsonschema and PyYAML"))
    func schemas() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "Tests/Schemas/check.py", "--n1", CommandRun.program.path]
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
