import ArgumentParser
import Foundation

@main
struct N1: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "n1",
        abstract: "Experiments on one person: plan them, log them, and see what they can tell.",
        discussion: """
            A trial is a folder with a plan (plan.yaml) and a diary.

              n1 plan                a plan that can tell, or why there is none
              n1 power trial/        how well it can tell, from simulated trials
              n1 today trial/        what to do and to log today
              n1 check trial/        what is in the diary, and what is missing
              n1 analyze trial/      the numbers
              n1 report trial/       the answer in words

            Everything stays on this computer. This is no medical advice.
            """,
        version: version,
        subcommands: [
            Amend.self,
            Analyze.self,
            Backup.self,
            Blind.self,
            Calendar.self,
            Calibrate.self,
            Changes.self,
            Check.self,
            Events.self,
            Evidence.self,
            Export.self,
            Fit.self,
            Import.self,
            Instruments.self,
            Log.self,
            Plan.self,
            Power.self,
            Report.self,
            Score.self,
            Seal.self,
            Sheet.self,
            Simulate.self,
            StudyU.self,
            Templates.self,
            Today.self,
            Unblind.self,
        ]
    )

    static let version = "0.1.0"

    static func main() async {
        Surroundings.prepare()
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            ErrorPresentation.exit(with: error)
        }
    }
}
