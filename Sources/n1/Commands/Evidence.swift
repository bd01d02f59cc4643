import ArgumentParser
import Experiment

struct Evidence: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say what stands beside the plan's own analysis, and what could fool it.",
        discussion: """
            The randomisation test of the plan's own draw, effect sizes, whether the trial began at a bad
            moment, slips, rescue treatment, foods tried again, and what would settle the question.
            Examples:

              n1 evidence examples/dairy-rosacea
              n1 evidence examples/dairy-rosacea --json | jq .comparisons[0].whatNext
            """)

    @OptionGroup var folder: TrialFolder

    @Flag(help: "Also print the differences that the randomisation test does not rule out.")
    var interval = false

    @Flag(help: "Print one JSON object with all digits.")
    var json = false

    func run() throws {
        let plan = try folder.plan()
        let evidence = TrialEvidence(try TrialAnalysis(plan, diary: folder.read(plan)))
        Terminal.write(
            json
                ? EvidenceJSON.text(evidence)
                : EvidenceText.text(evidence, style: Terminal.style, showsInterval: interval))
    }
}
