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
              n1 status trial/       where it stands
              n1 today trial/        what to do and to log today
              n1 serve trial/        the same on a page in the browser
              n1 check trial/        what is in the diary, and what is missing
              n1 analyze trial/      the numbers
              n1 report trial/       the answer in words
              n1 series trials/      what several people's trials say together

            Everything stays on this computer. This is no medical advice.
            """,
        version: version,
        subcommands: [
            AmendCommand.self,
            AnalyzeCommand.self,
            BackupCommand.self,
            BlindCommand.self,
            CalendarCommand.self,
            CalibrateCommand.self,
            ChangesCommand.self,
            CheckCommand.self,
            CompletionsCommand.self,
            EventsCommand.self,
            EvidenceCommand.self,
            ExportCommand.self,
            FitCommand.self,
            ImportCommand.self,
            InstrumentsCommand.self,
            LogCommand.self,
            PageCommand.self,
            PlanCommand.self,
            PowerCommand.self,
            ReportCommand.self,
            ScoreCommand.self,
            SealCommand.self,
            SeriesCommand.self,
            ServeCommand.self,
            SheetCommand.self,
            SimulateCommand.self,
            StatusCommand.self,
            StudyUCommand.self,
            TemplatesCommand.self,
            TodayCommand.self,
            UnblindCommand.self,
        ]
    )

    static let version = "0.2.0"

    /// Alone in a trial's folder it says where the trial stands, elsewhere what there is to run.
    func run() async throws {
        guard FileAccess.exists(TrialPlace(path: ".").planPath) else {
            throw CleanExit.helpRequest(self)
        }
        try StatusCommand.parse([]).run()
    }

    /// The command line, read kindly.
    private static var arguments: [String] {
        ForgivingArguments(Array(CommandLine.arguments.dropFirst())).list
    }

    /// Nil unless the first word is no command.
    static var unknownCommand: UnknownCommand? {
        UnknownCommand(
            arguments, known: configuration.subcommands.map { $0._commandName } + ["help"])
    }

    static func main() async {
        Surroundings.prepare()
        do {
            var command = try parseAsRoot(arguments)
            EmptyDiary.note(beside: command)
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
