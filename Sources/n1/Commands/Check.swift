import ArgumentParser
import Experiment

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say what is in a diary, what is missing, and what was settled or left out.",
        discussion: """
            Changes nothing. Each statement names the days and the lines of the file. Before the first \
            entry it says whether the plan can tell what it asks. Examples:

              n1 check examples/acne/participant-4
            """)

    @OptionGroup var folder: TrialFolder

    func run() throws {
        let plan = try folder.plan()
        guard try folder.hasDiary(plan) || plan.diary.file != nil else {
            return Terminal.write(PlanDiagnosisText(plan).text(Terminal.style))
        }
        Terminal.write(CheckText(try DiaryCheck(plan, diary: folder.read(plan))).text)
    }
}
