import ArgumentParser
import Experiment

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say what is in a diary, what is missing, and what was settled or left out.",
        discussion: """
            Changes nothing. Each statement names the days and the lines of the file. Example:

              n1 check examples/acne/participant-4
            """)

    @OptionGroup var folder: TrialFolder

    func run() throws {
        let plan = try folder.plan()
        Terminal.write(CheckText(try DiaryCheck(plan, diary: folder.read(plan))).text)
    }
}
