import ArgumentParser
import Experiment
import Stats

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "")
    @OptionGroup var folder: TrialFolder
    func run() throws {
        let plan = try folder.plan()
        let analysis = try TrialAnalysis(plan, diary: folder.read(plan))
        print(analysis.primary.fit.coefficients)
    }
}
