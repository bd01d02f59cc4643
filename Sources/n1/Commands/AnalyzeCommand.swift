import ArgumentParser
import Experiment
import Stats

struct AnalyzeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "analyze",
        abstract: "Estimate what each condition did, and how sure that is.",
        discussion: """
            Prints the numbers of the plan's own analysis. Example:

              n1 analyze examples/dairy-rosacea
              n1 analyze examples/dairy-rosacea --json | jq .findings[0].estimate
            """)

    @OptionGroup var folder: TrialFolder

    @OptionGroup var form: JSONOptions

    @Option(help: "Another engine than the plan's, for those who must report it.")
    var method: RegressionMethod?

    func run() throws {
        let declared = try folder.plan()
        let plan = method.map { declared.analysed(by: $0) } ?? declared
        switch try folder.reading(plan) {
        case .standing(let page): try page.write(form)
        case .analysed(let analysis):
            let report = Report(analysis, provenance: try folder.provenance(plan))
            form.isAsked
                ? form.write(JSONRenderer.json(report))
                : Terminal.write(AnalysisTable.text(report, style: Terminal.style))
        }
    }
}
