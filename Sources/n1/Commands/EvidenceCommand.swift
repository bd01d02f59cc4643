import ArgumentParser
import Experiment
import Stats

struct EvidenceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evidence",
        abstract: "Say what stands beside the plan's own analysis, and what could fool it.",
        discussion: """
            The randomisation test of the plan's own draw, effect sizes, whether the trial began at a bad
            moment, slips, rescue treatment, foods tried again, and what would settle the question.
            Examples:

              n1 evidence examples/dairy-rosacea
              n1 evidence examples/dairy-rosacea --json | jq .comparisons[0].whatNext
              n1 evidence my-trial --statistic slope
            """)

    @OptionGroup var folder: TrialFolder

    @Option(
        help: """
            What the randomisation test measures: gls (two levels, days resembling their neighbours), \
            mean, phases (means of phases), or slope.
            """)
    var statistic: StatisticName = .gls

    @Option(help: "Days from a condition to the scores that the test holds it against.")
    var lag = 0

    @Flag(help: "Also print the differences that the randomisation test does not rule out.")
    var interval = false

    @OptionGroup var form: JSONOptions

    func validate() throws {
        guard (0...60).contains(lag) else {
            throw ValidationError(
                "--lag \(lag): expected a whole number of days from 0 to 60. Leave it out for 0.")
        }
    }

    func run() throws {
        let plan = try folder.plan()
        switch try folder.reading(plan) {
        case .standing(let page): try page.write(form)
        case .analysed(let analysis): tell(analysis)
        }
    }

    private func tell(_ analysis: TrialAnalysis) {
        let conclusions = TrialConclusions(
            analysis,
            test: RandomizationChoice(statistic: statistic.statistic, lagInDays: lag))
        guard let evidence = conclusions.evidence else { return }
        form.isAsked
            ? form.write(EvidenceJSON.value(evidence))
            : Terminal.write(
                EvidenceText.text(evidence, style: Terminal.style, showsInterval: interval))
    }
}

/// The statistics of the randomisation test as the command line names them.
enum StatisticName: String, ExpressibleByArgument, CaseIterable {
    case gls, mean, phases, slope

    var statistic: TestStatistic {
        switch self {
        case .gls: .gls
        case .mean: .meanDifference
        case .phases: .phaseMeanDifference
        case .slope: .slopeDifference
        }
    }
}
