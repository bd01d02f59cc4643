import Foundation
import Testing

@Suite("Questionnaires item by item")
struct ItemTests {
    private static let plan = DiaryFolder.plan.replacingOccurrences(
        of: "outcomes:\n",
        with: "outcomes:\n  - {id: poem, instrument: poem, every: 7, primary: false}\n"
    ).replacingOccurrences(of: "{id: itch,", with: "{id: itch, primary: true,")

    private func folder() throws -> ScratchFolder {
        let folder = try ScratchFolder()
        try folder.write(Self.plan, to: "plan.yaml")
        return folder
    }

    private func log(_ folder: borrowing ScratchFolder, _ words: String...) throws -> CommandRun {
        try CommandRun(
            ["log"] + words + ["--trial", folder.path], environment: ["N1_TODAY": "2026-03-04"])
    }

    @Test("seven items make the total, which is kept with them")
    func whole() throws {
        let folder = try folder()
        let run = try log(
            folder, "poem.itch=3", "poem.sleep=2", "poem.bleeding=0", "poem.weeping=0",
            "poem.cracking=1", "poem.flaking=2", "poem.dryness=4")
        #expect(run.output.contains("logged     2026-03-04: poem.itch 3\n"))
        #expect(run.output.hasSuffix("logged     2026-03-04: poem 12\n"))
        #expect(run.errors.isEmpty && run.exitCode == 0)
    }

    @Test("the last item brings the total, and a corrected one a new total")
    func oneByOne() throws {
        let folder = try folder()
        for item in ["itch=3", "sleep=2", "bleeding=0", "weeping=0", "cracking=1", "flaking=2"] {
            #expect(!(try log(folder, "poem.\(item)").output.contains(": poem ")))
        }
        #expect(
            try log(folder, "poem.dryness=4").output
                == "logged     2026-03-04: poem.dryness 4\nlogged     2026-03-04: poem 12\n")
        #expect(
            try log(folder, "poem.itch=4", "--correct", "miscounted").output
                == "corrected  2026-03-04: poem.itch 3 is now poem.itch 4\n"
                + "corrected  2026-03-04: poem 12 is now poem 13\n")
        let undone = try CommandRun(
            ["log", "--undo", "--trial", folder.path], environment: ["N1_TODAY": "2026-03-04"])
        #expect(undone.output.contains("poem.itch 3 counts again"))
        #expect(undone.output.contains("poem 12 counts again"))
    }

    @Test("a value that no answer has is refused")
    func refused() throws {
        let folder = try folder()
        #expect(
            try log(folder, "poem.itch=5").errors
                == "n1: poem.itch cannot be 5; expected a whole number from 0 to 4. Correct the value, or "
                + "leave it out if it is not known.\n")
    }

    @Test("the sheet prints the items")
    func sheet() throws {
        let folder = try folder()
        let html = try CommandRun(["sheet", folder.path]).output
        for item in ["itch", "sleep", "bleeding", "weeping", "cracking", "flaking", "dryness"] {
            #expect(html.lowercased().contains("\(item)"), "\(item)")
        }
    }
}
