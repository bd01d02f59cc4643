import Foundation
import Testing

/// What the commands print as JSON, against docs/schemas: `Tests/Schemas/check.py` says what is checked.
@Suite("JSON by its schemas")
struct SchemaTests {
    static let hasValidator: Bool = {
        ProgramRun.succeeds(["python3", "-c", "import jsonschema, yaml"])
    }()

    @Test(
        "every command's JSON and every plan fit their schemas, and nothing beside them does",
        .enabled(if: hasValidator, "skipped: needs python3 with jsonschema and PyYAML"))
    func schemas() throws {
        let run = try ProgramRun([
            "python3", "Tests/Schemas/check.py", "--n1", CommandRun.program.path,
        ])
        #expect(run.exitCode == 0, "\(run.output)\(run.errors)")
    }
}
