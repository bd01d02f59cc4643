import ArgumentParser
import Experiment
import Stats

struct CalibrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calibrate",
        abstract: "Check that the analysis of a plan keeps its promise on that plan.",
        discussion: """
            Simulates the plan without an effect and with the smallest worthwhile one, and prints how \
            often the declared analysis held the truth and how often it claimed an effect, beside \
            what a plain t-test would do. Examples:

              n1 calibrate examples/dairy-rosacea
              n1 calibrate examples/dairy-rosacea --rho 0.8 --missing 0.2
            """)

    @OptionGroup var folder: TrialFolder
    @OptionGroup var world: WorldOptions
    @OptionGroup var simulation: SimulationOptions

    @OptionGroup var form: JSONOptions

    func run() async throws {
        let plan = try folder.plan()
        let studies = try world.studies(folder, plan)
        let monteCarlo = try simulation.monteCarlo(studies, plan)
        let outcomes = try await Interruption.watching {
            let bar = TrialProgress(total: monteCarlo.replicates * studies.count)
            defer { bar.clear() }
            return try await monteCarlo.diagnose(studies, bar).map { OutcomeDiagnosis($0) }
        }
        form.isAsked
            ? form.write(DiagnosisJSON.document(outcomes))
            : Terminal.write(DiagnosisText.calibration(outcomes, style: Terminal.style))
    }
}
