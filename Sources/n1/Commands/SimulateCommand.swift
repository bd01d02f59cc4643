import ArgumentParser
import Experiment
import Foundation

struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Make up a diary for a plan, with the truth beside it.",
        discussion: """
            For learning and for tests: the noise has a memory from day to day (--rho), effects come \
            and go slowly (--onset, --washout, days to the half), values are rounded as the \
            instrument shows them. The folder holds the plan, marked as simulated, the diary and \
            truth.json. Examples:

              n1 simulate plan.yaml --effect -1.5 --rho 0.5 --missing 0.1 --seed 7 --output demo
              n1 simulate plan.yaml --effect dairy-free=-1.5 --onset 7 --output demo

            An outcome that is logged by its items gets answers that add up to its total. Sites that \
            start on days of their own change on these days, by the points of the primary outcome \
            where they share its scale.
            """)

    @Argument(help: "The plan file, or its folder.", completion: .file())
    var plan = "."

    @Option(
        name: .long, parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "What a tested condition does to the primary outcome, in points.",
            valueName: "condition=points"))
    var effect: [String] = []

    @Option(
        name: .long, help: "Mean without it; the middle of the scale by default.",
        transform: SpokenNumber.read)
    var baseline: Double?

    @Option(
        name: .long, help: "Day-to-day standard deviation; a tenth of the scale by default.",
        transform: SpokenNumber.read)
    var sd: Double?

    @Option(
        name: .long, help: "Correlation of one day with the next, above -1 and below 1.",
        transform: SpokenNumber.read)
    var rho = 0.4

    @Option(
        name: .long, help: "Share of days without an entry, 0 to 1.", transform: SpokenNumber.read)
    var missing = 0.0

    @Option(
        name: .long, help: "Days in which half of the effect has come.",
        transform: SpokenNumber.read)
    var onset = 0.0

    @Option(
        name: .long, help: "Days in which half of the effect has gone.",
        transform: SpokenNumber.read)
    var washout = 0.0

    @Option(name: .long, help: "The same seed gives the same diary; the plan's by default.")
    var seed: UInt64?

    @Option(name: .long, help: "A folder that does not exist yet.")
    var output: String

    @OptionGroup var form: JSONOptions

    func run() throws {
        let place = TrialPlace(path: plan)
        let plan = try place.plan()
        try checkRanges()
        let world = SimulatedWorld(plan: plan, outcomes: try outcomes(plan))
        let seed = seed ?? plan.seed
        guard !FileAccess.exists(output) else {
            throw UsageError(
                "--output: found \(output) already; expected a folder that does not exist. "
                    + "Name another one, so that no diary is overwritten.")
        }
        let diary = plan.diary.file.map(FileAccess.name(of:)) ?? "diary.csv"
        let label = try SimulatedPlanText(
            FileAccess.text(of: place.planPath), diary: plan.diary.file == nil ? diary : nil)
        let simulated = try DraftPlan(yaml: label.text, file: "plan.yaml").validated()
        try FileAccess.makeFolder(output)
        let files = [
            ("plan.yaml", label.text), (diary, world.diary(seed: seed).csv(for: plan)),
            ("truth.json", world.truth(seed: seed).text + "\n"),
        ]
        for (name, text) in files { try FileAccess.write(text, to: path(of: name)) }
        for remark in simulated.safetyRemarks { Terminal.writeError("n1: \(remark)") }
        WrittenFiles(files.map { path(of: $0.0) }).tell(
            form,
            words: "written  \(output): plan.yaml, \(diary) and truth.json (simulated)\n"
                + "next     \(nextCommand(simulated, diary: diary))\n")
    }

    private func path(of name: String) -> String {
        (output as NSString).appendingPathComponent(name)
    }

    /// A plan may name its diary by a path that leads out of the new folder.
    private func nextCommand(_ simulated: TrialPlan, diary: String) -> String {
        let report = "n1 report \(ShellWord.quoted(output))"
        return simulated.diary.file == diary
            ? report : report + " --diary \(ShellWord.quoted(path(of: diary)))"
    }

    /// Sums of a few such numbers and their squares are far from what overflows.
    private static let largest = 1e9

    private func checkRanges() throws(UsageError) {
        let checks: [(name: String, value: Double, isRight: Bool, expected: String)] = [
            ("--rho", rho, rho > -1 && rho < 1, "a number above -1 and below 1"),
            ("--missing", missing, (0...1).contains(missing), "a share from 0 to 1"),
            ("--onset", onset, (0...365).contains(onset), "days from 0 to 365"),
            ("--washout", washout, (0...365).contains(washout), "days from 0 to 365"),
            ("--sd", sd ?? 0, (0...Self.largest).contains(sd ?? 0), "a number of at least 0"),
            (
                "--baseline", baseline ?? 0, (baseline ?? 0).magnitude <= Self.largest,
                "a number of at most a billion"
            ),
        ]
        for check in checks where !check.isRight {
            throw UsageError(
                "\(check.name): found \(check.value); expected \(check.expected). "
                    + "Change the number.")
        }
    }

    private func outcomes(_ plan: TrialPlan) throws -> [SimulatedOutcome] {
        try checkItems(plan)
        let effects = try effects(plan)
        let alike = plan.scheduledOutcomes.filter {
            $0.instrument.sharesScale(with: plan.primaryOutcome.instrument)
        }.map(\.id)
        let outcomes = plan.outcomes.map { outcome in
            simulated(
                outcome.id, allowed: outcome.instrument.allowedTotals,
                effects: alike.contains(outcome.id) ? effects : nil)
        }
        return outcomes + plan.covariates.map { simulated($0.id, allowed: nil, effects: nil) }
    }

    /// - `effects`: those of the primary outcome and of sites on its scale; nil for the
    /// others.
    private func simulated(
        _ series: String, allowed: AllowedValues?, effects: [SimulatedOutcome.Effect]?
    ) -> SimulatedOutcome {
        let bounds = allowed?.bounds ?? 0...10
        let width = bounds.upperBound - bounds.lowerBound
        let middle = bounds.lowerBound + width / 2
        let isTreated = effects != nil
        return SimulatedOutcome(
            series: series, baseline: isTreated ? baseline ?? middle : middle,
            effects: effects ?? [], sd: isTreated ? sd ?? width / 10 : width / 10, rho: rho,
            onsetHalfTime: onset, washoutHalfTime: washout, missing: missing, allowed: allowed)
    }

    /// Items can be made for scores that every item raises.
    private func checkItems(_ plan: TrialPlan) throws(UsageError) {
        let found = plan.outcomes.first { !$0.items.isEmpty && !$0.instrument.isMonotone }
        guard let found else { return }
        throw UsageError(
            "found \"\(found.id)\" logged by items of which a higher one may lower the score; "
                + "expected items that raise it, or a total. Simulate a plan that logs its total.")
    }

    private func effects(_ plan: TrialPlan) throws(UsageError) -> [SimulatedOutcome.Effect] {
        var effects: [SimulatedOutcome.Effect] = []
        let tested = plan.testedConditions.map(\.id)
        for text in effect {
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            let named = parts.count == 2 ? [parts[0]] : tested
            guard let points = parts.last.flatMap(SpokenNumber.number),
                points.magnitude <= Self.largest,
                named.allSatisfy(tested.contains)
            else {
                throw UsageError(
                    "--effect: found \"\(text)\"; expected CONDITION=POINTS with one of "
                        + "\(tested.joined(separator: ", ")). "
                        + "Write it like \(tested.first ?? "diet")=-1.5.")
            }
            effects += named.map { SimulatedOutcome.Effect(condition: $0, points: points) }
        }
        return effects
    }
}
