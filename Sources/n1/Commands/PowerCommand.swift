import ArgumentParser
import Experiment
import Stats

struct PowerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "power",
        abstract: "Say, before day one, whether a plan will be able to tell.",
        discussion: """
            Runs the plan's own analysis on simulated diaries and counts what it finds. The noise \
            comes from the reference days of the diary when there is one, else from defaults that \
            the output names. Examples:

              n1 power examples/dairy-rosacea
              n1 power examples/dairy-rosacea --effect -1.5 --rho 0.6 --onset 5
              n1 power examples/dairy-rosacea --compare
              n1 power examples/dairy-rosacea --json
              n1 power examples/dairy-rosacea --people 5,10,20 --tau 0.5
              n1 power examples/dairy-rosacea --prior population.json
            """)

    @OptionGroup var folder: TrialFolder
    @OptionGroup var world: WorldOptions
    @OptionGroup var simulation: SimulationOptions

    @Flag(help: "Put other designs of the same length beside the plan.")
    var compare = false

    @Option(
        help: "Numbers of people who would follow the plan, as 5,10,20: what the series could tell."
    )
    var people: String?

    @Option(
        help: "With --people: standard deviation of the effect between people, in points.",
        transform: SpokenNumber.read)
    var tau: Double?

    @Option(
        help:
            "What the plan may come to for somebody like the people of a series (n1 series --format json).",
        completion: .file())
    var prior: String?

    @OptionGroup var form: JSONOptions

    func run() async throws {
        let plan = try folder.plan()
        let studies = try world.studies(folder, plan)
        if people != nil || prior != nil {
            return try await SeriesOutlookOfPlan(studies[0], seed: simulation.seed ?? plan.seed)
                .write(
                    people: people, tau: tau, sets: simulation.replicates, prior: prior, form: form)
        }
        let monteCarlo = try simulation.monteCarlo(studies, plan)
        let rivals = compare ? studies.first?.rivals() ?? [] : []
        let text = try await Interruption.watching {
            let others = rivals.dropFirst().count { (try? $0.study.get()) != nil }
            let bar = TrialProgress(total: monteCarlo.replicates * (studies.count + others))
            defer { bar.clear() }
            var outcomes: [OutcomeDiagnosis] = []
            for diagnosis in try await monteCarlo.diagnose(studies, bar) {
                outcomes.append(
                    OutcomeDiagnosis(
                        diagnosis, daysNeeded: diagnosis.study.daysNeeded(seed: monteCarlo.seed),
                        reach: PlanReach.all(diagnosis.study, isOneOfSeveral: studies.count > 1),
                        challenges: try await diagnosis.study.challengePower(monteCarlo)))
            }
            var rows: [(design: RivalDesign, diagnosis: DesignDiagnosis?)] = []
            // The first of them is the plan itself.
            for rival in rivals.prefix(1) { rows.append((rival, outcomes.first?.diagnosis)) }
            var done = monteCarlo.replicates * studies.count
            for rival in rivals.dropFirst() {
                let other = try await (try? rival.study.get())?
                    .diagnose(monteCarlo, progress: bar.told(after: done))
                rows.append((rival, other))
                done += other == nil ? 0 : monteCarlo.replicates
            }
            return answer(outcomes, rows)
        }
        form.isAsked ? Terminal.writeData(text) : Terminal.write(text)
    }

    private func answer(
        _ outcomes: [OutcomeDiagnosis],
        _ rivals: [(design: RivalDesign, diagnosis: DesignDiagnosis?)]
    ) -> String {
        guard !form.isAsked else {
            return form.text(DiagnosisJSON.document(outcomes, rivals: rivals))
        }
        let style = Terminal.style
        let text = DiagnosisText.power(outcomes, style: style)
        return rivals.isEmpty
            ? text : text + "\n" + DiagnosisText.rivals(rivals, style: style)
    }
}

extension MonteCarlo {
    /// One study after the other, under one bar.
    func diagnose(
        _ studies: [DiagnosisStudy], _ bar: TrialProgress
    ) async throws -> [DesignDiagnosis] {
        var diagnoses: [DesignDiagnosis] = []
        for study in studies {
            let done = replicates * diagnoses.count
            diagnoses.append(try await study.diagnose(self, progress: bar.told(after: done)))
        }
        return diagnoses
    }
}

/// What the user says of the person on whom the plan is tried out.
struct WorldOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: """
            What the tested condition truly does, in points; the smallest worthwhile improvement by \
            default.
            """, transform: SpokenNumber.read)
    var effect: Double?

    @Option(
        parsing: .unconditional, help: "Correlation of one day with the next.",
        transform: SpokenNumber.read)
    var rho: Double?

    @Option(help: "Standard deviation from day to day, in points.", transform: SpokenNumber.read)
    var sd: Double?

    @Option(
        parsing: .unconditional, help: "Mean score under the reference.",
        transform: SpokenNumber.read)
    var baseline: Double?

    @Option(help: "Share of days without an entry, 0 to 0.9.", transform: SpokenNumber.read)
    var missing: Double?

    @Option(help: "Days in which half of the effect has come.", transform: SpokenNumber.read)
    var onset: Double?

    @Option(
        help: "Days in which half of it has gone; as --onset by default.",
        transform: SpokenNumber.read)
    var washout: Double?

    @Option(
        help: "Share of tested days that are lived as usual, 0 to 0.9.",
        transform: SpokenNumber.read)
    var slips: Double?

    private var given: AssumedWorld.Given {
        var given = AssumedWorld.Given()
        given.effect = effect
        given.baseline = baseline
        given.sd = sd
        given.rho = rho
        given.missing = missing
        given.onsetHalfTime = onset
        given.washoutHalfTime = washout
        given.slips = slips
        return given
    }

    /// One study of each outcome that has a schedule of its own, the primary one first.
    func studies(_ folder: TrialFolder, _ plan: TrialPlan) throws -> [DiagnosisStudy] {
        let diary = try folder.hasDiary(plan) ? folder.read(plan) : nil
        return try plan.scheduledOutcomes.map { outcome in
            let noise = try diary.flatMap {
                BaselineNoise(try TrialData(plan, outcome: outcome, diary: $0))
            }
            return try DiagnosisStudy(
                plan, outcome: outcome,
                world: AssumedWorld(outcome, noise: noise, given: given(of: outcome, in: plan)))
        }
    }

    /// Points that are meant for the primary outcome hold for the others on its scale.
    private func given(of outcome: PlannedOutcome, in plan: TrialPlan) -> AssumedWorld.Given {
        var given = given
        guard outcome.instrument.sharesScale(with: plan.primaryOutcome.instrument) else {
            (given.effect, given.baseline, given.sd) = (nil, nil, nil)
            return given
        }
        return given
    }
}

/// How long the simulation runs, and from which seed.
struct SimulationOptions: ParsableArguments {
    @Option(help: "Simulated trials for each truth; 10000 for ar1, 400 for slower engines.")
    var replicates: Int?

    @Option(help: "The same seed gives the same answer; the plan's by default.")
    var seed: UInt64?

    /// - Throws: `DiagnosisError` for a number of trials that no study takes, before they are counted up.
    func monteCarlo(
        _ studies: [DiagnosisStudy], _ plan: TrialPlan
    ) throws(DiagnosisError) -> MonteCarlo {
        let usual = studies.allSatisfy { $0.specification.method == .ar1 } ? 10_000 : 400
        let asked = replicates ?? usual
        try DiagnosisStudy.check(replicates: asked)
        return MonteCarlo(replicates: asked, seed: seed ?? plan.seed)
    }
}
