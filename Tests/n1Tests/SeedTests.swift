import ExperimentTrial
import Foundation
import Testing

@testable import n1

/// What the fuzzer begins with (`scripts/fuzz.sh`): from a seed that is refused at its first line it would never
/// come to what lies behind.
@Suite("Seeds of the fuzzer")
struct SeedTests {
    private static let folder = CommandRun.packageFolder.appendingPathComponent("Tests/Seeds")

    private func text(_ name: String) throws -> String {
        try String(contentsOf: Self.folder.appendingPathComponent(name), encoding: .utf8)
    }

    @Test("a seal and a key are read")
    func sealAndKey() throws {
        let seal = try PlanSeal(yaml: text("plan.seal"), file: "plan.seal")
        #expect(seal.ownHash == seal.closed(by: { Digest.sha256($0) }).ownHash)
        let key = try BlindingKey(yaml: text("key.yaml"), file: "key.yaml")
        #expect(key.containers == ["usual", "dairy-free"])
    }

    @Test("a diary is whole and has records")
    func diary() throws {
        let scratch = try ScratchFolder()
        let path = scratch.path + "/diary.sqlite"
        try FileManager.default.copyItem(
            atPath: Self.folder.appendingPathComponent("diary.sqlite").path, toPath: path)
        try DiaryStore.reading(path) { store in
            try store.requireIntegrity()
            #expect(try !store.currentFacts().isEmpty)
            #expect(try store.checksum() != nil)
        }
    }
}
